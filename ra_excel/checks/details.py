"""What a cell fault adds to its message: bounds, an example, the nearest list value, a proposed repair."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from datetime import date, timedelta

from ra_excel.checks import cell_checks
from ra_excel.domain.cycle import Cycle
from ra_excel.domain.lists import SEPARATOR, ValueList, split_choices
from ra_excel.domain.model import Column, Kind, Table
from ra_excel.domain.provinces import Province
from ra_excel.domain.sheets.agenda import JA, NEE
from ra_excel.domain.tables import TABLES, lists_for, row_id
from ra_excel.workbook.values import as_text

EXCEL_EPOCH = date(1899, 12, 30)
"""Day zero of Excel's date numbers (1900 system, after its leap-year slip)."""


def details_for(
    code: str, table: Table, column: Column, value: object, province: Province, cycle: Cycle
) -> tuple[Mapping[str, str], str | None]:
    """Message details and a proposed value (None where nothing is certain) for one faulty cell."""
    match code:
        case "CE-01":
            return {"bij": ""}, None
        case "CE-02":
            proposal = _nearest_choices(column, value, lists_for(cycle)[column.values])
            return {"bedoelt": f" Bedoelt u '{proposal}'?" if proposal else ""}, proposal
        case "CE-03":
            proposal = _date_from_serial(value)
            return {"bedoelt": f" Bedoelt u {proposal}?" if proposal else ""}, proposal
        case "CE-04":
            return {"minimum": str(column.minimum), "maximum": str(column.maximum)}, None
        case "CE-05":
            least, most = cell_checks.length_bounds(column)
            return {"lengte": str(len(as_text(value))), "minimum": str(least), "maximum": str(most)}, None
        case "CE-08":
            targets = [TABLES[name] for name in column.refers_to] or [table]
            return {"voorbeeld": " of ".join(row_id(target, province.code, 1) for target in targets)}, None
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
    folded = {value.casefold(): value for value in values.values}
    starting = [value for key, value in folded.items() if key.startswith(text.casefold())]
    if len(starting) == 1:
        return starting[0]
    near = difflib.get_close_matches(text.casefold(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def _nearest_choices(column: Column, value: object, values: ValueList) -> str | None:
    if value is True or value is False:
        text = JA if value else NEE
        return text if text in values.values else None
    parts = split_choices(as_text(value)) if column.kind is Kind.MULTI_CHOICE else [as_text(value)]
    proposals = [part if part in values.values else _nearest(part, values) for part in parts]
    return SEPARATOR.join(p for p in proposals if p) if all(proposals) else None


def _date_from_serial(value: object) -> str | None:
    """A bare number that would be a plausible date number of Excel."""
    if isinstance(value, float) and value.is_integer() and 36526 <= value <= 73050:
        return (EXCEL_EPOCH + timedelta(days=int(value))).strftime("%d-%m-%Y")
    return None
