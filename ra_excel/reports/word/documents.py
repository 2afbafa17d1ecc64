"""Which Word documents a round has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ra_excel.domain.files import folder
from ra_excel.domain.inzenders import provinces
from ra_excel.domain.lists import value_list
from ra_excel.errors import RaError
from ra_excel.reports.departments.rijk import rijk_context
from ra_excel.reports.unreadable import with_unreadable_marked
from ra_excel.reports.word.fiche import fiche_context, fiche_ids
from ra_excel.reports.word.landelijk import landelijk_context
from ra_excel.reports.word.landsdeel import landsdeel_context
from ra_excel.reports.word.provincie import provincie_context
from ra_excel.reports.word.render import render
from ra_excel.reports.word.rows import Content
from ra_excel.reports.word.terugkoppeling import terugkoppeling_context
from ra_excel.reports.word.text_round import TextRound
from ra_excel.round.departments.voice import departments_take_part
from ra_excel.round.round import Round

TEMPLATES = (
    "landelijk.docx",
    "landsdeel.docx",
    "provincie.docx",
    "terugkoppeling.docx",
    "fiche.docx",
    "rijk.docx",
)


def template_folder() -> Path:
    """Where the templates stand that VRO edits."""
    return folder("workbooks") / "word"


@dataclass(frozen=True)
class Document:
    """One document: where it goes inside the folder ``word``, its template, and what it shows."""

    path: str
    template: str
    context: Callable[[], Mapping[str, Content]]


def documents(round_: Round) -> Iterator[Document]:
    """Every document of a round: national, per landsdeel, per province the picture and the letter,
    for the Rijk once departments take part, and per vraagstuk.
    """
    told = TextRound(with_unreadable_marked(round_))
    yield Document("landelijk.docx", "landelijk.docx", partial(landelijk_context, told))
    for landsdeel in value_list("landsdelen").values:
        yield Document(
            f"landsdeel-{landsdeel}.docx",
            "landsdeel.docx",
            partial(landsdeel_context, told, landsdeel),
        )
    for province in provinces():
        yield Document(
            f"provincie-{province.naam}.docx",
            "provincie.docx",
            partial(provincie_context, told, province),
        )
        yield Document(
            f"terugkoppeling-{province.naam}.docx",
            "terugkoppeling.docx",
            partial(terugkoppeling_context, told, province),
        )
    if departments_take_part(round_):
        yield Document("rijk.docx", "rijk.docx", partial(rijk_context, told.round))
    for id_ in fiche_ids(round_):
        yield Document(f"fiches/{id_}.docx", "fiche.docx", partial(fiche_context, told, id_))


def template_path(name: str, own: Path | None) -> Path:
    """Where a template stands: in the folder of ``own`` templates, or else among ours."""
    mine = own / name if own else None
    return mine if mine and mine.is_file() else template_folder() / name


def require_templates(own: Path) -> None:
    """Raise RaError when a folder of own templates holds none by the name of one of TEMPLATES."""
    if not any((own / name).is_file() for name in TEMPLATES):
        raise RaError(
            f"In de map {own} staat geen Word-sjabloon. Geef het een van deze namen:"
            f" {', '.join(TEMPLATES)}."
        )


def write_document(
    document: Document, round_: Round, target: Path, own: Path | None = None
) -> Path:
    """Write a document below ``target``, from the template in the folder ``own`` if it has one.

    Raises RaError when the template is missing, damaged or asks for something unknown.
    """
    path = target / document.path
    path.parent.mkdir(parents=True, exist_ok=True)
    template = template_path(document.template, own)
    render(template, document.context(), round_.peildatum, path)
    return path
