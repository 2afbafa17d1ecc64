"""From the bytes of one workbook to tables that know their Excel rows and cells."""
