"""From many workbooks to one national dataset."""
