"""Zip files with the same bytes every time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def write_zip(path: Path, parts: Mapping[str, bytes], method: int = ZIP_DEFLATED) -> None:
    """Write ``parts`` (name → content) in the given order, dated 1980-01-01; ``method`` is one of the module zipfile."""
    with ZipFile(path, "w", method) as zip_file:
        for name, content in parts.items():
            info = ZipInfo(name, FIXED_DATE)
            info.compress_type = method
            info.external_attr = 0o600 << 16
            zip_file.writestr(info, content)
