"""Fill cells of a workbook through LibreOffice itself. Runs in the system's Python, which has the module ``uno``.

Arguments: a JSON file with {"port", "source", "target", "cells": {sheet: {address: text or number}}}.
"""

import json
import os
import sys
import time
from pathlib import Path


def main() -> None:
    """Open, type and save as xlsx."""
    import uno
    from com.sun.star.beans import PropertyValue
    from com.sun.star.connection import NoConnectException

    def setting(name: str, value: object) -> object:
        found = PropertyValue()
        found.Name, found.Value = name, value
        return found

    job = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for attempt in range(120):
        try:
            context = resolver.resolve(f"uno:socket,host=127.0.0.1,port={job['port']};urp;StarOffice.ComponentContext")
            break
        except NoConnectException:
            if attempt == 119:
                raise
            time.sleep(0.5)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL(Path(job["source"]).as_uri(), "_blank", 0, (setting("Hidden", True),))
    for sheet_name, cells in job["cells"].items():
        sheet = document.Sheets.getByName(sheet_name)
        for address, value in cells.items():
            cell = sheet.getCellRangeByName(address)
            if isinstance(value, str):
                cell.setString(value)
            else:
                cell.setValue(value)
    document.calculateAll()
    document.storeToURL(Path(job["target"]).as_uri(), (setting("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)


if __name__ == "__main__":
    main()
    # Without winding down: the bridge can crash when the interpreter clears its objects. Who started LibreOffice stops it.
    os._exit(0)
