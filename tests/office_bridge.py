"""The bridge to a running LibreOffice, for the scripts that run in the system's Python (which has the module ``uno``)."""

import time
from typing import Any


def desktop(port: int) -> Any:
    """LibreOffice's desktop; waits until it listens."""
    import uno
    from com.sun.star.connection import NoConnectException

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for attempt in range(120):
        try:
            context = resolver.resolve(f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext")
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
