"""An archive whose index on PostgreSQL has its first form: after `migrate`, search answers as before."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from articles import search
from articles.models import Article, SearchEntry
from articles.search.contents import load
from tests.factories import make_article

from .answers import found

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's index stayed as it was"),
]
OLD = """
DROP TABLE articles_searchindex;
CREATE FUNCTION articles_searchkeys(said text) RETURNS integer[] LANGUAGE sql IMMUTABLE
AS 'SELECT ARRAY[length(said)]';
CREATE TABLE articles_searchindex (docid bigint PRIMARY KEY, article_id bigint NOT NULL, title text NOT NULL,
kicker text NOT NULL, credits text NOT NULL, text text NOT NULL);
CREATE INDEX articles_searchindex_keys ON articles_searchindex USING gin (articles_searchkeys(text));
"""


def renew():
    with connection.schema_editor() as editor:
        import_module("articles.migrations.0013_search").renew(apps, editor)


def put_into_old_form():
    with connection.cursor() as cursor:
        cursor.execute(OLD)
        for entry in SearchEntry.objects.all():
            said = load(Article, [entry.article_id])[entry.article_id].texts
            row = (entry.docid, entry.article_id, said.title, said.kicker, said.credits, said.text)
            cursor.execute("INSERT INTO articles_searchindex VALUES (%s, %s, %s, %s, %s, %s)", row)


def test_what_the_old_index_holds_is_moved_into_the_new():
    make_article("旧题目", slug="a", kicker="引题", body="<p>营商环境，5G应用</p>", credits=[("郭荣鑫", "reporter")])
    make_article("旧题目", slug="b", body=f"<p>{'很长的文章。' * 2000}终于结束</p>")
    put_into_old_form()

    renew()

    assert search.check(Article.objects.all()).is_whole
    assert found("5G应用") == found("author:荣鑫") == {"a"}
    assert found("终于结束") == {"b"}
    make_article(slug="c", body="<p>终于结束</p>")
    assert found("终于结束") == {"b", "c"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regproc('articles_searchkeys'), to_regclass('articles_searchindex_lexemes') IS NULL")
        assert cursor.fetchone() == (None, False)


def test_an_index_that_was_being_built_in_the_old_form_is_begun_anew():
    make_article("旧题目", slug="a")
    put_into_old_form()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE articles_searchindex_next (docid bigint PRIMARY KEY)")
    SearchEntry.objects.update(in_next=True)

    renew()

    assert found("旧题目") == {"a"}
    search.rebuild(Article.objects.all())
    assert search.check(Article.objects.all()).is_whole


def test_an_index_of_the_new_form_stays_as_it_is():
    make_article("新题目", slug="a")
    renew()
    assert found("新题目") == {"a"}
