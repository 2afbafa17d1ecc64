"""A zip of Python sources with each source compiled; Pyodide itself runs this at build time."""

import io
import py_compile
import tempfile
import zipfile
from pathlib import Path

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a zip: the earliest that it can hold."""


def compiled_zip(sources: str) -> bytes:
    """The same zip with a ``.pyc`` in place of each ``.py``; other files stay as they are.

    The ``.pyc`` are not held to a source (PEP 552, unchecked), for none travels along, and carry no
    docstrings. Nothing is
    packed: the page packs the whole. Raises ``py_compile.PyCompileError`` on a faulty source.
    """
    buffer = io.BytesIO()
    with (
        tempfile.TemporaryDirectory() as folder,
        zipfile.ZipFile(sources) as given,
        zipfile.ZipFile(buffer, "w") as result,
    ):
        for name in sorted(given.namelist()):
            content = given.read(name)
            if name.endswith(".py"):
                content = _compiled(name, content, Path(folder))
                name += "c"
            result.writestr(zipfile.ZipInfo(name, FIRST_DAY), content)
    return buffer.getvalue()


def _compiled(name: str, source: bytes, folder: Path) -> bytes:
    path = folder / "source.py"
    path.write_bytes(source)
    compiled = py_compile.compile(
        str(path),
        cfile=str(folder / "source.pyc"),
        dfile=name,
        doraise=True,
        optimize=2,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
    return Path(str(compiled)).read_bytes()
