"""Columns (栏目) and series (系列)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.articles.copies import printing
from tests.factories import NOON, make_article, make_source
from tests.reading import all_seen, english_reader, read, seen, titles

pytestmark = pytest.mark.django_db


def test_columns_are_listed_with_those_in_them_by_their_number_of_articles():
    make_article(column=["经济"])
    make_article(column=["要闻"])
    make_article(column=["要闻", "时评"])
    make_article(column=["要闻", "秘密"], status="draft")

    page = read("/columns/")

    assert all_seen(page, ".tree > li") == ["要闻 2 时评 1", "经济 1"]
    assert titles(read(page.select_one(".tree ul a")["href"])) == titles(read("/columns/要闻/时评/"))


def test_without_any_the_list_of_columns_says_why():
    make_article(column=["要闻"], status="draft")
    assert seen(read("/columns/").select_one(".empty h2")) == "No article stands in a column yet"


def test_a_column_has_its_articles_and_those_of_columns_in_it_and_its_sources():
    make_article("总的", column=["要闻"], source="泉州晚报")
    make_article("里面的", column=["要闻", "时评"], source="厦门日报")
    make_article("别的", column=["经济"])

    page = read("/columns/要闻/")

    assert titles(page) == ["里面的", "总的"]
    assert all_seen(page, ".details dd") == ["厦门日报 、 泉州晚报", "时评"]
    inner = read("/columns/要闻/时评/")
    assert titles(inner) == ["里面的"]
    assert all_seen(inner, ".crumbs li") == ["Columns", "要闻"]


@pytest.mark.parametrize("label", ["A/B", "..", "C++", "名 字", "👩‍💻", "~", "feed.atom", "长" * 200, "<b>"])
def test_a_column_with_any_sign_in_its_label_has_a_page_and_a_feed(client, label):
    make_article("一篇", slug="a", column=["要闻", label])
    [_outer, link] = read("/articles/a/").select(".column a")

    page = read(link["href"])

    assert seen(page.h1) == label.strip()
    assert titles(page) == ["一篇"]
    assert client.get(page.find("link", type="application/atom+xml")["href"]).status_code == 200


def test_a_column_that_only_drafts_have_is_a_404(client):
    make_article(column=["秘密"], status="draft")
    for address in ("/columns/秘密/", "/columns/没有/", "/columns/秘密/feed.atom", "/columns/没有/feed.json"):
        assert client.get(address).status_code == 404


def test_the_feed_of_a_column_holds_what_its_page_lists(client):
    make_article("里面的", column=["要闻", "时评"])
    make_article("别的", column=["经济"])

    told = client.get("/columns/要闻/feed.json").json()

    assert [item["title"] for item in told["items"]] == ["里面的"]
    assert told["home_page_url"].endswith("/columns/%E8%A6%81%E9%97%BB/")


@pytest.mark.parametrize("rows", [20, 100])
@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("/columns/", 2),  # How many articles each has; the columns.
        # The column; has it few; the newest; a page; its tags; its credits; the columns in it; its sources.
        ("/columns/要闻/", 8),
    ],
)
def test_the_queries_of_columns_do_not_grow(django_assert_num_queries, rows, address, number):
    for count in range(rows):
        make_article(column=["要闻", f"栏{count}"], source=f"晚报{count}", tags=["营商"])

    with django_assert_num_queries(number):
        english_reader().get(address)


# Series


@pytest.fixture
def paper():
    return make_source("泉州晚报")


def test_the_parts_of_a_series_are_named_on_the_page_of_each(paper):
    make_article("改革见闻（下）", slug="last", source=paper, published_at=NOON + timedelta(days=2))
    make_article("改革见闻（上）", slug="first", source=paper, published_at=NOON)
    make_article("改革见闻（中）", slug="middle", source=paper, published_at=NOON + timedelta(days=1))

    page = read("/articles/middle/")

    assert all_seen(page, ".series li") == ["改革见闻（上）", "改革见闻（中）", "改革见闻（下）"]
    assert seen(page.select_one(".series [aria-current]")) == "改革见闻（中）"
    series = read(page.select_one(".series h2 a")["href"])
    assert seen(series.h1) == "改革见闻"
    assert all_seen(series, ".parts a") == ["改革见闻（上）", "改革见闻（中）", "改革见闻（下）"]
    assert seen(series.select_one(".count")) == "3 parts"


def test_every_part_leads_to_the_one_page_of_the_series(client, paper):
    make_article("改革见闻（上）", slug="first", source=paper)
    make_article("改革见闻（下）", slug="last", source=paper)

    response = client.get("/series/last/")

    assert (response.status_code, response.headers["Location"]) == (302, "/series/first/")
    assert client.get("/series/first/").status_code == 200


def test_what_is_of_no_series_has_no_box_and_leads_to_itself(client, paper):
    make_article("改革见闻（上）", slug="alone", source=paper)
    make_article("改革见闻（下）", slug="elsewhere", source="厦门日报")
    make_article("改革见闻（中）", slug="draft", source=paper, status="draft")

    assert not read("/articles/alone/").select(".series")
    assert client.get("/series/alone/").headers["Location"] == "/articles/alone/"
    assert client.get("/series/draft/").status_code == 404
    assert client.get("/series/nobody/").status_code == 404


def test_two_printings_of_a_part_are_one_part():
    printing("泉州晚报", 0, title="改革见闻（上）", slug="first")
    printing("泉州晚报", 1, title="改革见闻（上）", slug="again")
    make_article("改革见闻（下）", slug="last", source="泉州晚报", published_at=NOON)

    assert len(read("/articles/last/").select(".series li")) == 2
    assert len(read("/articles/again/").select(".series li")) == 2


def test_a_series_costs_one_query_and_an_article_of_none_costs_nothing(django_assert_num_queries, paper):
    make_article("改革见闻", slug="alone", source=paper, published_at=NOON)
    client = english_reader()
    client.get("/articles/alone/")
    with django_assert_num_queries(5):  # The article; its tags; its credits; the newer; the older.
        client.get("/articles/alone/")

    for number in range(1, 41):
        make_article(f"改革见闻（{number}）", slug=f"part{number}", source=paper, published_at=NOON)
    with django_assert_num_queries(6):  # The parts too.
        client.get("/articles/part20/")
    with django_assert_num_queries(2):  # The article; the parts.
        client.get("/series/part1/")
