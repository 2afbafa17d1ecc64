"""Every button's VBA, really run in LibreOffice. What it ran and what not is told apart by controls that must fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ra_excel.addin.actions import ACTIONS
from ra_excel.addin.build import ADDIN
from ra_excel.addin.exchange import from_hex, to_hex
from ra_excel.resources import folder
from tests.addin.stand_ins import Edits, addin_for_libreoffice
from tests.clean import build, clean_rows
from tests.office import running_office, steer

NEEDS_A_WORKBOOK = [name for name in ACTIONS if name in
                    ("raValideer", "raVolgende", "raVorige", "raWis", "raNieuw", "raFiche", "raDoorzetten", "raIndienen")]  # fmt: skip
FOR_VRO = {"raConsolideer": 2, "raWord": 2, "raVergelijk": 2, "raVervolg": 2}
"""How many folders each asks for."""
ORDER = "import ra_excel.addin.ribbon; ra_excel.addin.ribbon.main()"


@dataclass
class Office:
    """A running LibreOffice with workbooks to open."""

    port: int
    place: Path

    def press(self, workbook: str | None, *buttons: str, world: Mapping[str, str] | None = None, edits: Edits | None = None) -> list[Any]:
        return self.call(workbook, [("RaToets.Druk", button) for button in buttons], world, edits)

    def call(
        self, workbook: str | None, calls: list[tuple[str, str]], world: Mapping[str, str] | None = None, edits: Edits | None = None
    ) -> list[Any]:
        exchange = self.place / "uitwissel"
        xlam = addin_for_libreoffice(self.place / "toets.xlam", exchange, world, edits)
        opened = str(self.place / workbook) if workbook else None
        job = {"port": self.port, "xlam": str(xlam), "workbook": opened, "exchange": str(exchange), "calls": calls}
        found = steer("office_vba", self.place, job)
        assert isinstance(found, list)
        return found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    place = tmp_path_factory.mktemp("vba")
    (place / "uitwissel").mkdir()
    build(place / "drenthe.xlsx", clean_rows())
    other = openpyxl.Workbook()
    other.active["A1"] = "van een ander"  # type: ignore[index]
    other.save(place / "ander.xlsx")
    with running_office(place) as port:
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
        assert result["copy"] == (name in NEEDS_A_WORKBOOK)
        chosen = [from_hex(asked[key]) for key in ("een", "twee") if asked[key]]
        assert len(chosen) == FOR_VRO.get(name, int(name == "raIndienen"))
        assert all(text.startswith("/map/é & ") for text in chosen)
        if name in NEEDS_A_WORKBOOK:
            assert (from_hex(asked["naam"]), from_hex(asked["kopie"])) == ("drenthe.xlsx", "kopie.xlsx")


@pytest.mark.parametrize("workbook", ["ander.xlsx", None])
def test_without_our_workbook_the_province_buttons_say_so_and_the_others_work(office: Office, workbook: str | None) -> None:
    for name, result in zip(ACTIONS, office.press(workbook, *ACTIONS), strict=True):
        assert result["told"] == f"OK: {name}"
        if name in NEEDS_A_WORKBOOK:
            assert shown(result)[0] == "fout" and "werkmap van het ruimtelijk arrangement" in shown(result)[1]
            assert "opdracht.txt" not in result["texts"]
        else:
            assert shown(result) == ("bericht", "Klaar: ë")


@pytest.mark.parametrize(
    ("world", "words"),
    [
        ({"python": ""}, "ra invoegtoepassing installeer"),
        ({"protected": "True"}, "Bewerken inschakelen"),
        ({"foreign": "True"}, "veiligheidsredenen"),
        ({"answer": "stil"}, "Python gaf geen antwoord"),
        ({"answer": "breuk"}, "Python brak af"),
    ],
)
def test_what_goes_wrong_is_told_in_dutch(office: Office, world: dict[str, str], words: str) -> None:
    for name, result in zip(ACTIONS, office.press("drenthe.xlsx", *ACTIONS, world=world), strict=True):
        assert result["told"] == f"OK: {name}"
        kind, text = shown(result)
        assert kind == "fout" and words in text
        assert ("opdracht.txt" in result["texts"]) == ("answer" in world)


def test_a_folder_not_chosen_stops_without_a_word(office: Office) -> None:
    buttons = ("raIndienen", *FOR_VRO)
    for result in office.press("drenthe.xlsx", *buttons, world={"chosen": '""'}):
        assert result["texts"] == {}


def test_buttons_are_enabled_only_for_our_workbook(office: Office) -> None:
    ours = office.call("drenthe.xlsx", [("RaToets.Actief", "raValideer")])
    other = office.call("ander.xlsx", [("RaToets.Actief", "raValideer")])
    assert [r[0]["told"] for r in (ours, other)] == ["OK: aan, ververst", "OK: uit, ververst"]


@pytest.mark.parametrize("text", ["gewoon", "Fryslân & 'x' \"y\"", "€ ÿ ë", "𝕏 🗺️", ""])
def test_text_comes_over_whole(office: Office, text: str) -> None:
    assert office.call(None, [("RaToets.Heen", text)])[0]["told"] == f"OK: {to_hex(text)}"


MISSPELT: Callable[[str], str] = lambda source: source.replace("RaUitvoeren control.ID", "RaUitvoerenn control.ID")  # noqa: E731
BROKEN: Callable[[str], str] = lambda source: source.replace("End Sub", "End Sbu", 1)  # noqa: E731


def test_a_misspelt_call_turns_red(office: Office) -> None:
    calls = [("RaToets.Kanarie", "leeft"), ("RaToets.Druk", "raValideer")]
    canary, pressed = office.call("drenthe.xlsx", calls, edits={"RaKnoppen": MISSPELT})
    assert canary["told"] == "OK: leeft"
    assert pressed["told"].startswith("FOUT: ") and "RaUitvoerenn" in pressed["told"]


def test_a_syntax_error_silences_even_the_canary(office: Office) -> None:
    canary = office.call("drenthe.xlsx", [("RaToets.Kanarie", "leeft")], edits={"RaKnoppen": BROKEN})[0]
    assert not canary["told"]


def test_the_built_addin_itself_opens(office: Office) -> None:
    """With its real modules; those of xlwings do not compile in LibreOffice, so nothing is called."""
    exchange = str(office.place / "uitwissel")
    job = {"port": office.port, "xlam": str(folder("macros") / ADDIN), "workbook": None, "exchange": exchange, "calls": []}
    assert steer("office_vba", office.place, job) == []
