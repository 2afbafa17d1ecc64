"""Rolmatrix: every role filled, every step with its gremium [3b, Tabel 3]."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ra_excel.checks.registry import rule
from ra_excel.checks.rows import Row
from ra_excel.checks.submission import Submission
from ra_excel.domain.fault import Fault
from ra_excel.domain.files import folder, read_semicolon_csv
from ra_excel.domain.inzenders import NATIONAAL
from ra_excel.domain.lists import JA
from ra_excel.domain.sheets.rolmatrix import GREMIUM, ROLMATRIX
from ra_excel.domain.tables import role_matrix


def _own_roles(submission: Submission) -> tuple[Row, ...]:
    """The roles a province answers for; the national list has none."""
    return () if submission.province == NATIONAAL else submission.rows.table("rolmatrix")


@rule("RO-01")
def role_not_filled(submission: Submission) -> Iterator[Fault]:
    """Nobody fills a role. A matrix that nobody began is one finding, not one per role."""
    rows = [
        row for row in _own_roles(submission) if row.sound("invuller") and row["partij"] != GREMIUM
    ]
    empty = [row for row in rows if not row.text("invuller")]
    if empty and len(empty) == len(rows) > 1:
        yield empty[0].fault("RO-01", "invuller", rol=f"een van de {len(rows)} rollen")
        return
    for row in empty:
        yield row.fault(
            "RO-01",
            "invuller",
            rol=f"de rol '{row.text('rol')}' ({row.text('partij')}, stap {row.text('stap')})",
        )


@rule("RO-02")
def step_without_gremium(submission: Submission) -> Iterator[Fault]:
    """No gremium is chosen for a step."""
    for row in _own_roles(submission):
        if row["partij"] == GREMIUM and row.sound("gremium") and not row.text("gremium"):
            yield row.fault("RO-02", "gremium", stap=row.text("stap"))


@rule("RO-03")
def conflicting_roles(submission: Submission) -> Iterator[Fault]:
    """One function wears two caps that pull in different directions, in one step."""
    pairs = [
        (line["rol"], line["botst_met"])
        for line in read_semicolon_csv(folder("validation") / "rolconflicten.csv")
    ]
    holders: dict[tuple[str, str, str], Row] = {}
    rows = [
        row
        for row in _own_roles(submission)
        if row["partij"] != GREMIUM and row.sound("invuller") and row.text("invuller")
    ]
    for row in rows:
        holders.setdefault(
            (row.text("stap"), row.text("invuller").casefold(), row.text("rol")), row
        )
    for row in rows:
        for first, second in pairs:
            other = holders.get((row.text("stap"), row.text("invuller").casefold(), first))
            if row.text("rol") == second and other is not None:
                yield row.fault(
                    "RO-03",
                    "invuller",
                    rol=second,
                    andere=first,
                    functie=row.text("invuller"),
                    stap=row.text("stap"),
                )


@rule("RO-04")
def no_mandate(submission: Submission) -> Iterator[Fault]:
    """A filled role of which nobody knows what it may promise. A matrix without any mandate is one finding."""
    filled = [
        row
        for row in _own_roles(submission)
        if row["partij"] != GREMIUM and row.sound("invuller", "mandaat") and row.text("invuller")
    ]
    yield from _each_or_all(filled, "RO-04", lambda row: "" if row.text("mandaat") else "mandaat")


@rule("RO-05")
def fixed_text_changed(submission: Submission) -> Iterator[Fault]:
    """A step, party, role or expectation reads otherwise than in Tabel 3, or a role was taken out."""
    rows = {row.id: row for row in _own_roles(submission)}
    for role in role_matrix() if rows and submission.rows.all_known("rolmatrix") else ():
        row = rows.get(role["id"])
        if row is None:
            yield Fault(
                "RO-05",
                ROLMATRIX.sheet,
                sleutel=role["id"],
                details={"wat": f"ontbreekt de rol {role['id']} ({role['rol']})"},
            )
            continue
        for column in ("stap", "partij", "rol", "verwachting"):
            if row.sound(column) and row.text(column) != role[column]:
                text = ROLMATRIX.by_name[column].header
                yield row.fault(
                    "RO-05",
                    column,
                    voorstel=role[column],
                    wat=f"is '{text}' van {role['id']} gewijzigd",
                )


@rule("RO-06")
def roles_not_agreed(submission: Submission) -> Iterator[Fault]:
    """A filled role that was not agreed with the other party, or not on a day. A matrix agreed nowhere is one finding."""

    def missing(row: Row) -> str:
        if row["afgesproken"] != JA:
            return "afgesproken"
        return "" if row.text("vastgesteld_op") else "vastgesteld_op"

    columns = ("afgesproken", "vastgesteld_op")
    filled = [
        row
        for row in _own_roles(submission)
        if row.sound(*columns) and (row.text("invuller") or row.text("gremium"))
    ]
    yield from _each_or_all(filled, "RO-06", missing)


def _each_or_all(rows: list[Row], code: str, missing: Callable[[Row], str]) -> Iterator[Fault]:
    """A finding per role with something missing; one for the whole matrix when that is every role."""
    found = [(row, column) for row in rows if (column := missing(row))]
    if found and len(found) == len(rows) > 1:
        row, column = found[0]
        yield row.fault(code, column, rol=f"alle {len(rows)} ingevulde rollen")
        return
    for row, column in found:
        yield row.fault(
            code,
            column,
            rol=f"de rol '{row.text('rol')}' ({row.text('partij')}, stap {row.text('stap')})",
        )
