"""What a cell fault adds to its message: bounds, an example, the nearest list value, a proposed
repair.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ra_excel.checks import cell_checks
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.inzenders import Inzender
from ra_excel.domain.lists import (
    JA,
    NEE,
    OTHER_SEPARATORS,
    SEPARATOR,
    ValueList,
    split_choices,
)
from ra_excel.domain.model import Column, Kind, Table
from ra_excel.domain.settings import load_settings
from ra_excel.domain.tables import id_pattern, list_for, row_id, werkmap_of
from ra_excel.reading.values import EXCEL_EPOCH, as_text, day_of_serial, parse_integer

LOOSE_ID = re.compile(r"([A-Za-z]{2})[ \-_.]*([A-Za-z]?)[ \-_.]*([0-9]{1,4})")

LIKENESS = 0.6
"""From here on (0-1, difflib) a text is taken for a slip of a list value."""


class FaultyCell(NamedTuple):
    """A raw cell that failed a check, with its column and whose workbook it stands in."""

    table: Table
    column: Column
    value: object
    province: Inzender
    cycle: Cycle


Mended = tuple[Mapping[str, str], str | None]
"""Words for the message, and a proposed value: None where nothing is certain."""


def mended(code: str, cell: FaultyCell) -> Mended:
    """Words for the message, and a proposed value, for a cell that failed the check ``code``."""
    match code:
        case "CE-01":
            return {"bij": ""}, None
        case "CE-02":
            return _choice(cell)
        case "CE-03":
            return _date(cell)
        case "CE-04":
            column = cell.column
            return {"minimum": str(column.minimum), "maximum": str(column.maximum)}, None
        case "CE-05":
            return _length(cell), None
        case "CE-08":
            return _id(cell)
        case "CE-10":
            return {}, as_text(cell.value)
        case "CE-11":
            return {"wat": cell_checks.personal_data(str(cell.value)) or ""}, None
        case _:
            return {}, None


def _meant(*proposals: str) -> str:
    """The question that a message ends with."""
    return f" Bedoelt u {' of '.join(proposals)}?" if proposals else ""


def _choice(cell: FaultyCell) -> Mended:
    values = list_for(cell.cycle, cell.column.values)
    several = cell.column.kind is Kind.MULTI_CHOICE
    hint = " Zijn het er meer? Zet er een puntkomma tussen." if several else ""
    choices = _several(cell.value, values) if several else _one(cell.value, values)
    quoted = [f"'{choice}'" for choice in choices]
    if several and choices:
        proposal = SEPARATOR.join(choices)
        return {"bedoelt": _meant(f"'{proposal}'"), "meer": hint}, proposal
    return {"bedoelt": _meant(*quoted), "meer": hint}, choices[0] if len(choices) == 1 else None


def _one(value: object, values: ValueList) -> Sequence[str]:
    """The value that a cell means; several where a former name has several successors (EZK)."""
    if isinstance(value, bool):
        text = JA if value else NEE
        return [text] if text in values.values else []
    text = as_text(value)
    known = values.own_spelling(text)
    return [known] if known else values.resolve(text) or _nearest(text.casefold(), values.values)


def _several(value: object, values: ValueList) -> Sequence[str]:
    """The values that a cell means, each of them certain enough; none when one is not."""
    choices: list[str] = []
    for part in split_choices(as_text(value)):
        meant: Sequence[str] = values.known_choices(part)
        if not meant and not OTHER_SEPARATORS.search(part):
            # What is nearest to a whole list would be one of its parts: that would lose the others.
            meant = _one(part, values)
        if not meant:
            return []
        choices += meant
    return list(dict.fromkeys(choices))


@lru_cache(1000)
def _nearest(text: str, values: Sequence[str]) -> Sequence[str]:
    """The value that begins with this text, has its words in another order, or is spelled nearly
    so; at most one.

    Remembered, for the same slip stands in many cells and difflib is slow.
    """
    by_key = {value.casefold(): value for value in values}
    starting = [key for key in by_key if key.startswith(text)]
    turned = [key for key in by_key if sorted(_words(key)) == sorted(_words(text))]
    if len(starting) == 1:
        return [by_key[starting[0]]]
    if len(turned) == 1:
        return [by_key[turned[0]]]
    return [by_key[key] for key in difflib.get_close_matches(text, by_key, n=1, cutoff=LIKENESS)]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _date(cell: FaultyCell) -> Mended:
    year = _typed_year(cell.value)
    if year is None:
        day = day_of_serial(cell.value)
        proposal = as_text(day) or None
        return {"bedoelt": _meant(proposal) if proposal else ""}, proposal
    last_day = f"31-12-{year}"
    precision = cell.table.by_name.get(f"{cell.column.name}_precisie")
    if precision is None:
        return {"bedoelt": f" Typte u alleen het jaar {year}? Een datum heeft ook een dag."}, None
    how = f"Vul dan {last_day} in, en kies bij '{precision.header}' jaar."
    return {"bedoelt": f" Typte u alleen het jaar {year}? {how}"}, last_day


def _typed_year(value: object) -> int | None:
    """The year that somebody typed where a date belongs: as it is, or as Excel shows it in a cell
    for dates (2027 becomes 19-07-1905).
    """
    settings = load_settings()
    serial = (value - EXCEL_EPOCH).days if type(value) is date else parse_integer(value)
    years = range(settings.eerste_jaar, settings.laatste_jaar + 1)
    return serial if serial in years else None


def _length(cell: FaultyCell) -> Mapping[str, str]:
    least, most = cell_checks.length_bounds(cell.column)
    length = len(as_text(cell.value))
    how = "kort" if length < least else "lang"
    return {"lengte": str(length), "minimum": str(least), "maximum": str(most), "hoe": how}


def _id(cell: FaultyCell) -> Mended:
    targets = werkmap_of(cell.province).targets(cell.column) or (cell.table,)
    owner = cell.province.code
    patterns = [id_pattern(target, owner) for target in targets]
    proposal = _written_otherwise(as_text(cell.value), patterns)
    example = " of ".join(row_id(target, owner, 1) for target in targets)
    return {"voorbeeld": example, "bedoelt": _meant(proposal) if proposal else ""}, proposal


def _written_otherwise(text: str, patterns: Sequence[str]) -> str | None:
    """The id that a text means when only case, dashes, spaces or zeros differ: ``dr 1`` is
    DR-001.
    """
    parts = LOOSE_ID.fullmatch(text)
    if parts is None:
        return None
    id_ = f"{parts[1]}-{parts[2]}{int(parts[3]):03d}".upper()
    return id_ if any(re.fullmatch(pattern, id_) for pattern in patterns) else None
