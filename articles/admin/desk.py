"""The first page of the admin: what needs a person, what was done of late, and how many articles each week has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from articles.charts import Point
from articles.models import UNDATED, Article, ArticleWarning, Cluster, TagRule
from sources.labels import label
from sources.models import ImportedFile, ImportRun, Outcome

WEEKS = 26
ACTIONS = 10  # that are shown of what was done of late
Status = Article.Status


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that waits for a person: which rows, where they are listed, and what is said of how many."""

    rows: Callable[[], QuerySet]
    address: Callable[[], str]
    words: Callable[[int], str]
    permission: str = "articles.view_article"
    count: Count = Count("pk")


def articles_by(**query: str) -> Callable[[], str]:
    return lambda: f"{reverse('admin:articles_article_changelist')}?{urlencode(query)}"


# In the order in which they are shown; all are counted in one query.
ATTENTION = [
    Matter(
        lambda: Article.objects.filter(has_conflicts=True),
        articles_by(has_conflicts__exact="1"),
        lambda n: ngettext("%d article in conflict with its file", "%d articles in conflict with their files", n),
    ),
    Matter(
        lambda: ArticleWarning.objects.all(),
        articles_by(warning="any"),
        lambda n: ngettext("%d article with open warnings", "%d articles with open warnings", n),
        count=Count("article", distinct=True),
    ),
    Matter(
        lambda: Article.objects.filter(status=Status.IN_REVIEW),
        articles_by(status__exact="in_review"),
        lambda n: ngettext("%d article in review", "%d articles in review", n),
    ),
    Matter(
        lambda: Article.objects.filter(status=Status.DRAFT),
        articles_by(status__exact="draft"),
        lambda n: ngettext("%d draft", "%d drafts", n),
    ),
    Matter(
        lambda: Article.objects.to_appear(),
        articles_by(schedule="waiting"),
        lambda n: ngettext("%d article to appear at its time", "%d articles to appear at their time", n),
    ),
    Matter(
        lambda: Cluster.objects.filter(is_confirmed=False),
        lambda: f"{reverse('admin:articles_cluster_changelist')}?is_confirmed__exact=0",
        lambda n: ngettext("%d suspected repost to confirm", "%d suspected reposts to confirm", n),
        permission="articles.view_cluster",
    ),
    Matter(
        lambda: TagRule.objects.exclude(problem=""),
        lambda: f"{reverse('admin:articles_tagrule_changelist')}?problem=any",
        lambda n: ngettext("%d tag rule with a problem", "%d tag rules with a problem", n),
        permission="articles.view_tagrule",
    ),
]


def attention(request: HttpRequest) -> dict[str, Any]:
    """What waits for this editor, as far as they may see it: what there is none of is left out."""
    matters = [matter for matter in ATTENTION if request.user.has_perm(matter.permission)]
    counts = counted(request.user, [number(matter.rows(), matter.count) for matter in matters])
    lines = [
        {"address": matter.address(), "words": matter.words(count) % count}
        for matter, count in zip(matters, counts, strict=True)
        if count
    ]
    return {"lines": lines, "codes": _codes(request), **_failed(request)}


def counted(user: AbstractUser, columns: list[Coalesce]) -> list[int]:
    """Numbers that `number()` made, all in one query; the row that it asks of is the user's own, which is there."""
    return list(get_user_model().objects.filter(pk=user.pk).values_list(*columns).get()) if columns else []


def number(rows: QuerySet, count: Count | None = None) -> Coalesce:
    """How many rows there are, as a column of another query."""
    # In one group that all are of: a subquery has to be grouped by something of its own.
    grouped = rows.order_by().annotate(one=Value(1)).values("one").annotate(number=count or Count("pk"))
    return Coalesce(Subquery(grouped.values("number")), 0, output_field=IntegerField())


def _codes(request: HttpRequest) -> list[dict[str, Any]]:
    """Open warnings by code, the most frequent first."""
    if not request.user.has_perm("articles.view_article"):
        return []
    codes = ArticleWarning.objects.order_by().values_list("code").annotate(count=Count("pk")).order_by("-count", "code")
    return [
        {"address": articles_by(warning=code)(), "code": code, "words": label(code), "count": count}
        for code, count in codes
    ]


def _failed(request: HttpRequest) -> dict[str, Any]:
    """The newest import that had files that failed."""
    if not request.user.has_perm("sources.view_importrun"):
        return {}
    failed = ImportedFile.objects.filter(outcome=Outcome.FAILED)
    run = ImportRun.objects.filter(pk__in=failed.values("run")).first()
    if run is None:
        return {}
    address = reverse("admin:sources_importrun_change", args=[run.pk])
    return {"run": run, "failed": run.counts.get(Outcome.FAILED), "failed_address": address}


def activity(request: HttpRequest) -> list[LogEntry]:
    """What anybody did of late to things that this editor may see."""
    entries = LogEntry.objects.select_related("user", "content_type").order_by("-pk")[: ACTIONS * 3]
    return [entry for entry in entries if _may_see(request, entry)][:ACTIONS]


def _may_see(request: HttpRequest, entry: LogEntry) -> bool:
    kind = entry.content_type
    return bool(kind) and request.user.has_perm(f"{kind.app_label}.view_{kind.model}")


def weeks(request: HttpRequest) -> list[Point]:
    """Articles by the week in which they appeared, up to the newest; each with the address of its list."""
    if not request.user.has_perm("articles.view_article"):
        return []
    now = timezone.now()
    newest = Article.objects.filter(listed_at__gt=UNDATED, listed_at__lte=now).order_by("-listed_at", "-pk")
    last = newest.values_list("listed_at", flat=True).first()
    if last is None:
        return []
    starts = [_monday(last) - timedelta(weeks=n) for n in reversed(range(WEEKS))]
    spans = [(start, start + timedelta(weeks=1)) for start in starts]
    counts = counted(request.user, [number(Article.objects.between(*span)) for span in spans])
    days = [timezone.localdate(start) for start in starts]
    # Months are named where they begin.
    named = [place == 0 or day.month != days[place - 1].month for place, day in enumerate(days)]
    return [
        Point(str(day), count, _articles_between(*span), _said(day, count), (f"{day:%Y-%m}" if is_named else "",))
        for day, count, span, is_named in zip(days, counts, spans, named, strict=True)
    ]


def _said(week: date, count: int) -> str:
    words = ngettext("Week of %(day)s: %(count)d article", "Week of %(day)s: %(count)d articles", count)
    return words % {"day": week, "count": count}


def _monday(moment: datetime) -> datetime:
    local = timezone.localtime(moment)
    return local.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=local.weekday())


def _articles_between(start: datetime, end: datetime) -> str:
    return articles_by(published_at__gte=start.isoformat(" "), published_at__lt=end.isoformat(" "))()
