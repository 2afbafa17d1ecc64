"""Word documents as PDF, through LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from ra_excel.errors import RaError
from ra_excel.progress import Progress

BATCH = 10
"""Documents that LibreOffice converts in one go: enough to make starting it cheap, few enough to
show progress.
"""

TIMEOUT_SECONDS = 300


def find_libreoffice() -> str:
    """The command that starts LibreOffice. Raises RaError where there is none."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        raise RaError(
            "Voor PDF is LibreOffice nodig. Installeer het (gratis), of laat --pdf weg en sla in"
            " Word zelf op als PDF."
        )
    return found


def write_pdfs(folder: Path, progress: Progress) -> list[Path]:
    """Put a PDF beside every Word document below ``folder``; gives the PDFs. Raises RaError when
    LibreOffice makes none.
    """
    command = find_libreoffice()
    sources = sorted(folder.rglob("*.docx"))
    written: list[Path] = []
    with tempfile.TemporaryDirectory() as profile:
        for place in {source.parent for source in sources}:
            here = [source for source in sources if source.parent == place]
            for start in range(0, len(here), BATCH):
                batch = here[start : start + BATCH]
                _convert(command, Path(profile), batch, place)
                written += [source.with_suffix(".pdf") for source in batch]
                progress(len(written), len(sources), "pdf")
    return written


def _convert(command: str, profile: Path, sources: list[Path], place: Path) -> None:
    # A profile of its own: LibreOffice that the user has open would otherwise take the work and say
    # nothing.
    flags = ["--headless", "--norestore", "--nologo", f"-env:UserInstallation={profile.as_uri()}"]
    order = [command, *flags, "--convert-to", "pdf", "--outdir", str(place), *map(str, sources)]
    try:
        said = subprocess.run(  # noqa: S603 (our own files)
            order, capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RaError(f"LibreOffice maakte geen PDF: {error}") from error
    if missing := [source.name for source in sources if not source.with_suffix(".pdf").is_file()]:
        raise RaError(
            f"LibreOffice maakte geen PDF van {', '.join(missing)}. {said.stderr.strip()}"
        )
