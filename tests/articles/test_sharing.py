"""What an article's page gives to take along: citations, a QR code, and data for machines."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO

import pytest
import zxingcpp
from django.utils import timezone
from PIL import Image

from articles.models import Article
from articles.qr import picture
from tests.factories import NOON, make_article, make_source
from tests.reading import read, seen

pytestmark = pytest.mark.django_db


def data_of(article) -> dict:
    return json.loads(read(article.get_absolute_url()).select_one('script[type="application/ld+json"]').string)


def decoded(png: bytes) -> str:
    return zxingcpp.read_barcodes(Image.open(BytesIO(png)))[0].text


def test_the_page_cites_its_article_in_three_forms():
    article = make_article(
        "数字赋能", source="泉州晚报", credits=[("郭荣鑫", "reporter"), ("孟飞", "page_editor")], slug="nw1"
    )

    citations = read(article.get_absolute_url()).select(".citation")

    today = timezone.localdate()
    assert [seen(one.h3) for one in citations] == ["GB/T 7714", "BibTeX", "Plain text"]
    assert seen(citations[0].pre) == (
        f"郭荣鑫. 数字赋能[N/OL]. 泉州晚报, 2022-02-25[{today}]. http://testserver/articles/nw1/."
    )
    assert "@article{nw1," in citations[1].pre.text
    assert seen(citations[2].pre) == "郭荣鑫：《数字赋能》，泉州晚报，2022年2月25日，http://testserver/articles/nw1/。"


def test_a_site_s_article_is_cited_as_an_online_document():
    article = make_article(source=make_source("招商网", kind="website"), published_at=None)
    assert "[EB/OL]. 招商网, [" in read(article.get_absolute_url()).select_one(".citation pre").text


@pytest.mark.parametrize("path", ["/articles/nw1/", "/sources/quanzhou/", "/tags/数字经济/"])
def test_a_qr_code_leads_to_exactly_its_page(client, path):
    make_article(source=make_source("泉州晚报", slug="quanzhou"), tags=["数字经济"], slug="nw1")

    png = client.get(f"{path}qr.png")
    svg = client.get(f"{path}qr.svg")

    assert decoded(png.content) == client.get(path).wsgi_request.build_absolute_uri()
    assert (png["Content-Type"], svg["Content-Type"]) == ("image/png", "image/svg+xml")
    # What the vector draws is the same code: both are made by one function from one address.
    assert svg.content == picture(decoded(png.content), "svg")


@pytest.mark.parametrize("path", ["/articles/nw1/", "/sources/quanzhou/", "/tags/数字经济/"])
@pytest.mark.parametrize("kind", ["svg", "png"])
def test_nothing_unpublished_has_a_qr_code(client, path, kind):
    make_article(source=make_source("泉州晚报", slug="quanzhou"), tags=["数字经济"], slug="nw1")
    assert client.get(f"{path}qr.{kind}").status_code == 200  # The control.

    Article.objects.update(status="archived")

    assert client.get(f"{path}qr.{kind}").status_code == 404


def test_machines_are_told_what_readers_are():
    article = make_article(
        "数字赋能",
        kicker="做强做优数字经济",
        column=["要闻"],
        source="泉州晚报",
        republisher=make_source("招商人", kind="website", homepage="https://zs.example.cn"),
        credits=[("郭荣鑫", "reporter"), ("唐克", "photographer")],
        tags=["数字经济"],
        original_url="https://qz.example.cn/1.html",
        slug="nw1",
    )

    data = data_of(article)

    assert data["@type"] == "NewsArticle"
    assert data["headline"] == "数字赋能"
    assert data["url"] == data["mainEntityOfPage"] == "http://testserver/articles/nw1/"
    assert data["datePublished"] == "2022-02-25T12:00:00+08:00"
    assert data["author"] == [{"@type": "Person", "name": "郭荣鑫"}]
    assert [who["name"] for who in data["contributor"]] == ["唐克"]
    assert data["publisher"] == {"@type": "NewsMediaOrganization", "name": "泉州晚报"}
    assert data["provider"] == {"@type": "Organization", "name": "招商人", "url": "https://zs.example.cn"}
    assert data["isBasedOn"] == "https://qz.example.cn/1.html"
    assert (data["keywords"], data["articleSection"], data["inLanguage"]) == (["数字经济"], ["要闻"], "zh-Hans")


def test_machines_are_told_nothing_that_is_not_known():
    data = data_of(make_article(published_at=None))
    assert {"datePublished", "author", "publisher", "provider", "isBasedOn", "keywords"}.isdisjoint(data)
    assert data_of(make_article(published_precision="day"))["datePublished"] == "2022-02-25"


def test_no_title_breaks_out_of_the_data(client):
    title = "</script><script>alert(1)</script><!-- & “引”"
    page = client.get(make_article(title).get_absolute_url()).content.decode()

    assert page.count("<script>") == 0
    assert data_of(Article.objects.get())["headline"] == title


def test_the_print_says_where_the_article_stands():
    imprint = read(make_article(slug="nw1").get_absolute_url()).select_one(".imprint")
    assert seen(imprint.p) == "http://testserver/articles/nw1/"
    assert imprint.img["src"] == "/articles/nw1/qr.svg"


def test_the_print_says_whose_the_article_is_and_of_when():
    article = make_article(slug="nw1", source="泉州晚报")
    assert (
        seen(read(article.get_absolute_url()).select_one(".imprint .of")) == "泉州晚报 · Feb. 25, 2022, noon · Jianbao"
    )
    bare = make_article(slug="nw2", published_at=None)
    assert seen(read(bare.get_absolute_url()).select_one(".imprint .of")) == "Date unknown · Jianbao"


def test_the_print_of_a_list_says_where_it_stands():
    make_article(source=make_source("泉州晚报", slug="quanzhou"))
    for address, code in (
        ("/sources/quanzhou/", "/sources/quanzhou/qr.svg"),
        ("/search/?q=%E8%90%A5%E5%95%86", "/search/qr.svg?q=%E8%90%A5%E5%95%86"),
    ):
        imprint = read(address).select_one(".imprint")
        assert (seen(imprint.p), imprint.img["src"]) == (f"http://testserver{address}", code)
    assert read("/").select_one(".imprint").img is None


TEXT = "<p>" + "营商环境建设是一项系统工程，良好的营商环境是综合竞争力的重要体现。" * 6 + "</p>"


def test_a_repost_is_based_on_the_article_that_had_its_text_first():
    first = make_article("首发", body=TEXT, slug="first", source="首发报")
    later = NOON + timedelta(days=3)
    again = make_article("转载", body=TEXT, slug="again", published_at=later)
    known = make_article(
        "又转", body=TEXT, slug="known", published_at=later, original_url="https://qz.example.cn/1.html"
    )

    assert "isBasedOn" not in data_of(first)
    assert data_of(again)["isBasedOn"] == "http://testserver/articles/first/"
    assert data_of(known)["isBasedOn"] == ["https://qz.example.cn/1.html", "http://testserver/articles/first/"]
    # One that readers cannot open is nothing to them.
    Article.objects.filter(pk=first.pk).update(status="archived")
    assert "isBasedOn" not in data_of(again)


def canonical(address: str) -> str:
    [link] = read(address).select('link[rel="canonical"]')
    return link["href"]


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("/", "/"),
        ("/?page=2", "/?page=2"),
        ("/?visited=1", "/"),
        ("/articles/n1/?from=feed", "/articles/n1/"),
        ("/sources/", "/sources/"),
        ("/sources/quanzhou/?page=2", "/sources/quanzhou/?page=2"),
        ("/tags/", "/tags/"),
        ("/tags/港口/?x", "/tags/%E6%B8%AF%E5%8F%A3/"),
        ("/archive/", "/archive/"),
        ("/archive/2022/02/", "/archive/2022/02/"),
        ("/search/", "/search/"),
        ("/search/?q=5G&x=1&cursor=", "/search/?q=5G"),
        ("/trends/", "/trends/"),
        ("/trends/?tag=a&by=source", "/trends/?tag=a"),
        ("/wall/?source=quanzhou", "/wall/?source=quanzhou"),
    ],
)
def test_every_page_says_which_address_is_its_own(asked, address):
    source = make_source("泉州晚报", slug="quanzhou")
    for number in range(21):
        make_article(f"第{number}篇", slug=f"n{number}", source=source, tags=["港口"], body="<p>5G</p>")

    assert canonical(asked) == f"http://testserver{address}"
