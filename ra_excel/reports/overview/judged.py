"""What the figures say about each agreement: SMART or not, sectoral or not, floating or not."""

from __future__ import annotations

import pandas as pd

from ra_excel.domain.lists import split_choices
from ra_excel.domain.settings import load_settings
from ra_excel.domain.sheets.afspraken import AFSPRAKEN
from ra_excel.round.round import Round

NOT_SMART = "AF-01"
YES, NO = "ja", "nee"


def judged(round_: Round) -> pd.DataFrame:
    """``progress`` plus ``smart``, ``sectoraal`` and ``zweeft``: YES, NO, or None where a vraagstuk
    with domains is missing.
    """
    not_smart = {
        (f.bestand, f.rij)
        for f in round_.findings
        if f.code == NOT_SMART and f.blad == AFSPRAKEN.sheet
    }
    floating = set(zip(round_.floating["bestand"], round_.floating["rij"], strict=True))
    agenda = round_.tables["agenda"]
    domains = {
        id_: split_choices(d or "")
        for id_, d in zip(agenda["id"], agenda["domeinen"], strict=True)
        if id_
    }
    least = load_settings().min_domeinen_multisectoraal
    frame = round_.progress
    places = list(zip(frame["bestand"], frame["rij"], strict=True))
    about = [domains.get(id_) for id_ in frame["vraagstuk"]]
    return frame.assign(
        smart=[_word(place not in not_smart) for place in places],
        sectoraal=pd.Series(
            [None if d is None else _word(len(d) < least) for d in about],
            index=frame.index,
            dtype=object,
        ),
        zweeft=[_word(place in floating) for place in places],
    )


def _word(holds: bool) -> str:
    return YES if holds else NO
