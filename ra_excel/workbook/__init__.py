"""The province workbook: build it, guard it, read it."""
