"""Those whom articles credit."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from articles.views import bounded
from tests.articles.copies import printing
from tests.factories import make_article
from tests.reading import all_seen, english_reader, read, seen, titles

pytestmark = pytest.mark.django_db


def test_people_are_listed_by_their_number_of_articles():
    make_article(credits=[("甲", "reporter"), ("乙", "editor")])
    make_article(credits=[("甲", "reporter"), ("甲", "photographer")])
    make_article(credits=[("丙", "reporter")], status="draft")

    assert all_seen(read("/people/"), ".names li") == ["甲 2", "乙 1"]


def test_without_any_the_list_of_people_says_why():
    make_article(credits=[("甲", "reporter")], status="draft")
    assert seen(read("/people/").select_one(".empty h2")) == "No article credits anyone yet"


def test_a_person_has_articles_by_role_with_affiliations_sources_and_years():
    make_article("写的", source="泉州晚报", credits=[("甲", "reporter", "本报")])
    make_article(
        "拍的", source="泉州晚报", credits=[("甲", "photographer")], published_at=datetime(2020, 5, 1, tzinfo=UTC)
    )
    make_article("又写又拍", source="厦门日报", credits=[("甲", "reporter", "本报"), ("甲", "photographer", "本报")])
    make_article("别人的", credits=[("乙", "reporter")])

    page = read("/people/甲/")

    assert titles(page) == ["又写又拍", "写的", "拍的"]
    assert all_seen(page, ".details dd") == ["本报 2", "泉州晚报 2 、 厦门日报 1", "2020 2022"]
    assert all_seen(page, ".page-head .tabs a") == ["All roles", "Reporter 2", "Photographer 2"]
    photographed = read(page.select(".page-head .tabs a")[2]["href"])
    assert titles(photographed) == ["又写又拍", "拍的"]
    assert seen(photographed.select_one(".tabs [aria-current]")) == "Photographer 2"


def test_the_page_says_that_a_name_may_be_that_of_several():
    make_article(credits=[("王伟", "reporter", "泉州晚报")])
    make_article(credits=[("王伟", "reporter", "厦门日报")])

    note = seen(read("/people/王伟/").select_one(".page-head .note"))

    assert note.startswith("Articles credited to this name. Whether it is one person or several")


@pytest.mark.parametrize(
    "name", ["A/B", "John Smith", "..", "👩‍💻", "~2f.", "名" * 100, "<script>", "feed.atom", "100%", "a?b#c"]
)
def test_any_name_is_linked_from_its_article_and_has_a_page_and_a_feed(client, name):
    make_article("一篇", slug="a", credits=[(name, "reporter")])

    page = read(read("/articles/a/").select_one(".credits a")["href"])

    assert seen(page.h1) == name
    assert titles(page) == ["一篇"]
    assert client.get(page.find("link", type="application/atom+xml")["href"]).status_code == 200
    assert page.find("link", rel="canonical")


@pytest.mark.parametrize(
    "address",
    ["/people/丙/", "/people/丙/feed.atom", "/people/没有/", "/people/甲/?role=king", "/people/甲/?role=editor"],
)
def test_what_there_is_none_of_is_a_404(client, address):
    make_article(credits=[("甲", "reporter")])
    make_article(credits=[("丙", "reporter")], status="draft")

    assert client.get(address).status_code == 404


def test_reposts_of_one_text_are_counted_once():
    for number, source in enumerate(("泉州晚报", "东方财富")):
        printing(source, number, credits=[("甲", "reporter")])

    assert all_seen(read("/people/"), ".names li") == ["甲 1"]
    assert seen(read("/people/甲/").select_one(".count")) == "1 article"


def test_beyond_the_bound_numbers_say_so(monkeypatch):
    monkeypatch.setattr(bounded, "BOUND", 20)
    for _ in range(25):
        make_article(credits=[("甲", "editor")])

    page = read("/people/甲/")

    assert seen(page.select_one(".count")) == "More than 20 articles"
    assert "Counted among the newest" in page.text


@pytest.mark.parametrize("rows", [20, 100])
@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("/people/", 2),  # How many names there are; a page of them.
        # Has it few; the newest; a page; its tags; its credits; what they say of the name.
        ("/people/甲/", 6),
    ],
)
def test_the_queries_of_people_do_not_grow(django_assert_num_queries, rows, address, number):
    for count in range(rows):
        make_article(
            credits=[("甲", "reporter", f"报{count}"), (f"人{count}", "editor")], source=f"晚报{count}", tags=["营商"]
        )

    with django_assert_num_queries(number):
        english_reader().get(address)
