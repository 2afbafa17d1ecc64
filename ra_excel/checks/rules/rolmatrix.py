"""Rolmatrix: every role filled, every step with its gremium [3b, Tabel 3]."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ra_excel.checks.registry import rule
from ra_excel.checks.rows import Row
from ra_excel.checks.submission import Submission
from ra_excel.domain.fault import Fault
from ra_excel.domain.files import folder, read_semicolon_csv
from ra_excel.domain.given_roles import given_roles
from ra_excel.domain.inzenders import NATIONAAL
from ra_excel.domain.lists import JA
from ra_excel.domain.sheets.rolmatrix import GREMIUM, NEARLY_FULL, ROLMATRIX
from ra_excel.domain.tables import roles_of

FIXED = ("stap", "partij", "rol", "verwachting")
"""Columns that read as Tabel 3 does."""


def _rows(submission: Submission) -> tuple[Row, ...]:
    """All rows; the national list has none."""
    return () if submission.province == NATIONAAL else submission.rows.table("rolmatrix")


def _own_rows(submission: Submission) -> list[Row]:
    """The rows for which who submits answers, not those that VRO fills."""
    asked = submission.werkmap.asked_parties
    return [row for row in _rows(submission) if row["partij"] in asked]


def _roles(submission: Submission) -> list[Row]:
    """Those that are a role, of which it can be read who fills it."""
    rows = _own_rows(submission)
    return [row for row in rows if row["partij"] != GREMIUM and row.sound("invuller")]


def _filled_roles(submission: Submission) -> list[Row]:
    return [row for row in _roles(submission) if row.text("invuller")]


def _role(row: Row) -> str:
    return f"de rol '{row.text('rol')}' ({row.text('partij')}, stap {row.text('stap')})"


@rule("RO-01")
def role_not_filled(submission: Submission) -> Iterator[Fault]:
    """Nobody fills a role. Until the matrix is nearly full that is one finding, with one id."""
    roles = _roles(submission)
    empty = [row for row in roles if not row.text("invuller")]
    if len(empty) > NEARLY_FULL:
        fault = empty[0].fault_at("invuller", rol=f"{len(empty)} van de {len(roles)} rollen")
        yield replace(fault, sleutel=f"{roles[0].key}.invuller")
        return
    for row in empty:
        yield row.fault_at("invuller", rol=_role(row))


@rule("RO-02")
def step_without_gremium(submission: Submission) -> Iterator[Fault]:
    """No gremium is chosen for a step."""
    for row in _own_rows(submission):
        if row["partij"] == GREMIUM and row.lacks("gremium"):
            yield row.fault_at("gremium", stap=row.text("stap"))


@rule("RO-03")
def conflicting_roles(submission: Submission) -> Iterator[Fault]:
    """One function wears two caps that pull in different directions, in one step.

    What stands there as VRO filled it in, asks nothing of others.
    """
    readable = [row for row in _rows(submission) if row.id and row.sound("invuller")]
    filled = [row for row in readable if row.text("invuller")]
    given = given_roles(submission.cycle.id)
    own = [row for row in filled if row.text("invuller") != given.get(row.id, {}).get("invuller")]
    caps: dict[tuple[str, str], set[str]] = {}
    for row in own:
        caps.setdefault(_function_in_step(row), set()).add(row.text("rol"))
    conflicts = read_semicolon_csv(folder("validation") / "rolconflicten.csv")
    for row in own:
        for conflict in conflicts:
            other = conflict["rol"] in caps[_function_in_step(row)]
            if other and row.text("rol") == conflict["botst_met"]:
                yield row.fault_at("invuller", **_conflict_words(row, conflict))


def _function_in_step(row: Row) -> tuple[str, str]:
    return row.text("stap"), row.text("invuller").casefold()


def _conflict_words(row: Row, conflict: Mapping[str, str]) -> dict[str, str]:
    return {
        "rol": conflict["botst_met"],
        "andere": conflict["rol"],
        "functie": row.text("invuller"),
        "stap": row.text("stap"),
    }


@rule("RO-04")
def no_mandate(submission: Submission) -> Iterator[Fault]:
    """A filled role of which nobody knows what it may promise.

    A matrix without any mandate is one finding.
    """
    filled = [row for row in _filled_roles(submission) if row.sound("mandaat")]
    missing = [(row, "mandaat") for row in filled if not row.text("mandaat")]
    yield from _each_or_all(missing, len(filled))


@rule("RO-05")
def fixed_text_changed(submission: Submission) -> Iterator[Fault]:
    """A step, party, role or expectation reads otherwise than in Tabel 3, or a role was taken
    out.
    """
    rows = {row.id: row for row in _rows(submission)}
    for role in (
        roles_of(submission.werkmap) if rows and submission.rows.all_known("rolmatrix") else ()
    ):
        row = rows.get(role["id"])
        if row is None:
            what = f"ontbreekt de rol {role['id']} ({role['rol']})"
            yield Fault(blad=ROLMATRIX.sheet, sleutel=role["id"], details={"wat": what})
            continue
        for column in FIXED:
            if row.sound(column) and row.text(column) != role[column]:
                what = f"is '{ROLMATRIX.by_name[column].header}' van {role['id']} gewijzigd"
                yield row.fault_at(column, voorstel=role[column], wat=what)


@rule("RO-06")
def roles_not_agreed(submission: Submission) -> Iterator[Fault]:
    """A filled role that was not agreed with the other party, or not on a day.

    A matrix agreed nowhere is one finding.
    """
    filled = [row for row in _own_rows(submission) if _is_filled(row)]
    missing = []
    for row in filled:
        if row["afgesproken"] != JA:
            missing.append((row, "afgesproken"))
        elif not row.text("vastgesteld_op"):
            missing.append((row, "vastgesteld_op"))
    yield from _each_or_all(missing, len(filled))


def _is_filled(row: Row) -> bool:
    readable = row.sound("afgesproken", "vastgesteld_op")
    return readable and bool(row.text("invuller") or row.text("gremium"))


def _each_or_all(missing: list[tuple[Row, str]], filled: int) -> Iterator[Fault]:
    """A finding per role with the column it misses; one for the whole matrix when that is every
    role of the ``filled``.
    """
    if len(missing) == filled > 1:
        row, column = missing[0]
        yield row.fault_at(column, rol=f"alle {filled} ingevulde rollen")
        return
    for row, column in missing:
        yield row.fault_at(column, rol=_role(row))
