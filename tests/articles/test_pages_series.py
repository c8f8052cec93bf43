"""Series (系列): the box beside a part, the page of one, and the list of all."""

from __future__ import annotations

from datetime import timedelta

import pytest

from articles import serials
from tests.articles.copies import printing
from tests.factories import NOON, make_article, make_source
from tests.reading import all_seen, english_reader, read, seen

pytestmark = pytest.mark.django_db


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


# The list of all


def make_series(base: str, source, start: int = 0, parts: int = 2, slug: str = "", **fields):
    """Parts of a series on successive days, the first `start` days after NOON."""
    for number in range(1, parts + 1):
        make_article(
            f"{base}（{number}）",
            slug=f"{slug or base}{number}",
            source=source,
            published_at=NOON + timedelta(days=start + number - 1),
            **fields,
        )


def test_all_series_are_listed_that_with_the_newest_part_first(paper):
    make_series("老城改造见闻", paper, start=0, parts=3)
    make_series("优化营商环境", paper, start=20)
    make_series("走进产业园区", make_source("厦门日报"), start=10)

    page = read("/series/")

    assert all_seen(page, ".parts a") == ["优化营商环境", "走进产业园区", "老城改造见闻"]
    assert all_seen(page, ".parts .when") == [
        "泉州晚报 · 2 parts · March 18, 2022",
        "厦门日报 · 2 parts · March 8, 2022",
        "泉州晚报 · 3 parts · Feb. 27, 2022",
    ]
    for link in page.select(".parts a"):
        assert seen(read(link["href"]).h1) == seen(link)


def test_what_came_again_under_the_same_words_is_listed_as_two(paper):
    make_series("两会观察日记", paper, start=0, slug="a")
    make_series("两会观察日记", paper, start=365, slug="b")

    assert [link["href"] for link in read("/series/").select(".parts a")] == ["/series/b1/", "/series/a1/"]


def test_parts_alone_of_nobody_and_unpublished_ones_are_in_no_list(paper):
    make_article("改革见闻（上）", source=paper)
    make_article("改革见闻（下）", source="厦门日报")
    make_series("无源见闻", None)
    make_series("秘密见闻", paper, status="draft")
    make_series("将来见闻", paper, publish_at=NOON + timedelta(days=100_000))

    assert seen(read("/series/").select_one(".empty h2")) == "No series is published yet"


def test_a_series_is_listed_with_as_many_parts_as_its_page_shows(paper):
    # One number a month for two years: its page looks a year ahead.
    for number in range(1, 25):
        make_article(
            f"每月观察札记（{number}）",
            slug=f"m{number}",
            source=paper,
            published_at=NOON + timedelta(days=31 * number),
        )
    [link] = (page := read("/series/")).select(".parts a")

    parts = read(link["href"]).select(".parts li")

    assert f"{len(parts)} parts" in seen(page.select_one(".when"))


def test_undated_series_come_last(paper):
    for number in (1, 2):
        make_article(f"无日期见闻（{number}）", source=paper, published_at=None)
    make_series("老城改造见闻", paper)

    page = read("/series/")

    assert all_seen(page, ".parts a") == ["老城改造见闻", "无日期见闻"]
    assert all_seen(page, ".when")[1] == "泉州晚报 · 2 parts · Date unknown"


def test_of_more_parts_than_are_looked_at_the_newest_series_are_listed_and_that_is_said(paper, monkeypatch):
    make_series("最新的见闻", paper, start=200)
    make_series("隔得近的见闻", paper, start=60)  # May have begun before what is looked at.
    make_series("最老的见闻", paper, start=0)
    assert len(read("/series/").select(".parts a")) == 3  # The control.

    monkeypatch.setattr(serials, "MOST_OF_ALL", 4)
    page = read("/series/")

    assert all_seen(page, ".parts a") == ["最新的见闻"]
    assert seen(page.select_one(".facts")).startswith("Series among the newest")


def test_a_series_and_the_list_of_columns_lead_to_the_list_of_all(paper):
    make_series("老城改造见闻", paper, slug="a")

    assert read("/series/a1/").select_one(".kicker a")["href"] == "/series/"
    assert "/series/" in [link["href"] for link in read("/columns/").select(".tabs a")]
    assert seen(read("/series/").select_one(".tabs [aria-current]")) == "Series"


def test_the_list_of_series_comes_in_pages(paper):
    for number in range(52):
        make_series(f"第{number}回见闻", paper, start=number)

    assert len(read("/series/").select(".parts li")) == 50
    assert len(read("/series/?page=2").select(".parts li")) == 2
    assert english_reader().get("/series/?page=3").status_code == 404


@pytest.mark.parametrize("rows", [2, 40])
def test_the_queries_of_the_list_of_series_do_not_grow(django_assert_num_queries, paper, rows):
    for number in range(rows):
        make_series(f"第{number}回见闻", paper, start=number)

    with django_assert_num_queries(2):  # The parts; the first ones of those shown.
        english_reader().get("/series/")
