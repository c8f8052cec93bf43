"""Every order and every filter that a list offers is served by an index of the database."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.db import connection

from articles.filters import ORDERS, ArticleFilter, SourceFilter, TagFilter
from articles.importing import import_paths
from articles.models import Article, ArticleWarning, Membership, Revision, SearchEntry, Tag
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
    Tag: {"name": [(Tag, "name")], "article_count": BY_TAG},
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
