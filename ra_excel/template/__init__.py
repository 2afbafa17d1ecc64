"""The workbook that a province fills in: built from the domain."""
