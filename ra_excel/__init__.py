"""ra_excel: werkmappen, controle en landelijk overzicht voor het ruimtelijk arrangement."""

__version__ = "0.1.0"

SCHEMA_VERSION = "1"
"""Version of the workbook layout. Raised whenever a sheet or column changes."""
