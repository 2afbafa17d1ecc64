"""Load the add-in and a workbook in LibreOffice and call macros. Runs in the system's Python, which
has the module ``uno``.

Arguments: a JSON file with {"port", "xlam", "workbook": path or null, "exchange": folder, "calls":
[[function, argument], ...], "clean": empty the exchange folder before each call, "answer"}. Answers
for each call with what it told (nothing where LibreOffice ran nothing), what then stood in the
exchange folder, and how many documents were open.
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
    addin = office_bridge.load_addin(desktop, job["xlam"])
    workbook = None
    if job["workbook"]:
        workbook = desktop.loadComponentFromURL(Path(job["workbook"]).as_uri(), "_blank", 0, ())
        workbook.CurrentController.Frame.activate()
    exchange = Path(job["exchange"])
    results = []
    for function, argument in job["calls"]:
        for file in exchange.glob("*") if job["clean"] else ():
            file.unlink()
        told = office_bridge.call_macro(addin, function, argument)
        texts = {file.name: file.read_text("ascii") for file in exchange.glob("*.txt")}
        documents = len(list(desktop.Components))
        results.append(
            {
                "told": told,
                "texts": texts,
                "copy": (exchange / "kopie.xlsx").is_file(),
                "documents": documents,
            }
        )
    Path(job["answer"]).write_text(json.dumps(results), "utf-8")
    for document in (workbook, addin):
        if document is not None:
            document.close(True)


if __name__ == "__main__":
    main()
    # Without winding down: the bridge can crash when the interpreter clears its objects. Who
    # started LibreOffice stops it.
    os._exit(0)
