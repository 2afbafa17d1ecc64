"""A round as people read it: beside every value that nobody can read stands that, and its cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from ra_excel.checks.finding import Finding
from ra_excel.domain.lists import SEPARATOR
from ra_excel.domain.model import Kind, Table
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.sheets.monitoring import MONITORING
from ra_excel.domain.tables import EVERY_TABLE
from ra_excel.reading.values import as_text
from ra_excel.round.round import Round

UNREADABLE = ("CE-02", "CE-03", "CE-04")
"""Codes of a value that is in no list, no date, no number."""


def with_unreadable_marked(round_: Round) -> Round:
    """The round with ``<value> (niet te lezen: <sheet> <cell>)`` for those values, for overview and
    documents. The dataset keeps what was typed.
    """
    findings = [f for f in round_.findings if f.code in UNREADABLE and f.rij and f.kolom]
    tables = dict(round_.tables)
    for name, frame in round_.tables.items():
        tables[name] = _marked(frame, EVERY_TABLE[name], findings)
    progress = _marked(round_.progress, AFSPRAKEN, findings)
    return replace(
        round_,
        tables=tables,
        floating=_marked(round_.floating, AFSPRAKEN, findings),
        progress=_with_last_report_marked(progress, round_, tables[MONITORING.name]),
    )


def _marked(frame: pd.DataFrame, table: Table, findings: Sequence[Finding]) -> pd.DataFrame:
    own = {(f.bestand, f.rij, f.kolom): f for f in findings if f.blad == table.sheet}
    if not own:
        return frame
    marked = frame.copy()
    headers = {finding.kolom for finding in own.values()}
    for column in table.data_columns:
        if column.header not in headers or column.name not in frame:
            continue
        cells = zip(frame["bestand"], frame["rij"], frame[column.name], strict=True)
        # Of several choices the others are read as ever.
        between = SEPARATOR if column.kind is Kind.MULTI_CHOICE else " "
        marked[column.name] = pd.Series(
            [
                _told(value, between, own.get((file, row, column.header)))
                for file, row, value in cells
            ],
            index=frame.index,
            dtype=object,
        )
    return marked


def _told(value: object, between: str, finding: Finding | None) -> object:
    if finding is None or value is None:
        return value
    return f"{as_text(value)}{between}(niet te lezen: {finding.blad} {finding.cel})"


def _with_last_report_marked(
    progress: pd.DataFrame, round_: Round, monitoring: pd.DataFrame
) -> pd.DataFrame:
    """The progress of an agreement reads as in the report that it comes from."""
    typed = round_.tables[MONITORING.name]
    told = {
        (afspraak, before): now
        for afspraak, before, now in zip(
            typed["afspraak"], typed["voortgang"], monitoring["voortgang"], strict=True
        )
    }
    pairs = zip(progress["id"], progress["voortgang"], strict=True)
    words = [told.get((id_, word), word) for id_, word in pairs]
    return progress.assign(voortgang=pd.Series(words, index=progress.index, dtype=object))
