"""Load the add-in and a workbook in LibreOffice and call macros. Runs in the system's Python, which has the module ``uno``.

Arguments: a JSON file with {"port", "xlam", "workbook": path or null, "exchange": folder, "calls": [[function, argument], ...],
"answer"}. Answers for each call with what it told (nothing where LibreOffice ran nothing) and what then stood in the exchange folder.
"""

import json
import os
import sys
from pathlib import Path

import office_bridge


def main() -> None:
    """Open, call, answer."""
    job = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    desktop = office_bridge.desktop(job["port"])
    # An add-in only loads with its filter named; 4 is: run macros without asking.
    macros = (office_bridge.setting("MacroExecutionMode", 4),)
    addin_settings = (*macros, office_bridge.setting("FilterName", "Calc MS Excel 2007 VBA XML"))
    addin = desktop.loadComponentFromURL(Path(job["xlam"]).as_uri(), "_blank", 0, addin_settings)
    workbook = None
    if job["workbook"]:
        workbook = desktop.loadComponentFromURL(Path(job["workbook"]).as_uri(), "_blank", 0, macros)
        workbook.CurrentController.Frame.activate()
    exchange = Path(job["exchange"])
    results = []
    for function, argument in job["calls"]:
        for file in exchange.iterdir():
            file.unlink()
        uri = f"vnd.sun.star.script:ra_excel.{function}?language=Basic&location=document"
        try:
            told = addin.getScriptProvider().getScript(uri).invoke((argument,), (), ())[0]
        except Exception as error:
            told = f"FOUT: {error}"
        texts = {file.name: file.read_text("ascii") for file in exchange.glob("*.txt")}
        results.append({"told": told, "texts": texts, "copy": (exchange / "kopie.xlsx").is_file()})
    Path(job["answer"]).write_text(json.dumps(results), "utf-8")
    for document in (workbook, addin):
        if document is not None:
            document.close(True)


if __name__ == "__main__":
    main()
    # Without winding down: the bridge can crash when the interpreter clears its objects. Who started LibreOffice stops it.
    os._exit(0)
