"""What a province wrote beside findings that a new check no longer finds, kept in a file of its
own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from ra_excel.addin.install import settings_file
from ra_excel.domain.files import write_csv

COLUMNS = ("bevinding", "code", "blad", "cel", "melding", "toelichting")


def keep_answers(rows: Sequence[Mapping[str, Any]]) -> Path:
    """Write rows of Controle beside the settings of the add-in, under a name of this moment; gives
    the file.
    """
    path = settings_file().with_name(f"toelichtingen-{datetime.now():%Y-%m-%d-%H%M%S-%f}.csv")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_csv(path, COLUMNS, [[row[name] for name in COLUMNS] for row in rows], for_excel=True)
    return path
