"""What the template ``terugkoppeling.docx`` gets to show: the letter of VRO to a province."""

from __future__ import annotations

from collections.abc import Mapping

from ra_excel.checks.finding import count
from ra_excel.domain.inzenders import Inzender
from ra_excel.reports.dutch import date_text, enumerated
from ra_excel.reports.feedback import Feedback, feedback_for
from ra_excel.reports.word import sentences
from ra_excel.reports.word.rows import Content, finding_fields, finding_lines, reactie_rows
from ra_excel.reports.word.text_round import TextRound


def terugkoppeling_context(told: TextRound, province: Inzender) -> Mapping[str, Content]:
    """Every field of the letter by its name in the template. An empty list leaves a chapter out."""
    round_ = told.round
    feedback = feedback_for(round_, province)
    return {
        "titel": f"Terugkoppeling aan {province.naam}",
        "provincie": province.naam,
        "cyclus": round_.cycle.id,
        "cyclus_titel": round_.cycle.titel,
        "peildatum": date_text(round_.peildatum),
        "kerncijfers": _key_figures(feedback),
        "reacties": reactie_rows(
            told.about("terugkoppeling", "provincie", province.naam), round_.titles
        ),
        "wachtend": [
            {
                "id": one.id,
                "titel": one.titel,
                "ontvangen": date_text(one.ontvangen),
                "uiterlijk": date_text(one.uiterlijk),
                "te_laat": "ja" if one.te_laat else "",
            }
            for one in feedback.wachtend
        ],
        "fouten": finding_lines(feedback.fouten),
        "aandachtspunten": finding_lines(
            [f for f in feedback.findings if not f.is_fout and not f.ontheffing]
        ),
        "ontheven": [
            {**finding_fields(f), "ontheffing": f.ontheffing}
            for f in feedback.findings
            if f.ontheffing
        ],
    }


def _key_figures(feedback: Feedback) -> list[str]:
    if not feedback.bestanden:
        missing = (
            "Wij hebben nog geen werkmap van u ontvangen. Daardoor ontbreekt uw provincie in het"
            " landelijk beeld."
        )
        return [missing, "Wilt u de werkmap zo snel mogelijk sturen?"]
    if not feedback.meegeteld:
        refused = (
            f"Wij ontvingen {enumerated(feedback.bestanden)}, maar kunnen dat niet verwerken. Het"
            " telt nog niet mee."
        )
        return [refused, "Wilt u herstellen wat hieronder staat en de werkmap opnieuw sturen?"]
    return [
        f"Uw werkmap is {feedback.uitkomst}.",
        *sentences.reactions(
            sum(bool(row["besluit"]) for row in feedback.reacties), len(feedback.wachtend)
        ),
        sentences.findings(count(feedback.findings)),
    ]
