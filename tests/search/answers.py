"""What a query ought to find, asked of each article in plain Python."""

from __future__ import annotations

from articles import search
from articles.models import Article
from articles.search.contents import load
from articles.search.meaning import Facts, matches
from sources.dates import SHANGHAI


def facts(article: Article) -> Facts:
    return Facts(
        load(Article, [article.pk])[article.pk].texts,
        [article.source.name, *article.source.aliases.values_list("name", flat=True)] if article.source else [],
        list(article.tags.values_list("name", flat=True)),
        article.published_at.astimezone(SHANGHAI).date() if article.published_at else None,
    )


def expected(text: str, articles=None) -> set[str]:
    """The slugs of articles that the definition says a query matches."""
    query = search.parse(text)
    return {article.slug for article in articles or Article.objects.all() if matches(query, facts(article))}


def found(text: str, articles=None) -> set[str]:
    """The slugs of those that the engine finds."""
    every = Article.objects.all() if articles is None else articles
    return set(search.matching(every, search.parse(text)).values_list("slug", flat=True))
