"""Rolmatrix: every role filled, every step with its gremium [3b, Tabel 3]."""

from __future__ import annotations

from collections.abc import Iterator

from ra_excel.checks.checked import CheckedWorkbook, Row
from ra_excel.checks.registry import rule
from ra_excel.domain.provinces import NATIONAAL
from ra_excel.domain.sheets.rolmatrix import GREMIUM
from ra_excel.workbook.fault import Fault


def _own_roles(book: CheckedWorkbook) -> tuple[Row, ...]:
    """The roles a province answers for; the national list has none."""
    return () if book.province == NATIONAAL else book.rows.get("rolmatrix", ())


@rule("RO-01")
def role_not_filled(book: CheckedWorkbook) -> Iterator[Fault]:
    """Nobody fills a role. A matrix that nobody began is one finding, not one per role."""
    rows = [row for row in _own_roles(book) if row.sound("invuller") and row["partij"] != GREMIUM]
    empty = [row for row in rows if not row.text("invuller")]
    if empty and len(empty) == len(rows) > 1:
        yield empty[0].fault("RO-01", "invuller", rol=f"een van de {len(rows)} rollen")
        return
    for row in empty:
        yield row.fault("RO-01", "invuller", rol=f"de rol '{row.text('rol')}' ({row.text('partij')}, stap {row.text('stap')})")


@rule("RO-02")
def step_without_gremium(book: CheckedWorkbook) -> Iterator[Fault]:
    """No gremium is chosen for a step."""
    for row in _own_roles(book):
        if row["partij"] == GREMIUM and row.sound("gremium") and not row.text("gremium"):
            yield row.fault("RO-02", "gremium", stap=row.text("stap"))
