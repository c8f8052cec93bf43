"""The terms under which SQLite keeps what an article says, and those of a word. Pure."""

from __future__ import annotations

import re

from .query import CREDITS, KICKER, TEXT, TITLE, Word
from .texts import BREAK, Texts
from .tokens import EDGE, GAP

PIECE = re.compile(rf"{GAP}|{BREAK}|\{EDGE}[^{EDGE}]+\{EDGE}?|[^{EDGE}{GAP}{BREAK}]+")

# Terms in the order of the text, so that a phrase of terms is a piece of text.

_GAP_BESIDE_WORD, _BREAK = "_", "__"
# What is said in one of these fields is kept once more, each term behind the field's mark: a word of a title is then
# as rare as it is in titles, and not as common as in all texts.
MARKS = {TITLE: "=", KICKER: "+", CREDITS: "@"}
# Every article has this term, so that they can be counted.
ALL = "."
# What has a term of its own, behind which this stands, though terms that begin with it would tell as much, for they are
# so many that putting their lists together takes seconds: the commonest characters, and one or two letters or digits.
_BEGUN = "."
BEGINNING = 2
COMMON_HAN = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种"
    "面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本"
    "去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比"
    "或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总"
    "次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做"
)


def sequence(texts: Texts) -> str:
    """The terms of an article: the pairs of neighbours in each run of Han, its last character, and the words.

    The last character of a run tells that the run ends there. A gap has a term of its own only between Han and a word,
    where nothing else would tell 5G应用 from 5G，应用.
    """
    fields = {field: getattr(texts, field) for field in (*MARKS, TEXT)}
    terms = {field: _terms(PIECE.findall(value)) for field, value in fields.items()}
    begun = {field: _beginnings(value) for field, value in fields.items()}
    marked = [[mark + term for term in (*terms[field], *begun[field])] for field, mark in MARKS.items()]
    # These first: the place of a term is kept as a number, and a small one takes less.
    everywhere = [ALL, *sorted(set().union(*begun.values()))]
    return f" {_BREAK} ".join(" ".join(part) for part in (everywhere, *terms.values(), *marked) if part)


def phrase(word: Word) -> str:
    """The same for a word of a query, in FTS5's own syntax. Its last run of Han may go on in the text."""
    mark = MARKS.get(word.field, "")
    pieces = PIECE.findall(word.squeezed)
    if len(pieces) == 1 and (begun := _beginning(word)):
        return f'"{mark}{begun}"'
    terms = [mark + term for term in _terms(pieces)]
    if pieces[-1][0] == EDGE:
        return f'"{" ".join(terms)}"{" *" * word.is_prefix}'
    if len(pieces[-1]) == 1:
        return f'"{" ".join(terms)}" *'
    return f'"{" ".join(terms[:-1])}"'


def _beginnings(squeezed: str) -> set[str]:
    words = {piece.strip(EDGE) for piece in set(PIECE.findall(squeezed)) if piece[0] == EDGE}
    begun = {word[:end] for word in words for end in range(1, BEGINNING + 1)}
    return {beginning + _BEGUN for beginning in begun | COMMON_HAN.intersection(squeezed)}


def _beginning(word: Word) -> str:
    """The term of a word that is but a beginning; nothing where it has none of its own."""
    text = word.squeezed.strip(EDGE)
    is_begun = len(text) <= BEGINNING and word.is_prefix
    return text + _BEGUN if is_begun or text in COMMON_HAN else ""


def _terms(pieces: list[str]) -> list[str]:
    terms: list[str] = []
    for number, piece in enumerate(pieces):
        if piece[0] == EDGE:
            terms.append(piece.strip(EDGE))
        elif piece == GAP:
            if (pieces[number - 1][0] == EDGE) != (pieces[number + 1][0] == EDGE):
                terms.append(_GAP_BESIDE_WORD)
        elif piece == BREAK:
            terms.append(_BREAK)
        else:
            terms += map("".join, zip(piece, piece[1:], strict=False))
            terms.append(piece[-1])
    return terms
