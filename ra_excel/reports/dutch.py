"""Dates, deadlines and counts the way a Dutch reader writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ra_excel.domain.model import Noun
from ra_excel.reading.values import MONTHS, clean_text

QUARTERS = ("eerste", "tweede", "derde", "vierde")


def date_text(day: date) -> str:
    """``19 mei 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def deadline_text(day: date, precisie: str) -> str:
    """A deadline no more precise than it is: ``2030``, ``derde kwartaal 2030``, ``juni 2030``, else
    the full date.
    """
    match precisie:
        case "jaar":
            return str(day.year)
        case "kwartaal":
            return f"{QUARTERS[(day.month - 1) // 3]} kwartaal {day.year}"
        case "maand":
            return f"{MONTHS[day.month - 1]} {day.year}"
        case _:
            return date_text(day)


def counted(number: int, row: Noun) -> str:
    """``1 vraagstuk``, ``3 vraagstukken``, ``1.200 vraagstukken``."""
    return f"{number:,} {row.singular if number == 1 else row.plural}".replace(",", ".")


def first_named(things: Sequence[str], most: int) -> str:
    """``een; twee``, and of more than ``most`` things how many others: ``een; twee; en nog 3``."""
    others = len(things) - most
    return "; ".join([*things[:most], *([f"en nog {others}"] if others > 0 else [])])


def enumerated(words: Sequence[str]) -> str:
    """``Groningen, Drenthe en Limburg``."""
    return " en ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def one_line(text: str) -> str:
    """Text of others on one line without anything invisible: nobody adds a paragraph to our mail or
    turns our words around.
    """
    return " ".join(clean_text(text).split())
