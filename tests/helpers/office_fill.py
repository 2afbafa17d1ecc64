"""Fill cells of a workbook through LibreOffice itself. Runs in the system's Python, which has the
module ``uno``.

Arguments: a JSON file with {"port", "source", "target", "cells": {sheet: {address: text or
number}}}.
"""

import json
import os
import sys
from pathlib import Path

import office_bridge


def main() -> None:
    """Open, type and save as xlsx."""
    job = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    desktop = office_bridge.desktop(job["port"])
    document = desktop.loadComponentFromURL(
        Path(job["source"]).as_uri(), "_blank", 0, (office_bridge.setting("Hidden", True),)
    )
    for sheet_name, cells in job["cells"].items():
        sheet = document.Sheets.getByName(sheet_name)
        for address, value in cells.items():
            cell = sheet.getCellRangeByName(address)
            if isinstance(value, str):
                cell.setString(value)
            else:
                cell.setValue(value)
    document.calculateAll()
    document.storeToURL(
        Path(job["target"]).as_uri(),
        (office_bridge.setting("FilterName", "Calc MS Excel 2007 XML"),),
    )
    document.close(True)


if __name__ == "__main__":
    main()
    # Without winding down: the bridge can crash when the interpreter clears its objects. Who
    # started LibreOffice stops it.
    os._exit(0)
