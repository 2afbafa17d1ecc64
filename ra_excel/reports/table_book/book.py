"""A workbook of tables: lines at once, and texts that hold nothing to escape at once too."""

from __future__ import annotations

import xlsxwriter
from xlsxwriter.sharedstrings import SharedStrings

from ra_excel.reports.table_book.line_worksheet import LineWorksheet
from ra_excel.template.dutch_book import DutchBook, DutchPackager

MARKS = ("&", "<", ">", "_x")
"""What text that Python calls printable may hold and must be escaped in XML, or for Excel."""


class _Packager(DutchPackager):
    def _write_shared_strings_file(self) -> None:
        strings = QuickStrings()
        strings.string_table = self.workbook.str_table
        strings._set_xml_writer(self._filename("xl/sharedStrings.xml"))
        strings._assemble_xml_file()


class QuickStrings(SharedStrings):  # type: ignore[misc]
    """XlsxWriter looks six times in every text for what must be escaped; nearly all our texts hold
    nothing of the kind.

    Should XlsxWriter rename this method of its own, then only the speed is lost.
    """

    def _write_si(self, string: str) -> None:
        if (
            string.isprintable()
            and string.strip(" ") == string
            and not any(mark in string for mark in MARKS)
        ):
            self.fh.write(f"<si><t>{string}</t></si>")
        else:
            super()._write_si(string)


class TableBook(DutchBook):
    """A workbook whose sheets take whole lines."""

    worksheet_class = LineWorksheet
    packager = _Packager

    def close(self) -> None:
        """Write the file. Raises RuntimeError when XlsxWriter left lines out: another release than
        we know.
        """
        super().close()
        if any(sheet.unwritten for sheet in self.worksheets()):
            raise RuntimeError(f"XlsxWriter {xlsxwriter.__version__} left out rows or links.")
