"""What the buttons of a cluster's page do: each decides, says what was done, and writes it into the histories."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.clustering import Undecidable, choose, confirm, join, split, take_back
from articles.duplicates import runs, shared
from articles.models import Article, Cluster, Membership, RepostDecision

from .lookup import NAME

SHOWN = 100
OPENING = 90


@dataclass(frozen=True, slots=True)
class Member:
    """A row of the page. `likeness` is to the article that leads, from 0 to 100; None for that one itself."""

    article: Article
    opening: str
    likeness: int | None


def members_of(cluster: Cluster) -> list[Member]:
    """The first members of a cluster, in order."""
    rows = cluster.members.select_related("article__source", "article__republisher").defer("article__body")
    articles = [row.article for row in rows.order_by("place")[:SHOWN]]
    first = runs(articles[0].text) if articles else frozenset()
    return [
        Member(article, article.text[:OPENING], round(100 * shared(first, runs(article.text))) if number else None)
        for number, article in enumerate(articles)
    ]


def decisions_on(cluster: Cluster) -> QuerySet[RepostDecision]:
    """What was decided of members of a cluster, splits from others too; the latest first."""
    members = Membership.objects.filter(cluster=cluster).values("article")
    rows = RepostDecision.objects.filter(Q(first__in=members) | Q(second__in=members))
    return rows.select_related("first__source", "second__source", "user")[:SHOWN]


@dataclass(slots=True)
class Decision:
    """One press of a button: a `verb`, the cluster whose page it was on, and the articles that it is about."""

    verb: str
    cluster: Cluster | None
    articles: list[Article]
    taken_back: RepostDecision | None = None

    @classmethod
    def read(cls, posted: QueryDict, button: str, cluster: Cluster | None) -> Decision:
        """Raises Undecidable for what no button of the page says."""
        verb, _colon, number = posted.get(button, "").partition(":")
        members = Article.objects.filter(membership__cluster=cluster) if cluster else Article.objects.none()
        if verb == "join":
            return cls(verb, cluster, [*members[:1], *_chosen(Article.objects.all(), posted.getlist(NAME))])
        if cluster and verb == "confirm":
            return cls(verb, cluster, list(members))
        if cluster and verb == "split":
            return cls(verb, cluster, _chosen(members, posted.getlist("member")))
        if cluster and verb == "lead" and (chosen := _chosen(members, [number])):
            return cls(verb, cluster, chosen)
        if cluster and verb == "take-back" and number.isdecimal() and len(number) < 19:
            decision = RepostDecision.objects.filter(pk=number).select_related("first", "second").first()
            if decision:
                articles = [article for article in (decision.first, decision.second) if article]
                return cls(verb, cluster, articles, decision)
        raise Undecidable(_("That is no longer as the page showed it. Look again, and decide anew."))

    def make(self, user) -> str:
        """Do it, and say what was done. Raises Undecidable."""
        with transaction.atomic():
            message = self._do(user)
            LogEntry.objects.log_actions(user.pk, self.articles, CHANGE, message)
            if self.cluster:
                LogEntry.objects.log_actions(user.pk, [self.cluster], CHANGE, message)
        return message

    def _do(self, user) -> str:
        count = len(self.articles)
        match self.verb:
            case "join":
                join(self.articles, user)
                return ngettext("%(count)d article is one text.", "%(count)d articles are one text.", count) % {
                    "count": count
                }
            case "split":
                split(self.cluster.pk, [article.pk for article in self.articles], user)
                return ngettext(
                    "%(count)d article was split off: no import will join it to the others again.",
                    "%(count)d articles were split off: no import will join them to the others again.",
                    count,
                ) % {"count": count}
            case "confirm":
                confirm(self.cluster.pk, user)
                return _("Confirmed: all %(count)d articles are one text.") % {"count": count}
            case "lead":
                choose(self.articles[0], user)
                return _("“%(title)s” leads its cluster.") % {"title": self.articles[0]}
        what = str(self.taken_back)
        take_back(self.taken_back)
        return _("Taken back: %(decision)s.") % {"decision": what}


def _chosen(articles: QuerySet[Article], numbers: list[str]) -> list[Article]:
    usable = [number for number in numbers if number.isdecimal() and len(number) < 19]
    return list(articles.filter(pk__in=usable).order_by("pk"))
