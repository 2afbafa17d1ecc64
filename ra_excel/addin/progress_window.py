"""Progress of long work: in Excel's status bar, and in a small window with a button to stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

PATIENCE_SECONDS = 1.5
"""Shorter work needs no window."""


class Cancelled(Exception):  # noqa: N818 (a wish of the user, not an error)
    """The user stopped the work."""


class ProgressWindow:
    """Used as a context: gives the function that shows progress, and puts everything back
    afterwards.
    """

    def __init__(
        self,
        show_in_status_bar: Callable[[str], None],
        make_window: Callable[[], Any] | None = None,
    ) -> None:
        self.show_in_status_bar = show_in_status_bar
        self.make_window = make_window or _tk_window
        self.window: Any = None
        self.shown = False

    def __enter__(self) -> Callable[[int, int, str], None]:
        self.began = time.monotonic()
        return self.progress

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.shown:
            self.show_in_status_bar("")
        if self.window is not None:
            self.window.close()

    def progress(self, done: int, total: int, what: str) -> None:
        """Show how far the work is. Raises Cancelled when the user pressed the button."""
        self.shown = True
        self.show_in_status_bar(f"Ruimtelijk arrangement: {done} van {total}, {what}")
        if self.window is None and time.monotonic() - self.began > PATIENCE_SECONDS:
            self.window = self.make_window()
        if self.window is not None and not self.window.update(done, total, what):
            raise Cancelled


def _tk_window() -> Any:
    """A window, or a stand-in where there is no screen or no tkinter."""
    try:
        return _TkWindow()
    except Exception:  # tkinter raises its own errors, also when it is not there
        return _NoWindow()


class _NoWindow:
    """Progress stays in the status bar."""

    def update(self, done: int, total: int, what: str) -> bool:
        """Go on."""
        return True

    def close(self) -> None:
        """Nothing to close."""


class _TkWindow:
    """A bar, a line of text and a button."""

    def __init__(self) -> None:
        import tkinter
        from tkinter import ttk

        self.going = True
        self.root = tkinter.Tk()
        self.root.title("Ruimtelijk arrangement")
        self.root.attributes("-topmost", True)
        self.root.protocol("WM_DELETE_WINDOW", self._stop)
        self.label = ttk.Label(self.root, width=60)
        self.bar = ttk.Progressbar(self.root, length=420)
        for widget in (
            self.label,
            self.bar,
            ttk.Button(self.root, text="Stoppen", command=self._stop),
        ):
            widget.pack(padx=16, pady=8)

    def _stop(self) -> None:
        self.going = False

    def update(self, done: int, total: int, what: str) -> bool:
        """Show, listen to the button, and say whether to go on."""
        self.label.configure(text=f"{done} van {total}: {what}")
        self.bar.configure(maximum=max(total, 1), value=done)
        self.root.update()
        return self.going

    def close(self) -> None:
        """Take the window away."""
        self.root.destroy()
