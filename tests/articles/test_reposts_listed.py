"""Reposts in lists, on pages and through the API: one entry for one text, with all who published it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from articles.clustering import choose
from articles.models import Article
from tests.factories import make_article, make_editor, make_source

from .copies import OTHER, printing

pytestmark = pytest.mark.django_db
API = "/api/v1/articles/"


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["django_language"] = "en"


def page(client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "lxml")


def entries(client, address: str) -> list[str]:
    """The address of each entry's article."""
    return [link["href"].split("/")[2] for link in page(client, address).select(".entry h2 a")]


def facts(client, address: str) -> list[str]:
    """Who published the first entry, and what else is said in the line of facts."""
    return [
        " ".join(fact.get_text().split()) for fact in page(client, address).select_one(".entry").select(".facts li")
    ]


def slugs(client, **query) -> list[str]:
    return [article["slug"] for article in client.get(API, query).json()["results"]]


@pytest.fixture
def three():
    """One text, printed by three, and another one."""
    printing("泉州晚报", 0, slug="first", tags=["营商"])
    printing("东方财富", 1, slug="second", tags=["营商", "财经"])
    printing("招商网", 2, slug="third", tags=["财经"])
    printing("厦门日报", 3, text=OTHER, slug="other")


# Lists


@pytest.mark.parametrize("address", ["/", "/archive/2022/02/", "/?reposts=none"])
def test_a_text_is_one_entry_with_the_number_of_its_publishers(client, three, address):
    assert entries(client, address) == ["other", "first"]
    assert "2 articles" in page(client, address).select_one(".count").get_text()
    Article.objects.get(slug="other").delete()
    assert facts(client, address)[0] == "泉州晚报 and others, 3 in all"


def test_all_are_listed_where_they_are_asked_for_and_the_way_there_and_back_is_linked(client, three):
    [unfold] = page(client, "/").select(".unfold a")
    assert entries(client, f"/{unfold['href']}") == ["other", "third", "second", "first"]

    [fold] = page(client, "/?reposts=all&tag=财经").select(".unfold a")
    assert fold["href"] == "?tag=%E8%B4%A2%E7%BB%8F"


def test_where_nothing_is_folded_no_way_to_unfold_it_is_shown(client):
    printing("泉州晚报")

    assert page(client, "/").select(".unfold") == []


def test_the_list_of_a_source_shows_what_it_reprinted(client, three):
    source = Article.objects.get(slug="second").source

    assert entries(client, source.get_absolute_url()) == ["second"]
    assert facts(client, source.get_absolute_url())[0] == "东方财富 and others, 3 in all"


def test_a_filtered_list_shows_the_first_of_those_that_are_in_it(client, three):
    assert entries(client, "/tags/财经/") == ["second"]
    assert entries(client, "/?tag=财经&source=招商网") == ["third"]
    assert entries(client, "/tags/财经/?reposts=all") == ["third", "second"]


def test_the_one_that_an_editor_chose_is_the_entry(client, three):
    choose(Article.objects.get(slug="third"))

    assert entries(client, "/") == ["other", "third"]
    assert entries(client, "/tags/营商/") == ["first"]


@pytest.mark.parametrize("status", [Article.Status.DRAFT, Article.Status.IN_REVIEW, Article.Status.ARCHIVED])
def test_where_the_leading_article_is_not_public_the_next_one_leads_and_it_is_neither_counted_nor_named(
    client, three, status
):
    Article.objects.filter(slug="first").update(status=status)

    assert entries(client, "/") == ["other", "second"]
    Article.objects.get(slug="other").delete()
    assert facts(client, "/")[0] == "东方财富 and others, 2 in all"
    for address in ("/", "/articles/second/", "/tags/营商/", API, f"{API}second/"):
        assert "泉州晚报" not in client.get(address).content.decode()
    assert client.get(API).json()["count"] == 1


def test_an_article_whose_copies_are_all_hidden_looks_like_one_that_has_none(client):
    printing("泉州晚报", republisher=make_source("招商网"), slug="single", title="一")
    hidden = printing("东方财富", 1, status="draft")
    with_it = client.get("/").content, client.get("/articles/single/").content, client.get(f"{API}single/").content

    hidden.delete()

    assert with_it == (
        client.get("/").content,
        client.get("/articles/single/").content,
        client.get(f"{API}single/").content,
    )


def test_the_numbers_of_the_indexes_are_those_of_the_lists(client, three):
    printing("泉州晚报", 4, slug="again", tags=["营商"])
    printing("泉州晚报", None, slug="undated", tags=["营商"])

    assert "泉州晚报 Newspaper 1 0" in " ".join(page(client, "/sources/").get_text(" ").split())
    assert entries(client, "/tags/营商/") == ["first"]
    tags = {link.get_text(" ", strip=True) for link in page(client, "/tags/").select(".names li")}
    assert tags == {"营商 1", "财经 1"}
    # The fourth printing is the first one of March.
    archive = page(client, "/archive/").select(".year li .number")
    assert [number.get_text() for number in archive] == ["2", "1", "1"]
    assert page(client, "/archive/").select_one("h2 .number").get_text() == "2"
    for address in ("/archive/2022/03/", "/archive/undated/"):
        assert len(entries(client, address)) == 1
    assert len(entries(client, "/archive/2022/02/")) == 2
    counts = {source["name"]: source["article_count"] for source in client.get("/api/v1/sources/").json()["results"]}
    assert counts == {"泉州晚报": 1, "东方财富": 1, "招商网": 1, "厦门日报": 1}


def test_the_next_and_the_previous_article_are_other_texts(client, three):
    printing("人民网", -1, text="短文一则，与别的文章都没有相同之处，写的是另外一件事情。", slug="older")

    for slug in ("first", "second"):
        links = [link["href"] for link in page(client, f"/articles/{slug}/").select(".neighbours a")]
        assert links == ["/articles/other/", "/articles/older/"]


# An article's page


def test_the_page_names_all_publishers_and_shows_the_chain(client, three):
    Article.objects.filter(slug="third").update(
        source=Article.objects.get(slug="first").source, republisher=make_source("转载网")
    )

    shown = page(client, "/articles/second/")

    assert "Also published by 泉州晚报、转载网" in " ".join(shown.select_one(".article > header").get_text().split())
    assert [" ".join(step.get_text().split()) for step in shown.select(".chain > div")] == [
        "泉州晚报 Feb. 25, 2022, noon · the earliest by date",
        "东方财富 (this article) Feb. 26, 2022, noon · the same text, later",
        "转载网 Feb. 27, 2022, noon · its banner names 泉州晚报 as the source",
    ]
    assert [link["href"] for link in shown.select(".chain dt a")] == ["/articles/first/", "/articles/third/"]


def test_an_original_that_the_archive_has_not_is_in_the_chain(client):
    make_article(source="成都日报", republisher=make_source("招商人"), slug="banner")

    steps = [" ".join(step.get_text().split()) for step in page(client, "/articles/banner/").select(".chain > div")]

    assert steps[0] == "成都日报 (not in the archive) another printing names it as its source"


def test_a_page_without_reposts_has_no_chain(client):
    make_article(source="泉州晚报", slug="single")

    assert page(client, "/articles/single/").select(".chain") == []


# The API


def test_the_api_lists_a_text_once_unless_asked_otherwise(client, three):
    assert slugs(client) == ["other", "first"]
    assert slugs(client, reposts="false") == ["other", "first"]
    assert slugs(client, reposts="true") == ["other", "third", "second", "first"]
    assert slugs(client, source="东方财富") == ["second"]
    assert slugs(client, tag="财经", ordering="published_at") == ["second"]
    assert client.get(API, {"reposts": "some"}).json()["errors"][0]["code"] == "invalid_choice"


def test_the_api_names_all_publishers_and_the_chain(client, three):
    [_other, first] = client.get(API).json()["results"]
    assert first["publishers"] == ["泉州晚报", "东方财富", "招商网"]

    told = client.get(f"{API}second/").json()

    assert told["publishers"] == ["东方财富", "泉州晚报", "招商网"]
    assert told["chain"][1] == {
        "name": "东方财富",
        "slug": "second",
        "published_at": "2022-02-26T12:00:00+08:00",
        "from_name": None,
        "evidence": "later",
    }


def test_editors_are_told_of_drafts_too(client, three):
    Article.objects.filter(slug="first").update(status="draft")
    client.force_login(make_editor())

    [_other, first] = client.get(API).json()["results"]

    assert (first["slug"], first["publishers"]) == ("first", ["泉州晚报", "东方财富", "招商网"])
    assert slugs(client, status="published") == ["other", "second"]


# What it costs


@pytest.mark.parametrize("rows", [20, 100])
def test_clusters_cost_lists_no_query_and_pages_one(client, django_assert_num_queries, rows):
    for number in range(rows):
        text = f"{number}号楼的居民说，{number * 7919}这件事情办得又快又好，大家都非常满意。" * 3
        printing(f"晚报{number}", 0, text=text, slug=f"a{number}", tags=["共有"])
        printing(f"早报{number}", 1, text=text)
    assert client.get("/").context["paginator"].count == rows

    with django_assert_num_queries(6):  # as without any
        client.get("/?tag=共有")
    with django_assert_num_queries(4):  # as without any
        assert len(client.get(API, {"page_size": rows}).json()["results"]) == rows
    # The article; its tags; its credits; its cluster; where to look for others; its source has no other, so where to
    # look in the whole archive; what was found there.
    with django_assert_num_queries(7):
        client.get("/articles/a1/")
    # The article; its tags; its credits; its cluster.
    with django_assert_num_queries(4):
        client.get(f"{API}a1/")
