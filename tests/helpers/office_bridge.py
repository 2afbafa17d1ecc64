"""The bridge to a running LibreOffice, for the scripts that run in the system's Python (which has
the module ``uno``).
"""

import time
from pathlib import Path
from typing import Any


def desktop(port: int) -> Any:
    """LibreOffice's desktop; waits until it listens."""
    import uno
    from com.sun.star.connection import NoConnectException

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for attempt in range(120):
        try:
            context = resolver.resolve(
                f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext"
            )
            break
        except NoConnectException:
            if attempt == 119:
                raise
            time.sleep(0.5)
    return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def setting(name: str, value: object) -> Any:
    """A named value as LibreOffice takes it."""
    from com.sun.star.beans import PropertyValue

    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def load_addin(desktop: Any, path: str) -> Any:
    """Open an add-in with its macros; it only loads with its filter named. 4 is: run macros without
    asking.
    """
    settings = (
        setting("MacroExecutionMode", 4),
        setting("FilterName", "Calc MS Excel 2007 VBA XML"),
    )
    return desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, settings)


def call_macro(addin: Any, function: str, argument: str) -> Any:
    """What ``module.function`` of the add-in told; nothing where LibreOffice ran nothing."""
    uri = f"vnd.sun.star.script:ra_excel.{function}?language=Basic&location=document"
    try:
        return addin.getScriptProvider().getScript(uri).invoke((argument,), (), ())[0]
    except Exception as error:
        return f"FOUT: {error}"
