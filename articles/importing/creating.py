"""New articles, in bulk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from articles.models import Article, ArticleWarning, Credit

from ..merging import GIVEN, marks
from ..preparing import PreparedArticle
from .bulk import insert
from .items import Options
from .names import Sources, Tags
from .queries import ids_by
from .values import columns, credit_rows, unsettled


@dataclass(frozen=True, slots=True)
class New:
    """An article to make. `values` are what its document says, filled with what the command gave."""

    slug: str
    told: PreparedArticle
    values: dict[str, Any]
    document_id: int
    position: int


def create(articles: list[New], options: Options, sources: Sources, tags: Tags) -> dict[str, int]:
    """Make the articles with their credits, tags and open warnings; their ids by slug. Names are loaded."""
    insert(Article, (_row(new, options, sources) for new in articles))
    ids = ids_by("slug", Article, [new.slug for new in articles])
    pairs = [(ids[new.slug], new) for new in articles]
    insert(Credit, (row for pk, new in pairs for row in credit_rows(pk, new.values["credits"])))
    insert(
        Article.tags.through,
        ({"article_id": pk, "tag_id": tag} for pk, new in pairs for tag in tags.ids_of(new.values["tags"])),
    )
    insert(
        ArticleWarning,
        ({"article_id": pk, **warning} for pk, new in pairs for warning in unsettled(new.told.warnings, new.values)),
    )
    return ids


def _row(new: New, options: Options, sources: Sources) -> dict[str, Any]:
    return columns(new.values, sources) | {
        "slug": new.slug,
        "text": new.told.text,
        "status": _status(new.values, options),
        "document_id": new.document_id,
        "position": new.position,
        "imported": marks(new.values) | {GIVEN: options.given} if options.given else new.told.marks,
    }


def _status(values: dict[str, Any], options: Options) -> str:
    """What has no title is never published; what has no date or publisher only where the command says so."""
    if not values["title"]:
        return Article.Status.DRAFT
    complete = values["published_at"] and values["source"]
    return options.status or (Article.Status.PUBLISHED if complete else Article.Status.DRAFT)
