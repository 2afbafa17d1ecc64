"""Our own zip writer says what the module zipfile says."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ra_excel.reports.word.packed_zip import packed, write_zip

NAMES = st.text("ab/. é€🗺", min_size=1, max_size=20)
CONTENT = st.builds(bytes.__mul__, st.binary(max_size=50), st.integers(0, 200))
PARTS = st.dictionaries(NAMES, CONTENT, max_size=5)


def by_zipfile(parts: Mapping[str, bytes], method: int) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", method) as zip_file:
        for name, content in parts.items():
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.compress_type, info.external_attr = 3, method, 0o600 << 16
            zip_file.writestr(info, content)
    return buffer.getvalue()


@pytest.mark.parametrize("method", [ZIP_DEFLATED, ZIP_STORED])
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=PARTS)
def test_same_bytes_as_the_module_zipfile(
    tmp_path: Path, method: int, parts: dict[str, bytes]
) -> None:
    write_zip(tmp_path / "ons.zip", parts, method)
    assert (tmp_path / "ons.zip").read_bytes() == by_zipfile(parts, method)


def test_parts_packed_before_and_now_stand_in_one_file(tmp_path: Path) -> None:
    plain = {"a.xml": b"<a/>" * 100, "b/c.xml": b"", "é.bin": bytes(range(256))}
    write_zip(
        tmp_path / "ons.zip",
        {**plain, "a.xml": packed(plain["a.xml"]), "é.bin": packed(plain["é.bin"], ZIP_STORED)},
    )
    with ZipFile(tmp_path / "ons.zip") as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == plain
        assert [info.compress_type for info in archive.infolist()] == [
            ZIP_DEFLATED,
            ZIP_DEFLATED,
            ZIP_STORED,
        ]
