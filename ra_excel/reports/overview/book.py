"""A workbook of tables: XlsxWriter's, with lines at once, and with the language that XlsxWriter cannot tell."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter
from xlsxwriter.core import Core
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings

from ra_excel.reports.overview.line_worksheet import LineWorksheet

LANGUAGE = "nl-NL"

MARKS = ("&", "<", ">", "_x")
"""What text that Python calls printable may hold and must be escaped in XML, or for Excel."""


class TableBook(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook in which text stays text; its properties tell screen readers the language.

    ``_get_packager`` is where XlsxWriter lets another packager in. Should XlsxWriter rename what is replaced below, then the
    language is missing or the texts take longer; tests say so.
    """

    worksheet_class = LineWorksheet

    def __init__(self, path: Path) -> None:
        as_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        super().__init__(str(path), {**as_text, "in_memory": True})

    def close(self) -> None:
        """Write the file. Raises RuntimeError when XlsxWriter left lines out: another release than we know."""
        super().close()
        if any(sheet.unwritten for sheet in self.worksheets()):
            raise RuntimeError(f"XlsxWriter {xlsxwriter.__version__} left out rows or links.")

    def _get_packager(self) -> Packager:
        return _Packager()


class _Packager(Packager):  # type: ignore[misc]
    def _write_core_file(self) -> None:
        core = _Core()
        core._set_properties(self.workbook.doc_properties)
        core._set_xml_writer(self._filename("docProps/core.xml"))
        core._assemble_xml_file()

    def _write_shared_strings_file(self) -> None:
        strings = QuickStrings()
        strings.string_table = self.workbook.str_table
        strings._set_xml_writer(self._filename("xl/sharedStrings.xml"))
        strings._assemble_xml_file()


class _Core(Core):  # type: ignore[misc]
    def _write_cp_content_status(self) -> None:
        """The last property that XlsxWriter writes, and then ours."""
        super()._write_cp_content_status()
        self._xml_data_element("dc:language", LANGUAGE)


class QuickStrings(SharedStrings):  # type: ignore[misc]
    """XlsxWriter looks six times in every text for what must be escaped; nearly all our texts hold nothing of the kind."""

    def _write_si(self, string: str) -> None:
        if string.isprintable() and string.strip(" ") == string and not any(mark in string for mark in MARKS):
            self.fh.write(f"<si><t>{string}</t></si>")
        else:
            super()._write_si(string)
