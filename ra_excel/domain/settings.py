"""Thresholds from ``validation/instellingen.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from ra_excel.domain.files import folder
from ra_excel.errors import RaError


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits used by guard and checks; their units stand in the names."""

    max_megabyte: float
    max_megabyte_uitgepakt: float
    max_verhouding: float
    max_onderdelen: int
    max_rijen: int
    max_kolommen: int
    max_cellen: int
    max_megabyte_tekst: float
    tekst_min: int
    tekst_max: int
    lange_tekst_min: int
    lange_tekst_max: int
    eerste_jaar: int
    laatste_jaar: int
    min_domeinen_multisectoraal: int
    min_maanden_dialoog: int
    max_jaren_tot_deadline: int
    max_maanden_zonder_bericht: int
    min_gelijkenis: int
    reactietermijn_weken: int


@cache
def load_settings() -> Settings:
    """The settings file as one flat record.

    Raises RaError when the file is damaged, or a setting is missing, unknown or not a number.
    """
    path = folder("validation") / "instellingen.toml"
    try:
        sections: dict[str, dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RaError(f"{path} is niet te lezen: {error}") from error
    values: dict[str, Any] = {}
    for section, entries in sections.items():
        for key, value in entries.items():
            # [lengte] and [datum] keep short keys; their names are unique already.
            if not isinstance(value, int | float) or isinstance(value, bool):
                raise RaError(f"{path}: [{section}] {key} moet een getal zijn, niet {value!r}.")
            values[key] = value
    wanted = set(Settings.__slots__)
    if missing := wanted - values.keys():
        raise RaError(f"{path}: deze instellingen ontbreken: {', '.join(sorted(missing))}.")
    if unknown := values.keys() - wanted:
        raise RaError(f"{path}: deze instellingen bestaan niet: {', '.join(sorted(unknown))}.")
    return Settings(**values)
