"""Check the Word templates for whoever edits them: what is misspelt or missing, and where."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from ra_excel.errors import RaError
from ra_excel.reports.word.documents import TEMPLATES
from ra_excel.reports.word.environment import ENVIRONMENT
from ra_excel.reports.word.render import render
from ra_excel.reports.word.rows import Content
from ra_excel.reports.word.specimen import specimen_contexts, specimen_round

MOST_SHOWN = 70
"""Characters of a paragraph that are quoted."""

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
WHOLE = re.compile(r"\{%(p|tr|tc|r)(?=\s)|\{\{(p|tr|tc|r)(?=\s)")
"""Tags after which docxtpl removes the paragraph, row or cell around them."""
LOOSE = re.compile(r"\{\{|\}\}|\{%|%\}|\{\s*\w+(?:\.\w+)*\s*\}")
BOUND = re.compile(r"\{%\S*\s+(?:for|set)\s+(\w+)")
"""The name that a loop or an assignment makes."""
FIELD = re.compile(
    r"^\{\{(?:(?:p|tr|tc|r)(?=\s))?\s*([a-z]\w*)"
    r"|^\{%\S*\s+(?:if|elif)\s+(?:not\s+)?([a-z]\w*)"
    r"|^\{%\S*\s+for\s+\w+\s+in\s+([a-z]\w*)"
)
"""The field that a tag shows, asks after, or loops over."""
ORDERS = ("for", "endfor", "if", "elif", "else", "endif", "set")
LOOP = dict.fromkeys(("index", "index0", "first", "last", "length", "revindex"), "1")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a template: where, what, and how to mend it. A ``hint`` does not keep the
    template from working.
    """

    template: str
    waar: str
    melding: str
    herstel: str
    hint: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a template: its text, and the words with which an editor finds it."""

    text: str
    waar: str


def check_templates(folder: Path) -> list[Problem]:
    """Everything wrong with the templates in ``folder``, in the order of TEMPLATES. Raises RaError
    when it does not exist.
    """
    if not folder.is_dir():
        raise RaError(f"De map {folder} bestaat niet.")
    found = [problem for name in TEMPLATES for problem in check_template(folder / name)]
    strangers = sorted(
        p.name
        for p in folder.glob("*.docx")
        if p.name not in TEMPLATES and not p.name.startswith("~$")
    )
    rename = f"Geef het een van deze namen: {', '.join(TEMPLATES)}."
    return found + [
        Problem(
            name, "de naam van het bestand", "Dit sjabloon wordt nergens gebruikt.", rename, True
        )
        for name in strangers
    ]


def check_template(path: Path) -> Iterator[Problem]:
    """Everything wrong with one template, known by its name."""
    try:
        document = docx.Document(str(path))
    except (OSError, BadZipFile, KeyError, ValueError, PackageNotFoundError, etree.XMLSyntaxError):
        mend = "Zet het terug in deze map, of sla het in Word opnieuw op als .docx."
        yield Problem(
            path.name, "het hele bestand", "Het sjabloon ontbreekt of is beschadigd.", mend
        )
        return
    context = specimen_contexts()[path.name]
    parts = [list(part) for part in _parts(document)]
    found = [
        Problem(path.name, lines[at].waar, *words)
        for lines in parts
        for at, words in _every_mistake(lines, context)
    ]
    yield from found
    if not found:
        yield from _last_resort(path, context)
        yield from _unused(path.name, [line for lines in parts for line in lines], context)


def _parts(document: WordDocument) -> Iterator[Iterator[Line]]:
    """The body, every header and every footer: each is a template of its own."""
    yield _body_lines(document)
    for section in document.sections:
        for part, name in ((section.header, "koptekst"), (section.footer, "voettekst")):
            texts = [_text(paragraph) for paragraph in part._element.iter(qn("w:p"))]
            yield (Line(text, f"in de {name}: {_quoted(text)}") for text in texts)


def _body_lines(document: WordDocument) -> Iterator[Line]:
    """The paragraphs in reading order, those in tables included."""
    heading = ""
    for paragraph in document.element.body.iter(qn("w:p")):
        text = _text(paragraph)
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if (
            style is not None
            and str(style.get(qn("w:val"))).startswith(("Heading", "Kop"))
            and not text.startswith("{%")
        ):
            heading = text
        place = f"onder '{heading}'" if heading else "bovenaan"
        yield Line(text, f"{place}: {_quoted(text)}" if text else place)


def _text(paragraph: etree._Element) -> str:
    return " ".join("".join(part.text or "" for part in paragraph.iter(qn("w:t"))).split("\n"))


def _quoted(text: str) -> str:
    return f"'{text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN] + '…'}'"


Words = tuple[str, str]
"""What is wrong, and how to mend it."""


def _loose_ends(text: str) -> Iterator[Words]:
    """Braces that open or close nothing, and text that would vanish with a tag that takes its whole
    paragraph.
    """
    rest = TAG.sub("", text)
    if loose := LOOSE.search(rest):
        yield (
            f"Bij '{loose[0]}' kloppen de accolades niet.",
            "Schrijf een veld als {{ naam }} en een opdracht als {% if naam %} … {% endif %}.",
        )
    elif WHOLE.search(text) and rest.strip():
        yield (
            (
                f"De tekst '{rest.strip()}' verdwijnt: een opdracht met {{%p neemt haar hele alinea"
                " mee."
            ),
            "Zet de opdracht in een eigen alinea.",
        )


def _every_mistake(
    lines: Sequence[Line], context: Mapping[str, Content]
) -> Iterator[tuple[int, Words]]:
    """Place among the lines, and words, of everything wrong in one part of a template."""
    loose = [(at, words) for at, line in enumerate(lines) for words in _loose_ends(line.text)]
    yield from loose
    # Where braces are wrong, orders seem not to fit: of the rest only the names are looked at.
    yield from _unknown_names(lines, context) if loose else _mistakes(lines, context)


def _mistakes(lines: Sequence[Line], context: Mapping[str, Content]) -> Iterator[tuple[int, Words]]:
    """Place among the lines, and words, of every order that does not fit and every field that does
    not exist.
    """
    source = "\n".join(WHOLE.sub(lambda tag: tag[0][:2], line.text) for line in lines)
    try:
        tree = ENVIRONMENT.parse(source)
    except TemplateSyntaxError as error:
        at_end = "Unexpected end of template" in (error.message or "")
        yield _last_open(lines) if at_end else error.lineno - 1, _syntax_words(error.message or "")
        yield from _unknown_names(lines, context)
        return
    walker = _Walker()
    walker.visit_all(tree.body, dict(context))
    yield from ((lineno - 1, words) for lineno, words in walker.found)


def _unknown_names(
    lines: Sequence[Line], context: Mapping[str, Content]
) -> Iterator[tuple[int, Words]]:
    """Fields that do not exist, looked for tag by tag: for a template whose orders do not fit."""
    own = {name for line in lines for name in BOUND.findall(line.text)}
    known = [*context, *sorted(own), "loop"]
    for at, line in enumerate(lines):
        for tag in TAG.findall(line.text):
            field = FIELD.match(tag)
            name = next(filter(None, field.groups()), "") if field else ""
            if name and name not in known:
                yield at, _unknown("Het veld", name, known)


def _last_open(lines: Sequence[Line]) -> int:
    """Place of the innermost order that nobody closed."""
    open_: list[int] = []
    for place, line in enumerate(lines):
        for order in re.findall(r"\{%\S*\s+(for|if|endfor|endif)\b", line.text):
            if order.startswith("end"):
                del open_[-1:]
            else:
                open_.append(place)
    return open_[-1] if open_ else len(lines) - 1


def _syntax_words(message: str) -> Words:
    """What jinja says of an order that does not fit, in Dutch."""
    unknown = re.search(r"unknown tag '(\w+)'", message)
    open_ = re.search(r"innermost block that needs to be closed is '(\w+)'", message)
    if open_ and (unknown is None or unknown[1].startswith("end")):
        return (
            f"Een '{open_[1]}' wordt niet gesloten.",
            f"Zet op de juiste plek {{% end{open_[1]} %}}.",
        )
    if unknown:
        return _unknown("De opdracht", unknown[1], ORDERS)
    return (
        "Wat tussen de accolades staat, is niet te lezen.",
        f"Kijk naar spelling en leestekens. Technisch: {message}",
    )


def _unknown(what: str, name: str, known: Sequence[str]) -> Words:
    """A name that does not exist, and which it may have been."""
    return f"{what} '{name}' bestaat niet.", _meant(name, known)


def _meant(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return f"Bedoelt u '{near[0]}'?" if near else f"Kies uit: {', '.join(known)}."


class _Walker:
    """Follows a template through what it gets to show, and notes every name that is not there."""

    def __init__(self) -> None:
        self.found: list[tuple[int, Words]] = []

    def note(self, node: nodes.Node, melding: str, herstel: str) -> None:
        """Something wrong on the line of this node."""
        self.found.append((node.lineno, (melding, herstel)))

    def visit_all(self, body: Sequence[nodes.Node], scope: dict[str, Content]) -> None:
        """Visit these in order: what one sets, the next may use."""
        for node in body:
            self.visit(node, scope)

    def visit(self, node: nodes.Node, scope: dict[str, Content]) -> Content | None:
        """What an expression stands for; None where that cannot be told."""
        match node:
            case nodes.Name():
                return self._look_up(node, node.name, scope, "Het veld")
            case nodes.Getattr() | nodes.Getitem():
                return self._part(node, scope)
            case nodes.For():
                self._loop(node, scope)
            case nodes.Assign():
                value = self.visit(node.node, scope)
                if isinstance(node.target, nodes.Name):
                    scope[node.target.name] = value if value is not None else ""
            case nodes.Output():
                for part in node.nodes:
                    shown = self.visit(part, scope)
                    if shown is not None and not isinstance(shown, str):
                        self.note(
                            part,
                            "Hier staat een lijst op een plek voor tekst.",
                            "Zet er een lus omheen: {% for x in … %}.",
                        )
            case nodes.Filter():
                if node.name not in ENVIRONMENT.filters:
                    known = sorted(ENVIRONMENT.filters)
                    self.note(node, *_unknown("De bewerking", node.name, known))
                self.visit_all(list(node.iter_child_nodes()), scope)
            case _:
                self.visit_all(list(node.iter_child_nodes()), scope)
        return None

    def _look_up(
        self, node: nodes.Node, name: str, known: Mapping[str, Content], what: str
    ) -> Content | None:
        if name in known:
            return known[name]
        self.note(node, *_unknown(what, name, list(known)))
        return None

    def _part(
        self, node: nodes.Getattr | nodes.Getitem, scope: dict[str, Content]
    ) -> Content | None:
        whole = self.visit(node.node, scope)
        name = node.attr if isinstance(node, nodes.Getattr) else getattr(node.arg, "value", None)
        if whole is None or not isinstance(name, str):
            return None
        if isinstance(whole, Mapping):
            return self._look_up(node, name, whole, "Het onderdeel")
        kind = "tekst" if isinstance(whole, str) else "een lijst"
        self.note(
            node,
            f"'{name}' kan niet: wat ervoor staat is {kind}.",
            "Gebruik een onderdeel alleen van een rij uit een lijst.",
        )
        return None

    def _loop(self, node: nodes.For, scope: dict[str, Content]) -> None:
        rows = self.visit(node.iter, scope)
        inner: dict[str, Content] = {**scope, "loop": LOOP}
        if isinstance(rows, str | Mapping):
            self.note(
                node,
                "Een lus loopt hier over iets dat geen lijst is.",
                "Noem achter 'in' een lijst.",
            )
        if isinstance(node.target, nodes.Name):
            inner[node.target.name] = (
                rows[0] if isinstance(rows, Sequence) and not isinstance(rows, str) else ""
            )
        if isinstance(rows, Sequence):
            self.visit_all(node.body, inner)
        self.visit_all(node.else_, scope)


def _last_resort(path: Path, context: Mapping[str, Content]) -> Iterator[Problem]:
    """Fill the template with the specimen: whatever still goes wrong in the file itself comes out
    here.
    """
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        try:
            render(path, context, specimen_round().peildatum, Path(folder) / path.name)
        except RaError as error:
            yield Problem(
                path.name,
                "het hele bestand",
                str(error),
                "Vergelijk met het meegeleverde sjabloon.",
            )


def _unused(name: str, lines: Sequence[Line], context: Mapping[str, Content]) -> Iterator[Problem]:
    used = set(
        re.findall(r"\w+", " ".join(tag for line in lines for tag in TAG.findall(line.text)))
    )
    if unused := [field for field in context if field not in used]:
        words = f"Deze velden komen er niet in voor: {', '.join(unused)}."
        yield Problem(
            name, "het hele bestand", words, "Dat mag; weet dat de lezer dit dan niet ziet.", True
        )
