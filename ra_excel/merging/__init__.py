"""Copies of one workbook, filled in by several colleagues, brought together into one."""
