"""All that the archive holds, to compare one import with another."""

from __future__ import annotations

from articles.models import Article, Tag
from sources.models import Document, ImportRun, Source

PLAIN = ("title", "body", "text", "summary", "status", "imported", "conflicts", "external_id", "published_precision")


def content() -> dict:
    """Everything but ids and times of import; JSON-ready."""
    articles = {}
    for article in Article.objects.select_related("source", "document"):
        articles[article.slug] = {
            **{name: getattr(article, name) for name in PLAIN},
            "published_at": str(article.published_at),
            "source": article.source and article.source.name,
            "tags": sorted(tag.name for tag in article.tags.all()),
            "credits": [(who.name, who.role, who.order) for who in article.credits.all()],
            "warnings": [warning.code for warning in article.warnings.all()],
            "document": article.document.sha256,
            "evidence": sorted(document.sha256 for document in article.evidence.all()),
        }
    return {"articles": articles, "documents": sorted(Document.objects.values_list("sha256", "error"))}


def empty() -> None:
    """Take everything away; quicker than to truncate every table."""
    for model in (Article, Document, ImportRun, Source, Tag):
        model.objects.all().delete()
