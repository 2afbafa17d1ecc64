"""Make the conformance set, from the faults of the fault-injection benchmark and more.

``python -m tests.conformiteit.make`` writes what is expected of the workbooks that are there;
with ``--werkmappen`` the workbooks are made anew first (needs LibreOffice).
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import openpyxl

from ra_excel.browser.entry import check
from ra_excel.domain.inzenders import departments, get_province
from tests.benchmark.faults import BAD, CHOSEN, OF_DEPARTMENTS, built_department
from tests.conformiteit.workbooks import ARCHIVE, EARLIER, EXPECTED, examples
from tests.helpers.clean import build, clean_rows, put, rows_of

CORPUS = Path(__file__).parents[1] / "corpus"
PROVINCE = get_province("Drenthe")
NEEDS_A_ROUND = ("LA-", "ON-", "ST-11")
LARGEST_OF_OTHERS = 12_000
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
HOSTILE = (
    "<script>document.title='kaping'</script>",
    '"><img src=x onerror="document.title=1">',
    '=HYPERLINK("https://voorbeeld.invalid";"klik")',
    "</script><svg onload=alert(1)>",
    "javascript:alert(1)",
)


def main() -> None:
    """Write the set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--werkmappen", action="store_true", help="also make the workbooks anew")
    if parser.parse_args().werkmappen:
        with TemporaryDirectory() as folder:
            write_archive(dict(all_workbooks(Path(folder))))
    shutil.rmtree(EXPECTED, ignore_errors=True)
    EXPECTED.mkdir()
    for example in examples():
        text = check(example.name, example.content, example.earlier)
        example.expected.write_text(text, "utf-8")
    print(f"{len(examples())} werkmappen")


def write_archive(files: dict[str, bytes]) -> None:
    """The same files give the same archive."""
    with tarfile.open(ARCHIVE, "w:xz", preset=9) as archive:
        for name in sorted(files):
            member = tarfile.TarInfo(name)
            member.size = len(files[name])
            archive.addfile(member, io.BytesIO(files[name]))


def all_workbooks(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of every workbook."""
    yield from with_a_fault(folder)
    yield from without_a_fault(folder)
    yield from full_of_faults(folder)
    yield from damaged(folder)
    yield from by_other_programs(folder)
    yield from of_others()


def with_a_fault(folder: Path) -> Iterator[tuple[str, bytes]]:
    """One workbook per code that a single workbook can show, with its previous submission where
    the code needs one.
    """
    seen: set[str] = set()
    for code, _, make in (*CHOSEN, *OF_DEPARTMENTS):
        if code in seen or code.startswith(NEEDS_A_ROUND):
            continue
        seen.add(code)
        place = folder / code
        place.mkdir()
        make(place, PROVINCE)
        if (place / "nieuw.xlsx").exists():
            yield f"{code}.xlsx", stored((place / "nieuw.xlsx").read_bytes())
            yield f"{EARLIER}{code}.xlsx", stored((place / "oud.xlsx").read_bytes())
        else:
            yield f"{code}.xlsx", stored((place / "b.xlsx").read_bytes())


def without_a_fault(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Clean workbooks of three provinces and of a department, and a blank one."""
    for name in ("Drenthe", "Zeeland", "Noord-Brabant"):
        province = get_province(name)
        path = build(folder / "schoon.xlsx", rows_of(province, clean_rows()), name)
        yield f"schoon-{province.code}.xlsx", path.read_bytes()
    path = built_department(folder / "departement.xlsx", departments()[0])
    yield f"schoon-{departments()[0].code}.xlsx", stored(path.read_bytes())
    yield "leeg.xlsx", build(folder / "leeg.xlsx", {}).read_bytes()


def full_of_faults(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every kind of wrong value at once, and text that would be markup or a formula elsewhere."""
    rows = clean_rows()
    for values in BAD.values():
        for _, value in values:
            rows["lessen"].append({"onderwerp": str(value), "wat_werkte": str(value)})
    yield "veel-fouten.xlsx", stored(build(folder / "veel.xlsx", rows).read_bytes())
    rows = clean_rows()
    for number, lines in enumerate(rows.values()):
        for line in lines:
            for index, column in enumerate(line):
                if column != "id" and lines is not rows["start"]:
                    line[column] = HOSTILE[(number + index) % len(HOSTILE)]
    yield "vijandige-tekst.xlsx", stored(build(folder / "tekst.xlsx", rows).read_bytes())


def damaged(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Files that are cut off, spoiled, something else, or nothing."""
    whole = build(folder / "heel.xlsx", clean_rows()).read_bytes()
    yield "leeg-bestand.xlsx", b""
    yield "tekst.xlsx", b"geen werkmap"
    yield "afgebroken.xlsx", whole[: len(whole) // 10]
    yield "bedorven.xlsx", whole[:2000] + bytes(200) + whole[2200:20_000]
    for path in sorted((CORPUS / "fuzz").iterdir()):
        if path.suffix == ".xlsx" and path.stat().st_size < 10 * LARGEST_OF_OTHERS:
            yield f"fuzz-{path.name}", path.read_bytes()


def by_other_programs(folder: Path) -> Iterator[tuple[str, bytes]]:
    """A workbook with a fault as openpyxl and LibreOffice save it."""
    rows = clean_rows()
    put("agenda", 0, status="zoiets")(rows)
    path = build(folder / "anders.xlsx", rows)
    openpyxl.load_workbook(path).save(folder / "openpyxl.xlsx")
    yield "bewaard-door-openpyxl.xlsx", (folder / "openpyxl.xlsx").read_bytes()
    profile = f"-env:UserInstallation=file://{folder}/profiel"
    out = folder / "lo"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=180)
    yield "bewaard-door-libreoffice.xlsx", (out / "anders.xlsx").read_bytes()


def of_others() -> Iterator[tuple[str, bytes]]:
    """Workbooks of other makers, which are not ours."""
    paths = (*(CORPUS / "calamine").rglob("*.xls"), *(CORPUS / "calamine").rglob("*.xlsx"))
    small = [path for path in sorted(paths) if path.stat().st_size < LARGEST_OF_OTHERS]
    for path in small[:6]:
        yield f"anders-{path.name}", path.read_bytes()


def stored(content: bytes) -> bytes:
    """The same workbook without compression: the archive compresses all of them together."""
    target = io.BytesIO()
    try:
        with ZipFile(io.BytesIO(content)) as source, ZipFile(target, "w", ZIP_STORED) as copy:
            for info in source.infolist():
                copy.writestr(ZipInfo(info.filename, FIRST_DAY), source.read(info))
    except BadZipFile:
        return content
    return target.getvalue()


if __name__ == "__main__":
    main()
