"""After a bulk of rows was written the database looks how they lie, and does not plan as if there were none."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import autotagging
from articles.clustering import cluster_everything
from articles.importing import Options, import_paths
from articles.importing.queries import refresh_statistics
from articles.models import Article, BandKey, Fingerprint
from tests.factories import make_article, make_rule

from .posts import many, write

pytestmark = pytest.mark.django_db
FILLED = {
    *("articles_article", "articles_article_tags", "articles_bandkey", "articles_fingerprint", "articles_searchentry"),
    "sources_document",
}


@pytest.fixture(autouse=True)
def three_are_a_bulk(monkeypatch):
    monkeypatch.setattr("articles.importing.queries.BULK", 3)


@pytest.fixture
def asked():
    with CaptureQueriesContext(connection) as queries:
        yield queries


def looks(asked: CaptureQueriesContext) -> int:
    """How often the database was told to look."""
    return sum(query["sql"].startswith("ANALYZE") for query in asked)


def known() -> set[str]:
    """The tables of which the database knows how their rows lie."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT DISTINCT tablename FROM pg_stats WHERE schemaname = current_schema()")
        elif "sqlite_stat1" in connection.introspection.table_names(cursor):
            cursor.execute("SELECT DISTINCT tbl FROM sqlite_stat1")
        else:
            return set()
        return {name for (name,) in cursor.fetchall()}


def load(folder, count: int, start: int = 1, **options) -> None:
    import_paths([write(folder, many(count, start))], Options(jobs=1, **options))


def test_after_an_import_of_many_the_database_knows_how_they_lie(tmp_path, asked):
    load(tmp_path, 5)

    assert looks(asked) == 1
    assert known() >= FILLED


def test_the_index_of_the_search_is_looked_at_too(tmp_path):
    load(tmp_path, 5)

    if connection.vendor == "postgresql":
        assert "articles_searchindex" in known()


def test_after_a_few_postgresql_is_left_to_find_out_by_itself(tmp_path, asked):
    load(tmp_path, 2)

    assert looks(asked) == (connection.vendor == "sqlite")


def test_importing_the_same_again_or_for_a_trial_changes_nothing_to_look_at(tmp_path):
    load(tmp_path, 3)

    with CaptureQueriesContext(connection) as asked:
        load(tmp_path, 3)
        load(tmp_path, 6, start=10, dry_run=True)

    assert looks(asked) == 0


def test_after_many_were_changed_it_looks_again(tmp_path):
    load(tmp_path, 4)
    write(tmp_path, {name: text.replace("系统工程", "大工程") for name, text in many(4).items()})

    with CaptureQueriesContext(connection) as asked:
        import_paths([str(tmp_path)], Options(jobs=1))

    assert looks(asked) == 1


@pytest.fixture
def archive():
    for number in range(4):
        make_article(f"第{number}篇", body="<p>营商环境建设是一项系统工程，良好的营商环境是软实力的体现。</p>")
    Fingerprint.objects.all().delete()
    BandKey.objects.all().delete()


def test_it_looks_after_the_archive_was_clustered_and_not_where_nothing_was_new(archive, asked):
    cluster_everything()
    assert looks(asked) == 1

    cluster_everything()
    assert looks(asked) == 1


def test_it_looks_after_rules_were_applied_and_not_where_nothing_changed(archive, asked):
    make_rule("营商环境")
    autotagging.apply_all(dry_run=True)
    assert looks(asked) == 0

    autotagging.apply_all()
    assert looks(asked) == 1
    assert Article.objects.filter(tags__name="营商环境").count() == 4

    autotagging.apply_all()
    assert looks(asked) == 1


def test_it_looks_after_the_index_of_the_search_was_built_anew(archive, asked):
    call_command("rebuild_search", verbosity=0)
    assert looks(asked) == 1


def test_no_table_of_others_is_looked_at_in_postgresql(archive, asked):
    refresh_statistics(4)

    if connection.vendor == "postgresql":
        [look] = [query["sql"] for query in asked if query["sql"].startswith("ANALYZE")]
        assert '"articles_article"' in look and "auth_" not in look and "django_" not in look
