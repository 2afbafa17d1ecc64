"""One module per sheet of a workbook, and the sheet Reacties of the national overview."""
