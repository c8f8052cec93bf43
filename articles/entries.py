"""What a list shows of each article."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, QuerySet

from .listing import with_excerpt
from .models import Article, ArticleQuerySet, Credit, Tag
from .prepared import NOW, Prepared, These
from .reposts import with_publishers


def shown(articles: ArticleQuerySet, visible: ArticleQuerySet) -> ArticleQuerySet:
    """Articles with what a list shows of each, but for tags and credits; of other printings, `visible` are told."""
    return with_excerpt(with_publishers(articles.select_related("source", "republisher"), visible)).only(
        *("slug", "title", "kicker", "language", "published_at", "published_precision"),
        *("source__name", "source__slug", "republisher__name", "republisher__slug"),
    )


def entries(ids: Iterable[int]) -> list[Article]:
    """The published articles with these ids, in their order, with all that a list shows; three queries."""
    ids = list(ids)
    found = {article.pk: article for article in _SHOWN(ids=ids)} if ids else {}
    articles = [found[pk] for pk in ids if pk in found]
    if articles:
        with_tags_and_credits(articles, _TAGS)
    return articles


def with_tags_and_credits(articles: list[Article], tags: Prepared) -> None:
    """Read the `tags` and the credits of articles, as `prefetch_related` does; two queries."""
    ids = [article.pk for article in articles]
    found = {article.pk: {"tags": [], "credits": []} for article in articles}
    for tag in tags(ids=ids):
        found[tag.article]["tags"].append(tag)
    for credit in _CREDITS(ids=ids):
        found[credit.article_id]["credits"].append(credit)
    for article in articles:
        article._prefetched_objects_cache = found[article.pk]


def tags_of_articles() -> QuerySet[Tag]:
    """The tags of the articles `ids`, one for each of its articles, whose id is `article`."""
    return Tag.objects.filter(articles__in=These("ids")).annotate(article=F("articles"))


_SHOWN = Prepared(
    lambda: shown(Article.objects.published(NOW).filter(pk__in=These("ids")).order_by(), Article.objects.published(NOW))
)
_TAGS = Prepared(lambda: tags_of_articles().only("name", "slug"))
_CREDITS = Prepared(lambda: Credit.objects.filter(article__in=These("ids")))
