"""What tests of revisions share: all that an editor sees of an article, read without the code that is tested."""

from __future__ import annotations

from typing import Any

from articles.models import Article, Revision

# What saving itself moves.
# When it was on the site last is history, which nothing that is restored undoes.
MOVES = ("id", "updated_at", "withdrawn_at")


def everything(article: Article) -> dict[str, Any]:
    """Every column of an article, its tags, and its credits in their order."""
    row = Article.objects.filter(pk=article.pk).values().get()
    return {name: value for name, value in row.items() if name not in MOVES} | {
        "tags": sorted(article.tags.values_list("name", flat=True)),
        "credits": list(article.credits.values_list("name", "role", "affiliation", "order")),
    }


def history(article: Article | str) -> list[str]:
    """The means of every revision, oldest first."""
    slug = article if isinstance(article, str) else article.slug
    return list(Revision.objects.filter(slug=slug).order_by("number").values_list("means", flat=True))


def states(article: Article) -> list[dict[str, Any]]:
    return [revision.state for revision in Revision.objects.filter(slug=article.slug).order_by("number")]
