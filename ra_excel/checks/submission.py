"""What everything after reading looks at: a workbook with its rows and its findings."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from ra_excel.checks.finding import Finding
from ra_excel.checks.rows import WorkbookRows
from ra_excel.domain.cycle import Cycle, load_cycle
from ra_excel.domain.inzenders import Inzender
from ra_excel.domain.model import Werkmap
from ra_excel.domain.rules import catalogue
from ra_excel.reading.workbook import Workbook


@dataclass(frozen=True)
class Submission:
    """A workbook with its typed rows and its findings.

    There are no rows and no ``judged_on`` when the file was set apart before its cells were read.
    ``solved`` holds the findings of the previous submission that are gone. ``province``, ``cycle``
    and ``peildatum`` are asked only of a submission that was read.
    """

    workbook: Workbook
    findings: tuple[Finding, ...] = ()
    rows: WorkbookRows = field(default_factory=lambda: WorkbookRows({}))
    solved: tuple[Finding, ...] = ()
    judged_on: date | None = None

    @property
    def was_read(self) -> bool:
        """Whether the cells were read and judged."""
        return self.judged_on is not None

    @property
    def province(self) -> Inzender:
        """Who submits."""
        assert self.workbook.province is not None, "a submission that was read has a province"
        return self.workbook.province

    @property
    def werkmap(self) -> Werkmap:
        """The kind of workbook."""
        return self.workbook.werkmap

    @property
    def cycle(self) -> Cycle:
        """The cycle that the workbook is of."""
        assert self.workbook.cyclus is not None, "a submission that was read has a cycle"
        return load_cycle(self.workbook.cyclus)

    @property
    def peildatum(self) -> date:
        """The day on which the submission is judged."""
        assert self.judged_on is not None, "only a submission that was read is judged on a day"
        return self.judged_on

    @property
    def has_fouten(self) -> bool:
        """Whether a finding blocks submission."""
        return any(finding.is_fout for finding in self.findings)

    @property
    def quarantined(self) -> bool:
        """Whether a finding keeps the whole file out of the round."""
        return any(catalogue()[finding.code].quarantaine for finding in self.findings)

    def without_rows(self) -> Submission:
        """The same verdict without what was read, which of many files would fill the memory."""
        return replace(self, workbook=replace(self.workbook, tables={}), rows=WorkbookRows({}))
