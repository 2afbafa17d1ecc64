"""Text as Excel can hold it."""

MAX_CELL = 32_767
CUT = " … [ingekort]"
"""Longest text that Excel holds, counted in UTF-16 units, and what marks a text that was longer."""


def excel_text(text: str) -> str:
    """The text, marked and cut where Excel would refuse it."""
    if 2 * len(text) > MAX_CELL:  # a character takes one unit or two
        units = text.encode("utf-16-le")
        if len(units) > 2 * MAX_CELL:
            text = units[: 2 * (MAX_CELL - len(CUT))].decode("utf-16-le", "ignore") + CUT
    # XlsxWriter takes text between these tags for XML of its own making; a space behind it keeps it text.
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
