"""The wheel holds what the code needs beside it, and no Python where there should be none."""

from __future__ import annotations

from pathlib import Path

from ra_excel.domain.files import folder
from ra_excel.domain.tables import PROVINCIE

DERIVED = {"inzenders", "cycli", "kwartalen"}


def test_everything_beside_the_code_is_there() -> None:
    validation, workbooks = folder("validation"), folder("workbooks")
    wanted = [
        validation / name
        for name in ("regels.toml", "instellingen.toml", "rolmatrix.csv", "cycli/2026-2027.toml")
    ]
    wanted += [
        validation / "waardelijsten" / f"{name}.csv" for name in set(PROVINCIE.list_names) - DERIVED
    ]
    wanted += [workbooks / "word" / "landelijk.docx", workbooks / "word" / "provincie.docx"]
    wanted += [
        workbooks / "voorbeeld" / "afspraken-praktijk.csv",
        workbooks / "voorbeeld" / "fouten.csv",
    ]
    wanted += [
        folder("macros") / name
        for name in ("ra_excel.xlam", "customUI14.xml", "RaKnoppen.bas", "ThisWorkbook.cls")
    ]
    wanted += [
        folder("docs") / "handleiding.html",
        folder("docs") / "beeld" / "handleiding" / "controle.png",
    ]
    assert [path for path in wanted if not path.is_file()] == []
    assert len(list((workbooks / "2026-2027").glob("*.xlsx"))) == 12


def test_no_python_among_the_data() -> None:
    found: list[Path] = [
        path
        for name in ("validation", "workbooks", "macros")
        for path in folder(name).rglob("*.py")
    ]
    assert found == []
