"""Every feed is valid by a validator: of the RFC for Atom, and of what the specifications of the others say."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from articles.models import Article
from tests.factories import NOON, make_article, make_source

pytestmark = pytest.mark.django_db

TESTS = Path(__file__).parent.parent
RSS, ATOM = (etree.RelaxNG(etree.parse(TESTS / name)) for name in ("rss.rng", "atom.rng"))
JSON = Draft202012Validator(json.loads((TESTS / "jsonfeed.schema.json").read_text(encoding="utf-8")))
KINDS = ("atom", "rss", "json")
LISTS = [
    "/",
    "/sources/quanzhou/",
    "/tags/数字经济/",
    "/search/?q=营商",
    "/search/?source=quanzhou",
    "/search/?q=没有的词",
]
TEXT = "<p>" + "营商环境建设是一项系统工程，良好的营商环境是综合竞争力的重要体现。" * 6 + "</p>"


def faults_of_xml(schema: etree.RelaxNG) -> Callable[[bytes], list[str]]:
    def faults(feed: bytes) -> list[str]:
        schema.validate(etree.fromstring(feed))
        return [error.message for error in schema.error_log]

    return faults


def faults_of_json(feed: bytes) -> list[str]:
    document = json.loads(feed)
    ids = Counter(item.get("id") for item in document["items"])
    twice = [f"{id} stands there twice" for id, number in ids.items() if number > 1]
    return [error.message for error in JSON.iter_errors(document)] + twice


FAULTS = {"atom": faults_of_xml(ATOM), "rss": faults_of_xml(RSS), "json": faults_of_json}


def feed_of(page: str, kind: str) -> str:
    path, mark, query = page.partition("?")
    return f"{path}feed.{kind}{mark}{query}"


@pytest.fixture
def archive():
    make_article(
        "“数字”赋能 <营商> & ]]> 更多",
        source=make_source("泉州晚报", slug="quanzhou"),
        tags=["数字经济", "R&D <b>"],
        credits=[("郭荣鑫", "reporter"), ("O'Brien & Söhne", "author")],
        body='<p>营商 &lt;b&gt; ]]&gt; &amp; <a href="https://a.example/?b=1&amp;c=2">链</a></p><table><tr><td>格</td></tr></table>',
        summary="一段 <摘要>。",
        slug="nw1",
    )
    make_article(
        "有图的", body='<figure><img src="https://img.example.cn/图 片.jpg?a=1&amp;b=2"></figure>', slug="pictured"
    )
    make_article("不知是何种图的", body='<p><img src="http://img.example.cn/show?id=1"></p>', slug="unknown")
    # Nothing but what an article has to have.
    make_article("只有标题", published_at=None, body="", tags=["数字经济"], slug="中文")
    make_article("English", language="en", source="泉州晚报", body="<p>营商</p>", published_precision="day", slug="en")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("page", LISTS)
def test_a_feed_is_valid(client, archive, page, kind):
    response = client.get(feed_of(page, kind))

    assert response.status_code == 200
    assert FAULTS[kind](response.content) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_feed_of_nothing_is_valid(client, kind):
    assert FAULTS[kind](client.get(f"/feed.{kind}").content) == []


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("rss", "+0000</pubDate>", "</pubDate>"),
        ("rss", "<guid>http", "<guid>urn"),
        ("rss", "<title>剪报</title>", ""),
        ("rss", ' rel="self"', ""),
        ("rss", "<channel>", "<channel><unheard>of</unheard>"),
        ("rss", 'medium="image"', 'medium="picture"'),
        ("rss", 'url="https://img', 'url="urn:img'),
        ("rss", 'type="image/jpeg"', 'type="jpeg"'),
        ("atom", 'type="image/jpeg"', 'type="jpeg"'),
        ("atom", "<updated>", "<updated>x"),
        ("atom", "<id>", "<id>a</id><id>"),
        ("json", '"version": "https://jsonfeed.org/version/1.1"', '"version": "1.1"'),
        ("json", '"id"', '"ids"'),
        ("json", '"content_html"', '"content"'),
        ("json", "T04:00:00+00:00", " 04:00"),
        ("json", '"name"', '"nickname"'),
    ],
)
def test_control_the_validators_refuse_what_is_not_valid(client, archive, kind, good, bad):
    feed = client.get(f"/feed.{kind}").content.decode()
    assert good in feed

    assert FAULTS[kind](feed.replace(good, bad).encode()) != []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("page", ["/", "/tags/港口/", "/search/?q=营商环境"])
def test_printings_of_one_text_are_one_item_of_a_feed(client, page, kind):
    make_article("首发", body=TEXT, tags=["港口"], slug="first")
    make_article("转载", body=TEXT, tags=["港口"], published_at=NOON + timedelta(days=3), slug="again")

    feed = client.get(feed_of(page, kind)).content.decode()

    assert "articles/first/" in feed and "articles/again/" not in feed


def ids(feed: bytes, kind: str) -> list[str]:
    if kind == "json":
        return [item["id"] for item in json.loads(feed)["items"]]
    names = {"atom": "http://www.w3.org/2005/Atom"}
    path = "//item/guid" if kind == "rss" else "//atom:entry/atom:id"
    return [node.text for node in etree.fromstring(feed).xpath(path, namespaces=names)]


@pytest.mark.parametrize("kind", KINDS)
def test_an_item_keeps_its_id_whatever_becomes_of_its_article_and_in_whatever_feed_it_is(client, archive, kind):
    before = ids(client.get(f"/feed.{kind}").content, kind)
    article = Article.objects.get(slug="nw1")
    article.title, article.published_at, article.source = "另一个标题", NOON + timedelta(days=9), None
    article.save()

    after = ids(client.get(f"/feed.{kind}").content, kind)

    assert sorted(before) == sorted(after) and len(set(after)) == 5
    assert set(ids(client.get(f"/tags/数字经济/feed.{kind}").content, kind)) < set(after)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("page", LISTS[:5])
def test_every_list_answers_conditionally(client, archive, page, kind):
    address = feed_of(page, kind)
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304

    Article.objects.filter(slug="en").update(title="Another")
    Article.objects.filter(slug="中文").update(title="另一个")

    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_feed_of_a_search_says_in_its_title_what_is_asked(client, archive):
    def title(query):
        return json.loads(client.get(f"/search/feed.json?{query}").content)["title"]

    assert title("q=营商&tag=数字经济") == "营商 数字经济 · 搜索 · 剪报"
    assert title("source=quanzhou&year=2022") == "泉州晚报 2022 · 搜索 · 剪报"
    assert title("") == "搜索 · 剪报"


def test_an_item_of_a_json_feed_has_the_card_of_its_article_for_a_picture(client, archive, face):
    item = next(item for item in json.loads(client.get("/feed.json").content)["items"] if "nw1" in item["url"])
    assert item["image"].startswith("http://testserver/articles/nw1/card.png?v=")
    assert client.get(item["image"])["Content-Type"] == "image/png"
