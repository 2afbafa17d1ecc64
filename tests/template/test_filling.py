"""The blank workbook filled as people do: through LibreOffice and through openpyxl, values only."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from ra_excel.template.start import READY
from tests.conftest import Convert
from tests.helpers.clean import Rows, build, check, clean_rows, places
from tests.helpers.filling import Cells, cells_of, fill_by_libreoffice, fill_by_openpyxl
from tests.helpers.packages import Parts, edit_parts
from tests.template.test_in_libreoffice import live_counts, many_faults, start_values

Fill = Callable[[Path, Path, Cells], Path]
WAYS = pytest.mark.parametrize("fill", [fill_by_openpyxl, fill_by_libreoffice])


def filled(folder: Path, fill: Fill, rows: Rows) -> Path:
    return fill(build(folder / "leeg.xlsx", {}), folder / "gevuld.xlsx", cells_of(rows))


def stand(path: Path) -> object:
    return start_values(path)["Stand van deze werkmap"][0]


@WAYS
def test_correct(tmp_path: Path, libreoffice: Convert, fill: Fill) -> None:
    path = filled(tmp_path, fill, clean_rows())
    assert places(check(path)) == []
    recalculated = libreoffice(path, "xlsx")
    assert (stand(recalculated), live_counts(recalculated)) == (READY, {})


@WAYS
def test_half_filled(tmp_path: Path, libreoffice: Convert, fill: Fill) -> None:
    path = filled(
        tmp_path,
        fill,
        {"start": clean_rows()["start"], "agenda": [{"titel": "Nog maar een titel"}]},
    )
    assert [place for code, place in places(check(path)) if code == "CE-01"] == [
        f"Agenda!{c}6" for c in ["D", "E", "H", "I", "J", "W", "AF", "AH"]
    ]
    recalculated = libreoffice(path, "xlsx")
    assert live_counts(recalculated)["CE-01"] == 8
    assert stand(recalculated) == "Nog 12 fouten"


@WAYS
def test_every_live_check_broken(tmp_path: Path, libreoffice: Convert, fill: Fill) -> None:
    path = filled(tmp_path, fill, many_faults())
    direct = build(tmp_path / "direct.xlsx", many_faults())
    assert places(check(path)) == places(check(direct))
    assert live_counts(libreoffice(path, "xlsx")) == live_counts(libreoffice(direct, "xlsx"))


def test_saved_by_openpyxl_gives_the_same_findings(tmp_path: Path) -> None:
    path = build(tmp_path / "b.xlsx", many_faults())
    saved = fill_by_openpyxl(path, tmp_path / "opnieuw.xlsx", {})
    assert [f.id for f in check(saved).findings] == [f.id for f in check(path).findings]


def test_pasting_over_cells_does_not_break_the_checks(tmp_path: Path, libreoffice: Convert) -> None:
    """A paste takes dropdowns and colours away; the checks look at the values."""

    def without_help(parts: Parts) -> None:
        for name in [n for n in parts if n.startswith("xl/worksheets/sheet")]:
            for element in (b"dataValidations", b"conditionalFormatting"):
                parts[name] = re.sub(
                    b"<%b.*</%b>" % (element, element), b"", parts[name], flags=re.DOTALL
                )

    path = build(tmp_path / "b.xlsx", many_faults())
    pasted = edit_parts(Path(shutil.copy(path, tmp_path / "geplakt.xlsx")), without_help)
    assert not openpyxl.load_workbook(pasted)["Agenda"].data_validations.dataValidation
    assert places(check(pasted)) == places(check(path))
    assert live_counts(libreoffice(pasted, "xlsx")) == live_counts(libreoffice(path, "xlsx"))
