"""The words of the declaration: Column, Table, and Werkmap for a kind of workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from ra_excel.domain.inzenders import Soort
from ra_excel.domain.layout import HEADER_ROW, LISTS_SHEET, SELF_CHECK_SHEET, column_letter


class Kind(StrEnum):
    """What a cell holds. Decides its dropdown, its number format and its checks."""

    TEXT = "tekst"
    LONG_TEXT = "lange tekst"
    CHOICE = "keuze"
    MULTI_CHOICE = "meer keuzes"
    DATE = "datum"
    INTEGER = "geheel getal"
    ID = "id"
    REFERENCE = "verwijzing"
    FORMULA = "telt vanzelf"


class Filler(StrEnum):
    """Who fills a table: whoever submits the workbook, VRO, or this program."""

    INZENDER = "inzender"
    VRO = "VRO"
    TOOL = "ra"


class Audience(StrEnum):
    """Who may see what a column says."""

    OPENBAAR = "openbaar"
    PROVINCIE_EN_RIJK = "provincie en Rijk"
    RIJK = "Rijk"


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column of a table, or one field of the form on Start.

    ``name`` is the ASCII name in datasets and code, ``header`` what the user sees, ``help`` the
    input hint. ``group`` is the band above the header, ``width`` in characters.

    - ``values`` names a value list; with ``open_list`` the list only suggests.
    - ``refers_to`` names the tables whose ids this column may hold.
    - ``required_when`` is (column, value): mandatory only in rows where that holds.
    - ``applies_when`` is (column, values): elsewhere the cell asks nothing and is greyed; no values
      means any answer.
    - ``narrowed_by`` is (column, field): the dropdown offers only entries whose ``field`` names the
      first character of that column's value. ``narrowed_to`` is (field, value): the dropdown offers
      only those. Both only suggest.
    - ``fixed`` cells are filled by us and locked.
    - ``audience`` is who may see it. What is not for everybody stands in no public document or
      dataset; what is for the Rijk alone stands in nothing that is made for a province.
    """

    name: str
    header: str
    kind: Kind
    help: str
    group: str = ""
    required: bool = False
    required_when: tuple[str, str] | None = None
    applies_when: tuple[str, tuple[str, ...]] | None = None
    values: str = ""
    open_list: bool = False
    narrowed_by: tuple[str, str] | None = None
    narrowed_to: tuple[str, str] | None = None
    refers_to: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    aliases: tuple[str, ...] = ()
    example: str = ""
    fixed: bool = False
    audience: Audience = Audience.OPENBAAR
    width: int = 18
    source: str = ""

    @property
    def is_public(self) -> bool:
        """Whether everybody may see it."""
        return self.audience is Audience.OPENBAAR


ROW_STATE = Column(
    "stand_rij",
    "Stand",
    Kind.FORMULA,
    "Telt vanzelf: is deze rij compleet, of wat ontbreekt nog?",
    width=17,
)
"""Tells per row how far it is; every table that is filled row by row has it after the id."""


CELL_FAULTS = Column(
    "fouten_in_cellen",
    "Fouten in cellen",
    Kind.FORMULA,
    "Telt vanzelf mee in Stand: cellen van deze rij die leeg zijn of niet kunnen.",
    width=10,
)
"""The last, hidden column of the same tables: part of Stand, which is too long for one formula."""


@dataclass(frozen=True, slots=True)
class Noun:
    """How users call one row of a table: ``een vraagstuk``, ``twee vraagstukken``."""

    singular: str
    plural: str


@dataclass(frozen=True, eq=False)
class Table:
    """One sheet: a list of rows below a header row, or (``is_form``) one record of labelled fields.

    Declared once, so a table (and a column) equals only itself.

    ``id_letter`` is what stands between code and number in the ids (``DR-A001``); ``rows`` is how
    many empty rows the blank workbook offers, ``room`` how many it may grow to before dropdowns,
    colours and live checks no longer reach them.
    """

    name: str
    sheet: str
    noun: Noun
    title: str
    help: str
    columns: tuple[Column, ...]
    id_letter: str = ""
    rows: int = 0
    room: int = 600
    filled_by: Filler = Filler.INZENDER
    is_form: bool = False
    header_row: int = HEADER_ROW
    source: str = ""

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Columns by their dataset name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def key(self) -> Column | None:
        """The column of kind ID that identifies a row, if the table has one."""
        return next((column for column in self.columns if column.kind is Kind.ID), None)

    @property
    def is_prepared(self) -> bool:
        """Whether its rows are put there for whoever fills it: they carry the ids of others."""
        return self.key is not None and self.key.fixed and ROW_STATE in self.columns

    @property
    def input_columns(self) -> tuple[Column, ...]:
        """Columns that somebody fills: neither the id, nor a fixed text, nor a formula of ours."""
        return tuple(
            c for c in self.columns if c.kind not in (Kind.ID, Kind.FORMULA) and not c.fixed
        )

    @property
    def mandatory_columns(self) -> tuple[Column, ...]:
        """Columns that somebody must fill, always or in some rows."""
        return tuple(c for c in self.input_columns if c.required or c.required_when)

    @property
    def data_columns(self) -> tuple[Column, ...]:
        """Columns whose cells are read; a formula of ours says nothing that the others do not."""
        return tuple(c for c in self.columns if c.kind is not Kind.FORMULA)

    @property
    def first_row(self) -> int:
        """Excel row of the first line of data."""
        return self.header_row + 1

    @property
    def last_row(self) -> int:
        """Excel row as far as the workbook's own help reaches."""
        return self.header_row + self.room

    def letter(self, name: str) -> str:
        """Excel column in which the template puts a column: A, B, ..."""
        return column_letter(list(self.by_name).index(name) + 1)


@dataclass(frozen=True, eq=False)
class Werkmap:
    """A kind of workbook: the tables that one kind of inzender fills, and what stands around them.

    ``owners`` are the kinds of inzender that fill it. ``start`` is the form that says who submits,
    ``data_tables`` are read, checked and consolidated, both in sheet order. ``view_sheets`` only
    show what stands on the others; ``controle`` holds the findings. ``role_parties`` are the
    parties of Tabel 3 whose rows it holds, ``asked_parties`` those for which who submits answers:
    what others fill stands there to read. ``subject`` is what the workbook is for, ``owner_noun``
    how users call who submits, ``steps`` tell on Start how to fill it in, ``families`` what the
    first two letters of a code speak of.
    """

    name: str
    owners: tuple[Soort, ...]
    start: Table
    data_tables: tuple[Table, ...]
    view_sheets: tuple[str, ...]
    controle: Table
    role_parties: tuple[str, ...]
    asked_parties: tuple[str, ...]
    subject: str
    owner_noun: str
    steps: tuple[str, ...]
    families: Mapping[str, str]

    @property
    def owner(self) -> Column:
        """The field of the form that says who submits."""
        return self.start.columns[0]

    @cached_property
    def recorded_tables(self) -> tuple[Table, ...]:
        """Everything that a submission says: who submits, and the tables."""
        return (self.start, *self.data_tables)

    @cached_property
    def tables(self) -> dict[str, Table]:
        """Every declared sheet by table name."""
        return {table.name: table for table in (*self.recorded_tables, self.controle)}

    @cached_property
    def sheets(self) -> tuple[str, ...]:
        """All sheet names of the workbook, in order."""
        tables = [table.sheet for table in self.recorded_tables]
        return (*tables, *self.view_sheets, SELF_CHECK_SHEET, self.controle.sheet, LISTS_SHEET)

    @cached_property
    def list_names(self) -> tuple[str, ...]:
        """Names of all value lists that its columns use, in order of first use."""
        names = [column.values for table in self.tables.values() for column in table.columns]
        return tuple(dict.fromkeys(filter(None, names)))

    def targets(self, column: Column) -> tuple[Table, ...]:
        """The tables of this workbook whose ids a column may hold."""
        return tuple(self.tables[name] for name in column.refers_to if name in self.tables)
