"""Bring a list of earlier agreements into province workbooks. Every line is placed, or listed with
the reason.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ra_excel.domain import layout
from ra_excel.domain.inzenders import Inzender, find_province
from ra_excel.domain.lists import SEPARATOR, split_choices, value_list
from ra_excel.domain.sheets.afspraken import AFSPRAKEN, EERDERE_AFSPRAAK
from ra_excel.domain.tables import row_id
from ra_excel.errors import RaError
from ra_excel.reading.list_file import read_records
from ra_excel.reading.values import MONTHS, clean_text, parse_date

Value = str | int | date | None

FIELDS: Mapping[str, tuple[str, ...]] = {
    "provincie": ("province", "gebied"),
    "soort": ("type afspraak",),
    "thema": ("onderwerp",),
    "titel": ("naam", "afspraak"),
    "tekst": ("omschrijving", "inhoud"),
    "partijen": ("betrokkenen", "betrokken partijen"),
    "deadline": ("termijn", "einddatum"),
    "landing": ("instrument", "landt in"),
    "bron": ("vindplaats", "url"),
    "herkomst": ("overleg", "traject"),
}
"""Columns of a list, with other headers that mean the same."""


@dataclass(frozen=True)
class ListLine:
    """One line of the list: its line number in the file, fields by name, and what stood in unknown
    columns.
    """

    number: int
    fields: Mapping[str, str]
    unknown: Mapping[str, str]


@dataclass(frozen=True)
class Placement:
    """What became of a line. ``province`` and ``id`` are None when it could not be placed;
    ``remarks`` say what changed.
    """

    line: ListLine
    province: Inzender | None
    id: str | None
    row: int | None
    remarks: Sequence[str]


@dataclass(frozen=True)
class Import:
    """All lines with their place, and the rows of Afspraken to prefill per province."""

    placements: Sequence[Placement]
    rows: Mapping[Inzender, Sequence[Mapping[str, Value]]]


def read_list(path: Path, column_map: Mapping[str, str]) -> list[ListLine]:
    """Lines of a CSV or xlsx list. ``column_map`` maps our field names to headers of the list.

    Raises RaError when the file cannot be read, or lacks a column for provincie, titel or tekst.
    """
    records = read_records(path)
    if not records:
        raise RaError(f"{path} is leeg.")
    unknown_fields = set(column_map) - set(FIELDS)
    if unknown_fields:
        names = ", ".join(sorted(unknown_fields))
        raise RaError(f"Onbekend veld {names}. Kies uit: {', '.join(FIELDS)}.")
    headers = records[0][1]
    columns = _columns_of_fields(path, headers, column_map)
    own = {
        header: number for number, header in enumerate(headers) if number not in columns.values()
    }
    return [
        _line(number, cells, columns, own)
        for number, cells in records[1:]
        if any(map(clean_text, cells))
    ]


def _columns_of_fields(
    path: Path, headers: Sequence[str], column_map: Mapping[str, str]
) -> dict[str, int]:
    """Field → number of its column (from 0), by the header given for it, its name or an alias.

    Raises RaError where a header given or a column that must be there is missing.
    """
    known = [clean_text(header).casefold() for header in headers]
    columns: dict[str, int] = {}
    for name, aliases in FIELDS.items():
        given = column_map.get(name)
        wanted = [name, *aliases] if given is None else [given.casefold()]
        there = [word for word in wanted if word in known]
        if there:
            columns[name] = known.index(there[0])
        elif given is not None:
            raise RaError(f"In {path} staat geen kolom '{given}'.")
    missing = [name for name in ("provincie", "titel", "tekst") if name not in columns]
    if missing:
        raise RaError(
            f"In {path} ontbreekt een kolom voor {', '.join(missing)}. Gevonden:"
            f" {', '.join(headers)}. Wijs een kolom aan met --kolom VELD=KOP."
        )
    return columns


def _line(
    number: int, cells: Sequence[str], columns: Mapping[str, int], own: Mapping[str, int]
) -> ListLine:
    """One line: its fields, and what stands in columns that are not ours."""
    texts = [clean_text(cell) for cell in cells]
    fields = {name: _cell(texts, column) for name, column in columns.items()}
    other = {header: _cell(texts, column) for header, column in own.items() if clean_text(header)}
    return ListLine(number, fields, {header: text for header, text in other.items() if text})


def _cell(texts: Sequence[str], column: int) -> str:
    return texts[column] if column < len(texts) else ""


def place_lines(lines: Iterable[ListLine]) -> Import:
    """Give every line a province, an id and a row on Afspraken. Nothing is invented: what is
    unclear stays in Notitie.
    """
    placements: list[Placement] = []
    rows: dict[Inzender, list[Mapping[str, Value]]] = {}
    for line in lines:
        province = find_province(line.fields["provincie"])
        if province is None:
            said = line.fields["provincie"] or "niets"
            placements.append(
                Placement(line, None, None, None, [f"provincie niet herkend: '{said}'"])
            )
            continue
        if not line.fields["titel"] and not line.fields["tekst"]:
            placements.append(Placement(line, None, None, None, ["titel en tekst zijn leeg"]))
            continue
        draft = _Draft()
        draft.fill(line)
        number = len(rows.setdefault(province, [])) + 1
        id_ = row_id(AFSPRAKEN, province.code, number)
        rows[province].append({"id": id_, **draft.values})
        placements.append(
            Placement(line, province, id_, layout.FIRST_ROW + number - 1, draft.remarks)
        )
    return Import(placements, rows)


@dataclass
class _Draft:
    """A row of Afspraken in the making. A remark says what was changed or could not be placed."""

    values: dict[str, Value] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fill(self, line: ListLine) -> None:
        fields = line.fields
        self.values = {
            "afkomst": EERDERE_AFSPRAAK,
            "titel": fields["titel"],
            "tekst": fields["tekst"],
        }
        self._choose("soort", "soorten", fields.get("soort", ""), "soort")
        self._choose("thema", "themas", fields.get("thema", ""), "thema")
        self.values["betrokkenen"] = self._parties(fields.get("partijen", ""))
        self._deadline(fields.get("deadline", ""))
        self._landing(fields.get("landing", ""))
        self.values["vindplaats"] = fields.get("bron", "")
        self.values["herkomst"] = fields.get("herkomst", "")
        if re.search(r"\d{4}", fields.get("herkomst", "")):
            self.remarks.append(
                f"'{fields['herkomst']}' noemt geen dag; Vastgesteld op blijft leeg"
            )
        for header, text in line.unknown.items():
            self._keep(
                f"{header}: {text}", f"kolom '{header}' is onbekend; de inhoud staat in Notitie"
            )
        self.values["notitie"] = ". ".join(self.notes)

    def _keep(self, note: str, remark: str) -> None:
        self.notes.append(note)
        self.remarks.append(remark)

    def _choose(self, column: str, list_name: str, text: str, label: str) -> None:
        if not text:
            return
        meant = value_list(list_name).resolve(text)
        if len(meant) == 1:
            self.values[column] = meant[0]
        else:
            self._keep(
                f"{label.capitalize()} in de bron: {text}",
                f"{label} '{text}' heeft geen eenduidige plek in de lijst; staat in Notitie",
            )

    def _parties(self, text: str) -> str:
        """Parties with old ministry names replaced by their successors (EZK has two); others as
        they stand.
        """
        parties: list[str] = []
        for part in split_choices(text):
            meant = value_list("departementen").resolve(part)
            if meant and meant != (part,):
                self._keep(
                    f"Partij in de bron: {part}", f"partij '{part}' is nu {' en '.join(meant)}"
                )
            parties += [name for name in meant or (part,) if name not in parties]
        return SEPARATOR.join(parties)

    def _deadline(self, text: str) -> None:
        if not text:
            return
        found = honest_date(text)
        if found is None:
            self._keep(
                f"Deadline in de bron: {text}", f"deadline '{text}' is geen datum; staat in Notitie"
            )
            return
        self.values["deadline"], self.values["deadline_precisie"] = found
        if found[1] != "dag":
            self.remarks.append(
                f"deadline '{text}' is bekend op {found[1]}; de laatste dag daarvan staat in de cel"
            )

    def _landing(self, text: str) -> None:
        if not text:
            return
        meant = value_list("instrumenten").resolve(text)
        if len(meant) != 1:
            self.values["landing_document"] = text
            self.remarks.append(
                f"landing '{text}' is geen bekend instrument; staat bij Landing: document"
            )
            return
        self.values["landing_instrument"] = meant[0]
        if text.casefold() not in meant[0].casefold():
            self.values["landing_document"] = text


def honest_date(text: str) -> tuple[date, str] | None:
    """A date as precise as the text: its last day and ``dag``, ``maand``, ``kwartaal`` or ``jaar``;
    None if it is none.
    """
    text = clean_text(text).casefold()
    if day := parse_date(text):
        return day, "dag"
    if match := re.fullmatch(r"(?:eind |uiterlijk |tot en met |t/m )?(20\d\d)", text):
        return date(int(match[1]), 12, 31), "jaar"
    if match := re.fullmatch(r"(20\d\d)[- ]?q([1-4])|q([1-4])[- ](20\d\d)", text):
        year, quarter = (
            (int(match[1]), int(match[2])) if match[1] else (int(match[4]), int(match[3]))
        )
        return _last_day(year, quarter * 3), "kwartaal"
    if (match := re.fullmatch(rf"({'|'.join(MONTHS)}) (20\d\d)", text)) is not None:
        return _last_day(int(match[2]), MONTHS.index(match[1]) + 1), "maand"
    if match := re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", text):
        return _last_day(int(match[1]), int(match[2])), "maand"
    return None


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
