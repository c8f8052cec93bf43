"""Queries that are compiled once and asked with other values."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from articles.models import Article
from articles.prepared import NOW, Given, Prepared, These

from ..factories import make_article, make_source

pytestmark = pytest.mark.django_db


def titled() -> Prepared:
    return Prepared(
        lambda: Article.objects.filter(title=Given("title")).select_related("source").only("slug", "source")
    )


def test_each_asking_has_its_own_values():
    query = titled()
    first, second = make_article("甲"), make_article("乙")

    assert query(title="甲") == [first]
    assert query(title="乙") == [second]
    assert query(title="丙") == []


def test_it_is_put_together_once(django_assert_num_queries):
    built = []

    def build():
        built.append(1)
        return Article.objects.filter(title=Given("title"))

    query = Prepared(build)
    with django_assert_num_queries(3):
        for title in "甲乙丙":
            query(title=title)
    assert built == [1]


def test_rows_are_what_the_queryset_says():
    article = make_article("甲", source=make_source("泉州晚报"))

    [found] = titled()(title="甲")
    assert found.source.name == "泉州晚报"
    assert found.get_deferred_fields() > {"body", "text"}
    assert Prepared(lambda: Article.objects.filter(pk=Given("pk")).values_list("title", "listed_at"))(
        pk=article.pk
    ) == [("甲", Article.objects.get().listed_at)]


def test_what_a_value_says_is_no_part_of_the_statement():
    make_article("甲")
    for hostile in ("' OR 1=1 --", "%s", "now", "title", "甲%"):
        assert titled()(title=hostile) == []


@pytest.mark.parametrize("count", [0, 1, 3])
def test_any_number_of_numbers_can_be_asked_for(count):
    articles = [make_article(f"{number}") for number in range(4)]
    query = Prepared(lambda: Article.objects.filter(pk__in=These("ids")).order_by("pk"))

    assert query(ids=[article.pk for article in articles[:count]]) == articles[:count]
    assert query(ids=[articles[3].pk]) == [articles[3]]


def test_now_is_the_moment_of_asking():
    query = Prepared(lambda: Article.objects.published(NOW))
    article = make_article(publish_at=timezone.now() + timedelta(hours=1))

    assert query() == []
    assert query(now=timezone.now() + timedelta(hours=2)) == [article]
    Article.objects.update(publish_at=timezone.now())
    assert query() == [article]


def test_a_statement_can_be_a_part_of_another():
    make_article("甲")
    make_article("乙")
    sql, values = Prepared(lambda: Article.objects.filter(title=Given("title")).values("title")).statement(title="乙")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({sql}) AS found", values)
        assert cursor.fetchall() == [("乙",)]


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_by_a_connection_of_its_own():
    query, found = titled(), {}
    make_article("甲")
    make_article("乙")

    def ask(title: str) -> None:
        found[title] = [query(title=title)[0].pk for _time in range(20)]
        connections.close_all()

    threads = [threading.Thread(target=ask, args=[title]) for title in "甲乙"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    by_title = dict(Article.objects.values_list("title", "pk"))
    assert found == {title: [pk] * 20 for title, pk in by_title.items()}
