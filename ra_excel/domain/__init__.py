"""What the workbooks hold, declared once. Everything else derives from here."""
