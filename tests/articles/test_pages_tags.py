"""The page of a tag: what it is called, what stands beside it, and when."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from articles.models import Article
from articles.views import bounded
from articles.vocabulary import rename_tag
from tests.articles.copies import printing
from tests.factories import make_article, make_tag
from tests.reading import all_seen, english_reader, read, seen, titles

pytestmark = pytest.mark.django_db


def month(year: int, number: int) -> datetime:
    return datetime(year, number, 15, tzinfo=UTC)


def test_a_tag_has_the_names_that_it_had():
    tag = make_tag("数码经济")
    make_article(tags=[tag])
    rename_tag(tag, "数字经济", None)

    page = read("/tags/数字经济/")

    assert all_seen(page, ".page-head .details dd") == ["数码经济"]


def test_a_name_that_readers_never_saw_is_not_told():
    tag = make_tag("内部代号")
    rename_tag(tag, "数字经济", None)
    make_article(tags=[tag])

    assert "内部代号" not in read("/tags/数字经济/").text


def test_the_tags_beside_it_are_counted_and_lead_to_both():
    make_article("都有", tags=["营商", "数字"])
    make_article("也都有", tags=["营商", "数字", "福建"])
    make_article("只有一个", tags=["营商"])
    make_article("草稿", tags=["营商", "秘密"], status="draft")

    page = read("/tags/营商/")
    assert all_seen(page, ".together li") == ["数字 2", "福建 1"]

    both = read(page.select_one(".together a")["href"])
    assert titles(both) == ["也都有", "都有"]
    assert titles(read(both.select_one(".narrowed a")["href"])) == titles(page)
    assert both.find("meta", {"name": "robots"})["content"] == "noindex"


def test_the_timeline_counts_months_and_leads_to_the_articles_of_each():
    make_article("二月的", tags=["营商"], published_at=month(2022, 2))
    make_article("二月也有", tags=["营商"], published_at=month(2022, 2))
    make_article("三月的", tags=["营商"], published_at=month(2022, 3))
    make_article("没有日期", tags=["营商"], published_at=None)

    page = read("/tags/营商/")
    assert all_seen(page, ".timeline li") == ["February 2022 2", "March 2022 1"]
    assert [bar["width"] for bar in page.select(".timeline rect")] == ["100", "50"]

    narrowed = read(page.select_one(".timeline a")["href"])
    assert titles(narrowed) == ["二月也有", "二月的"]
    assert all_seen(narrowed, ".narrowed a") == ["February 2022 × (take away)"]


def test_many_months_are_shown_as_years():
    for number in range(25):
        make_article(tags=["营商"], published_at=month(2020 + number // 12, number % 12 + 1))

    assert all_seen(read("/tags/营商/"), ".timeline li") == ["2020 12", "2021 12", "2022 1"]


def test_both_can_be_narrowed_at_once():
    make_article("要找的", tags=["营商", "数字"], published_at=month(2022, 2))
    make_article("别的月", tags=["营商", "数字"], published_at=month(2022, 3))
    make_article("别的标签", tags=["营商"], published_at=month(2022, 2))

    assert titles(read("/tags/营商/?with=数字&period=2022-02")) == ["要找的"]


def test_reposts_of_one_text_are_counted_once():
    printing("泉州晚报", 0, tags=["营商", "数字"])
    printing("东方财富", 1, tags=["营商", "数字"])

    page = read("/tags/营商/")

    assert seen(page.select_one(".count")) == "1 article"
    assert all_seen(page, ".together li") == ["数字 1"]
    assert seen(page.select_one(".timeline .number")) == "1"


@pytest.mark.parametrize(
    "query",
    [
        "with=nobody",
        "with=没有一起",
        "with=%00",
        "period=2022-13",
        "period=x",
        "period=2021",
        "period=9999-12",
        "page=2",
    ],
)
def test_what_there_is_none_of_is_a_404(query):
    make_article(tags=["营商"])
    make_article(tags=["没有一起"])
    read("/tags/营商/", 200)  # The control.

    read(f"/tags/营商/?{query}", 404)


def test_beyond_the_bound_numbers_say_so_and_every_article_is_reached(monkeypatch):
    monkeypatch.setattr(bounded, "BOUND", 20)
    for number in range(45):
        make_article(f"第{number}篇", tags=["营商", "数字"])

    page = read("/tags/营商/")
    assert seen(page.select_one(".count")) == "More than 20 articles"
    assert all_seen(page, ".together li") == ["数字 20"]
    assert "Counted among the newest" in page.text
    found, address = titles(page), page.select_one("[rel=next]")["href"]
    while address:
        page = read(f"/tags/营商/{address}")
        found += titles(page)
        address = (page.select_one("[rel=next]") or {}).get("href")
    assert found == [f"第{number}篇" for number in reversed(range(45))]
    read("/tags/营商/?page=4", 404)
    read(f"/tags/营商/?page={10**23}", 404)


def test_as_many_as_the_bound_are_counted_exactly(monkeypatch):
    monkeypatch.setattr(bounded, "BOUND", 20)
    for _ in range(20):
        make_article(tags=["营商"])

    assert seen(read("/tags/营商/").select_one(".count")) == "20 articles"


@pytest.mark.parametrize("few", [1000, 0])
@pytest.mark.parametrize("address", ["/tags/营商/", "/tags/营商/?with=数字", "/regions/营商/"])
def test_a_list_is_the_same_whether_few_or_many_are_in_it(monkeypatch, few, address):
    monkeypatch.setattr("articles.listing.FEW", few)
    make_tag("营商", kind="region")
    for number in range(3):
        make_article(f"第{number}篇", tags=["营商", "数字"])
    make_article("别的", tags=["数字"])

    assert titles(read(address)) == ["第2篇", "第1篇", "第0篇"]


@pytest.mark.parametrize("rows", [20, 100])
@pytest.mark.parametrize(
    ("query", "number"),
    [
        # The tag; has it few; the newest of them; a page; its tags; its credits; the tags and months of the newest.
        ("", 7),
        ("?with=共有", 7),  # Both tags; have they few; the newest; a page; its tags; its credits; the months.
        ("?page=2", 6),
    ],
)
def test_the_queries_of_a_tag_do_not_grow_with_its_rows(django_assert_num_queries, rows, query, number):
    for count in range(rows + 1):
        make_article(tags=["营商", "共有", f"标签{count}"], published_at=month(2020 + count % 5, 1))

    with django_assert_num_queries(number):
        assert english_reader().get(f"/tags/营商/{query}").status_code == 200


def test_a_draft_does_not_show_that_it_has_a_tag():
    make_article(tags=["营商"])
    Article.objects.update(status="draft")
    read("/tags/营商/", 404)
