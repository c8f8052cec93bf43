"""Clusters, formed of what is alike under what editors decided."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from articles.models import Article, Cluster, Membership, RepostDecision

from ..grouping import Pair, grouped
from ..importing.queries import in_chunks
from .pairs import Alike, pairs_of

Kind = RepostDecision.Kind


def settle(articles: set[int]) -> None:
    """Form anew the clusters that these articles are in, or belong in."""
    articles = articles | set(_members_with(articles))
    form(articles, pairs_of(articles))


def leave(article: int) -> None:
    """Take an article that is about to be deleted out of its cluster; one alone is no cluster."""
    members = _members_with([article])
    if len(members) > 2:
        Membership.objects.filter(article=article).delete()
    else:
        Cluster.objects.filter(pk__in={row.cluster for row in members.values()}).delete()


def form(articles: set[int], alike: Alike) -> None:
    """Form the clusters of these articles, all of whose copies are in `alike`; clusters that these meet grow."""
    touched = articles | {article for found in alike for article in found}
    before = _members_with(touched)
    decided = Decided.on(touched | before.keys())
    standing = {article: row for article, row in before.items() if article not in articles}
    groups = grouped([*decided.same, *_held_together(standing)], alike.items(), decided.apart)
    _write(groups, before, _likeness(alike, groups, standing), decided)


@dataclass(slots=True)
class Decided:
    """What editors decided of some articles: pairs that are one text and pairs that are not, and who leads."""

    same: list[Pair] = field(default_factory=list)
    apart: list[Pair] = field(default_factory=list)
    leading: list[int] = field(default_factory=list)  # the latest choice first

    @classmethod
    def on(cls, articles: Iterable[int]) -> Decided:
        articles = set(articles)
        rows = {}
        for chunk in in_chunks(articles):
            found = RepostDecision.objects.filter(Q(first__in=chunk) | Q(second__in=chunk))
            rows |= {row[0]: row for row in found.values_list("pk", "kind", "first_id", "second_id", "made_at")}
        decided = cls()
        for _pk, kind, first, second, _made in sorted(rows.values(), key=lambda row: row[4], reverse=True):
            if kind == Kind.CANONICAL:
                decided.leading.append(first)
            elif first in articles and second in articles:
                (decided.same if kind == Kind.SAME else decided.apart).append((first, second))
        return decided

    def leader(self, group: set[int]) -> int | None:
        return next((article for article in self.leading if article in group), None)

    def confirms(self, group: set[int]) -> bool:
        """Whether editors vouch for all of a group, each pair of it directly or by way of others."""
        return group in grouped((found for found in self.same if group.issuperset(found)), (), ())


@dataclass(frozen=True, slots=True)
class _Row:
    cluster: int
    place: int
    likeness: float | None


def _members_with(articles: Iterable[int]) -> dict[int, _Row]:
    """The members of all clusters that these articles are in, by article."""
    clusters: set[int] = set()
    for chunk in in_chunks(articles):
        clusters |= set(Membership.objects.filter(article__in=chunk).order_by().values_list("cluster", flat=True))
    rows: dict[int, _Row] = {}
    for chunk in in_chunks(clusters):
        found = Membership.objects.filter(cluster__in=chunk).order_by().values_list()
        rows |= {article: _Row(cluster, place, likeness) for article, cluster, place, likeness in found}
    return rows


def _held_together(rows: dict[int, _Row]) -> list[Pair]:
    first: dict[int, int] = {}
    return [(first.setdefault(row.cluster, article), article) for article, row in rows.items()]


def _likeness(alike: Alike, groups: list[set[int]], standing: dict[int, _Row]) -> dict[int, float]:
    """How alike each member is to the most alike other one of its group."""
    group_of = {article: number for number, group in enumerate(groups) for article in group}
    best = {article: row.likeness for article, row in standing.items() if row.likeness is not None}
    for (a, b), likeness in alike.items():
        if a in group_of and group_of[a] == group_of.get(b):
            best[a], best[b] = max(best.get(a, 0), likeness), max(best.get(b, 0), likeness)
    return best


def _write(groups: list[set[int]], before: dict[int, _Row], likeness: dict[int, float], decided: Decided) -> None:
    clusters = _clusters(groups, before)
    dates = _dates(article for group in groups for article in group)
    after = {}
    for group, cluster in zip(groups, clusters, strict=True):
        leader = decided.leader(group)
        order = sorted(group, key=lambda article: (article != leader, *dates[article], article))
        after |= {article: _Row(cluster, place, likeness.get(article)) for place, article in enumerate(order)}
    Membership.objects.bulk_create(
        [
            Membership(article_id=article, cluster_id=row.cluster, place=row.place, likeness=row.likeness)
            for article, row in after.items()
            if row != before.get(article)
        ],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["cluster", "place", "likeness"],
    )
    for chunk in in_chunks(before.keys() - after.keys()):
        Membership.objects.filter(article__in=chunk).delete()
    for chunk in in_chunks({row.cluster for row in before.values()} - set(clusters)):
        Cluster.objects.filter(pk__in=chunk).delete()
    _mark_confirmed({cluster: decided.confirms(group) for group, cluster in zip(groups, clusters, strict=True)})


def _clusters(groups: list[set[int]], before: dict[int, _Row]) -> list[int]:
    """The cluster of each group: the one that most of it was in, unless a larger group takes that; else a new one."""
    clusters: dict[int, int] = {}
    for number, group in sorted(enumerate(groups), key=lambda item: -len(item[1])):
        were_in = Counter(before[article].cluster for article in group if article in before)
        free = [cluster for cluster, _count in were_in.most_common() if cluster not in clusters.values()]
        if free:
            clusters[number] = free[0]
    new = [number for number in range(len(groups)) if number not in clusters]
    made = Cluster.objects.bulk_create([Cluster() for _number in new])
    clusters |= {number: cluster.pk for number, cluster in zip(new, made, strict=True)}
    return [clusters[number] for number in range(len(groups))]


def _dates(articles: Iterable[int]) -> dict[int, tuple[bool, datetime | None]]:
    """By article what sorts it by date, undated ones last."""
    dates: dict[int, tuple[bool, datetime | None]] = {}
    for chunk in in_chunks(articles):
        rows = Article.objects.filter(pk__in=chunk).order_by().values_list("pk", "published_at", "listed_at")
        dates |= {pk: (published_at is None, listed_at) for pk, published_at, listed_at in rows}
    return dates


def _mark_confirmed(confirmed: dict[int, bool]) -> None:
    by_state: dict[bool, list[int]] = defaultdict(list)
    for cluster, is_confirmed in confirmed.items():
        by_state[is_confirmed].append(cluster)
    for is_confirmed, clusters in by_state.items():
        for chunk in in_chunks(clusters):
            wrong = Cluster.objects.filter(pk__in=chunk).exclude(is_confirmed=is_confirmed)
            wrong.update(is_confirmed=is_confirmed)
