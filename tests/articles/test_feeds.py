"""Feeds: the full text of what is published, valid, and sent again only when it changed."""

from __future__ import annotations

import json
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from lxml import etree

from articles.models import Article
from tests.factories import make_article, make_source

pytestmark = pytest.mark.django_db

ATOM = etree.RelaxNG(etree.parse(Path(__file__).parent.parent / "atom.rng"))
KINDS = ("atom", "rss", "json")
NAMES = {"atom": "http://www.w3.org/2005/Atom", "content": "http://purl.org/rss/1.0/modules/content/"}
BODY = (
    "<p>营商环境 &lt;b&gt; 5% &amp; 更多</p>"
    '<p><a href="https://a.example/?b=1&amp;c=2" rel="nofollow noopener">链</a></p>'
)


@pytest.fixture
def article():
    return make_article(
        "“数字”赋能 <营商> & 更多",
        source="泉州晚报",
        tags=["数字经济"],
        credits=[("郭荣鑫", "reporter"), ("王沙", "author"), ("孟飞", "page_editor")],
        body=BODY,
        summary="一段 <摘要>。",
        slug="nw1",
    )


def atom(client, address="/feed.atom"):
    return etree.fromstring(client.get(address).content)


def rss(client, address="/feed.rss"):
    return etree.fromstring(client.get(address).content)


def test_an_atom_feed_is_valid_by_the_schema_of_its_rfc(client, article):
    make_article("没有日期、来源和作者", published_at=None, body="")

    feed = atom(client)

    assert ATOM.validate(feed), ATOM.error_log
    # The control: the schema refuses what the RFC forbids.
    feed.remove(feed.find("atom:updated", NAMES))
    assert not ATOM.validate(feed)


def test_an_empty_feed_is_valid_and_never_changes(client):
    feed = atom(client)

    assert ATOM.validate(feed), ATOM.error_log
    assert feed.findtext("atom:updated", namespaces=NAMES) == "1970-01-01T00:00:00+00:00"


def test_an_atom_entry_has_the_full_text_and_says_whose_it_is(client, article):
    entry = atom(client).find("atom:entry", NAMES)

    def text(name):
        return entry.findtext(name, namespaces=NAMES)

    assert text("atom:title") == "“数字”赋能 <营商> & 更多"
    assert text("atom:content") == BODY
    assert text("atom:summary") == "一段 &lt;摘要&gt;。"
    assert text("atom:author/atom:name") == "泉州晚报 郭荣鑫、王沙"
    assert text("atom:published") == "2022-02-25T04:00:00+00:00"
    assert entry.find("atom:link", NAMES).get("href") == "http://testserver/articles/nw1/"
    assert entry.find("atom:category", NAMES).get("term") == "数字经济"


def test_an_rss_item_has_what_rss_readers_need(client, article):
    channel = rss(client).find("channel")
    item = channel.find("item")

    assert channel.findtext("title") == "剪报"
    assert channel.findtext("language") == "zh-Hans"
    assert item.findtext("title") == "“数字”赋能 <营商> & 更多"
    assert item.findtext("content:encoded", namespaces=NAMES) == BODY
    assert item.findtext("guid") == item.findtext("link") == "http://testserver/articles/nw1/"
    assert parsedate_to_datetime(item.findtext("pubDate")) == article.published_at


def test_a_json_feed_says_the_same(client, article):
    response = client.get("/feed.json")
    feed = json.loads(response.content)

    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["feed_url"]) == ("剪报", "http://testserver/feed.json")
    # The picture, where there is a font to set one in, is looked at in test_feeds_valid.py.
    feed["items"][0].pop("image", None)
    assert feed["items"] == [
        {
            "id": "http://testserver/articles/nw1/",
            "url": "http://testserver/articles/nw1/",
            "title": "“数字”赋能 <营商> & 更多",
            "content_html": BODY,
            "summary": "一段 <摘要>。",
            "date_published": "2022-02-25T04:00:00+00:00",
            "date_modified": article.updated_at.isoformat(),
            "authors": [{"name": "泉州晚报 郭荣鑫、王沙"}],
            "tags": ["数字经济"],
            "language": "zh-Hans",
        }
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_source_and_a_tag_have_feeds_of_their_own(client, article, kind):
    make_article("别家的新闻", source="别家报", tags=["别的"])

    of_source = client.get(f"/sources/{article.source.slug}/feed.{kind}").content.decode()
    of_tag = client.get(f"/tags/数字经济/feed.{kind}").content.decode()

    assert "泉州晚报 · 剪报" in of_source and "数字经济 · 剪报" in of_tag
    for feed in (of_source, of_tag):
        assert "articles/nw1/" in feed and "别家的新闻" not in feed


@pytest.mark.parametrize("kind", KINDS)
def test_a_search_has_a_feed_of_its_own(client, article, kind):
    make_article("别家的新闻")

    feed = client.get(f"/search/feed.{kind}", {"q": "营商环境 tag:数字经济"}).content.decode()

    assert "营商环境 tag:数字经济 · 搜索 · 剪报" in feed
    assert "articles/nw1/" in feed and "别家的新闻" not in feed
    # What is not found today may be tomorrow.
    assert client.get(f"/search/feed.{kind}", {"q": "没有的词"}).status_code == 200


def test_the_feed_of_a_search_names_its_own_address(client, article):
    links = {
        link.get("rel"): link.get("href")
        for link in atom(client, "/search/feed.atom?q=营商&x=1").findall("atom:link", NAMES)
    }

    assert links == {
        "alternate": "http://testserver/search/?q=%E8%90%A5%E5%95%86",
        "self": "http://testserver/search/feed.atom?q=%E8%90%A5%E5%95%86",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_unpublished_is_in_a_feed_or_has_one(client, kind):
    draft = make_article("尚未发表", status="draft", source=make_source("草稿报"), tags=["草稿标签"])

    assert "尚未发表" not in client.get(f"/feed.{kind}").content.decode()
    assert client.get(f"/sources/{draft.source.slug}/feed.{kind}").status_code == 404
    assert client.get(f"/tags/草稿标签/feed.{kind}").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_a_feed_is_sent_again_only_when_it_changed(client, article, kind):
    address = f"/feed.{kind}"
    first = client.get(address)

    def again():
        return client.get(address, headers={"If-None-Match": first["ETag"]}).status_code

    assert again() == 304
    make_article("一篇草稿", status="draft")
    assert again() == 304
    article.title = "另一个标题"
    article.save()
    assert again() == 200


@pytest.mark.parametrize("kind", KINDS)
def test_a_withdrawn_article_is_gone_at_the_next_request(client, article, kind):
    other = make_article("留下的")
    first = client.get(f"/feed.{kind}")
    Article.objects.filter(pk=article.pk).update(status="archived")

    response = client.get(f"/feed.{kind}", headers={"If-None-Match": first["ETag"]})

    # A date would be that of the article that stays, and could not tell.
    assert "Last-Modified" not in first
    assert response.status_code == 200
    assert "articles/nw1/" not in response.content.decode() and other.slug in response.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_feed_is_chinese_whatever_the_reader_s_browser_was_switched_to(client, article, kind):
    chinese = client.get(f"/feed.{kind}").content
    client.cookies["django_language"] = "en"
    assert client.get(f"/feed.{kind}").content == chinese


@pytest.mark.parametrize("kind", KINDS)
def test_a_feed_takes_three_queries(client, django_assert_num_queries, kind):
    for number in range(5):
        make_article(f"第{number}篇", source="泉州晚报", tags=["数字经济"], credits=[("郭荣鑫", "reporter")])
    with django_assert_num_queries(3):  # articles with their sources, tags, credits
        client.get(f"/feed.{kind}")


@pytest.mark.parametrize(
    ("address", "feed"),
    [("/", "/feed.atom"), ("/tags/数字经济/", "/tags/%E6%95%B0%E5%AD%97%E7%BB%8F%E6%B5%8E/feed.atom")],
)
def test_a_page_names_its_feed_to_feed_readers(client, article, address, feed):
    assert f'<link rel="alternate" type="application/atom+xml" href="{feed}"' in client.get(address).content.decode()
