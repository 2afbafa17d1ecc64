"""What a cell says: empty or not, its text, date, number. Parsed, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

LINE_ENDS = re.compile("_x000D_|\r\n|\r|\u2028|\u2029|\x85")

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)
"""Zero-width characters, direction overrides, tags, soft hyphens and control characters; not the
joiner that emoji need.
"""

LINE_END, JOINER = "_x000D_", "\u034f"
"""What clean_text changes though Python calls it printable: a line end of Excel, a joiner that
nobody sees.
"""

_NUMERIC_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")
_SHORT = {
    "jan": 1,
    "feb": 2,
    "mrt": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "okt": 10,
    "nov": 11,
    "dec": 12,
}
_MONTH_NUMBERS = {**{month: number for number, month in enumerate(MONTHS, start=1)}, **_SHORT}
_WORD_DATE = re.compile(
    rf"(\d{{1,2}})[ -]({'|'.join(sorted(_MONTH_NUMBERS, reverse=True))})\.?[ -](\d{{4}})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ExcelError:
    """An error value such as ``#N/A`` in a cell."""

    text: str

    def __str__(self) -> str:
        return self.text


def clean_text(text: str) -> str:
    """Text without invisible characters and without spaces around it; line ends as ``\\n``."""
    if text.isprintable() and LINE_END not in text and JOINER not in text:  # nearly every cell
        return text.strip(" ")
    text = LINE_ENDS.sub(lambda found: "" if found[0] == "_x000D_" else "\n", text).replace(
        "\u00a0", " "
    )
    return INVISIBLE.sub("", text).strip()


def without_invisible(text: str) -> str:
    """Text without invisible characters; the spaces around it stay."""
    return INVISIBLE.sub("", text)


def is_visible(text: str) -> bool:
    """Whether a text holds no invisible characters."""
    return (text.isprintable() and JOINER not in text) or not INVISIBLE.search(text)


def is_empty(value: object) -> bool:
    """Whether a cell holds nothing to see."""
    return value is None or (
        isinstance(value, str) and not value[:1].isalnum() and not clean_text(value)
    )


def as_text(value: object) -> str:
    """A cell as a Dutch reader would see it: dates as dd-mm-jjjj, whole numbers without decimals,
    WAAR/ONWAAR.
    """
    if isinstance(value, str):
        return clean_text(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.15g}".replace(".", ",")
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    return clean_text(str(value))


def parse_date(value: object) -> date | None:
    """A date from a date cell, or from text in Dutch (3-4-2026, 3 april 2026, 3 apr. 2026) or ISO
    order; None for anything else.

    A bare number is no date: it may be a year, a count or a serial.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    text = clean_text(value)
    if match := _NUMERIC_DATE.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := _ISO_DATE.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _WORD_DATE.fullmatch(text):
        day, month, year = int(match[1]), _MONTH_NUMBERS[match[2].lower()], int(match[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


EXCEL_EPOCH = date(1899, 12, 30)
"""Day zero of Excel's date numbers (1900 system, after its leap-year slip)."""

PLAUSIBLE_SERIALS = range(36526, 73051)
"""Date numbers of Excel for 2000 to 2099."""


def day_of_serial(value: object) -> date | None:
    """The day of which a bare number is Excel's date number; None where that is not plausible."""
    serial = parse_integer(value)
    if serial is None or serial not in PLAUSIBLE_SERIALS:
        return None
    return EXCEL_EPOCH + timedelta(days=serial)


def parse_integer(value: object) -> int | None:
    """A whole number from a number cell or from digits in text; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,9}", clean_text(value)):
        return int(clean_text(value))
    return None
