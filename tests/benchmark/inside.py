"""Parts of the work, timed inside one process: ``python -m tests.benchmark.inside reading|parts
FOLDER [TARGET]`` prints JSON.

A part is timed here and not from outside where starting Python would drown it.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from ra_excel.checks.batches import Terms, read_and_check
from tests.benchmark.floor import deflate_all, read_all, unpacked
from tests.helpers.clean import CYCLE


def seconds(work: Callable[[], object]) -> float:
    """Seconds of the processor of one run."""
    started = time.process_time()
    work()
    return time.process_time() - started


def reading(folder: Path) -> dict[str, float]:
    """Reading and checking workbooks, beside the floor of reading."""
    files = sorted(folder.glob("*.xlsx"))
    terms = Terms(verdict_only=True)
    list(read_and_check(files[:1]))  # the first compiles the schemas
    return {
        "bodem lezen": seconds(lambda: read_all(files)),
        "lezen en controleren": seconds(lambda: list(read_and_check(files, terms))),
    }


def parts(folder: Path, target: Path) -> dict[str, float]:
    """The overview, the Word documents, and the same documents by docxtpl alone; and deflating what
    came out.
    """
    # Here, because other processes import this module too.
    from docxtpl import DocxTemplate

    from ra_excel.domain.cycle import load_cycle
    from ra_excel.reports.overview import write_overview
    from ra_excel.reports.word.documents import documents, template_folder, write_document
    from ra_excel.reports.word.environment import ENVIRONMENT
    from ra_excel.round.build import build_round
    from ra_excel.round.submissions import RoundTerms, collect

    target.mkdir(parents=True, exist_ok=True)
    cycle = load_cycle(CYCLE)
    round_ = build_round(collect(folder, RoundTerms(cycle)))
    every = list(documents(round_))

    def by_docxtpl() -> None:
        for document in every:
            template = DocxTemplate(template_folder() / document.template)
            template.render(document.context(), ENVIRONMENT, autoescape=True)
            template.save(BytesIO())

    times = {
        "overzicht": seconds(lambda: write_overview(round_, target / "overzicht.xlsx")),
        "word": seconds(lambda: [write_document(document, round_, target) for document in every]),
        "word door docxtpl alleen": seconds(by_docxtpl),
    }
    contents = unpacked(target)
    return times | {"bodem schrijven": seconds(lambda: deflate_all(contents))}


if __name__ == "__main__":
    what, paths = sys.argv[1], [Path(argument) for argument in sys.argv[2:]]
    print(json.dumps(reading(*paths) if what == "reading" else parts(*paths)))
