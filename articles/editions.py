"""Which edition of the site stands now: it changes with all that pages show, and with the clock where they do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.utils import timezone

from .marking import MARKS
from .models import Article

# Every transaction that is seen has added a mark, so that sum or number differ, in whatever order they were committed.
_EDITION = f"SELECT COUNT(*), SUM(mark) FROM {MARKS}"


@dataclass(frozen=True, slots=True)
class Edition:
    """What pages were made of: two that are equal have the same pages."""

    marks: str
    until: datetime  # when an article appears or leaves by its schedule, or the day changes, which pages name


@dataclass(frozen=True, slots=True)
class Seen:
    """An edition, and since when this process has known it to stand."""

    edition: Edition
    since: datetime


_last: Seen | None = None


def current() -> Seen:
    """The edition that stands now. One query, and two more where it is new to this process."""
    global _last
    # The marks come first: what is read after them is of this edition or newer, and never older.
    with connection.cursor() as cursor:
        cursor.execute(_EDITION)
        marks = "{} {}".format(*cursor.fetchone())
    now, last = timezone.now(), _last
    if last is None or last.edition.marks != marks or not last.since <= now < last.edition.until:
        last = _last = Seen(Edition(marks, _until(now)), now)
    return last


def _until(now: datetime) -> datetime:
    """The first moment after `now` at which pages change with nothing being written."""
    tomorrow = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    times = [
        Article.objects.filter(**{f"{name}__gt": now}).order_by(name).values_list(name, flat=True).first()
        for name in ("publish_at", "withdraw_at")
    ]
    return min([tomorrow.astimezone(UTC), *filter(None, times)])
