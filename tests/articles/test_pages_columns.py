"""Columns (栏目)."""

from __future__ import annotations

import pytest

from tests.factories import make_article
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
