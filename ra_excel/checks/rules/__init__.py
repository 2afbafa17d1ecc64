"""One module per sheet. Importing this package registers every rule."""

from ra_excel.checks.rules import (
    afspraken,
    agenda,
    besluitvorming,
    dialoog,
    inbreng,
    monitoring,
    opvolging,
    references,
    rijksinzet,
    rolmatrix,
)

__all__ = [
    "afspraken",
    "agenda",
    "besluitvorming",
    "dialoog",
    "inbreng",
    "monitoring",
    "opvolging",
    "references",
    "rijksinzet",
    "rolmatrix",
]
