"""What editors decide of reposts. Each decision is kept and stands until another one, or taking it back."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from articles.models import Article, Membership, RepostDecision

from ..grouping import Pair, pair
from .forming import settle
from .locking import exclusively

Kind = RepostDecision.Kind


class Undecidable(ValueError):
    """What was asked for makes no sense; the message says why, and what to do instead."""


def join(articles: Iterable[Article], user=None) -> int:
    """These are one text, and with them the clusters that they are in. Returns their cluster.

    A split that stood between them is taken back: the later decision counts.
    """
    articles = list(dict.fromkeys(articles))
    if len(articles) < 2:
        raise Undecidable(_("One article alone makes no cluster. Choose two or more."))
    return exclusively(lambda: _join([article.pk for article in articles], user))


def _join(articles: list[int], user) -> int:
    everyone = set(articles) | set(_mates(articles))
    RepostDecision.objects.filter(kind=Kind.APART, first__in=everyone, second__in=everyone).delete()
    _decide(Kind.SAME, (pair(articles[0], other) for other in articles[1:]), user)
    settle(set(articles))
    return Membership.objects.get(article=articles[0]).cluster_id


def split(cluster: int, articles: Iterable[int], user=None) -> None:
    """These members are another text than the rest of their cluster; they stay together if they are alike."""

    def work() -> None:
        members = set(Membership.objects.filter(cluster=cluster).values_list("article", flat=True))
        leaving = members & set(articles)
        if not leaving:
            raise Undecidable(_("None was split off: tick the articles that do not belong here."))
        if leaving == members:
            raise Undecidable(_("None was split off: tick some of the articles, not all of them."))
        _decide(Kind.APART, (pair(one, other) for one in leaving for other in members - leaving), user)
        settle(members)

    exclusively(work)


def confirm(cluster: int, user=None) -> None:
    """All of a cluster as it stands are one text."""

    def work() -> None:
        first, *others = Membership.objects.filter(cluster=cluster).values_list("article", flat=True)
        _decide(Kind.SAME, (pair(first, other) for other in others), user)
        settle({first})

    exclusively(work)


def choose(article: Article, user=None) -> None:
    """This article leads its cluster, whatever the dates say."""

    def work() -> None:
        mates = _mates([article.pk])
        RepostDecision.objects.filter(kind=Kind.CANONICAL, first__in=mates).delete()
        RepostDecision.objects.create(kind=Kind.CANONICAL, first=article, user=user)
        settle({article.pk})

    exclusively(work)


def take_back(decision: RepostDecision) -> None:
    """As if it had never been decided: what the texts and the other decisions say counts again."""

    def work() -> None:
        articles = {decision.first_id, decision.second_id} - {None}
        decision.delete()
        settle(articles)

    exclusively(work)


def _mates(articles: Iterable[int]) -> list[int]:
    """All members of the clusters that these articles are in."""
    clusters = Membership.objects.filter(article__in=list(articles)).values("cluster")
    return list(Membership.objects.filter(cluster__in=clusters).values_list("article", flat=True))


def _decide(kind: Kind, pairs: Iterable[Pair], user) -> None:
    for first, second in pairs:
        RepostDecision.objects.update_or_create(first_id=first, second_id=second, defaults={"kind": kind, "user": user})
