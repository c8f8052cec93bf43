"""A parsed article told as plain data, in the shape of the files in tests/gold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from .blocks import Block, FactBox, Figure, Heading, ItemList, Paragraph, PullQuote, inline_text
from .dates import SHANGHAI
from .parsed import Credit, Page, ParsedArticle


def outline(article: ParsedArticle) -> dict[str, Any]:
    """What an article says, field by field; JSON-ready. `body` and `text` are not part of it."""
    republisher = article.republisher
    return {
        "title": article.title,
        "kicker": article.kicker,
        "deck": article.deck,
        "column": list(article.column),
        "source": article.source,
        "republisher": {"name": republisher.name, "url": republisher.url} if republisher else None,
        "category": article.category,
        "tags": list(article.tags),
        "published_at": moment(article.published_at),
        "original_url": article.original_url,
        "external_id": article.external_id,
        "credits": credits(article.credits),
        "usage_terms": article.usage_terms,
        "summary": article.summary,
        **body_outline(article.blocks),
        "extra": article.extra,
        "warnings": [warning.code for warning in article.warnings],
    }


def body_outline(blocks: Iterable[Block]) -> dict[str, Any]:
    """The parts of a body: headings, how many running paragraphs, list items, fact boxes, captions, pull quotes."""
    blocks = list(blocks)
    return {
        "headings": [block.text for block in blocks if isinstance(block, Heading)],
        "paragraphs": sum(isinstance(block, Paragraph) for block in blocks),
        "list_items": [inline_text(item) for block in blocks if isinstance(block, ItemList) for item in block.items],
        "fact_boxes": [
            {"title": block.title, "items": list(block.items)} for block in blocks if isinstance(block, FactBox)
        ],
        "captions": [block.caption for block in blocks if isinstance(block, Figure) and block.caption],
        "pull_quotes": _pull_quotes(blocks),
    }


def _pull_quotes(blocks: list[Block]) -> list[str]:
    """The lines drawn out, without those that the running text has word for word, unless there are no others."""
    running = "\n".join(inline_text(block.html) for block in blocks if isinstance(block, Paragraph))
    quotes = []
    for block in blocks:
        if isinstance(block, PullQuote):
            own = [line for line in block.lines if line.strip() not in running]
            quotes += own or block.lines
    return quotes


def page_outline(page: Page | None) -> dict[str, Any] | None:
    """The captions and credits that belong to a page and to no one article."""
    if page is None:
        return None
    return {
        "captions": [{"text": caption.text, "credits": credits(caption.credits)} for caption in page.captions],
        "credits": credits(page.credits),
    }


def credits(people: Iterable[Credit]) -> list[dict[str, str]]:
    return [{"name": who.name, "role": who.role, "affiliation": who.affiliation} for who in people]


def moment(value: datetime | date | None) -> str | None:
    """ISO 8601: the moment in Shanghai, or the day where only that is known."""
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).isoformat(timespec="seconds")
    return value.isoformat() if value else None
