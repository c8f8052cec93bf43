"""The first picture of an article: which one it is, and how feeds tell of it."""

from __future__ import annotations

import json

import pytest
from lxml import etree

from articles.cleaning import clean_html
from articles.pictures import Picture, first_picture
from tests.factories import make_article

NAMES = {"atom": "http://www.w3.org/2005/Atom", "media": "http://search.yahoo.com/mrss/"}


@pytest.mark.parametrize(
    ("html", "address", "kind"),
    [
        ('<img src="https://a.cn/1.jpg"><img src="https://a.cn/2.jpg">', "https://a.cn/1.jpg", "image/jpeg"),
        ('<img src="//a.cn/1.PNG" alt="a > b">', "https://a.cn/1.PNG", "image/png"),
        ('<img src="http://a.cn/show?id=1&amp;w=2">', "http://a.cn/show?id=1&w=2", ""),
        ('<img src="http://a.cn/a.jpg?x=1.gif">', "http://a.cn/a.jpg?x=1.gif", "image/jpeg"),
        # Neither what leads nowhere nor what is too small to be looked at.
        ('<img src="/img/1.jpg"><img src="https://a.cn/2.webp">', "https://a.cn/2.webp", "image/webp"),
        ('<img src="data:image/png;base64,AA"><img src="https://a.cn/2.gif">', "https://a.cn/2.gif", "image/gif"),
        ('<img src="mailto:a@b.cn"><img src="https://a.cn/2.jpg">', "https://a.cn/2.jpg", "image/jpeg"),
        (
            '<img src="https://a.cn/dot.gif" width="1" height="1"><img src="https://a.cn/2.jpg" width="600">',
            "https://a.cn/2.jpg",
            "image/jpeg",
        ),
    ],
)
def test_the_first_picture_of_the_web_is_the_article_s(html, address, kind):
    assert first_picture(clean_html(html)) == Picture(address, kind)


@pytest.mark.parametrize(
    "html", ["", "<p>字</p>", '<img alt="无址">', "<p>&lt;img src=&quot;https://a.cn/1.jpg&quot;&gt;</p>"]
)
def test_an_article_may_have_none(html):
    assert first_picture(clean_html(html)) is None


@pytest.fixture
def illustrated(db):
    make_article("有图的", slug="a", body='<p>字</p><figure><img src="https://a.cn/图 1.jpg?x=1&amp;y=2"></figure>')


ADDRESS = "https://a.cn/%E5%9B%BE%201.jpg?x=1&y=2"


def test_rss_tells_of_it_without_a_length_that_nobody_knows(client, illustrated):
    feed = etree.fromstring(client.get("/feed.rss").content)

    [picture] = feed.iterfind(".//item/media:content", NAMES)
    assert dict(picture.attrib) == {"url": ADDRESS, "medium": "image", "type": "image/jpeg"}
    assert feed.find(".//item/enclosure") is None


def test_atom_encloses_it(client, illustrated):
    feed = etree.fromstring(client.get("/feed.atom").content)

    [picture] = feed.iterfind("atom:entry/atom:link[@rel='enclosure']", NAMES)
    assert dict(picture.attrib) == {"rel": "enclosure", "href": ADDRESS, "type": "image/jpeg"}


def test_a_json_feed_has_it_for_the_item_s_picture_and_the_card_for_its_banner(client, illustrated, face):
    [item] = json.loads(client.get("/feed.json").content)["items"]

    assert item["image"] == ADDRESS
    assert item["banner_image"].startswith("http://testserver/articles/a/card.png")


def test_an_item_without_a_picture_tells_of_none(client, db):
    make_article("无图的")
    assert b"media:content " not in client.get("/feed.rss").content
    assert b'rel="enclosure"' not in client.get("/feed.atom").content
    assert "banner_image" not in json.loads(client.get("/feed.json").content)["items"][0]
