"""What each button does: the same functions as the command line, with the open workbook for eyes
and hands.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import webbrowser
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from ra_excel import __version__
from ra_excel.addin.build import ADDIN
from ra_excel.addin.exchange import Request
from ra_excel.addin.install import examine_addin, keep_answers, mark_of
from ra_excel.addin.next_step import next_step
from ra_excel.addin.open_book import OpenBook
from ra_excel.checks.batches import check_together
from ra_excel.checks.finding import count
from ra_excel.checks.submission import Submission
from ra_excel.domain.cycle import Cycle, known_cycles, load_cycle
from ra_excel.domain.files import folder
from ra_excel.domain.sheets.agenda import AGENDA, VOORGESTELD
from ra_excel.domain.steps import STAP_1
from ra_excel.errors import RaError
from ra_excel.progress import Progress
from ra_excel.reading.workbook import read_workbook_file
from ra_excel.reports.findings.text_csv import count_words
from ra_excel.template.build import file_name

NO_FINDINGS = "Er staan geen bevindingen op het blad Controle. Klik op Valideer om te controleren."


@dataclass
class Session:
    """One press on a button: the open workbook, the copy that VBA saved of it, what the user chose,
    and how to show progress.
    """

    book: OpenBook
    copy: Path
    request: Request
    progress: Progress

    def checked(self) -> Submission:
        """The copy, checked. Raises RaError when it is not a workbook that can be checked."""
        (result,) = check_together([read_workbook_file(self.copy)])
        if result.quarantined:
            raise RaError(
                " ".join(f.melding for f in result.findings[:2])
                or "Deze werkmap is niet te controleren."
            )
        return result


Action = Callable[[Session], str]
"""Does the work and gives what to show; an empty text shows nothing."""


def check(session: Session) -> str:
    """Valideer: the findings onto Controle, and how many there are."""
    result = session.checked()
    kept = _write_findings(session, result)
    if not result.findings:
        return f"Niets gevonden: deze werkmap is gereed om in te dienen.{kept}"
    return (
        f"Gevonden: {count_words(count(result.findings))}. Ze staan op het blad Controle. Met"
        f" Volgende bevinding gaat u erlangs.{kept}"
    )


def _write_findings(session: Session, result: Submission) -> str:
    """The findings onto Controle; gives a sentence about answers that went with findings now
    solved, and are kept in a file.
    """
    gone = session.book.write_findings(result.findings)
    if not gone:
        return ""
    return (
        f"\nToelichtingen bij bevindingen die nu weg zijn ({len(gone)}) staan in"
        f" {keep_answers(gone)}"
    )


def go_to_next(session: Session) -> str:
    """Volgende bevinding."""
    return "" if session.book.go_to_finding(back=False) else NO_FINDINGS


def go_to_previous(session: Session) -> str:
    """Vorige."""
    return "" if session.book.go_to_finding(back=True) else NO_FINDINGS


def clear(session: Session) -> str:
    """Wis bevindingen."""
    kept = session.book.clear_findings()
    return f"Gewist. {kept} met een toelichting van u zijn blijven staan." if kept else ""


def new_vraagstuk(session: Session) -> str:
    """Nieuw vraagstuk."""
    province = session.checked().workbook.province
    assert province is not None, "a workbook that can be checked has a province"
    session.book.new_vraagstuk(province.code, VOORGESTELD, STAP_1)
    return ""


def show_fiche(session: Session) -> str:
    """Toon fiche."""
    session.book.show_fiche(session.book.selected_vraagstuk())
    return ""


def move_on(session: Session) -> str:
    """Naar volgende stap."""
    rows = session.checked().rows
    id_ = session.book.selected_vraagstuk()
    step = next_step(rows, id_)
    before = session.book.set_cell(AGENDA, id_, "stap", step)
    return f"{id_} staat nu in stap {step}. Eerst was dat: {before}."


def hand_in(session: Session) -> str:
    """Maak indienversie: a dated copy with a manifest, only when nothing blocks it."""
    result = session.checked()
    counts = count(result.findings)
    if counts.fouten:
        kept = _write_findings(session, result)
        return (
            f"Nog niet bewaard: de werkmap heeft {count_words(counts)}. Ze staan op het blad"
            f" Controle.{kept}"
        )
    workbook = result.workbook
    assert workbook.province is not None and workbook.cyclus is not None, (
        "a workbook that can be checked has both"
    )
    standard_name = Path(file_name(workbook.province, load_cycle(workbook.cyclus))).stem
    stem = f"{standard_name}-ingediend-{date.today().isoformat()}"
    content = session.copy.read_bytes()
    target = _free(session.request.folder("een"), stem, session.copy.suffix)
    manifest = {
        "bestand": target.name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "provincie": workbook.province.naam,
        "cyclus": workbook.cyclus,
        "ra_excel": __version__,
        "samenvatting": asdict(counts),
        "bevindingen": [f.id for f in result.findings],
    }
    for path, data in (
        (target, content),
        (
            target.with_suffix(".json"),
            (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode(),
        ),
    ):
        with path.open("xb") as file:
            file.write(data)
    return f"Bewaard: {target}\nStuur dit bestand naar VRO ({count_words(counts)})."


def _free(place: Path, stem: str, suffix: str) -> Path:
    """The first name of which neither the file nor its manifest is there yet."""
    number = 1
    while True:
        path = place / f"{stem}{'' if number == 1 else f'-{number}'}{suffix}"
        if not path.exists() and not path.with_suffix(".json").exists():
            return path
        number += 1


def consolidate_folder(session: Session) -> str:
    """Consolideer map."""
    from ra_excel.jobs.consolidate import OVERVIEW, RoundOrder, consolidate
    from ra_excel.reports.summary import summary_lines

    source, target = session.request.folder("een"), _round_folder(session.request.folder("twee"))
    order = RoundOrder(source, cycle_of(source, session.progress), target)
    round_ = consolidate(order, session.progress)
    _open(target / OVERVIEW)
    return "\n".join([*summary_lines(round_), f"Alles staat in {target}."])


def write_word(session: Session) -> str:
    """Maak Word-documenten."""
    from ra_excel.jobs.consolidate import write_word_only

    source, target = (
        session.request.folder("een"),
        _new_folder(session.request.folder("twee"), "word-documenten"),
    )
    number = write_word_only(source, cycle_of(source, session.progress), target, session.progress)
    return f"{number} documenten staan in {target}."


def compare_folders(session: Session) -> str:
    """Vergelijk: the changes as a workbook beside the new folder."""
    from ra_excel.jobs.compare import compare, write_changes
    from ra_excel.reports.changes.text import summary

    old, new = session.request.folder("een"), session.request.folder("twee")
    changes = compare(old, new, session.progress)
    number = 1
    while (
        target := new.parent / f"wijzigingen{'' if number == 1 else f'-{number}'}.xlsx"
    ).exists():
        number += 1
    write_changes(changes, old, new, target)
    _open(target)
    return f"{summary(changes)}\n{target}"


def start_cycle(session: Session) -> str:
    """Nieuwe cyclus."""
    from ra_excel.jobs.next_cycle import REPORT, follow_up

    source = session.request.folder("een")
    now = cycle_of(source, session.progress)
    later = [id_ for id_ in known_cycles() if id_ > now.id]
    if not later:
        raise RaError(
            "Er is nog geen volgende cyclus. Zet eerst een bestand voor die cyclus in"
            " validation/cycli."
        )
    target = _new_folder(session.request.folder("twee"), f"cyclus-{later[0]}")
    result = follow_up(source, load_cycle(later[0]), target, session.progress)
    told = ", ".join(f"{number} {outcome}" for outcome, number in sorted(result.outcomes.items()))
    return (
        f"Werkmappen voor {later[0]} staan in {target}. Rijen: {told}. Wat van elke rij werd, staat"
        f" in {REPORT}."
    )


def cycle_of(place: Path, progress: Progress) -> Cycle:
    """The newest cycle of which this folder, or the output of a round, holds a workbook of ours.
    Raises RaError when it holds none.
    """
    from ra_excel.reading.folder import workbook_files
    from ra_excel.reading.workbook import read_workbook_file
    from ra_excel.round.round import RETURNED

    files = workbook_files(place / RETURNED if (place / RETURNED).is_dir() else place)[0]
    found = []
    for number, path in enumerate(files, start=1):
        workbook = read_workbook_file(path, any_version=True)
        if workbook.cyclus in known_cycles():
            found.append(str(workbook.cyclus))
        progress(number, len(files), path.name)
    if not found:
        raise RaError(f"In {place} staat geen werkmap van het ruimtelijk arrangement.")
    return load_cycle(max(found))


def _round_folder(place: Path) -> Path:
    """The chosen folder when it is empty or an earlier round, else a folder of its own in it."""
    return (
        place
        if not any(place.iterdir()) or (place / "manifest.json").is_file()
        else place / "ronde"
    )


def _new_folder(place: Path, name: str) -> Path:
    """The chosen folder when it is empty, else the first folder in it that is not there yet."""
    if not any(place.iterdir()):
        return place
    number = 1
    while (target := place / f"{name}{'' if number == 1 else f'-{number}'}").exists():
        number += 1
    return target


def show_manual(session: Session) -> str:
    """Handleiding: in the browser."""
    page = folder("docs") / "handleiding.html"
    if not page.is_file():
        raise RaError("De handleiding ontbreekt. Installeer ra_excel opnieuw.")
    webbrowser.open(page.as_uri())
    return ""


def show_status(session: Session) -> str:
    """Installatie controleren: a message box is small, so only what does not work, and how to mend
    it.
    """
    from ra_excel.jobs.doctor import examine

    diagnoses = (*examine(), *examine_addin())
    broken = [
        f"{diagnosis.what}: {diagnosis.found}\n{diagnosis.mend}"
        for diagnosis in diagnoses
        if not diagnosis.works
    ]
    head = f"{len(diagnoses) - len(broken)} van {len(diagnoses)} onderdelen in orde."
    return "\n\n".join((head, *broken))


def show_about(session: Session) -> str:
    """Over."""
    import xlwings

    loaded, ours = Path(session.request.texts.get("invoegtoepassing", "")), folder("macros") / ADDIN
    mark = mark_of(loaded if loaded.is_file() else ours)
    other = (
        ""
        if mark == mark_of(ours)
        else " (niet die van deze versie; voer uit: ra invoegtoepassing installeer)"
    )
    versions = f"Python {sys.version.split()[0]}, xlwings {xlwings.__version__}"
    licences = "Licentie: EUPL-1.2. xlwings: BSD-3-Clause; Dictionary: MIT."
    return "\n".join(
        (f"ra_excel {__version__}", f"Invoegtoepassing: {mark}{other}", versions, licences)
    )


def _open(path: Path) -> None:
    """Open a file with the program that belongs to it; elsewhere than on Windows and Mac the user
    does that.
    """
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 (our own output)
    elif sys.platform == "darwin":
        webbrowser.open(path.as_uri())


ACTIONS: dict[str, Action] = {
    "raValideer": check,
    "raVolgende": go_to_next,
    "raVorige": go_to_previous,
    "raWis": clear,
    "raNieuw": new_vraagstuk,
    "raFiche": show_fiche,
    "raDoorzetten": move_on,
    "raIndienen": hand_in,
    "raConsolideer": consolidate_folder,
    "raWord": write_word,
    "raVergelijk": compare_folders,
    "raVervolg": start_cycle,
    "raHandleiding": show_manual,
    "raStatus": show_status,
    "raOver": show_about,
}
"""Every button of the ribbon by its id."""
