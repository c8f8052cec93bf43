"""The text of an original in pieces, with what was read out of it named."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ..models import Document
from ..parsed import ParsedArticle, UnreadableFile
from ..places import find_places
from ..readers import read

# Reading takes longer than showing; beyond this an original is shown without marks.
LARGEST = 1024 * 1024
PARTS = {
    "title": _("title"),
    "kicker": _("kicker"),
    "deck": _("deck"),
    "original_url": _("original address"),
    "published_at": _("date"),
    "source": _("source"),
    "republisher": _("republisher"),
    "credit": _("credit"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the text. Where it is a part of an article, `part` is one of PARTS and `number` counts from 1."""

    text: str
    part: str = ""
    number: int = 0

    @property
    def label(self) -> str:
        return PARTS[self.part] if self.part else ""


def marked(text: str, document: Document, position: int | None) -> list[Piece]:
    """The whole of `text`, in order; one piece where nothing is to be marked."""
    article = _read_again(document, position)
    pieces, end = [], 0
    for number, place in enumerate(find_places(text, article) if article else [], 1):
        pieces += [Piece(text[end : place.start]), Piece(text[place.start : place.end], place.part, number)]
        end = place.end
    return [piece for piece in (*pieces, Piece(text[end:])) if piece.text]


def first_places(pieces: list[Piece]) -> dict[str, int]:
    """The number of the first piece of each part that was found, in the order of PARTS."""
    found = {piece.part: piece.number for piece in reversed(pieces) if piece.part}
    return {part: found[part] for part in PARTS if part in found}


def _read_again(document: Document, position: int | None) -> ParsedArticle | None:
    """What the file says and not what editors made of it: that alone stands in its text."""
    if position is None or document.error or document.size > LARGEST:
        return None
    try:
        articles = read(document.data, document.path).articles
    except UnreadableFile:
        return None
    return articles[position] if position < len(articles) else None
