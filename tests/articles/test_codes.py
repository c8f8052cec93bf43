"""QR codes of searches, and walls of codes to be printed."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from urllib.parse import quote

import pytest
import zxingcpp
from PIL import Image

from articles.admin.wall import LONGEST as LONGEST_ADDRESS
from articles.models import Article
from articles.qr import LONGEST, picture
from articles.roles import AUDITOR
from articles.views.wall import PER_PAGE
from tests.factories import NOON, make_article, make_editor, make_member, make_source
from tests.reading import all_seen, english_reader, read, seen

pytestmark = pytest.mark.django_db
TEXT = "<p>" + "营商环境建设是一项系统工程，良好的营商环境是综合竞争力的重要体现。" * 6 + "</p>"


def decoded(png: bytes) -> str:
    return zxingcpp.read_barcodes(Image.open(BytesIO(png)))[0].text


# Of searches


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("q=营商环境 tag:港口", "/search/?q=%E8%90%A5%E5%95%86%E7%8E%AF%E5%A2%83+tag%3A%E6%B8%AF%E5%8F%A3"),
        (
            "q=5G&order=newest&source=quanzhou&month=2022-02&x=1",
            "/search/?q=5G&order=newest&source=quanzhou&month=2022-02",
        ),
        ("q=a%26b&cursor=forged", "/search/?q=a%26b"),
        ("", "/search/?"),
    ],
)
def test_the_code_of_a_search_leads_to_exactly_it_from_its_first_page_on(client, asked, address):
    png, svg = (client.get(f"/search/qr.{kind}?{asked}") for kind in ("png", "svg"))

    assert decoded(png.content) == f"http://testserver{address}"
    assert (png["Content-Type"], svg["Content-Type"]) == ("image/png", "image/svg+xml")
    assert svg.content == picture(decoded(png.content), "svg")


def test_a_search_too_long_for_a_code_is_refused_in_words_and_its_page_offers_none(client):
    make_article("营商环境")
    start = len("http://testserver/search/?q=")
    longest = "x" * (LONGEST - start)
    assert decoded(client.get("/search/qr.png", {"q": longest}).content).endswith(longest)  # The control.

    response = english_reader().get("/search/qr.png", {"q": longest + "x"})

    assert response.status_code == 414
    assert response.content.decode() == (
        "The address of this search is longer than a QR code can hold. Look for fewer words."
    )
    long_query = "营商环境 OR " + "x" * LONGEST
    assert read(f"/search/?q={long_query}").select(".entry") and not read(f"/search/?q={long_query}").select(".qr")


def test_a_list_gives_its_feeds_its_code_and_its_wall_to_take_along(client):
    make_article("营商环境", source=make_source("泉州晚报", slug="quanzhou"), tags=["港口"])
    for address, wall in (
        ("/sources/quanzhou/", "/wall/?source=quanzhou"),
        ("/tags/港口/", "/wall/?tag=%E6%B8%AF%E5%8F%A3"),
        ("/search/?q=%E8%90%A5%E5%95%86", "/wall/?q=%E8%90%A5%E5%95%86"),
        ("/", "/wall/"),
    ):
        panel = read(address).select_one(".share")
        links = {seen(link): link["href"] for link in panel.select("a")}

        assert links["Wall of QR codes"] == wall
        assert [seen(link) for link in panel.select("dd:first-of-type a")][:3] == ["Atom", "RSS", "JSON Feed"]
        assert all(client.get(target).status_code == 200 for target in links.values())
        code = panel.select_one(".qr a")
        assert (code is None) == (address == "/")
        if code:
            assert decoded(client.get(code["href"]).content) == f"http://testserver{quote(address, safe='/?=%')}"


# Walls


def wall(query: str = "", **options):
    return read(f"/wall/?{query}", **options)


def codes(page) -> list[str]:
    """Where the codes of a wall lead to."""
    vectors = [english_reader().get(node["src"].replace(".svg", ".png")) for node in page.select(".wall img")]
    return [decoded(answer.content) for answer in vectors]


@pytest.fixture
def archive():
    quanzhou = make_source("泉州晚报", slug="quanzhou")
    make_article("甲", source=quanzhou, tags=["港口"], slug="a")
    make_article("乙", source=quanzhou, slug="b", published_at=NOON - timedelta(days=400))
    make_article("丙", tags=["港口"], slug="中文-c", published_at=None, body="<p>天气晴好。</p>")


@pytest.mark.parametrize(
    ("query", "found", "heading"),
    [
        ("tag=港口", ["甲", "丙"], "港口"),
        ("source=quanzhou", ["甲", "乙"], "泉州晚报"),
        ("source=quanzhou&year=2022", ["甲"], "泉州晚报 · 2022"),
        ("q=营商环境&tag=港口", ["甲"], "营商环境 · 港口"),
        ("", ["甲", "乙", "丙"], "Latest"),
        ("article=中文-c&article=a&article=a&article=nowhere", ["丙", "甲"], "Chosen articles"),
    ],
)
def test_a_wall_has_a_code_of_each_article_with_its_title(archive, query, found, heading):
    page = wall(query)

    assert all_seen(page, ".wall .title") == found
    assert seen(page.h1) == heading
    assert codes(page) == [f"http://testserver{link['href']}" for link in page.select(".wall a")]
    assert seen(page.select_one(".count")).startswith(f"{len(found)} code")


def test_a_code_says_whose_and_of_when_its_article_is(archive):
    assert all_seen(wall("source=quanzhou"), ".wall .facts")[0] == "泉州晚报 Feb. 25, 2022"
    assert all_seen(wall("tag=港口"), ".wall .facts")[1] == "Date unknown"


@pytest.mark.parametrize(
    "query", ["tag=nothing", "article=nowhere", "year=abc", "q=没有的词", "tag=%00", "article=%00"]
)
def test_a_wall_of_nothing_says_so(archive, query):
    assert seen(wall(query).select_one(".empty h2")) == "There is no article to make a code of"


def test_printings_of_one_text_are_one_code():
    make_article("首发", body=TEXT, slug="first")
    make_article("转载", body=TEXT, slug="again", published_at=NOON + timedelta(days=9))
    assert all_seen(wall("q=营商环境"), ".wall .title") == ["首发"]
    # Who chooses both has both.
    # Where the first does not match, the next one stands for the text.
    assert all_seen(wall("q=title:转载"), ".wall .title") == ["转载"]
    assert all_seen(wall("article=again&article=first"), ".wall .title") == ["转载", "首发"]


def test_a_long_wall_has_pages_of_whole_sheets():
    for number in range(PER_PAGE + 5):
        make_article(f"第{number}篇", tags=["港口"], body="")
    first = wall("tag=港口")
    assert len(first.select(".wall li")) == PER_PAGE

    second = wall(first.find("a", rel="next")["href"].lstrip("?"))

    assert len(second.select(".wall li")) == 5
    assert not set(all_seen(first, ".wall .title")) & set(all_seen(second, ".wall .title"))
    assert len(wall(second.find("a", rel="prev")["href"].lstrip("?")).select(".wall li")) == PER_PAGE
    wall("tag=港口&cursor=forged", status=400)


def test_nothing_unpublished_stands_on_a_wall_or_gives_it_its_name(archive):
    make_article("草稿", status="draft", tags=["草稿标签"], slug="d", source=make_source("草稿报", slug="draft"))

    page = wall("article=d&article=a&tag=草稿标签")
    assert all_seen(page, ".wall .title") == ["甲"]
    # The name of a source that only drafts have is nobody's to read; the address says what the reader said.
    assert seen(wall("source=draft").h1) == "draft"
    Article.objects.update(status="archived")
    assert wall("article=a").select(".wall") == []


@pytest.mark.parametrize("rows", [3, 30])
def test_a_wall_takes_few_queries(client, django_assert_max_num_queries, rows):
    for number in range(rows):
        make_article(f"营商环境第{number}号", source=f"晚报{number}", tags=["港口"])
    make_article("首发", body=TEXT, tags=["港口"])
    make_article("转载", body=TEXT, tags=["港口"])
    # The ids by date; the articles with their sources; the printings of their texts, and which of them match; the name
    # of the tag.
    with django_assert_max_num_queries(5):
        client.get("/wall/?tag=港口")
    # How common the word is, and how common in heads; of each of three scores how common it is, the newest articles
    # and which of them match, or all that do; the articles with their sources; the printings of their
    # texts, and which of them match.
    with django_assert_max_num_queries(12):
        client.get("/wall/?q=营商环境")
    chosen = [("article", slug) for slug in Article.objects.values_list("slug", flat=True)]
    with django_assert_max_num_queries(1):  # the articles with their sources
        client.get("/wall/", chosen)


# From the desk


def act(*articles: Article, user=None):
    client = english_reader()
    client.force_login(user or make_editor())
    data = {"action": "print_codes", "_selected_action": [article.pk for article in articles]}
    return client.post("/admin/articles/article/", data, follow=True)


def messages(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_an_editor_prints_the_codes_of_chosen_articles():
    chosen, other = make_article("选中", slug="a"), make_article("别的", slug="b")

    response = act(chosen)

    assert response.redirect_chain == [("/wall/?article=a", 302)]
    assert "选中" in response.content.decode() and "别的" not in response.content.decode()
    assert act(other, user=make_member(AUDITOR)).redirect_chain == [("/wall/?article=b", 302)]


def test_what_is_not_on_the_site_has_no_code_and_that_is_said():
    draft = make_article("草稿", status="draft")
    assert messages(act(draft)) == [
        "None of the chosen articles is on the site, so none has a code. Publish them first."
    ]
    client = english_reader()
    client.force_login(make_editor("another"))
    chosen = [draft.pk, make_article(slug="a").pk]
    client.post("/admin/articles/article/", {"action": "print_codes", "_selected_action": chosen})
    assert messages(client.get("/admin/articles/article/")) == ["1 article that is not on the site has no code."]


def test_more_than_a_wall_holds_is_refused_with_what_it_holds():
    told = ["So many codes do not fit on one wall: choose fewer articles, at most 60."]
    assert messages(act(*(make_article(slug=f"{number}") for number in range(PER_PAGE + 1)))) == told
    long = [make_article(slug="长" * 80 + str(number)) for number in range(LONGEST_ADDRESS // 720 + 1)]
    assert messages(act(*long, user=make_editor("another"))) == told
