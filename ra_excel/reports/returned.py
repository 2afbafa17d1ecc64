"""Each submission back to its province: the findings on the sheet Controle, VRO's reactions on
Terugkoppeling.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from ra_excel.checks.submission import Submission
from ra_excel.domain.sheets.terugkoppeling import TERUGKOPPELING
from ra_excel.domain.tables import row_id
from ra_excel.errors import RaError
from ra_excel.reports.findings.xlsx_page import write_findings_page
from ra_excel.returning.edit_sheet import NoSuchTableError, Rows, Value, replace_rows
from ra_excel.returning.submission import with_findings


def reaction_rows(checked: Submission, reactions: pd.DataFrame) -> Rows:
    """All of VRO's reactions to this province as rows of Terugkoppeling, with the ids of the lines
    still free.

    No rows when the submission holds just these: then its sheet stays as it is.
    """
    province = checked.workbook.province
    assert province is not None, "a counted submission has a province"
    names = [column.name for column in TERUGKOPPELING.columns]
    mine = reactions[reactions["provincie"] == province.naam][names].to_dict("records")
    submitted = [
        dict(zip(names, map(row.__getitem__, names), strict=True))
        for row in checked.rows.get(TERUGKOPPELING.name, ())
    ]
    if mine == submitted:
        return []
    rows: dict[str, Mapping[str, Value]] = {}
    for number in range(1, TERUGKOPPELING.rows + 1):
        free_id = row_id(TERUGKOPPELING, province.code, number)
        rows[free_id] = {"id": free_id}
    for row in mine:
        rows[str(row["id"])] = {str(name): value for name, value in row.items()}
    return [rows[id_] for id_ in sorted(rows)]


def page_name(bestand: str) -> str:
    """Name of the page with findings of a file to which nothing can be written back: another for
    ``a.xls`` than for ``a.xlsx``.
    """
    stem, _, suffix = bestand.rpartition(".")
    named = stem if suffix.lower() == "xlsx" else f"{stem}-{suffix}".lstrip("-")
    return f"{named}-bevindingen.xlsx"


def write_return(
    source: Path, checked: Submission, folder: Path, reactions: pd.DataFrame | None = None
) -> Path:
    """Write what goes back to the province into ``folder``; gives the file written.

    A copy of the submission in which only the sheet Controle differs, and Terugkoppeling when VRO
    has reacted since. Of a file that was set apart, or that lost its sheet Controle, a page of its
    own with the findings: ``<name>-bevindingen.xlsx``. Raises RaError when ``source`` is no longer
    the file that was checked.
    """
    content = source.read_bytes()
    if hashlib.sha256(content).hexdigest() != checked.workbook.sha256:
        raise RaError(
            f"{checked.workbook.bestand} is gewijzigd terwijl de controle liep. Draai de"
            " opdracht opnieuw."
        )
    if not checked.quarantined:
        try:
            annotated = with_findings(content, checked)
        except NoSuchTableError:
            pass  # the page below says what is wrong, this too
        else:
            target = folder / checked.workbook.bestand
            target.write_bytes(_with_reactions(annotated, checked, reactions))
            return target
    return write_page(folder, checked)


def write_page(folder: Path, checked: Submission) -> Path:
    """The findings of a file to which nothing can be written back, on a page of their own in
    ``folder``; gives its path.
    """
    page = folder / page_name(checked.workbook.bestand)
    write_findings_page(
        page, checked.workbook.bestand, checked.findings, set_apart=checked.quarantined
    )
    return page


def _with_reactions(content: bytes, checked: Submission, reactions: pd.DataFrame | None) -> bytes:
    rows = reaction_rows(checked, reactions) if reactions is not None else []
    try:
        return replace_rows(content, TERUGKOPPELING, rows) if rows else content
    except NoSuchTableError:
        return content  # a finding says that the sheet is gone; the letter holds the reactions
