"""The archive by year, month and day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.articles.copies import printing
from tests.factories import make_article
from tests.reading import all_seen, english_reader, read, seen, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def february():
    make_article("月初", published_at=datetime(2022, 1, 31, 16, 0, tzinfo=UTC))  # the first of February in Shanghai
    make_article("只有日期", published_at=datetime(2022, 2, 24, 16, 0, tzinfo=UTC), published_precision="day")
    make_article("同一天", published_at=datetime(2022, 2, 25, 15, 59, 59, tzinfo=UTC))
    make_article("上一年", published_at=datetime(2021, 12, 5, tzinfo=UTC))
    make_article("四月", published_at=datetime(2022, 4, 1, tzinfo=UTC))
    make_article("草稿", published_at=datetime(2022, 2, 10, tzinfo=UTC), status="draft")
    make_article("没有日期", published_at=None)


def test_a_year_has_its_months(february):
    page = read("/archive/2022/")

    assert seen(page.h1) == "2022"
    assert seen(page.select_one(".count")) == "4 articles"
    assert all_seen(page, ".timeline li") == ["February 2022 3", "April 2022 1"]
    assert [link["href"] for link in page.select(".timeline a")] == ["/archive/2022/02/", "/archive/2022/04/"]


def test_a_month_is_a_calendar_with_its_articles_below(february):
    page = read("/archive/2022/02/")

    table = page.select_one("table.calendar")
    assert seen(table.caption) == "Calendar of February 2022"
    assert [(head["scope"], head.abbr["title"]) for head in table.select("th")][:2] == [
        ("col", "Monday"),
        ("col", "Tuesday"),
    ]
    weeks = table.select("tbody tr")
    assert all_seen(weeks[0], "td") == ["", "1 1", "2", "3", "4", "5", "6"]  # A Tuesday.
    assert [(link["href"], link["aria-label"]) for link in table.select("a")] == [
        ("/archive/2022/02/01/", "Feb. 1, 2022: 1 article"),
        ("/archive/2022/02/25/", "Feb. 25, 2022: 2 articles"),
    ]
    assert titles(page) == ["同一天", "只有日期", "月初"]


def test_a_day_has_the_articles_of_that_day_in_shanghai(february):
    page = read("/archive/2022/02/25/")

    assert seen(page.h1) == "Feb. 25, 2022"
    assert titles(page) == ["同一天", "只有日期"]
    assert [link["href"] for link in page.select(".crumbs a")] == ["/archive/", "/archive/2022/", "/archive/2022/02/"]


@pytest.mark.parametrize(
    ("address", "beside"),
    [
        ("/archive/2022/", ["/archive/2021/"]),
        ("/archive/2021/", ["/archive/2022/"]),
        ("/archive/2022/02/", ["/archive/2021/12/", "/archive/2022/04/"]),
        ("/archive/2022/02/25/", ["/archive/2022/02/01/", "/archive/2022/04/01/"]),
        ("/archive/2021/12/05/", ["/archive/2022/02/01/"]),
    ],
)
def test_the_periods_beside_it_are_the_next_that_have_articles(february, address, beside):
    assert [link["href"] for link in read(address).select(".beside a")] == beside


@pytest.mark.parametrize(
    "address",
    [
        "2020",
        "0",
        "1",
        "1000",
        "10000",
        "1" + "0" * 23,
        "2022/03",
        "2022/02/02",
        "2022/02/10",
        "2022/02/29",
        "2022/02/0",
        "2022/2/32",
    ],
)
def test_a_period_that_is_none_or_has_no_article_is_a_404(february, address):
    read(f"/archive/{address}/", 404)


def test_the_days_of_a_month_count_printings_of_one_text_once_a_day():
    printing("泉州晚报", 0)
    printing("东方财富", 0)
    printing("招商网", 1)

    links = read("/archive/2022/02/").select(".calendar a")

    assert [seen(link.select_one(".number")) for link in links] == ["1", "1"]
    assert len(titles(read("/archive/2022/02/"))) == 1


def test_days_before_the_time_zone_was_as_it_is_are_the_calendar_s():
    # In the summers of 1986 to 1991 Shanghai was nine hours ahead.
    make_article("夏令时", published_at=datetime(1990, 6, 30, 15, 30, tzinfo=UTC))

    assert seen(read("/archive/1990/07/").select_one(".calendar a .day")) == "1"
    assert titles(read("/archive/1990/07/01/")) == ["夏令时"]


@pytest.mark.parametrize("rows", [20, 100])
@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("/archive/2022/", 4),  # The months; printings of one text; the years beside it.
        # How many; a page; its tags; its credits; the months beside it; the days; printings of one text.
        ("/archive/2022/02/", 8),
        ("/archive/2022/02/25/", 6),  # How many; a page; its tags; its credits; the days beside it.
        ("/archive/undated/", 4),  # How many; a page; its tags; its credits.
    ],
)
def test_the_queries_of_a_period_do_not_grow(django_assert_num_queries, rows, address, number):
    for count in range(rows):
        make_article(source=f"晚报{count}", tags=["营商"], credits=[("甲", "reporter")])
        make_article(published_at=None)

    with django_assert_num_queries(number):
        assert english_reader().get(address).status_code == 200
