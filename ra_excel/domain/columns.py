"""The columns of a declaration: a constructor per kind of cell, and the band above several of them.

A constructor takes the name in datasets, the header that users see and the hint at the cell; what
else a column says goes by name, as ``Column`` calls it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ra_excel.domain.model import ROW_STATE, Audience, Column, Kind, Table


def group(band: str, *columns: Column, **shared: Any) -> tuple[Column, ...]:
    """These columns below one band; ``shared`` holds what all of them say.

    ROW_STATE stays itself in every table: it belongs to no band.
    """
    return tuple(
        column if column is ROW_STATE else replace(column, group=band, **shared)
        for column in columns
    )


def own_id(
    help_: str = "Staat al klaar.",
    *,
    name: str = "id",
    header: str = "Id",
    width: int = 11,
    **more: Any,
) -> Column:
    """The id of the row itself; of a row about something else, prepared by us, the id of that."""
    return Column(name, header, Kind.ID, help_, width=width, **more)


def text(name: str, header: str, help_: str, **more: Any) -> Column:
    """A short text: a title, a function, a document."""
    return Column(name, header, Kind.TEXT, help_, **more)


def long_text(name: str, header: str, help_: str, *, width: int = 32, **more: Any) -> Column:
    """A text of one or more sentences."""
    return Column(name, header, Kind.LONG_TEXT, help_, width=width, **more)


def choice(name: str, header: str, help_: str, values: str, **more: Any) -> Column:
    """One value of the list ``values``."""
    return Column(name, header, Kind.CHOICE, help_, values=values, **more)


def choices(name: str, header: str, help_: str, values: str, **more: Any) -> Column:
    """Any number of values of the list ``values``."""
    return Column(name, header, Kind.MULTI_CHOICE, help_, values=values, **more)


def day(
    name: str, header: str, help_: str = "Als dd-mm-jjjj.", *, width: int = 13, **more: Any
) -> Column:
    """A date."""
    return Column(name, header, Kind.DATE, help_, width=width, **more)


def number(name: str, header: str, help_: str, **more: Any) -> Column:
    """A whole number."""
    return Column(name, header, Kind.INTEGER, help_, **more)


def note() -> Column:
    """What the inzender and VRO write to each other."""
    return long_text(
        "notitie",
        "Notitie",
        "Voor uzelf en VRO; komt niet in openbare stukken.",
        width=30,
        audience=Audience.PROVINCIE_EN_RIJK,
    )


def taken_from(table: Table, *names: str, **changes: Any) -> tuple[Column, ...]:
    """Columns that another table declares, with what differs here."""
    return tuple(replace(table.by_name[name], **changes) for name in names)


def reference(
    name: str, header: str, help_: str, *tables: str, width: int = 12, **more: Any
) -> Column:
    """The id of a row in one of the ``tables``."""
    return Column(name, header, Kind.REFERENCE, help_, refers_to=tables, width=width, **more)
