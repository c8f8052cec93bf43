"""Every order and every filter that a list offers is served by an index of the database."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.models import Count

from articles.columns import key_of
from articles.filters import ORDERS, ArticleFilter, SourceFilter, TagFilter
from articles.importing import import_paths
from articles.importing.queries import refresh_statistics
from articles.listing import referred_to
from articles.models import (
    Article,
    ArticleWarning,
    Column,
    ColumnEntry,
    Credit,
    Membership,
    Revision,
    SearchEntry,
    SeriesPart,
    Tag,
)
from articles.search.counting import Month
from sources.models import Document, ImportedFile, ImportRun, Source, SourceAlias
from tests.articles.posts import many, write
from tests.factories import make_article

pytestmark = pytest.mark.django_db

# By what is offered, the columns with which an index has to begin.
STATUS = (Article, "status", "listed_at")
BY_FORMAT = (Document, "format"), (Article, "document_id")
BY_TAG = (Article.tags.through, "tag_id"), (Article.tags.through, "article_id")
API = {
    # Words are looked up in the index of the search; the other two say how.
    "q": [(SearchEntry, "article_id")],
    "both_scripts": [],
    "highlights": [],
    "source": [(Article, "source_id", "status", "listed_at"), (Source, "slug"), (Source, "key"), (SourceAlias, "key")],
    "tag": [*BY_TAG, (Tag, "slug"), (Tag, "name")],
    "published_after": [STATUS],
    "published_before": [STATUS],
    "has_date": [STATUS],
    "category": [(Article, "category", "status", "listed_at")],
    "language": [(Article, "language", "status", "listed_at")],
    "format": BY_FORMAT,
    "status": [STATUS],
    "reposts": [(Membership, "article_id"), (Membership, "cluster_id", "place")],
    "ordering": [(Article, "listed_at"), (Article, "published_at"), (Article, "created_at"), (Article, "updated_at")],
}
# Lists of the reading site, and what is told beside them.
PAGES = {
    "tag": [*BY_TAG, (Tag, "slug")],
    "region": [*BY_TAG, (Tag, "kind", "within_id", "name"), (Tag, "within_id")],
    "column": [
        (Column, "key"),
        (Column, "parent_id"),
        (ColumnEntry, "column_id", "article_id"),
        (ColumnEntry, "article_id"),
    ],
    "series": [(SeriesPart, "key", "article_id"), (Article, "slug")],
    "person": [(Credit, "name", "role", "article_id"), (Credit, "article_id")],
    "period": [STATUS],
}
API_NAMES = {"name": [(Source, "slug"), (Tag, "slug"), (Tag, "name")], "kind": [(Source, "kind", "name")]}
ADMIN = {
    Article: {
        "status": [STATUS, (Article, "status", "published_at")],
        "ScheduleFilter": [STATUS],
        "BulkChangeFilter": [(Revision, "bulk_change_id"), (Article, "slug")],
        "WarningFilter": [(ArticleWarning, "code", "article_id"), (ArticleWarning, "article_id")],
        "has_conflicts": [(Article, "has_conflicts")],
        "source": [(Article, "source_id", "listed_at"), (Article, "source_id", "updated_at")],
        "tags": BY_TAG,
        "FormatFilter": BY_FORMAT,
        "published_at": [(Article, "published_at")],
        "date": [(Article, "listed_at")],
        "last_change": [(Article, "updated_at")],
    },
    Document: {
        "format": [(Document, "format", "first_seen_at")],
        "ResultFilter": [(Document, "first_seen_at")],
        "encoding": [(Document, "encoding", "first_seen_at")],
        "first_seen_at": [(Document, "first_seen_at")],
    },
    ImportRun: {
        "OutcomeFilter": [(ImportedFile, "outcome")],
        "started_at": [(ImportRun, "started_at")],
    },
    ImportedFile: {"outcome": [(ImportedFile, "outcome", "id")]},
    Source: {
        "kind": [(Source, "kind", "name")],
        "name": [(Source, "name")],
        "article_count": [(Article, "source_id")],
    },
    Tag: {"kind": [(Tag, "kind")], "name": [(Tag, "name")], "article_count": BY_TAG},
}


def indexed(model) -> list[tuple[str, ...]]:
    """The columns of every index of a table, as the database itself tells them."""
    with connection.cursor() as cursor:
        told = connection.introspection.get_constraints(cursor, model._meta.db_table).values()
    keys = [tuple(entry["columns"]) for entry in told if entry["index"] or entry["unique"] or entry["primary_key"]]
    return keys


def is_served(model, *columns: str) -> bool:
    return any(key[: len(columns)] == columns for key in indexed(model))


def offered(model) -> set[str]:
    """What the list of a model in the admin can be narrowed and ordered by."""
    options = admin.site._registry[model]
    filters = [entry[0] if isinstance(entry, tuple) else entry for entry in options.list_filter]
    names = {entry if isinstance(entry, str) else entry.__name__ for entry in filters}
    return names | set(options.sortable_by or ()) | ({options.date_hierarchy} - {None})


def test_what_no_index_begins_with_is_not_served():
    # The control of what follows.
    assert not is_served(Article, "summary")
    assert not is_served(Article, "listed_at", "status")


@pytest.mark.parametrize("name", API)
def test_a_filter_of_the_api_is_served(name):
    assert [columns for columns in API[name] if not is_served(*columns)] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_list_of_the_reading_site_is_served(name):
    assert [columns for columns in PAGES[name] if not is_served(*columns)] == []


@pytest.mark.parametrize("few", [1000, 0])
def test_a_long_list_is_read_along_its_index_and_a_short_one_is_looked_up(monkeypatch, few):
    monkeypatch.setattr("articles.listing.FEW", few)
    for _ in range(100):
        make_article(tags=["营商"], column=["要闻"], credits=[("甲", "editor")])
    refresh_statistics()
    rows = {
        "tag": Article.tags.through.objects.filter(tag__name="营商"),
        "column": ColumnEntry.objects.filter(column__key=key_of(("要闻",))),
        "person": Credit.objects.filter(name="甲"),
    }

    articles = {name: referred_to(Article.objects.published(), found, "article_id") for name, found in rows.items()}

    # The control: of the short lists no row is asked whether it belongs to them.
    assert {name: "EXISTS" in str(found.query) for name, found in articles.items()} == dict.fromkeys(rows, not few)
    plans = [found.newest_first()[:20].explain() for found in articles.values()]
    if connection.vendor == "sqlite" and not few:
        assert all("article_status_listed" in plan and "TEMP B-TREE" not in plan for plan in plans)


def test_the_archive_is_counted_in_the_index_alone():
    for _ in range(50):
        make_article()
    refresh_statistics()
    published = Article.objects.published().order_by()
    counted = {
        column: published.annotate(month=Month(column)).values_list("month").annotate(number=Count("pk"))
        for column in ("published_at", "listed_at")
    }

    plan = counted["published_at"].filter(published_at__isnull=False).explain()

    assert is_served(Article, "status", "published_at", "id", "publish_at", "withdraw_at")
    if connection.vendor == "sqlite":
        assert "COVERING INDEX article_status_published_at" in plan
        # The control: what SQLite computes itself it reads in the row.
        assert "COVERING" not in counted["listed_at"].explain()


@pytest.mark.parametrize("name", API_NAMES)
def test_a_filter_of_names_is_served(name):
    assert [columns for columns in API_NAMES[name] if not is_served(*columns)] == []


@pytest.mark.parametrize(("model", "name"), [(model, name) for model in ADMIN for name in ADMIN[model]])
def test_a_filter_or_order_of_the_admin_is_served(model, name):
    assert [columns for columns in ADMIN[model][name] if not is_served(*columns)] == []


def test_everything_that_is_offered_stands_above():
    assert set(ArticleFilter.base_filters) == set(API)
    assert set(SourceFilter.base_filters) | set(TagFilter.base_filters) == set(API_NAMES)
    assert {name.lstrip("-") for name in ORDERS} == {"published_at", "created_at", "updated_at"}
    assert {model: offered(model) for model in ADMIN} == {model: set(names) for model, names in ADMIN.items()}


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL keeps its statistics by itself")
def test_after_an_import_sqlite_knows_that_a_status_is_no_choice(tmp_path):
    def plan() -> str:
        return Article.objects.published().order_by("-created_at", "-pk")[:20].explain()

    # The control: without statistics the index of the status looks good, and all that it finds is sorted.
    make_article()
    assert "TEMP B-TREE" in plan()

    import_paths([write(tmp_path, many(40))])

    assert "article_created" in plan()
    assert "TEMP B-TREE" not in plan()


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL keeps its statistics by itself")
def test_after_a_migration_sqlite_knows_of_the_indexes_that_it_made():
    def known() -> int:
        with connection.cursor() as cursor:
            tables = "SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'"
            if not cursor.execute(tables).fetchone()[0]:
                return 0
            return cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'articles_article'").fetchone()[0]

    make_article()
    # The control: a flush ends with the same signal, and need not tell.
    emit_post_migrate_signal(0, False, "default")
    assert known() == 0

    emit_post_migrate_signal(0, False, "default", plan=[("a migration", False)])

    assert known() > 10
