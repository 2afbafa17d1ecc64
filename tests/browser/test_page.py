"""The page in a real browser: what it answers, what it asks of the network, what it makes of text
from outside, and whether everybody can use it.
"""

from __future__ import annotations

import csv
import io
import json
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from ra_excel import SCHEMA_VERSION
from ra_excel.browser.build import built_page
from ra_excel.browser.entry import annotate
from ra_excel.cli.main import run
from tests.conformiteit.workbooks import examples
from tests.helpers.browser import NODE_MODULES, Browser, BrowserError
from tests.helpers.clean import build, clean_rows, put
from tests.helpers.packages import edit_parts, replace_in

DONE = "document.querySelectorAll('.oordeel').length === {}"
CLEAR = "document.getElementById('resultaten').replaceChildren();"
AXE = """const found = await axe.run();
return found.violations.map((v) => v.id + ' ' + v.nodes[0].html)"""
BY_NAME = {example.name: example for example in examples()}


def put_in(browser: Browser, *paths: Path) -> None:
    """Choose these files on an empty list and wait for their findings."""
    browser.evaluate(CLEAR)
    browser.ask("choose", selector="#kies", paths=[str(path) for path in paths])
    browser.wait(DONE.format(len(paths)))


def written(folder: Path, name: str) -> Path:
    """A workbook of the conformance set as a file."""
    path = folder / name
    path.write_bytes(BY_NAME[name].content)
    return path


def test_page_gives_the_json_of_the_conformance_set(browser: Browser) -> None:
    differs = [
        example.name
        for example in examples()
        if browser.check(example.name, example.content, example.earlier)
        != example.expected.read_text("utf-8")
    ]
    assert differs == []


def test_annotated_copy_is_that_of_ra_valideer(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, "CE-02.xlsx")
    run(["valideer", str(path), "--geannoteerd", str(tmp_path / "terug")])
    copy = (tmp_path / "terug" / path.name).read_bytes()
    assert browser.annotate(path.name, path.read_bytes()) == copy


def test_annotated_copies_of_the_set_are_those_of_the_core(chromium: Browser) -> None:
    for name in ("veel-fouten.xlsx", "vijandige-tekst.xlsx", "bewaard-door-libreoffice.xlsx"):
        content = BY_NAME[name].content
        assert chromium.annotate(name, content) == annotate(name, content), name


def test_nothing_is_asked_of_the_network(
    browser: Browser, controlepagina: Path, tmp_path: Path
) -> None:
    browser.open(controlepagina.as_uri())
    put_in(browser, written(tmp_path, "vijandige-tekst.xlsx"))
    asked = browser.ask("requests")
    kinds = {address.split(":")[0] for address in asked}
    assert kinds <= {"file", "blob", "data"}
    assert [a for a in asked if a.startswith("file:")] in ([controlepagina.as_uri()], [])
    assert browser.ask("errors") == []


def test_a_web_server_is_asked_for_the_page_alone(
    browser: Browser, controlepagina: Path, tmp_path: Path
) -> None:
    asked: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def log_request(self, *_of: object) -> None:
            asked.append(self.path)

    handler = partial(Handler, directory=str(controlepagina.parent))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        browser.open(f"http://127.0.0.1:{server.server_port}/{controlepagina.name}")
        put_in(browser, written(tmp_path, "schoon-DR.xlsx"))
    finally:
        server.shutdown()
        server.server_close()
        browser.open(controlepagina.as_uri())
    assert [path for path in asked if path != "/favicon.ico"] == [f"/{controlepagina.name}"]


def test_a_dropped_file_is_checked_as_a_chosen_one(browser: Browser, tmp_path: Path) -> None:
    content = list(written(tmp_path, "CE-02.xlsx").read_bytes())
    browser.evaluate(CLEAR)
    browser.evaluate(
        f"const file = new File([new Uint8Array({content})], 'gesleept.xlsx');"
        "const moved = new DataTransfer(); moved.items.add(file);"
        "const zone = document.getElementById('ontvangst');"
        "for (const type of ['dragover', 'drop']) zone.dispatchEvent(new DragEvent(type,"
        " { dataTransfer: moved, bubbles: true, cancelable: true }));"
    )
    browser.wait(DONE.format(1))
    shown = browser.evaluate("return document.querySelector('article').innerText")
    assert "gesleept.xlsx" in shown and "CE-02" in shown


def test_network_is_out_of_reach(browser: Browser) -> None:
    script = "return fetch('https://voorbeeld.invalid/').then(() => 'open', () => 'dicht')"
    assert browser.evaluate(script) == "dicht"


def test_text_of_a_workbook_is_only_text(browser: Browser, tmp_path: Path) -> None:
    put_in(browser, written(tmp_path, "vijandige-tekst.xlsx"))
    inside = "document.querySelectorAll('#resultaten :is(script, img, svg, a, iframe)').length"
    assert browser.evaluate(f"return {inside}") == 0
    assert browser.evaluate("return document.title") == "Controleer uw werkmap"
    shown = browser.evaluate("return document.getElementById('resultaten').textContent")
    for text in (
        "<script>document.title='kaping'</script>",
        '"><img src=x onerror=',
        "=HYPERLINK(",
    ):
        assert text in shown


def test_name_of_a_file_is_only_text(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "<img src=x onerror=alert(1)>.xlsx"
    path.write_bytes(b"geen werkmap")
    put_in(chromium, path)
    assert chromium.evaluate("return document.querySelector('h2').textContent") == path.name
    assert chromium.evaluate("return document.querySelectorAll('img').length") == 0


def test_findings_on_the_card_are_those_of_the_json(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, "veel-fouten.xlsx")
    put_in(browser, path)
    shown = browser.evaluate(
        "return [...document.querySelectorAll('.bevinding')].map((b) => [b.dataset.id,"
        " b.querySelector('.cel')?.textContent ?? null, b.querySelector('.melding').textContent])"
    )
    expected = json.loads(BY_NAME[path.name].expected.read_text("utf-8"))["bevindingen"]
    assert shown == [[f["id"], f["cel"], f["melding"]] for f in expected]
    only_fouten = (
        "document.querySelector('.filter input')?.click();"
        "return document.querySelectorAll('.bevinding').length"
    )
    assert browser.evaluate(only_fouten) == sum(f["ernst"] == "fout" for f in expected)


def test_several_files_and_one_that_is_refused(browser: Browser, tmp_path: Path) -> None:
    paths = [written(tmp_path, n) for n in ("schoon-DR.xlsx", "ST-03.xlsx", "tekst.xlsx")]
    put_in(browser, *paths)
    kinds = browser.evaluate(
        "return [...document.querySelectorAll('.oordeel')].map((o) => o.className)"
    )
    assert kinds == ["oordeel gereed", "oordeel niet-gereed", "oordeel apart"]
    last = browser.evaluate("return document.querySelector('article:last-child').innerText")
    assert "ST-01" in last and "Bewaar werkmap" not in last


def test_previous_submission_shows_what_was_solved(chromium: Browser, tmp_path: Path) -> None:
    rows = clean_rows()
    put("agenda", 0, status="zoiets")(rows)
    old, new = build(tmp_path / "oud.xlsx", rows), build(tmp_path / "nieuw.xlsx", clean_rows())
    put_in(chromium, new)
    chromium.ask("choose", selector=".werkmap input[type=file]", paths=[str(old)])
    chromium.wait("document.querySelector('.opgelost li')")
    assert "CE-02" not in chromium.evaluate("return document.querySelector('.opgelost').innerText")
    assert chromium.evaluate("return document.querySelectorAll('.opgelost li').length") == 1


SAVED = """
    const made = [];
    const original = URL.createObjectURL;
    URL.createObjectURL = (blob) => { made.push(blob); return original.call(URL, blob); };
    HTMLAnchorElement.prototype.click = () => {};
    const button = [...document.querySelectorAll('button')].find((b) => b.innerText === WORDS);
    button.click();
    while (made.length === 0) await new Promise((later) => setTimeout(later, 50));
    URL.createObjectURL = original;
    return made[0].text();
"""


def test_saved_json_and_csv_are_those_of_ra_valideer(
    chromium: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "vijandige-tekst.xlsx")
    put_in(chromium, path)
    texts = {}
    for form in ("JSON", "CSV"):
        script = SAVED.replace("WORDS", f"'Bewaar als {form}'")
        texts[form] = chromium.evaluate(script)
        run(["valideer", str(path), "--formaat", form.lower()])
        texts[f"{form} of ra"] = capsys.readouterr().out
    assert texts["JSON"] == texts["JSON of ra"]
    of_page, of_ra = (
        list(csv.reader(io.StringIO(texts[key].removeprefix("\ufeff")), delimiter=";"))
        for key in ("CSV", "CSV of ra")
    )
    assert of_page == of_ra


def test_address_of_a_cell_is_copied_for_the_name_box(chromium: Browser, tmp_path: Path) -> None:
    put_in(chromium, written(tmp_path, "CE-02.xlsx"))
    address = "document.querySelector('.cel').click();"
    chromium.evaluate(address)
    chromium.wait("document.getElementById('status').textContent.includes('gekopieerd')", 5)
    said = chromium.evaluate("return document.getElementById('status').textContent")
    finding = json.loads(BY_NAME["CE-02.xlsx"].expected.read_text("utf-8"))["bevindingen"][0]
    assert said.startswith(f"{finding['blad']}!{finding['cel']} ")


def test_by_keyboard_alone(browser: Browser, controlepagina: Path, tmp_path: Path) -> None:
    browser.open(controlepagina.as_uri())
    browser.ask("press", keys=["Tab"])
    assert browser.evaluate("return document.activeElement.id") == "kies"
    put_in(browser, written(tmp_path, "CE-02.xlsx"))
    assert browser.evaluate("return document.activeElement.tagName") == "ARTICLE"
    reached = []
    for _ in range(7):
        browser.ask("press", keys=["Tab"])
        reached.append(browser.evaluate("return document.activeElement.innerText"))
    assert "Bewaar werkmap met bevindingen" in reached
    finding = json.loads(BY_NAME["CE-02.xlsx"].expected.read_text("utf-8"))["bevindingen"][0]
    assert finding["cel"] in reached


@pytest.mark.parametrize("name", ["schoon-DR.xlsx", "veel-fouten.xlsx", "tekst.xlsx"])
def test_axe_finds_nothing(
    chromium: Browser, controlepagina: Path, tmp_path: Path, name: str
) -> None:
    put_in(chromium, written(tmp_path, name))
    source = (NODE_MODULES / "axe-core" / "axe.min.js").read_text("utf-8")
    chromium.evaluate(f"if (!globalThis.axe) {{ {source} }}")
    assert chromium.evaluate(AXE) == []


@pytest.mark.parametrize("width", [320, 280])
def test_nothing_sticks_out_on_a_phone_or_at_400_percent(
    chromium: Browser, tmp_path: Path, width: int
) -> None:
    """A window of 1,280 pixels at 400 % is 320 wide."""
    put_in(chromium, written(tmp_path, "vijandige-tekst.xlsx"))
    chromium.ask("width", width=width, height=640, scale=1)
    wide = chromium.evaluate("return document.documentElement.scrollWidth")
    chromium.ask("width", width=1280, height=900, scale=1)
    assert wide <= width


def test_workbook_of_a_newer_cycle_or_version_is_said(chromium: Browser, tmp_path: Path) -> None:
    warned = "return document.querySelectorAll('.let-op').length"
    path = build(tmp_path / "nieuwer.xlsx", clean_rows())
    edit_parts(path, replace_in("xl/workbook.xml", f'"{SCHEMA_VERSION}"</def', '"99"</def'))
    put_in(chromium, path)
    assert chromium.evaluate(warned) == 1
    path = build(tmp_path / "gewoon.xlsx", clean_rows())
    put_in(chromium, path)
    assert chromium.evaluate(warned) == 0
    chromium.evaluate("document.body.dataset.known = document.body.dataset.cycli")
    chromium.evaluate("document.body.dataset.cycli = '2024-2025'")
    put_in(chromium, path)
    assert chromium.evaluate(warned) == 1
    chromium.evaluate("document.body.dataset.cycli = document.body.dataset.known")


def test_same_bytes_twice_and_not_too_large(controlepagina: Path) -> None:
    wheel = next((controlepagina.parent / "onderdelen").glob("*.whl"))
    content = built_page(wheel)
    assert content == built_page(wheel) == controlepagina.read_bytes(), (
        "draai make controlepagina opnieuw"
    )
    assert len(content) <= 12_000_000


def test_a_broken_start_is_said(chromium: Browser, controlepagina: Path, tmp_path: Path) -> None:
    text = controlepagina.read_text("utf-8")
    start = text.index('id="pyodide.asm.wasm">') + len('id="pyodide.asm.wasm">')
    broken = tmp_path / "kapot.html"
    broken.write_text(text[:start] + "H4sI" + text[start + 400 :], "utf-8")
    chromium.ask("open", address=broken.as_uri())
    chromium.wait("document.getElementById('voortgang-tekst').textContent.includes('gestopt')", 30)
    with pytest.raises(BrowserError, match="gestopt"):
        chromium.check("a.xlsx", b"")
