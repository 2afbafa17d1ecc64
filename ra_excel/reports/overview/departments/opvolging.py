"""Opvolging: per agreement and department what each side reports, and where they differ [2d]."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from ra_excel.domain.inzenders import departments, departments_named
from ra_excel.domain.rules import catalogue
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.domain.sheets.opvolging import OPVOLGING
from ra_excel.reports.table_book.cell import Line
from ra_excel.reports.table_book.lines import PROVENANCE, place, records
from ra_excel.reports.table_book.table import Colours, Sheet
from ra_excel.round.round import Outcome, Round

Row = Mapping[Hashable, Any]

DIFFERS, MISSING = "Verschil", "Ontbreekt"
YES = "verschilt"
NOT_LISTED, NOT_NAMED, NO_WORKBOOK = (
    "departement noemt haar niet",
    "provincie noemt departement niet",
    "geen werkmap",
)
COLOURS: Colours = (
    ("bad", (YES, NOT_LISTED, NOT_NAMED)),
    ("warn", (NO_WORKBOOK,)),
)


def _opvolging(round_: Round) -> list[Line]:
    """By agreement in the order of the provinces; what only a department knows comes last."""
    told: dict[tuple[object, str], list[Row]] = {}
    for row in records(round_.tables[OPVOLGING.name]):
        told.setdefault((row["afspraak"], row["provincie"]), []).append(row)
    lines: list[Line] = []
    for agreement in records(round_.progress):
        for name in _acting(agreement, told):
            rows = told.pop((agreement["id"], name), [None])
            lines += [_line(round_, name, agreement, row) for row in rows]
    for (_, name), rows in told.items():
        lines += [_line(round_, name, None, row) for row in rows]
    return lines


def _acting(agreement: Row, told: Mapping[tuple[object, str], object]) -> Iterator[str]:
    """The departments that the province names, and those that speak of it themselves."""
    if not agreement["id"]:
        return
    named = departments_named(agreement["trekker"]) | departments_named(agreement["betrokkenen"])
    for department in departments():
        if department in named or (agreement["id"], department.naam) in told:
            yield department.naam


def _line(round_: Round, name: str, agreement: Row | None, row: Row | None) -> Line:
    owned, said = agreement or {}, row or {}
    about = owned or said
    codes = _codes(round_, OPVOLGING.sheet, row)
    origin, sheet = (row, OPVOLGING.sheet) if row else (about, AFSPRAKEN.sheet)
    landing = [said.get("landing_instrument"), said.get("landing_document")]
    return [
        about.get("id") or said.get("afspraak"),
        about["titel"],
        owned.get("provincie"),
        name,
        said.get("voortgang"),
        said.get("peildatum"),
        owned.get("voortgang"),
        owned.get("voortgang_peildatum"),
        YES if "LA-11" in codes else None,
        _missing(round_, name, agreement, row),
        _late(codes),
        about["deadline"],
        "; ".join(str(one) for one in landing if one) or None,
        said.get("landing_status"),
        said.get("volgende_stap"),
        said.get("volgende_datum"),
        *place(origin["bestand"], sheet, origin["rij"]),
    ]


def _late(codes: Sequence[str]) -> str | None:
    """What the rules of Opvolging say of a row."""
    late = sorted({code for code in codes if code.startswith("OP-")})
    return "; ".join(f"{code} {catalogue()[code].titel}" for code in late) or None


def _codes(round_: Round, sheet: str, row: Row | None) -> tuple[str, ...]:
    return tuple(round_.codes_at.get((row["bestand"], sheet, row["rij"]), ())) if row else ()


def _missing(round_: Round, name: str, agreement: Row | None, row: Row | None) -> str | None:
    """Which side does not know of it, as LA-12 found; who sent no workbook cannot say."""
    if row:
        return NOT_NAMED if "LA-12" in _codes(round_, OPVOLGING.sheet, row) else None
    if not any(
        one.province is not None
        and one.province.naam == name
        and one.outcome is not Outcome.QUARANTINED
        for one in round_.submissions
    ):
        return NO_WORKBOOK
    return NOT_LISTED if "LA-12" in _codes(round_, AFSPRAKEN.sheet, agreement) else None


OPVOLGING_SHEET = Sheet(
    "Opvolging",
    "Opvolging: provincie en departement naast elkaar",
    "Eén rij per afspraak en departement dat er iets in doet. 'Verschil': het nieuwste bericht van"
    " beide kanten is niet gelijk (LA-11).\n'Ontbreekt': één kant kent de afspraak niet (LA-12)."
    " De cel rechts leidt naar de werkmap van het departement, of anders van de provincie.",
    "Geen afspraak noemt een departement.",
    (
        ("Id", 11),
        ("Titel", 34),
        ("Provincie", 15),
        ("Departement", 15),
        ("Departement meldt", 15),
        ("Peildatum", 13),
        ("Provincie meldt", 15),
        ("Bericht van", 13),
        (DIFFERS, 12),
        (MISSING, 22),
        ("Te laat of blijft liggen", 36),
        ("Deadline", 13),
        ("Landing", 26),
        ("Landing: status", 14),
        ("Volgende stap", 30),
        ("Volgende datum", 13),
        *PROVENANCE,
    ),
    _opvolging,
    states=(DIFFERS, MISSING),
    colours=COLOURS,
)
