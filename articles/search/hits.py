"""Hits: articles with what matched in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from .contents import Content, contents_of
from .query import CREDITS, KICKER, TEXT, TITLE, Query, Word
from .snippets import Marked, marked, snippets

SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found, and where.

    `fields` are those of title, kicker, summary, text, credits that hold a word of the query. `title`, `kicker`
    and each snippet is a `Marked`: its `.html` is escaped and has <mark> around the words; `str()` of it is the text.
    """

    article: Any
    fields: tuple[str, ...]
    title: Marked
    kicker: Marked
    credits: tuple[Marked, ...]
    snippets: tuple[Marked, ...]
    rank: int = 0


def hits(articles: QuerySet, query: Query, ranks: Mapping[int, int]) -> list[Hit]:
    """The articles with these ids, in order."""
    rows = articles.order_by().in_bulk(list(ranks))
    shown = contents_of(rows.values())
    return [hit(rows[pk], shown[pk], query, ranks[pk]) for pk in ranks if pk in rows]


def hit(article: Any, shown: Content, query: Query, rank: int = 0) -> Hit:
    words = query.words
    anywhere = [word for word in words if not word.field]
    title = marked(shown.title, _of(words, TITLE))
    above = [marked(value, anywhere) for value in (shown.kicker, shown.deck) if value]
    kicker = next((value for value in above if value.is_marked), above[0] if above else Marked(()))
    credits = tuple(marked(value, _of(words, CREDITS)) for value in shown.people)
    summary, text = snippets(shown.summary, anywhere, 1), snippets(shown.text, anywhere)
    fields = {
        TITLE: title.is_marked,
        KICKER: kicker.is_marked,
        SUMMARY: bool(summary),
        TEXT: bool(text),
        CREDITS: any(credit.is_marked for credit in credits),
    }
    return Hit(
        article,
        tuple(name for name, is_matched in fields.items() if is_matched),
        title,
        kicker,
        tuple(credit for credit in credits if credit.is_marked),
        tuple((text or summary)[:2]),
        rank,
    )


def _of(words: Iterable[Word], field: str) -> list[Word]:
    return [word for word in words if word.field in ("", field)]
