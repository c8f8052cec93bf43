"""Long lists in the admin: counted to a bound, narrowed by dates that are not counted, and walked in their order."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.paginator import EmptyPage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import listing
from articles.models import Article, Tag
from sources.admin import paging
from sources.admin.paging import BoundedPaginator, bound_for
from tests.browserlike import rows, text
from tests.factories import make_article, make_document, make_editor

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


@pytest.fixture(autouse=True)
def editor(client):
    client.cookies["django_language"] = "en"
    client.force_login(make_editor())


def fill(count: int) -> None:
    for _number in range(count):
        make_article()


# Counting


@pytest.mark.parametrize(("there", "counted", "is_bounded"), [(0, 0, False), (3, 3, False), (4, 3, True), (9, 3, True)])
def test_rows_are_counted_to_the_bound(there, counted, is_bounded):
    fill(there)

    paginator = BoundedPaginator(Article.objects.all(), 2, bound=3)

    assert (paginator.count, paginator.is_bounded) == (counted, is_bounded)


def test_the_database_is_not_asked_for_more_rows_than_the_bound():
    fill(2)

    with CaptureQueriesContext(connection) as queries:
        paginator = BoundedPaginator(Article.objects.all(), 2, bound=1)
        assert (paginator.count, paginator.is_bounded) == (1, True)

    [query] = queries.captured_queries
    assert "LIMIT 2" in query["sql"]


def test_a_page_beyond_the_bound_is_reached_all_the_same():
    # However far in one is, the next pages are counted.
    assert bound_for("", 100) == 1000
    assert bound_for("12", 100) == 1700
    for hostile in ("x", "-1", "9" * 30, "²"):
        assert bound_for(hostile, 100) == 1000


def test_a_page_past_the_end_is_none():
    fill(1)

    with pytest.raises(EmptyPage):
        BoundedPaginator(Article.objects.all(), 2, bound=9).page(2)


def test_a_list_says_that_there_are_more_than_it_counted(client, monkeypatch):
    monkeypatch.setattr(paging, "BOUND", 2)
    monkeypatch.setattr(paging, "AHEAD", 0)
    monkeypatch.setattr("articles.admin.articles.ArticleAdmin.list_per_page", 2)
    fill(3)

    assert text(client, LIST, ".paginator").endswith("more than 2 articles")
    assert "more than 2 articles" in text(client, LIST, "#changelist-search", q="数字")
    # What is chosen beyond the page has no number that anybody counted.
    assert "Select all that match" in text(client, LIST, ".actions")
    assert "All that match are selected" in text(client, LIST, ".actions")


def test_a_list_that_was_counted_to_the_end_says_how_many(client):
    fill(3)

    assert text(client, LIST, ".paginator") == "3 articles"


# Dates


def years(client, **query) -> list[str]:
    return text(client, LIST, ".toplinks", **query).split()


def test_years_run_from_the_first_to_the_last_article(client):
    for year in (2019, 2021):
        make_article(published_at=datetime(year, 5, 1, tzinfo=UTC))
    make_article(published_at=None)

    assert years(client) == ["2019", "2020", "2021"]


def test_a_year_is_told_in_the_time_of_the_archive(client):
    # In Shanghai it is 2022 by then.
    make_article(published_at=datetime(2021, 12, 31, 18, tzinfo=UTC))

    assert years(client) == ["2022"]


def test_one_wrong_date_offers_no_thousand_years(client):
    make_article(published_at=datetime(1070, 1, 1, tzinfo=UTC))
    make_article(published_at=datetime(2022, 1, 1, tzinfo=UTC))

    assert (len(years(client)), years(client)[0], years(client)[-1]) == (30, "1993", "2022")


def test_years_months_and_days_lead_into_each_other(client):
    make_article("here", published_at=datetime(2022, 2, 25, 4, tzinfo=UTC))
    make_article("there", published_at=datetime(2022, 3, 1, tzinfo=UTC))
    year = {"published_at__year": 2022}
    month, day = year | {"published_at__month": 2}, year | {"published_at__month": 2, "published_at__day": 25}

    assert years(client, **year)[:3] == ["‹", "All", "dates"]
    assert "?published_at__month=2&amp;published_at__year=2022" in client.get(LIST, year).content.decode()
    assert years(client, **month)[:2] == ["‹", "2022"]
    # A February of 28 days.
    assert years(client, **month)[-1] == "28"
    assert len(rows(client, LIST, **year)) == 2
    assert [row.split()[0] for row in rows(client, LIST, **day)] == ["here"]


@pytest.mark.parametrize(
    "query", [{"published_at__year": "x"}, {"published_at__year": 2022, "published_at__month": 13}]
)
def test_what_is_no_date_breaks_nothing(client, query):
    make_article()

    assert client.get(LIST, query, follow=True).status_code in (200, 400)


def test_articles_of_a_year_come_newest_first_along_the_index_that_finds_them(client):
    make_article("old", published_at=datetime(2022, 1, 1, tzinfo=UTC))
    make_article("new", published_at=datetime(2022, 5, 1, tzinfo=UTC))

    with CaptureQueriesContext(connection) as queries:
        assert [row.split()[0] for row in rows(client, LIST, published_at__year=2022)] == ["new", "old"]

    ordered = 'ORDER BY "articles_article"."published_at" DESC'
    assert any(ordered in query["sql"] for query in queries.captured_queries)


# Filters over many


@pytest.mark.parametrize("few", [1000, 0])
def test_a_filter_gives_the_same_whether_few_or_many_are_referred_to(client, monkeypatch, few):
    monkeypatch.setattr(listing, "FEW", few)
    make_article("this", tags=["经济", "政务"], document=make_document(format="repost"))
    make_article("that", tags=["政务"], document=make_document(format="html"))
    tag = Tag.objects.get(name="经济")

    for query in ({"tags__id__exact": tag.pk}, {"format": "repost"}, {"tags__id__exact": tag.pk, "format": "repost"}):
        assert [row.split()[0] for row in rows(client, LIST, **query)] == ["this"], query
