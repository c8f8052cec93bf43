"""The home page: the newest articles, and the filter by source and tag."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import NOON, make_article, make_source, make_tag
from tests.reading import all_seen, english_reader, read, seen, titles

pytestmark = pytest.mark.django_db


def fill(count: int) -> None:
    for number in range(count):
        make_article(
            f"第{number}篇",
            source=f"晚报{number}",
            tags=[f"标签{number}", "共有"],
            credits=[(f"记者{number}", "reporter")],
            published_at=NOON + timedelta(hours=number),
        )


def test_the_newest_article_is_first_and_undated_ones_are_last():
    make_article("没有日期", published_at=None)
    make_article("旧闻", published_at=NOON)
    make_article("新闻", published_at=NOON + timedelta(days=1))
    make_article("古代的新闻", published_at=datetime(1872, 4, 30, tzinfo=UTC))

    assert titles(read("/")) == ["新闻", "旧闻", "古代的新闻", "没有日期"]


def test_an_entry_shows_kicker_title_source_date_byline_summary_and_tags():
    make_article(
        "数字服务效能提升",
        kicker="做强做优数字经济 ④",
        source="泉州晚报",
        credits=[("马洪超", "reporter"), ("唐克", "photographer"), ("孟飞", "page_editor")],
        summary="各地持续提升数字服务效能。",
        tags=["营商环境"],
    )

    entry = read("/").select_one(".entry")

    assert seen(entry.select_one(".kicker")) == "做强做优数字经济 ④"
    assert seen(entry.h2) == "数字服务效能提升"
    assert all_seen(entry, ".facts li") == ["泉州晚报", "Feb. 25, 2022, noon", "马洪超"]
    assert seen(entry.select_one(".excerpt")) == "各地持续提升数字服务效能。"
    assert all_seen(entry, ".tags li") == ["营商环境"]


def test_an_entry_without_a_summary_opens_with_the_text():
    make_article(body=f"<h2>小标题</h2><p>{'营商环境' * 100}</p>")

    excerpt = seen(read("/").select_one(".excerpt"))

    assert excerpt.startswith("小标题 营商环境")
    assert len(excerpt) == 120
    assert excerpt.endswith("…")


def test_an_undated_article_says_so():
    make_article(published_at=None)

    assert all_seen(read("/"), ".facts li") == ["Date unknown"]


def test_a_date_to_the_day_shows_no_time():
    midnight_in_shanghai = datetime(2022, 6, 15, 16, tzinfo=UTC)
    make_article(published_at=midnight_in_shanghai, published_precision="day")

    date = read("/").select_one(".facts time")

    assert seen(date) == "June 16, 2022"
    assert date["datetime"] == "2022-06-16"


def test_a_long_byline_names_three_and_says_how_many_there_are():
    make_article(credits=[(name, "reporter") for name in ("甲某", "乙某", "丙某", "丁某", "戊某")])

    assert all_seen(read("/"), ".facts li")[-1] == "甲某、乙某、丙某 and others, 5 in all"


def test_a_reporter_who_also_took_the_picture_is_named_once():
    make_article(credits=[("郭荣鑫", "reporter"), ("郭荣鑫", "author"), ("郭荣鑫", "photographer")])

    assert all_seen(read("/"), ".facts li")[-1] == "郭荣鑫"


def test_a_page_has_twenty_articles_and_the_next_one_the_rest():
    fill(21)

    first, second = read("/"), read("/?page=2")

    assert titles(first) == [f"第{number}篇" for number in range(20, 0, -1)]
    assert titles(second) == ["第0篇"]
    assert seen(first.select_one(".count")) == "21 articles"
    assert seen(first.select_one(".pagination [rel=next]")) == "Next page"
    assert seen(second.select_one(".pagination [aria-current]")) == "2"


@pytest.mark.parametrize("page", ["3", "0", "-1", "x", "%00", "1" + "0" * 23, "9" * 5000])
def test_a_page_that_does_not_exist_is_a_404(page):
    fill(21)

    assert seen(read(f"/?page={page}", 404).h1) == "There is no page at this address"


def test_the_filter_by_source_shows_that_source_alone():
    make_article("晚报的", source=make_source("泉州晚报"))
    make_article("日报的", source=make_source("厦门日报"))

    page = read("/?source=泉州晚报")

    assert titles(page) == ["晚报的"]
    [active] = page.select(".narrowed a")
    assert seen(active) == "泉州晚报 ×"
    assert active["href"] == "/"


def test_the_filter_by_tag_shows_articles_with_that_tag_once():
    make_article("有标签", tags=["营商环境", "数字政府"])
    make_article("无标签")

    assert titles(read("/?tag=营商环境")) == ["有标签"]


def test_source_and_tag_together_narrow_further_and_paging_keeps_them():
    source, tag = make_source("泉州晚报"), make_tag("营商环境")
    for number in range(21):
        make_article(f"两者{number}", source=source, tags=[tag])
    make_article("只有来源", source=source)
    make_article("只有标签", tags=[tag])

    page = read("/?source=泉州晚报&tag=营商环境")
    after = page.select_one("[rel=next]")["href"]

    assert seen(page.select_one(".count")) == "21 articles"
    assert titles(read(f"/{after}")) == ["两者0"]


def test_an_unknown_source_and_tag_are_named_with_a_way_on():
    make_article()

    empty = read("/?source=没有的报&tag=<b>").select_one(".empty")

    assert seen(empty.h2) == "No article is like that"
    assert "There is no source “没有的报” with articles here. See all sources" in seen(empty)
    assert "There is no tag “<b>” with articles here. See all tags" in seen(empty)
    assert [link["href"] for link in empty("a")] == ["/sources/", "/tags/", "/"]


def test_a_source_and_a_tag_that_share_no_article_say_so():
    make_article(source=make_source("泉州晚报"))
    make_article(tags=["营商环境"])

    empty = read("/?source=泉州晚报&tag=营商环境").select_one(".empty")

    assert "No article of 泉州晚报 has the tag “营商环境”." in seen(empty)


def test_a_filter_with_a_nul_byte_is_an_unknown_source():
    make_article(source="泉州晚报")

    assert titles(read("/?source=%00&tag=%00")) == []


def test_an_archive_without_articles_says_why_and_what_to_do():
    empty = read("/").select_one(".empty")

    assert seen(empty.h2) == "No article has been published yet"
    assert "The archive fills when an editor imports files and publishes what came of them." in seen(empty)
    assert empty.a["href"] == "/admin/"


def facets(page) -> dict[str, list[str]]:
    """By its heading, what a list can be narrowed to, without the links to all."""
    return {seen(part.h2): all_seen(part, "li")[:-1] for part in page.select(".narrow section")}


def test_sources_and_tags_are_links_with_numbers_the_most_frequent_first():
    for source, tags in (("泉州晚报", ["营商环境"]), ("泉州晚报", ["营商环境", "数字政府"]), ("厦门日报", ["AI"])):
        make_article(source=source, tags=tags)
    make_article("草稿", source="草稿报", tags=["草稿"], status="draft")

    page = read("/")

    assert facets(page) == {"Sources": ["泉州晚报 2", "厦门日报 1"], "Tags": ["营商环境 2", "AI 1", "数字政府 1"]}
    assert page.select("form.filter, select") == []


def test_filters_are_combined_by_links_and_each_is_taken_off_by_one():
    make_article("两者", source="泉州晚报", tags=["营商环境"])
    make_article("只有来源", source="泉州晚报")
    make_article("只有标签", source="厦门日报", tags=["营商环境"])

    def follow(page, words: str):
        return read(next(link["href"] for link in page.select(".narrow a, .narrowed a") if words in link.get_text()))

    both = follow(follow(read("/"), "泉州晚报"), "营商环境")
    assert titles(both) == ["两者"]
    assert facets(both) == {}
    assert titles(follow(both, "泉州晚报")) == ["只有标签", "两者"]
    assert titles(follow(both, "营商环境")) == ["只有来源", "两者"]


def test_no_more_than_twelve_of_a_kind_are_offered_with_a_link_to_all():
    make_article(tags=[f"标签{number:03}" for number in range(20)], source="泉州晚报")

    page = read("/")

    assert len(facets(page)["Tags"]) == 12
    assert [link["href"] for link in page.select(".narrow li:last-child a")] == ["/sources/", "/tags/"]


def test_an_entry_shows_five_tags_and_how_many_there_are():
    make_article(tags=[f"标签{number}" for number in range(7)])

    page = read("/")

    assert all_seen(page, ".entry .tags li") == [*(f"标签{number}" for number in range(5)), "7 in all"]
    assert len(all_seen(read(page.select_one(".entry h2 a")["href"]), ".tags a")) == 7


@pytest.mark.parametrize("rows", [20, 100])
@pytest.mark.parametrize("query", ["", "?source=晚报7", "?source=晚报7&tag=共有", "?tag=标签7"])
def test_the_home_page_takes_six_queries_at_the_most(django_assert_num_queries, rows, query):
    fill(rows)
    reader = english_reader()
    reader.get(f"/{query}")  # What Django asks a database once.

    # The source that is chosen; the tag that is; how many articles, and the newest; a page of them; their tags; their
    # credits; and, unless both are chosen, what else there is to choose.
    chosen = query.count("=")
    with django_assert_num_queries(4 + chosen + (chosen < 2)):
        reader.get(f"/{query}")


def test_an_unknown_filter_takes_one_query(django_assert_num_queries):
    fill(1)

    # The source that is asked for.
    with django_assert_num_queries(1):
        english_reader().get("/?source=没有")


def test_a_list_does_not_load_bodies():
    make_article()

    with CaptureQueriesContext(connection) as queries:
        english_reader().get("/")

    loaded = [query["sql"] for query in queries if '"articles_article"."body"' in query["sql"]]
    assert loaded == []


def test_a_full_page_is_under_sixty_kilobytes():
    fill(100)

    assert len(english_reader().get("/").content) < 60_000
