"""A workbook of XlsxWriter as we want it: text stays text, and its language is told.

The language is why this module uses private names of XlsxWriter, and the only reason. Its public
``set_properties`` knows title, author, status and so on, but not ``dc:language``, and a screen
reader that is not told the language reads Dutch aloud as if it were English. Should XlsxWriter
rename what is replaced here, then the language is missing and tests say so.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import xlsxwriter
from xlsxwriter.core import Core
from xlsxwriter.packager import Packager

LANGUAGE = "nl-NL"

TEXT_STAYS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
"""Options of XlsxWriter."""


class DutchPackager(Packager):  # type: ignore[misc]
    """Writes the parts of a workbook, with the language that XlsxWriter cannot tell."""

    def _write_core_file(self) -> None:
        core = _DutchCore()
        core._set_properties(self.workbook.doc_properties)
        core._set_xml_writer(self._filename("docProps/core.xml"))
        core._assemble_xml_file()


class _DutchCore(Core):  # type: ignore[misc]
    def _write_cp_content_status(self) -> None:
        """The last property that XlsxWriter writes, and then ours."""
        super()._write_cp_content_status()
        self._xml_data_element("dc:language", LANGUAGE)


class DutchBook(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook in which text stays text; its properties tell the language.

    ``_get_packager`` is where XlsxWriter lets another packager in.
    """

    packager = DutchPackager

    def __init__(self, target: Path | BytesIO) -> None:
        super().__init__(target if isinstance(target, BytesIO) else str(target), TEXT_STAYS_TEXT)

    def _get_packager(self) -> Packager:
        return self.packager()
