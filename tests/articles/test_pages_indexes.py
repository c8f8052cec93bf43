"""Sources, tags and the archive: what there is, how much of it, and its articles."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.factories import NOON, make_article, make_source, make_tag
from tests.reading import all_seen, english_reader, read, seen, titles

pytestmark = pytest.mark.django_db


def test_sources_are_listed_by_their_number_of_articles():
    often, republisher = make_source("泉州晚报"), make_source("招商人", kind="website")
    make_article(source="新华社", republisher=republisher)
    make_article(source=often)
    make_article(source=often)
    make_article(source=often, status="draft")

    rows = read("/sources/").select("tbody tr")

    assert [all_seen(row, "th, td") for row in rows] == [
        ["泉州晚报", "Newspaper", "2", "0"],
        ["新华社", "Newspaper", "1", "0"],
        ["招商人", "Website", "0", "1"],
    ]


def test_a_source_has_its_kind_homepage_aliases_count_and_articles():
    source = make_source("泉州晚报", aliases=["quanzhouwanbao", "晚报"], homepage="https://www.example.cn/")
    make_article("晚报的", source=source)
    make_article("别家的", source="厦门日报")

    page = read(source.get_absolute_url())

    assert seen(page.select_one(".kicker")) == "Newspaper"
    assert seen(page.h1) == "泉州晚报"
    assert seen(page.select_one(".count")) == "1 article"
    assert page.find("a", string="https://www.example.cn/")["href"] == "https://www.example.cn/"
    assert all_seen(page, ".page-head .details dd") == ["2022", "https://www.example.cn/", "quanzhouwanbao、晚报"]
    assert titles(page) == ["晚报的"]


def test_a_source_has_its_description_years_and_most_frequent_tags_and_none_of_the_notes():
    source = make_source("泉州晚报", slug="wanbao", description="泉州的晚报。", notes="只给编辑看。")
    make_article(source=source, tags=["营商环境", "5G"], published_at=datetime(2019, 12, 31, 16, tzinfo=UTC))
    make_article(source=source, tags=["营商环境"], published_at=NOON)
    make_article(source=source, published_at=None)
    make_article(source=source, published_at=datetime(2030, 1, 1, tzinfo=UTC), status="draft", tags=["藏"])

    page = read(source.get_absolute_url())

    assert seen(page.select_one(".note")) == "泉州的晚报。"
    assert all_seen(page, ".page-head .details dd") == ["2020 – 2022".replace(" ", "")]
    assert all_seen(page, ".frequent li") == ["营商环境 2", "5G 1"]
    assert len(titles(read(page.select_one(".frequent a")["href"]))) == 2
    assert "只给编辑看" not in str(page)


def test_a_long_list_is_counted_to_a_bound_and_read_on_behind_it(monkeypatch):
    monkeypatch.setattr("articles.views.bounded.BOUND", 40)
    source = make_source("泉州晚报")
    for number in range(61):
        make_article(f"第{number}篇", source=source)

    page = read(source.get_absolute_url())

    assert seen(page.select_one(".count")) == "More than 40 articles"
    assert titles(read(f"{source.get_absolute_url()}?page=4")) == ["第0篇"]
    read(f"{source.get_absolute_url()}?page=5", 404)


def test_a_source_that_only_republishes_shows_what_it_republished():
    republisher = make_source("招商人")
    make_article("转来的", source="成都日报", republisher=republisher)

    page = read(republisher.get_absolute_url())

    assert titles(page) == ["转来的"]
    assert "What it republished of others." in seen(page.select_one(".page-head"))


def test_a_source_that_does_both_keeps_the_two_lists_apart():
    source = make_source("泉州晚报")
    make_article("自己的", source=source)
    make_article("转来的", source="成都日报", republisher=source)

    page = read(source.get_absolute_url())
    reposts = read(page.find("a", string="Republished")["href"])

    assert titles(page) == ["自己的"]
    assert titles(reposts) == ["转来的"]
    assert seen(reposts.select_one(".tabs [aria-current]")) == "Republished"


def test_tags_are_listed_by_their_number_of_articles():
    make_article(tags=["营商环境", "5G"])
    make_article(tags=["营商环境"])

    assert all_seen(read("/tags/"), ".names li") == ["营商环境 2", "5G 1"]


def test_a_tag_has_its_description_and_articles():
    tag = make_tag("营商环境", description="办事难易。")
    make_article("有标签", tags=[tag])
    make_article("无标签")

    page = read(tag.get_absolute_url())

    assert seen(page.h1) == "营商环境"
    assert seen(page.select_one(".note")) == "办事难易。"
    assert titles(page) == ["有标签"]


def test_tags_and_sources_with_signs_in_their_names_have_pages():
    make_article("一篇", tags=["C++", "Open Data"], source="《求是》")

    links = [link["href"] for link in read("/").select(".entry .tags a, .entry .facts a")]

    assert len(links) == 3
    for link in links:
        assert titles(read(link)) == ["一篇"]


def test_the_archive_counts_the_articles_of_each_month_by_the_calendar_of_shanghai():
    make_article(published_at=datetime(2022, 1, 31, 16, 0, tzinfo=UTC))  # the first of February in Shanghai
    make_article(published_at=datetime(2022, 2, 28, 15, 59, 59, tzinfo=UTC))
    make_article(published_at=datetime(2022, 2, 28, 16, 0, tzinfo=UTC))  # the first of March in Shanghai
    make_article(published_at=datetime(2021, 12, 5, tzinfo=UTC))
    make_article(published_at=None)

    page = read("/archive/")

    assert all_seen(page, ".year h2") == ["2022 3", "2021 1", "Date unknown"]
    assert all_seen(page, ".year li") == [
        "February 2022 2",
        "March 2022 1",
        "December 2021 1",
        "Articles without a date 1",
    ]


def test_a_month_has_the_articles_that_the_archive_counts():
    make_article("月初", published_at=datetime(2022, 1, 31, 16, 0, tzinfo=UTC))
    make_article("月末", published_at=datetime(2022, 2, 28, 15, 59, 59, tzinfo=UTC))
    make_article("下月", published_at=datetime(2022, 2, 28, 16, 0, tzinfo=UTC))

    page = read(next(link["href"] for link in read("/archive/").select("a") if "February 2022" in link.text))

    assert seen(page.h1) == "February 2022"
    assert titles(page) == ["月末", "月初"]


def test_december_ends_with_the_year():
    make_article("岁末", published_at=datetime(2021, 12, 31, 15, 59, tzinfo=UTC))
    make_article("元旦", published_at=datetime(2021, 12, 31, 16, 0, tzinfo=UTC))

    assert titles(read("/archive/2021/12/")) == ["岁末"]


def test_undated_articles_have_a_page_in_the_archive():
    make_article("有日期")
    make_article("没有日期", published_at=None)

    page = read("/archive/undated/")

    assert seen(page.h1) == "Date unknown"
    assert titles(page) == ["没有日期"]


@pytest.mark.parametrize(
    "month", ["2022/13", "2022/0", "2022/3", "0/1", "1/1", "1000/1", "9999/12", "1" + "0" * 23 + "/1"]
)
def test_a_month_that_is_none_or_has_no_article_is_a_404(month):
    make_article(published_at=NOON)
    make_article(published_at=None)

    read(f"/archive/{month}/", 404)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("/sources/", "No article has been published yet"),
        ("/tags/", "No article has a tag yet"),
        ("/archive/", "No article has been published yet"),
    ],
)
def test_an_index_without_entries_says_why(address, message):
    assert seen(read(address).select_one(".empty h2")) == message


def fill(count: int) -> None:
    tag = make_tag("共有")
    for number in range(count):
        make_article(source=f"晚报{number}", republisher=make_source(), tags=[f"标签{number}", tag])
    make_article(source="泉州晚报", tags=[tag])


@pytest.mark.parametrize("rows", [20, 100])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/sources/", 3),  # How many articles each has; how many reposts; the sources.
        ("/tags/", 2),  # How many articles each has; the tags.
        ("/archive/", 3),  # How many articles each month has; how many printings of one text; how many are undated.
        # The source with its dates and whether it has articles and reposts; its aliases; how many, and the newest; a
        # page of them; their tags; their credits; the most frequent tags.
        ("/sources/泉州晚报/", 7),
        # The tag; has it few; the newest; a page of them; their tags; their credits; the tags beside it.
        ("/tags/共有/", 7),
        # How many; a page of them; their tags; their credits; the days; printings of one text; the months beside it.
        ("/archive/2022/2/", 8),
    ],
)
def test_the_queries_of_a_page_do_not_grow_with_its_rows(django_assert_num_queries, rows, address, queries):
    fill(rows)

    english_reader().get(address)  # What Django asks a database once.

    with django_assert_num_queries(queries):
        english_reader().get(address)
