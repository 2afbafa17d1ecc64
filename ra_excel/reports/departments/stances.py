"""The stances of departments that provinces may read [Handvat D]."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ra_excel.domain.sheets.rijksinzet import RIJKSINZET, SHARED, is_shared
from ra_excel.reading.values import as_text
from ra_excel.round.round import Round


def shared_stances(round_: Round, ids: Collection[str]) -> list[Mapping[str, str]]:
    """``departement``, ``houding``, ``standpunt`` and ``voorwaarde`` of every department that
    shares where it stands on the vraagstuk known under these ids, in the order of departments.
    """
    known_as = {*ids, *(round_.items[id_] for id_ in ids if id_ in round_.items)}
    rows = round_.rows_about(RIJKSINZET.name, "vraagstuk", *known_as).to_dict("records")
    return [_told(row) for row in rows if is_shared(row) and row["houding"]]


def _told(row: Mapping[Any, Any]) -> Mapping[str, str]:
    return {"departement": str(row["provincie"]), **{name: as_text(row[name]) for name in SHARED}}
