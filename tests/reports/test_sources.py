"""Every number in the sentences of a document is traceable: its table says which rows of the
dataset to count, and they are as many.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import docx
import pytest

from ra_excel.domain.inzenders import provinces
from ra_excel.domain.lists import value_list
from ra_excel.jobs.demo import ABSENT, run_demo
from ra_excel.progress import silent

Row = dict[str, str]

ONCE = "elk vraagstuk, ook een gedeeld, één keer"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("demo") / "uit"
    run_demo(target, silent)
    return target


def holds(condition: str, row: Row) -> bool:
    """A condition as a reader of the document would apply it."""
    if condition in ("alle", ONCE):
        return True
    if condition == "route is 'conflictbeslechting', of conflict_schuurpunt gevuld":
        return row["route"] == "conflictbeslechting" or row["conflict_schuurpunt"] != ""
    if condition == "invuller leeg, bij partij Gremium: gremium leeg":
        return row["gremium" if row["partij"] == "Gremium" else "invuller"] == ""
    if found := re.fullmatch(r"(\w+) (leeg|gevuld)", condition):
        return (row[found[1]] == "") == (found[2] == "leeg")
    found = re.fullmatch(r"(\w+) is (niet )?('.+')", condition)
    assert found, condition
    return (row[found[1]] in re.findall(r"'([^']+)'", found[3])) == (found[2] is None)


def counted(folder: Path, table: str, conditions: list[str], names: list[str]) -> int:
    with (folder / "dataset" / table).open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if all(holds(condition, row) for condition in conditions)
        ]
    rows = [row for row in rows if not names or row["provincie"] in names]
    if ONCE not in conditions:
        return len(rows)
    with (folder / "dataset" / "agenda.csv").open(encoding="utf-8", newline="") as file:
        shared_as = {row["id"]: row["gedeeld_id"] or row["id"] for row in csv.DictReader(file)}
    return len({shared_as.get(row["vraagstuk"], row["vraagstuk"]) for row in rows})


NAMES = [
    "landelijk",
    *(f"landsdeel-{naam}" for naam in value_list("landsdelen").values),
    *(f"provincie-{p.naam}" for p in provinces() if p.naam != ABSENT),
]


@pytest.mark.parametrize("name", NAMES)
def test_every_number_is_found_in_the_dataset(demo: Path, name: str) -> None:
    document = docx.Document(str(demo / "word" / f"{name}.docx"))
    lines = next(
        t
        for t in document.tables
        if [c.text for c in t.rows[0].cells] == ["Wat", "Aantal", "Tabel", "Welke rijen"]
    ).rows[1:]
    told = [[cell.text for cell in line.cells] for line in lines]
    scope = next(
        (p.text for p in document.paragraphs if p.text.startswith("Tel in de map dataset")), ""
    )
    names = [p.naam for p in provinces() if re.search(rf"\b{p.naam}\b", scope)]
    assert bool(names) == (name != "landelijk")
    for what, number, table, rows in told:
        assert counted(demo, table, rows.split("; "), names) == int(number), (name, what)
    bullets = [p.text for p in document.paragraphs if p.style and p.style.name == "List Bullet"]
    # What cannot be read is quoted with its cell: no figure.
    sentences = [text for text in bullets if not text.startswith("Niet te lezen")]
    numbers = re.findall(r"\d+", " ".join(sentences).replace("van de 12 provincies", ""))
    assert set(numbers) <= {number for _, number, _, _ in told} and len(numbers) >= 3
