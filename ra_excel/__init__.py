"""ra_excel: werkmappen, controle en landelijk overzicht voor het ruimtelijk arrangement."""

__version__ = "0.2.0"

SCHEMA_VERSION = "2"
"""Version of the workbook layout. Raised whenever a sheet or column changes."""

READABLE_VERSIONS = ("1", SCHEMA_VERSION)
"""Versions in the field that say the same in the same columns: read as if they were new."""
