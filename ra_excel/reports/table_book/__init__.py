"""A workbook of filterable tables, which several reports are made with."""
