"""File names that are no text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def named(folder: Path, name: bytes) -> Path:
    """A path whose name is these bytes, with an empty file; skips where the disk refuses them."""
    path = Path(os.fsdecode(os.fsencode(folder) + b"/" + name))
    try:
        path.write_bytes(b"")
    except OSError:
        pytest.skip("deze schijf neemt alleen namen in UTF-8")
    return path
