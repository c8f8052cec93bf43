"""One change to many articles, and its undoing: a chunk at a time, so that memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.changes import Change
from articles.models import Article, ArticleQuerySet, BulkChange, Revision
from articles.states import NO_MOMENT
from articles.workflow import PUBLISHED

from .putting import put
from .reading import in_chunks, standing
from .writing import found, lock, record, write

Means = Revision.Means
# Of the articles that an undoing leaves alone as many are named.
NAMED = 10


@dataclass(slots=True)
class Undone:
    """How many articles an undoing put back, how many it left alone, and the first of those by slug."""

    count: int = 0
    left: int = 0
    named: list[str] = field(default_factory=list)


def needing(articles: ArticleQuerySet, change: Change) -> ArticleQuerySet:
    """Those of `articles` that the change would change."""
    needs = Q()
    for name, value in change.values.items():
        needs |= _differs(name, value)
    for pk, _name in change.add_tags:
        needs |= ~_has_tag(pk)
    for pk, _name in change.remove_tags:
        needs |= _has_tag(pk)
    return articles.filter(needs) if change else articles.none()


def _differs(name: str, value) -> Q:
    match name:
        case "status":
            return ~Q(status=value) & (~Q(title="") if value == PUBLISHED else Q())
        case "source":
            return Q(source__isnull=False) if value is None else ~Q(source=value[0])
        case "published_at":
            moment, precision = value or NO_MOMENT
            return ~Q(published_at=moment, published_precision=precision) if moment else Q(published_at__isnull=False)
    return ~Q(**{name: value or []})


def _has_tag(pk: int) -> Exists:
    return Exists(Article.tags.through.objects.filter(article=OuterRef("pk"), tag=pk))


def change_many(ids: Iterable[int], change: Change, user=None, comment: str = "") -> BulkChange:
    """Do the change to all of these articles or to none; those that are so already have no part in it."""
    with transaction.atomic():
        bulk_change = BulkChange.objects.create(user=user, change=change.as_json(), comment=comment)
        act = {
            "means": Means.BULK,
            "user_id": user.pk if user else None,
            "comment": comment,
            "bulk_change_id": bulk_change.pk,
        }
        for chunk in in_chunks(ids):
            lock(chunk)
            articles = standing(chunk)
            write(articles.values(), {"means": Means.FOUND})
            wanted = {pk: change.applied_to(article.state) for pk, article in articles.items()}
            put(wanted, articles)
            after = [replace(article, state=wanted[pk]) for pk, article in articles.items()]
            bulk_change.count += write(after, act)
        bulk_change.save()
    return bulk_change


def undo(bulk_change: BulkChange, user=None) -> Undone:
    """Put back, in one transaction, every article of the change that nothing has changed since; the others are left."""
    undone = Undone()
    with transaction.atomic():
        revisions = bulk_change.revisions.filter(means=Means.BULK)
        for chunk in in_chunks(list(revisions.order_by("slug").values_list("slug", flat=True))):
            _undo(revisions.filter(slug__in=chunk), chunk, bulk_change, user, undone)
        BulkChange.objects.filter(pk=bulk_change.pk).update(undone_at=timezone.now(), undone_by=user)
    return undone


def _undo(revisions, slugs: list[str], bulk_change: BulkChange, user, undone: Undone) -> None:
    ids = dict(Article.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    lock(ids.values())
    found(ids.values())
    untouched = set(revisions.newest().values_list("slug", flat=True))
    before = Revision.objects.filter(slug__in=untouched).before(revisions)
    wanted = {ids[revision.slug]: revision.state for revision in before if revision.slug in ids}
    put(wanted, standing(wanted))
    undone.count += record(wanted, Means.UNDO, user=user, bulk_change=bulk_change)
    left = [slug for slug in slugs if ids.get(slug) not in wanted]
    undone.left += len(left)
    undone.named += left[: NAMED - len(undone.named)]
