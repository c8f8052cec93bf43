"""How many articles each month has: what is counted, where each bar leads, and the same as a table."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from articles.trends import MONTHS, SHOWN, YEARS
from tests.factories import make_article, make_source, make_tag
from tests.reading import all_seen, read, seen

pytestmark = pytest.mark.django_db
TEXT = "<p>" + "营商环境建设是一项系统工程，良好的营商环境是综合竞争力的重要体现。" * 6 + "</p>"


def on(year: int, month: int, day: int = 5) -> datetime:
    return datetime(year, month, day, 4, tzinfo=UTC)


def trends(query: str = "", **options):
    return read(f"/trends/?{query}", **options)


def bars(page) -> dict[str, str]:
    """Where each bar leads, by what is said of it."""
    return {bar["aria-label"]: bar["href"] for bar in page.select(".chart svg a")}


def found(address: str) -> list[str]:
    return all_seen(read(address), ".entry h2")


@pytest.fixture
def archive():
    quanzhou, xiamen = make_source("泉州晚报", slug="quanzhou"), make_source("厦门日报", slug="xiamen")
    make_article("甲", source=quanzhou, tags=["港口", "数字经济"], published_at=on(2022, 2), slug="a")
    make_article("乙", source=quanzhou, tags=["港口"], published_at=on(2022, 2, 28), slug="b")
    make_article("丙", source=xiamen, tags=["港口"], published_at=on(2022, 4), slug="c", body="<p>天气晴好。</p>")
    make_article("丁", published_at=on(2022, 5), slug="d")
    make_article("无期", source=quanzhou, tags=["港口"], published_at=None, slug="e")


def test_every_month_with_articles_has_a_bar_that_leads_to_them(archive):
    page = trends()

    assert list(bars(page)) == ["February 2022: 2 articles", "April 2022: 1 article", "May 2022: 1 article"]
    assert found(bars(page)["February 2022: 2 articles"]) == ["乙", "甲"]
    assert seen(page.select_one(".count")) == "Articles per month, February 2022 to May 2022"
    # Months without an article have their place.
    assert all_seen(page, ".chart text:not(.number)") == ["2", "2022", "3", "4", "5"]
    assert all_seen(page, ".chart .number") == ["2", "1", "1"]


def test_the_same_stands_in_a_table_with_the_newest_first(archive):
    rows = [all_seen(row, "th, td") for row in trends().select(".as-table tr")]
    assert rows == [
        ["Month", "Articles"],
        ["May 2022", "1"],
        ["April 2022", "1"],
        ["March 2022", "0"],
        ["February 2022", "2"],
    ]
    by_source = trends("by=source").select_one(".as-table")
    assert [all_seen(row, "th, td") for row in by_source.select("tr")] == [
        ["Month", "泉州晚报", "厦门日报"],
        ["May 2022", "0", "0"],
        ["April 2022", "0", "1"],
        ["March 2022", "0", "0"],
        ["February 2022", "2", "0"],
    ]
    assert {link["href"] for link in by_source.select("a")} == set(bars(trends("by=source")).values())


@pytest.mark.parametrize(
    ("by", "headings", "bar", "articles"),
    [
        ("source", ["泉州晚报 2", "厦门日报 1"], "泉州晚报, February 2022: 2 articles", ["乙", "甲"]),
        ("tag", ["港口 3", "数字经济 1"], "港口, April 2022: 1 article", ["丙"]),
    ],
)
def test_sources_and_tags_stand_below_each_other_and_their_bars_lead_to_their_articles(
    archive, by, headings, bar, articles
):
    page = trends(f"by={by}")

    assert all_seen(page, ".chart h2") == headings
    assert found(bars(page)[bar]) == articles
    assert all(len(found(address)) == int(said.split(": ")[1].split()[0]) for said, address in bars(page).items())
    narrowed = read("/trends/" + page.select_one(".chart h2 a")["href"])
    assert seen(narrowed.select_one(".chosen")).startswith(headings[0].split()[0])
    # By what it is narrowed to it cannot be told apart further.
    assert by not in "".join(tab["href"].partition("by=")[2] for tab in narrowed.select(".tabs a"))


def test_what_is_counted_is_what_the_search_of_the_same_address_finds(archive):
    for query in (
        "q=营商环境",
        "q=营商环境&tag=港口",
        "source=quanzhou",
        "year=2022&tag=港口",
        "month=2022-02",
        "q=-天气",
    ):
        page = trends(query)
        dated = [title for title in found(f"/search/?{query}") if title != "无期"]
        assert sum(int(number) for number in all_seen(page, ".chart .number")) == len(dated), query
        assert all(set(found(address)) <= set(dated) for address in bars(page).values())
    assert trends("q=营商环境 after:2022-05").select_one(".count").text.endswith("May 2022 to May 2022")


def test_the_tabs_and_the_form_keep_what_was_asked(archive):
    page = trends("q=营商环境&source=quanzhou&by=tag")

    assert [seen(tab) for tab in page.select(".tabs [aria-current]")] == ["By tag"]
    assert found(
        "/search/" + page.find("a", string="The same articles as a list")["href"].removeprefix("/search/")
    ) == [*found("/search/?q=营商环境&source=quanzhou")]
    kept = {field["name"]: field.get("value") for field in page.select("main form input:not([type=checkbox])")}
    assert kept == {"q": "营商环境", "source": "quanzhou", "by": "tag"}
    in_all = read("/trends/" + page.find("a", string="In all")["href"])
    assert list(bars(in_all)) == ["February 2022: 2 articles"]


def test_a_long_span_is_counted_by_years_and_each_year_by_its_months():
    for month in (1, 3, 3):
        make_article(published_at=on(2020, month), source="泉州晚报")
    make_article(published_at=on(2020 + MONTHS // 12, 1))

    page = trends()

    assert list(bars(page)) == ["2020: 3 articles", "2022: 1 article"]
    assert seen(page.select_one(".count")) == "Articles per year, 2020 to 2022"
    assert len(found(bars(page)["2020: 3 articles"])) == 3
    months = read("/trends/" + page.find("a", string="2020")["href"])
    assert list(bars(months)) == ["January 2020: 1 article", "March 2020: 2 articles"]
    assert list(bars(trends("by=source"))) == ["泉州晚报, 2020: 3 articles"]


def test_two_years_are_still_counted_by_months():
    make_article(published_at=on(2020, 1))
    make_article(published_at=on(2021, 12))
    assert list(bars(trends())) == ["January 2020: 1 article", "December 2021: 1 article"]


def test_what_is_not_shown_is_told_of():
    make_article(published_at=on(1930, 1))
    make_article(published_at=on(2022, 1))
    make_article(published_at=None)

    page = trends()

    assert list(bars(page)) == ["2022: 1 article"]
    first = 2022 - YEARS + 1
    assert all_seen(page, ".chart ~ .note")[:2] == [
        "1 article without a date is not shown.",
        f"1 article from before {first} is not shown.",
    ]


def test_only_those_with_most_are_shown():
    for number in range(SHOWN + 2):
        for _again in range(SHOWN + 2 - number):
            make_article(source=f"第{number}报", body="")

    page = trends("by=source")

    assert all_seen(page, ".chart h2")[0] == "第0报 10" and len(page.select(".chart h2")) == SHOWN
    assert seen(page.select_one(".chart ~ .note")) == "Shown are the 8 that have most. See all sources"


def test_printings_of_one_text_are_one_in_each_month_that_has_them():
    make_article("首发", source="甲报", body=TEXT, published_at=on(2022, 2), tags=["港口"])
    make_article("同月转载", source="乙报", body=TEXT, published_at=on(2022, 2, 9), tags=["港口"])
    make_article("下月转载", source="丙报", body=TEXT, published_at=on(2022, 3), tags=["港口"])

    assert list(bars(trends())) == ["February 2022: 1 article", "March 2022: 1 article"]
    assert list(bars(trends("by=tag"))) == ["港口, February 2022: 1 article", "港口, March 2022: 1 article"]
    for said, address in bars(trends("by=source")).items():
        assert len(found(address)) == 1, said


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("q=没有的词", "No article is like that"),
        ("year=abc&by=tag", "No article is like that"),
        ("tag=%00", "No article is like that"),
        ("source=quanzhou&q=无期", "None of these articles has a date."),
    ],
)
def test_where_there_is_nothing_to_draw_the_page_says_so(archive, query, why):
    make_article("无期", published_at=None, source=make_source("某报", slug="other"))
    page = trends(query.replace("source=quanzhou&q=无期", "source=other"))

    assert seen(page.select_one(".empty h2")) == "There is nothing to draw"
    assert why in seen(page.select_one(".empty"))
    assert page.select(".chart") == []


def test_an_empty_archive_and_a_nonsense_by_are_no_error(archive):
    assert bars(trends("by=nonsense")) == bars(trends())
    Article.objects.all().delete()
    assert "No article has been published yet" in seen(trends().select_one(".empty"))


def test_nothing_unpublished_counts(archive):
    before = str(trends("by=tag")), str(trends("by=source")), str(trends())
    hidden = make_source("暗号报", slug="hidden")
    for fields in ({"status": "draft"}, {"publish_at": timezone.now() + timedelta(days=1)}, {"status": "archived"}):
        make_article("隐", source=hidden, tags=["港口", "暗号"], published_at=on(2022, 2), **fields)

    assert (str(trends("by=tag")), str(trends("by=source")), str(trends())) == before
    # What only drafts name keeps its name to itself.
    assert all_seen(trends("source=hidden"), ".chosen li") == ["hidden × (take away)"]


def test_the_page_of_all_is_for_search_engines_and_what_is_narrowed_is_not(archive):
    assert trends().select('meta[name="robots"]') == []
    assert trends("q=营商").select_one('meta[name="robots"]')["content"] == "noindex"
    assert trends("by=tag").select_one('link[rel="canonical"]')["href"] == "http://testserver/trends/"


@pytest.fixture
def regions():
    fujian, liaoning = (make_tag(name, kind="region") for name in ("福建", "辽宁"))
    quanzhou, xiamen = (make_tag(name, kind="region", within=fujian) for name in ("泉州", "厦门"))
    make_article("市", tags=[quanzhou, "港口"], published_at=on(2022, 2), body="")
    make_article("市和省", tags=[quanzhou, fujian], published_at=on(2022, 2), body="")
    make_article("两市", tags=[quanzhou, xiamen], published_at=on(2022, 3), body="")
    make_article("别省", tags=[liaoning], published_at=on(2022, 3), body="")


def test_an_article_of_a_city_is_counted_in_its_province_once(regions):
    page = trends("by=region")

    assert all_seen(page, ".chart h2") == ["福建 3", "辽宁 1"]
    assert list(bars(page)) == [
        "福建, February 2022: 2 articles",
        "福建, March 2022: 1 article",
        "辽宁, March 2022: 1 article",
    ]
    assert sorted(found(bars(page)["福建, February 2022: 2 articles"])) == ["市", "市和省"]
    # Regions are counted by themselves, and not among the tags.
    assert all_seen(trends("by=tag"), ".chart h2") == ["港口 1"]


def test_a_province_is_counted_by_its_cities(regions):
    page = read("/trends/" + trends("by=region").select_one(".chart h2 a")["href"])
    assert seen(page.select_one(".chosen")) == "福建 × (take away)"

    cities = read("/trends/" + page.find("a", string="By region")["href"])

    assert all_seen(cities, ".chart h2") == ["泉州 3", "厦门 1"]
    assert found(bars(cities)["厦门, March 2022: 1 article"]) == ["两市"]
    assert "None of these articles has the tag of a region" in seen(
        trends("region=辽宁&by=region").select_one(".empty")
    )


@pytest.mark.parametrize("rows", [3, 40])
@pytest.mark.parametrize(
    ("query", "most"),
    [
        ("", 1),  # the months
        ("by=source", 3),  # the months; the sources with most; their months
        ("by=tag", 3),
        ("by=region", 3),
        # The ids of those with the word; the months; the tags with most; their months; the name of the source.
        ("q=营商环境&by=tag&source=s1", 5),
        # And what the query names: sources with their aliases, and tags.
        ('q=营商环境 source:晚报 tag:"港口"&by=tag&source=s1', 8),
    ],
)
def test_a_page_takes_few_queries_however_much_there_is(client, django_assert_num_queries, rows, query, most):
    for number in range(rows):
        make_article(
            f"营商环境第{number}号",
            source=make_source(f"{number}晚报", slug=f"s{number}"),
            tags=["港口", f"标签{number}", make_tag(f"第{number}省", kind="region")],
            published_at=on(2022, 1 + number % 12),
        )
    with django_assert_num_queries(most):
        client.get(f"/trends/?{query}")


def test_years_take_one_query_more_than_months(client, django_assert_num_queries):
    make_article(published_at=on(2010, 1))
    make_article(published_at=on(2022, 1))
    with django_assert_num_queries(2):  # the months, to know the span; the years
        client.get("/trends/")
