"""How many queries an answer of the API costs: never more for a hundred rows than for twenty."""

from __future__ import annotations

import pytest

from articles.models import Tag
from tests.factories import make_article, make_document, make_editor, make_source

pytestmark = pytest.mark.django_db


def fill(count: int) -> None:
    for number in range(count):
        make_article(
            source=f"晚报{number}",
            republisher=make_source(),
            document=make_document(),
            tags=[f"标签{number}", "共有"],
            credits=[(f"记者{number}", "reporter")],
        )


@pytest.mark.parametrize("rows", [20, 100])
def test_a_list_of_articles_takes_four_queries(client, django_assert_num_queries, rows):
    fill(rows)

    # How many articles; a page of them with source and republisher; their tags; their credits.
    with django_assert_num_queries(4):
        response = client.get("/api/v1/articles/", {"page_size": rows})

    assert len(response.json()["results"]) == rows


def test_a_list_of_articles_that_is_filtered_takes_four_queries(client, django_assert_num_queries):
    fill(3)

    # As above: source and tag are looked up within the queries.
    with django_assert_num_queries(4):
        response = client.get("/api/v1/articles/?source=晚报1&tag=共有&published_after=2022-01-01&format=jekyll")

    assert response.json()["count"] == 1


def test_a_list_of_articles_takes_an_editor_two_queries_more(client, django_assert_num_queries):
    fill(3)
    client.force_login(make_editor())

    # The session, the user, and the four above.
    with django_assert_num_queries(6):
        client.get("/api/v1/articles/")


def test_one_article_takes_three_queries(client, django_assert_num_queries):
    fill(1)
    url = client.get("/api/v1/articles/").json()["results"][0]["url"]

    # The article with source, republisher and document; its tags; its credits.
    with django_assert_num_queries(3):
        response = client.get(url)

    assert response.status_code == 200


@pytest.mark.parametrize("rows", [20, 100])
def test_a_list_of_sources_takes_three_queries(client, django_assert_num_queries, rows):
    fill(rows // 2)  # each with a publisher and a republisher

    # How many sources; a page of them with their counts; their aliases.
    with django_assert_num_queries(3):
        response = client.get("/api/v1/sources/", {"page_size": rows})

    assert len(response.json()["results"]) == rows


@pytest.mark.parametrize("rows", [20, 100])
def test_a_list_of_tags_takes_two_queries(client, django_assert_num_queries, rows):
    fill(rows - 1)
    assert Tag.objects.count() == rows

    # How many tags; a page of them with their counts.
    with django_assert_num_queries(2):
        response = client.get("/api/v1/tags/", {"page_size": rows})

    assert len(response.json()["results"]) == rows
