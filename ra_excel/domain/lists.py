"""Value lists: the CSV files of ``validation/waardelijsten`` plus what a cycle adds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from ra_excel.domain.files import folder, read_semicolon_csv
from ra_excel.errors import RaError

SEPARATOR = "; "
"""Between the choices in one cell that may hold several."""

OTHER_SEPARATORS = re.compile(r"([,/|&+\n]| en )")
"""What people put between choices instead of a semicolon."""

JA, NEE = "Ja", "Nee"
"""The values of the list ``ja-nee``."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a list with the other fields of its CSV row (code, bron, ...)."""

    value: str
    fields: Mapping[str, str]

    @property
    def code(self) -> str:
        """Short code of the value, where its list has one."""
        return self.fields.get("code", "")

    @property
    def synonyms(self) -> tuple[str, ...]:
        """Other spellings and former names that mean this value."""
        return tuple(s for s in self.fields.get("synoniemen", "").split("|") if s)


@dataclass(frozen=True)
class ValueList:
    """A list of allowed (or, for an open list, suggested) values, in the order users see them."""

    name: str
    entries: tuple[Entry, ...]

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The values as they stand in a cell."""
        return tuple(entry.value for entry in self.entries)

    @cached_property
    def by_value(self) -> dict[str, Entry]:
        """Entries by value."""
        return {entry.value: entry for entry in self.entries}

    @cached_property
    def _by_synonym(self) -> dict[str, tuple[str, ...]]:
        meanings: dict[str, tuple[str, ...]] = {}
        for entry in self.entries:
            for word in (entry.value, *entry.synonyms):
                key = word.casefold()
                meanings[key] = (*meanings.get(key, ()), entry.value)
        return meanings

    @cached_property
    def _by_capitals(self) -> dict[str, str | None]:
        """Values by how they read without capitals; None where two read alike."""
        spellings: dict[str, str | None] = {}
        for value in self.values:
            key = value.casefold()
            spellings[key] = None if key in spellings else value
        return spellings

    def own_spelling(self, text: str) -> str | None:
        """The value that a text is but for its capitals; None when it is none, or may be two."""
        return text if text in self.by_value else self._by_capitals.get(text.casefold())

    def resolve(self, text: str) -> tuple[str, ...]:
        """Values that ``text`` means by name or synonym: none, one, or (EZK) several."""
        return self._by_synonym.get(text.strip().casefold(), ())

    def known_choices(self, text: str) -> list[str]:
        """The choices in a text with other separators, when all of it is a known name; else none.

        A value may hold a separator itself: the longest known name counts.
        """
        pieces = OTHER_SEPARATORS.split(text)  # text, separator, text, ...
        choices: list[str] = []
        start = 0
        while start < len(pieces):
            for end in range(len(pieces), start, -2):
                meant = self.resolve("".join(pieces[start:end]))
                if meant:
                    choices += meant
                    start = end + 1
                    break
            else:
                if pieces[start].strip():
                    return []
                start += 2
        return choices

    def is_badly_separated(self, text: str) -> bool:
        """Whether a choice is in truth several, with something else than a semicolon between."""
        apart = OTHER_SEPARATORS.search(text) and not self.resolve(text)
        return bool(apart and self.known_choices(text))


@cache
def value_list(name: str) -> ValueList:
    """The list from ``validation/waardelijsten/<name>.csv``.

    Raises RaError when the file is missing or damaged, has no column ``waarde``, is empty, or holds
    a value twice.
    """
    path = folder("validation") / "waardelijsten" / f"{name}.csv"
    try:
        rows = read_semicolon_csv(path)
    except (OSError, UnicodeDecodeError) as error:
        raise RaError(f"Waardelijst {name} is niet te lezen: {error}") from error
    if not rows or "waarde" not in rows[0]:
        raise RaError(
            f"{path}: verwacht een kolom 'waarde' en minstens één regel, gescheiden door "
            "puntkomma's."
        )
    entries = tuple(Entry(row["waarde"], row) for row in rows if row["waarde"])
    values = [entry.value for entry in entries]
    if doubles := sorted({value for value in values if values.count(value) > 1}):
        raise RaError(f"{path}: deze waarden staan er twee keer in: {', '.join(doubles)}.")
    return ValueList(name, entries)


@cache
def powerless(power: str) -> tuple[str, ...]:
    """The gremia that do not have a power: ``besluit_over_inhoud`` or ``mandaat_rijksinzet``."""
    entries = value_list("gremia").entries
    return tuple(entry.value for entry in entries if entry.fields[power] != "ja")


def split_choices(text: str) -> list[str]:
    """The separate choices of a cell that may hold several; empty parts are skipped."""
    return [part.strip() for part in text.split(";") if part.strip()]
