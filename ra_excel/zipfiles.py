"""Zip files with the same bytes every time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def write_zip(path: Path, parts: Mapping[str, bytes]) -> None:
    """Write ``parts`` (name → content) in the given order, deflated and dated 1980-01-01."""
    with ZipFile(path, "w", ZIP_DEFLATED) as zip_file:
        for name, content in parts.items():
            info = ZipInfo(name, FIXED_DATE)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            zip_file.writestr(info, content)
