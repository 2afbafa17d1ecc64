"""A country of more than twelve provinces, to measure a round in which many workbooks all count.

A copy of the program with a longer ``provincies.csv``: no line of code differs.
"""

from __future__ import annotations

import compileall
import shutil
import string
from itertools import product
from pathlib import Path

from ra_excel.domain.files import folder
from ra_excel.domain.inzenders import NATIONAAL
from ra_excel.domain.lists import value_list

LISTED = "waardelijsten/provincies.csv"


def write_land(target: Path, number: int) -> Path:
    """The program for a country of ``number`` provinces, to put first on PYTHONPATH. One that is
    there is made anew.
    """
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(
        Path(__file__).parents[2] / "ra_excel",
        target / "ra_excel",
        ignore=shutil.ignore_patterns("__pycache__", "_data"),
    )
    for name in ("validation", "workbooks", "macros"):
        shutil.copytree(folder(name), target / name)
    compileall.compile_dir(target / "ra_excel", quiet=1)  # as pip does
    known = value_list("provincies").entries
    taken = {NATIONAAL.code, *(entry.code for entry in known)}
    codes = (
        code
        for letters in product(string.ascii_uppercase, repeat=2)
        if (code := "".join(letters)) not in taken
    )
    names = list(known[0].fields)
    with (target / "validation" / LISTED).open("a", encoding="utf-8") as file:
        for place in range(len(known), number):
            like = known[place % len(known)].fields
            code = next(codes)
            own = {"waarde": f"Gewest {code}", "code": code, "synoniemen": ""}
            file.write(";".join({**like, **own}[name] for name in names) + "\n")
    return target
