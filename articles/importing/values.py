"""Articles as the plain values that merging compares, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from articles.models import Article, TagMark
from sources.outline import SHANGHAI, moment

from ..merging import FIELDS, NAMES
from .names import Sources

# What a file may lack, and the field that then is empty.
MISSING = {
    "missing-source": "source",
    "missing-date": "published_at",
    "missing-title": "title",
    "missing-url": "original_url",
}
# Fields whose value is the column's, as it stands.
PLAIN = tuple(name for name in FIELDS if name not in {"tags", "credits", "published_at", *NAMES})


def current(article: Article) -> dict[str, Any]:
    """What an article says now, editors' changes in it, in the form in which files are read.

    Tags that rules gave are left out: neither a file nor an editor said them.
    """
    given = TagMark.tags_given(article)
    return {
        **{name: getattr(article, name) for name in PLAIN},
        "source": article.source.name if article.source else "",
        "republisher": article.republisher.name if article.republisher else "",
        "published_at": published(article),
        "tags": [tag.name for tag in article.tags.all() if tag.pk not in given],
        "credits": [[who.name, who.role, who.affiliation] for who in article.credits.all()],
    }


def published(article: Article) -> str:
    """When an article appeared: ISO 8601 in Shanghai, the day alone where no more is known, or nothing."""
    value = article.published_at
    if value and article.published_precision == Article.Precision.DAY:
        return value.astimezone(SHANGHAI).date().isoformat()
    return moment(value) or ""


def columns(values: dict[str, Any], sources: Sources) -> dict[str, Any]:
    """Columns of Article for some of FIELDS; tags and credits, which have tables of their own, are passed over."""
    columns = {name: values[name] for name in PLAIN if name in values}
    columns |= {f"{name}_id": sources.id_of(values[name]) for name in NAMES if name in values}
    if "published_at" in values:
        columns |= _moment(values["published_at"])
    return columns


def _moment(told: str) -> dict[str, Any]:
    if len(told) == len("2022-02-25"):
        day = datetime.combine(date.fromisoformat(told), time(), SHANGHAI)
        return {"published_at": day, "published_precision": Article.Precision.DAY}
    value = datetime.fromisoformat(told) if told else None
    return {"published_at": value, "published_precision": Article.Precision.SECOND}


def credit_rows(article_id: int, told: list[list[str]]) -> Iterator[dict[str, Any]]:
    """Rows of Credit in the order told."""
    for order, (name, role, affiliation) in enumerate(told):
        yield {"article_id": article_id, "name": name, "role": role, "affiliation": affiliation, "order": order}


def unsettled(warnings: Iterable[dict[str, str]], values: dict[str, Any]) -> list[dict[str, str]]:
    """Warnings without those of something missing that is there after all: a digest, or the command, gave it."""
    lacking = {code for code, name in MISSING.items() if not values[name]}
    return [warning for warning in warnings if warning["code"] not in MISSING or warning["code"] in lacking]
