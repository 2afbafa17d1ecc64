"""What a cell fault adds to its message: bounds, an example, the nearest list value, a proposed repair."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from ra_excel.checks import cell_checks
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.inzenders import Inzender
from ra_excel.domain.lists import JA, NEE, SEPARATOR, ValueList, split_choices
from ra_excel.domain.model import Column, Kind, Table
from ra_excel.domain.tables import PROVINCIE, id_pattern, lists_for, row_id
from ra_excel.reading.values import as_text

EXCEL_EPOCH = date(1899, 12, 30)
"""Day zero of Excel's date numbers (1900 system, after its leap-year slip)."""

OTHER_SEPARATORS = re.compile(r"[,;/|&+\n]| en ")
"""What people put between choices instead of a semicolon."""

LOOSE_ID = re.compile(r"([A-Za-z]{2})[ \-_.]*([A-Za-z]?)[ \-_.]*([0-9]{1,4})")


def details_for(
    code: str, table: Table, column: Column, value: object, province: Inzender, cycle: Cycle
) -> tuple[Mapping[str, str], str | None]:
    """Message details and a proposed value (None where nothing is certain) for one faulty cell."""
    match code:
        case "CE-01":
            return {"bij": ""}, None
        case "CE-02":
            proposal = _nearest_choices(column, value, lists_for(cycle)[column.values])
            several = (
                " Zijn het er meer? Zet er een puntkomma tussen."
                if column.kind is Kind.MULTI_CHOICE
                else ""
            )
            return {
                "bedoelt": f" Bedoelt u '{proposal}'?" if proposal else "",
                "meer": several,
            }, proposal
        case "CE-03":
            proposal = _date_from_serial(value)
            return {"bedoelt": f" Bedoelt u {proposal}?" if proposal else ""}, proposal
        case "CE-04":
            return {"minimum": str(column.minimum), "maximum": str(column.maximum)}, None
        case "CE-05":
            least, most = cell_checks.length_bounds(column)
            length = len(as_text(value))
            words = {"lengte": str(length), "minimum": str(least), "maximum": str(most)}
            return {**words, "hoe": "kort" if length < least else "lang"}, None
        case "CE-08":
            targets = PROVINCIE.targets(column) or (table,)
            proposal = _written_otherwise(
                as_text(value), [id_pattern(target, province.code) for target in targets]
            )
            example = " of ".join(row_id(target, province.code, 1) for target in targets)
            return {
                "voorbeeld": example,
                "bedoelt": f" Bedoelt u {proposal}?" if proposal else "",
            }, proposal
        case "CE-10":
            return {}, as_text(value)
        case "CE-11":
            return {"wat": cell_checks.personal_data(str(value)) or ""}, None
        case _:
            return {}, None


def _nearest(text: str, values: ValueList) -> str | None:
    """The one value that a text means: by synonym, by its first letters, else by spelling."""
    meant = values.resolve(text)
    if len(meant) == 1:
        return meant[0]
    return _nearest_spelling(text.casefold(), values.values)


@lru_cache(1000)
def _nearest_spelling(text: str, values: Sequence[str]) -> str | None:
    """Remembered, for the same slip stands in many cells and difflib is slow."""
    folded = {value.casefold(): value for value in values}
    starting = [value for key, value in folded.items() if key.startswith(text)]
    if len(starting) == 1:
        return starting[0]
    near = difflib.get_close_matches(text, folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def _nearest_choices(column: Column, value: object, values: ValueList) -> str | None:
    if value is True or value is False:
        text = JA if value else NEE
        return text if text in values.values else None
    parts = [as_text(value)]
    if column.kind is Kind.MULTI_CHOICE:
        parts = split_choices(parts[0])
        apart = [
            part.strip()
            for part in OTHER_SEPARATORS.split(parts[0] if len(parts) == 1 else "")
            if part.strip()
        ]
        if len(apart) > 1:
            # What is nearest to a whole list would be one of its parts: that proposal would lose the others.
            meant = [values.resolve(part) for part in apart]
            return (
                SEPARATOR.join(one[0] for one in meant)
                if all(len(one) == 1 for one in meant)
                else None
            )
    proposals = [part if part in values.values else _nearest(part, values) for part in parts]
    return SEPARATOR.join(p for p in proposals if p) if all(proposals) else None


def _written_otherwise(text: str, patterns: list[str]) -> str | None:
    """The id that a text means when only case, dashes, spaces or zeros differ: ``dr 1`` is DR-001."""
    if parts := LOOSE_ID.fullmatch(text):
        id_ = f"{parts[1]}-{parts[2]}{int(parts[3]):03d}".upper()
        return id_ if any(re.fullmatch(pattern, id_) for pattern in patterns) else None
    return None


def _date_from_serial(value: object) -> str | None:
    """A bare number that would be a plausible date number of Excel."""
    if isinstance(value, float) and value.is_integer() and 36526 <= value <= 73050:
        return (EXCEL_EPOCH + timedelta(days=int(value))).strftime("%d-%m-%Y")
    return None
