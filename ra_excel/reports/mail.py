"""The e-mail to each province, ready to send: what came of its workbook, and what to mend first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from ra_excel.checks.finding import Counts, Finding, count
from ra_excel.domain.files import folder
from ra_excel.domain.inzenders import Inzender
from ra_excel.errors import RaError
from ra_excel.reports.dutch import counted, enumerated, one_line
from ra_excel.reports.feedback import feedback_for
from ra_excel.reports.word.sentences import AANDACHTSPUNT, FOUT
from ra_excel.round.round import Round

MOST_SHOWN = 10
"""Fouten written out in the mail; the rest stands in the attachment."""


def write_mail(round_: Round, province: Inzender, attachments: Sequence[str], path: Path) -> None:
    """Write the mail to one province as plain text, also when it did not submit.

    ``attachments`` are the paths, inside the output, of what goes with it. Raises RaError when the
    template ``workbooks/mail/terugmelding.txt`` is missing or asks for something that does not
    exist.
    """
    source = folder("workbooks") / "mail" / "terugmelding.txt"
    feedback = feedback_for(round_, province)
    fouten, counts = feedback.fouten, count(feedback.findings)
    context = {
        "cyclus": round_.cycle.id,
        "provincie": province.naam,
        "onderwerp": _subject(bool(feedback.bestanden), feedback.meegeteld, bool(fouten)),
        "bestanden": [one_line(name) for name in feedback.bestanden],
        "meegeteld": feedback.meegeteld,
        "aantal": _amount(counts),
        "fouten": [
            {"melding": _said(f), "herstel": one_line(f.herstel)} for f in fouten[:MOST_SHOWN]
        ],
        "meer": len(fouten[MOST_SHOWN:]),
        "aandachtspunten": counts.aandachtspunten,
        "bijlagen": [one_line(path) for path in attachments],
        "reacties": [
            {"onderwerp": one_line(r["onderwerp"]), "besluit": one_line(str(r["besluit"]))}
            for r in feedback.reacties
            if r["besluit"]
        ],
        "verschuldigd": [w.id for w in feedback.wachtend if w.te_laat],
    }
    try:
        text = _compiled(source.read_text("utf-8")).render(context)
    except (OSError, TemplateError) as error:
        raise RaError(
            f"De tekst van de e-mail ({source.name}) ontbreekt of is niet in orde: {error}"
        ) from error
    path.write_text(text, "utf-8", newline="\n")


def _subject(received: bool, accepted: bool, faulty: bool) -> str:
    if not received:
        return "wij missen uw werkmap"
    if not accepted:
        return "uw werkmap kon niet worden verwerkt"
    return "uw werkmap vraagt nog herstel" if faulty else "uw werkmap is aanvaard"


def _amount(counts: Counts) -> str:
    """How much there is to do, without naming what there is none of."""
    return enumerated(
        [
            counted(n, row)
            for n, row in ((counts.fouten, FOUT), (counts.aandachtspunten, AANDACHTSPUNT))
            if n
        ]
    )


def _said(finding: Finding) -> str:
    """What is wrong, with the place in front where the sentence does not name it."""
    place = " ".join(filter(None, (finding.blad, finding.cel)))
    named = (finding.cel or finding.blad or "") in finding.melding
    return one_line(finding.melding if named or not place else f"{place}: {finding.melding}")


@cache
def _compiled(text: str) -> Template:
    """The template, compiled once for all provinces."""
    return ENVIRONMENT.from_string(text)


# Plain text, not HTML: nothing to escape. The text of a province is a value, never a template.
ENVIRONMENT = SandboxedEnvironment(
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=False,
)
