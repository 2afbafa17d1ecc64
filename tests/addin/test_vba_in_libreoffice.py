"""Every button's VBA, really run in LibreOffice. What it ran and what not is told apart by controls
that must fail.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ra_excel.addin.actions import ACTIONS
from ra_excel.addin.build import ADDIN, modules
from ra_excel.addin.exchange import from_hex, to_hex
from ra_excel.domain.files import folder
from tests.addin.stand_ins import EXCEL, XLWINGS, Edits, addin_for_libreoffice, without_a_workbook
from tests.helpers.clean import build, clean_rows
from tests.helpers.office import running_office, steer

NEEDS_A_COPY = ("raValideer", "raNieuw", "raDoorzetten", "raIndienen")
NEEDS_A_WORKBOOK = [
    name
    for name in ACTIONS
    if name
    in (
        "raValideer",
        "raVolgende",
        "raVorige",
        "raWis",
        "raNieuw",
        "raFiche",
        "raDoorzetten",
        "raIndienen",
    )
]
FOR_VRO = {"raConsolideer": 2, "raWord": 2, "raVergelijk": 2, "raVervolg": 2}
"""How many folders each asks for."""
ORDER = "import ra_excel.addin.ribbon; ra_excel.addin.ribbon.main()"


@dataclass
class Office:
    """A running LibreOffice with workbooks to open."""

    port: int
    place: Path

    def press(
        self,
        workbook: str | None,
        *buttons: str,
        world: Mapping[str, str] | None = None,
        edits: Edits | None = None,
    ) -> list[Any]:
        return self.call(workbook, [("RaToets.Druk", button) for button in buttons], world, edits)

    def call(
        self,
        workbook: str | None,
        calls: list[tuple[str, str]],
        world: Mapping[str, str] | None = None,
        edits: Edits | None = None,
        clean: bool = True,
    ) -> list[Any]:
        edits = {"RaKnoppen": without_a_workbook, **(edits or {})} if workbook is None else edits
        xlam = addin_for_libreoffice(self.place / "toets.xlam", world, edits)
        opened = str(self.place / workbook) if workbook else None
        exchange = str(self.place / "ra_excel")
        job = {
            "port": self.port,
            "xlam": str(xlam),
            "workbook": opened,
            "exchange": exchange,
            "calls": calls,
            "clean": clean,
        }
        found = steer("office_vba", self.place, job)
        assert isinstance(found, list)
        return found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    place = tmp_path_factory.mktemp("vba")
    build(place / "drenthe.xlsx", clean_rows())
    other = openpyxl.Workbook()
    other.active["A1"] = "van een ander"  # type: ignore[index]
    other.save(place / "ander.xlsx")
    with running_office(place, {"TEMP": str(place), "HOME": str(place)}) as port:
        yield Office(port, place)


def shown(result: Mapping[str, Any]) -> tuple[str, str]:
    """Kind and text of the message box; nothing when there was none."""
    text = result["texts"].get("getoond.txt")
    return (text.split()[0], from_hex(text.split()[1])) if text else ("", "")


def question(result: Mapping[str, Any]) -> dict[str, str]:
    return dict(line.split("=", 1) for line in result["texts"]["verzoek.txt"].splitlines())


def test_every_button_asks_python_and_shows_its_answer(office: Office) -> None:
    for name, result in zip(ACTIONS, office.press("drenthe.xlsx", *ACTIONS), strict=True):
        assert result["told"] == f"OK: {name}"
        assert result["texts"]["opdracht.txt"].strip() == ORDER
        asked = question(result)
        assert asked["knop"] == name
        assert shown(result) == ("bericht", "Klaar: ë")
        assert result["copy"] == (name in NEEDS_A_COPY)
        assert result["texts"]["balk.txt"].strip() == "terug"
        assert from_hex(asked["invoegtoepassing"]).endswith("toets.xlam")
        chosen = [from_hex(asked[key]) for key in ("een", "twee") if asked[key]]
        assert len(chosen) == FOR_VRO.get(name, int(name == "raIndienen"))
        assert all(text.startswith("/map/é & ") for text in chosen)
        assert from_hex(asked.get("kopie", "")) == ("kopie.xlsx" if name in NEEDS_A_COPY else "")
        assert from_hex(asked.get("alleenlezen", "")) == ""


def test_a_workbook_open_for_reading_only_is_said_to_be_so(office: Office) -> None:
    for result in office.press("drenthe.xlsx", *NEEDS_A_WORKBOOK, world={"read_only": "True"}):
        assert from_hex(question(result)["alleenlezen"]) == "ja"


@pytest.mark.parametrize("workbook", ["ander.xlsx", None])
def test_without_our_workbook_the_province_buttons_say_so_and_the_others_work(
    office: Office, workbook: str | None
) -> None:
    for name, result in zip(ACTIONS, office.press(workbook, *ACTIONS), strict=True):
        assert result["told"] == f"OK: {name}"
        if name in NEEDS_A_WORKBOOK:
            assert (
                shown(result)[0] == "fout"
                and "werkmap van het ruimtelijk arrangement" in shown(result)[1]
            )
            assert "opdracht.txt" not in result["texts"]
        else:
            assert shown(result) == ("bericht", "Klaar: ë")


@pytest.mark.parametrize(
    ("world", "words"),
    [
        ({"python": ""}, "ra invoegtoepassing installeer"),
        ({"protected": "ActiveWorkbook"}, "Bewerken inschakelen"),
        ({"answer": "stil"}, "Python startte niet of brak af"),
        ({"answer": "fout"}, "laatste-fout.txt"),
        ({"answer": "breuk"}, "Python brak af"),
    ],
)
def test_what_goes_wrong_is_told_in_dutch(
    office: Office, world: dict[str, str], words: str
) -> None:
    for name, result in zip(
        ACTIONS, office.press("drenthe.xlsx", *ACTIONS, world=world), strict=True
    ):
        assert result["told"] == f"OK: {name}"
        kind, text = shown(result)
        assert kind == "fout" and words in text
        assert ("opdracht.txt" in result["texts"]) == ("answer" in world)
        assert ("geen xlwings" in result["texts"].get("laatste-fout.txt", "")) == (
            world.get("answer") == "fout"
        )


@pytest.mark.parametrize("trap", ["blad", "code", "bestand"])
def test_settings_of_somebody_else_stop_every_button(office: Office, trap: str) -> None:
    """xlwings would start the program named there."""
    place = office.place / f"val-{trap}"
    place.mkdir()
    book = openpyxl.load_workbook(office.place / "drenthe.xlsx")
    if trap != "bestand":
        book.create_sheet("RA_Excel.conf" if trap == "blad" else "kwaad.py")
    else:
        (place / "ra_excel.conf").write_text('"INTERPRETER_WIN","kwaad.exe"', "ascii")
    book.save(place / "drenthe.xlsx")
    for name, result in zip(
        ACTIONS, office.press(f"val-{trap}/drenthe.xlsx", *ACTIONS), strict=True
    ):
        assert result["told"] == f"OK: {name}"
        assert shown(result)[0] == "fout" and "veiligheidsredenen" in shown(result)[1]
        assert "opdracht.txt" not in result["texts"]


@pytest.mark.parametrize("name", ["a;b.xlsx", "a=b.xlsx", "a|b.xlsx", 'a"b.xlsx'])
def test_a_name_that_means_something_on_the_command_line_is_refused(
    office: Office, name: str
) -> None:
    shutil.copyfile(office.place / "drenthe.xlsx", office.place / name)
    for result in office.press(name, "raValideer", "raOver"):
        assert shown(result)[0] == "fout" and "teken" in shown(result)[1]
        assert "opdracht.txt" not in result["texts"]


def test_names_that_people_use_pass(office: Office) -> None:
    name = "RO & water (v2) 100% Fryslân's.xlsx"
    shutil.copyfile(office.place / "drenthe.xlsx", office.place / name)
    assert shown(office.press(name, "raValideer")[0]) == ("bericht", "Klaar: ë")


@pytest.mark.parametrize("answer", ["Gevonden: 2 fouten", ""])
def test_on_a_mac_the_answer_comes_later(office: Office, answer: str) -> None:
    """There RunPython returns at once: look again every second until there is an answer."""
    calls = [
        ("RaToets.Druk", "raValideer"),
        ("RaToets.Kijk", ""),
        ("RaToets.Kijk", "x"),
        ("RaToets.Kijk", ""),
    ]
    world = {"mac": "True", "answer": "later"}
    pressed, early, late, after = office.call("drenthe.xlsx", calls, world)
    assert [r["told"] for r in (pressed, early, late, after)] == [
        "OK: raValideer",
        "OK: ",
        "OK: ",
        "OK: ",
    ]
    assert "straks.txt" in pressed["texts"] and shown(pressed) == ("", "")
    assert "straks.txt" in early["texts"] and shown(early) == ("", "")
    assert "straks.txt" not in late["texts"] and shown(late) == ("bericht", "x")
    assert "antwoord.txt" not in late["texts"]


def test_on_a_mac_a_python_that_complains_ends_the_waiting(office: Office) -> None:
    log = office.place / "xlwings.log"
    log.write_text("ModuleNotFoundError", "ascii")
    try:
        _, told = office.call(
            "drenthe.xlsx",
            [("RaToets.Druk", "raValideer"), ("RaToets.Kijk", "")],
            {"mac": "True", "answer": "later"},
        )
    finally:
        log.unlink()
    assert shown(told)[0] == "fout" and "Python startte niet" in shown(told)[1]


def test_every_button_also_runs_as_excel_for_mac_compiles_it(office: Office) -> None:
    for name, result in zip(
        ACTIONS, office.press("drenthe.xlsx", *ACTIONS, world={"mac": "True"}), strict=True
    ):
        assert result["told"] == f"OK: {name}"
        assert result["texts"]["opdracht.txt"].strip() == ORDER
    odd = "a$(b).xlsx"
    shutil.copyfile(office.place / "drenthe.xlsx", office.place / odd)
    assert "teken $" in shown(office.press(odd, "raValideer", world={"mac": "True"})[0])[1]
    assert shown(office.press(odd, "raValideer")[0]) == ("bericht", "Klaar: ë")


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a.xlsx", ".xlsx"),
        ("A.XLSM", ".xlsm"),
        ("b.xlsb", ".xlsb"),
        ("Map1", ".xlsx"),
        ("Drenthe v1.2", ".xlsx"),
        ("oud.xls", ".xls"),
    ],
)
def test_a_copy_keeps_the_kind_of_the_workbook(office: Office, name: str, ending: str) -> None:
    assert office.call(None, [("RaToets.Extensie", name)])[0]["told"] == f"OK: {ending}"


def test_the_workbook_that_python_needs_is_closed_again(office: Office) -> None:
    assert [result["documents"] for result in office.press(None, "raOver", "raStatus")] == [1, 1]

    def kept(source: str) -> str:
        return without_a_workbook(source).replace("hulpmap.Close False", "")

    assert office.press(None, "raOver", edits={"RaKnoppen": kept})[0]["documents"] == 2


def test_a_folder_not_chosen_stops_without_a_word(office: Office) -> None:
    buttons = ("raIndienen", *FOR_VRO)
    for result in office.press("drenthe.xlsx", *buttons, world={"chosen": '""'}):
        assert result["texts"] == {}


def test_buttons_are_enabled_only_for_our_workbook(office: Office) -> None:
    ours = office.call("drenthe.xlsx", [("RaToets.Actief", "raValideer")])
    other = office.call("ander.xlsx", [("RaToets.Actief", "raValideer")])
    none = office.call(None, [("RaToets.Actief", "raValideer")])
    assert [r[0]["told"] for r in (ours, other, none)] == [
        "OK: aan, ververst",
        "OK: uit, ververst",
        "OK: uit, ververst",
    ]


@pytest.mark.parametrize("text", ["gewoon", "Fryslân & 'x' \"y\"", "€ ÿ ë", "𝕏 🗺️", ""])
def test_text_comes_over_whole(office: Office, text: str) -> None:
    assert office.call(None, [("RaToets.Heen", text)])[0]["told"] == f"OK: {to_hex(text)}"


def misspelt(source: str) -> str:
    return source.replace("RaUitvoeren control.ID", "RaUitvoerenn control.ID")


def broken(source: str) -> str:
    return source.replace("End Sub", "End Sbu", 1)


def _instead(new: str, old: str) -> str:
    return new


def test_a_misspelt_call_turns_red(office: Office) -> None:
    calls = [("RaToets.Kanarie", "leeft"), ("RaToets.Druk", "raValideer")]
    canary, pressed = office.call("drenthe.xlsx", calls, edits={"RaKnoppen": misspelt})
    assert canary["told"] == "OK: leeft"
    assert pressed["told"].startswith("FOUT: ") and "RaUitvoerenn" in pressed["told"]


def test_a_syntax_error_silences_even_the_canary(office: Office) -> None:
    canary = office.call(
        "drenthe.xlsx", [("RaToets.Kanarie", "leeft")], edits={"RaKnoppen": broken}
    )[0]
    assert not canary["told"]


@pytest.mark.parametrize("mac", ["False", "True"])
def test_the_module_that_stands_for_excel_is_read_too(office: Office, mac: str) -> None:
    """The real one, in which a syntax error would silence the canary as well."""
    real = {module.name: module.source for module in modules()}["RaExcel"]
    for source, alive in ((real, True), (broken(real), False)):
        edits = {"RaExcel": partial(_instead, source)}
        told = office.call(None, [("RaToets.Kanarie", "leeft")], world={"mac": mac}, edits=edits)[
            0
        ]["told"]
        assert (told == "OK: leeft") == alive


def test_the_stand_ins_have_what_excel_and_xlwings_have() -> None:
    """Else a test would run against something that is not there."""
    real = {module.name: module.source for module in modules()}
    pattern = re.compile(r"^(?:Public )?((?:Sub|Function) \w+\([^)]*\))", re.MULTILINE)

    def signatures(source: str) -> set[str]:
        lines = source.replace(" _\n", "\n")
        found = (re.sub(r" As \w+", "", text) for text in pattern.findall(lines))
        return {" ".join(text.split()) for text in found}

    assert signatures(EXCEL) == signatures(real["RaExcel"])
    assert signatures(XLWINGS) <= signatures(real["xlwings"])


def test_the_built_addin_itself_opens(office: Office) -> None:
    """With its real modules; xlwings' do not compile in LibreOffice, so nothing is called."""
    exchange = str(office.place / "ra_excel")
    job = {
        "port": office.port,
        "xlam": str(folder("macros") / ADDIN),
        "workbook": None,
        "exchange": exchange,
        "calls": [],
        "clean": True,
    }
    assert steer("office_vba", office.place, job) == []
