"""What templates say of reposts."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.chain import Evidence, Step
from articles.models import Article
from articles.reposts import Publisher, publishers_of

register = template.Library()

EVIDENCE = {
    Evidence.CHOSEN: gettext_lazy("first, as an editor says"),
    Evidence.EARLIEST: gettext_lazy("the earliest by date"),
    Evidence.NAMED: gettext_lazy("another printing names it as its source"),
    Evidence.LATER: gettext_lazy("the same text, later"),
    Evidence.UNDATED: gettext_lazy("the same text, date unknown"),
}


@register.filter
def publishers(article: Article) -> list[Publisher]:
    """Who published an entry of a list: of a cluster all publishers, of a single article its source."""
    if len(article.printings or ()) > 1:
        return publishers_of(article)
    return [Publisher(article.source.name, article.source.slug)] if article.source else []


@register.filter
def other_publishers(article: Article) -> list[Publisher]:
    """Who published the text beside the source and the republisher of this article."""
    own = {source.slug for source in (article.source, article.republisher) if source}
    return [publisher for publisher in publishers_of(article) if publisher.slug not in own]


@register.filter
def any_reposts(articles: Iterable[Article]) -> bool:
    """Whether an entry stands for several articles."""
    return any(len(article.printings or ()) > 1 for article in articles)


@register.filter
def in_evidence(step: Step) -> str:
    """Why a step of the chain stands where it does, in words."""
    if step.evidence is Evidence.BANNER:
        return _("its banner names %(name)s as the source") % {"name": step.from_name}
    return str(EVIDENCE[step.evidence])
