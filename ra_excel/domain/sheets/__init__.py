"""One module per sheet of the province workbook."""
