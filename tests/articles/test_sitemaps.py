"""What search engines are told of."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from lxml import etree

from articles.models import Article
from tests.factories import make_article, make_source, make_tag

pytestmark = pytest.mark.django_db

STANDING = (
    *("", "sources/", "tags/", "regions/", "columns/", "series/", "people/", "archive/", "trends/"),
    *("about/", "accessibility/", "api/docs/"),
)
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def locations(client, address) -> list[str]:
    return [node.text for node in etree.fromstring(client.get(address).content).iter(f"{MAP}loc")]


def test_every_page_of_something_published_is_in_a_sitemap_and_no_other(client):
    make_article(
        source=make_source("泉州晚报", slug="quanzhou"),
        tags=["数字经济", make_tag("Fujian", slug="fujian", kind="region")],
        slug="nw1",
        column=["News", "Op-Ed"],
        credits=[("A/B", "reporter")],
    )
    make_article(
        "草稿",
        status="draft",
        source=make_source("草稿报", slug="draft"),
        tags=["草稿标签"],
        slug="nw2",
        column=["Draft"],
        credits=[("Draft", "reporter")],
        published_at=datetime(2020, 1, 1, tzinfo=UTC),
    )

    listed = [address for sitemap in locations(client, "/sitemap.xml") for address in locations(client, sitemap)]

    assert listed == [
        "http://testserver/articles/nw1/",
        "http://testserver/sources/quanzhou/",
        "http://testserver/tags/fujian/",
        "http://testserver/tags/%E6%95%B0%E5%AD%97%E7%BB%8F%E6%B5%8E/",
        "http://testserver/regions/fujian/",
        "http://testserver/columns/News/",
        "http://testserver/columns/News/Op-Ed/",
        "http://testserver/people/A~2f.B/",
        *(f"http://testserver/{name}" for name in STANDING),
        "http://testserver/archive/2022/02/",
        "http://testserver/archive/2022/",
    ]
    assert {client.get(address).status_code for address in listed} == {200}


def test_a_sitemap_says_when_an_article_changed_last(client):
    article = make_article()
    [changed] = etree.fromstring(client.get("/sitemap-articles.xml").content).iter(f"{MAP}lastmod")
    assert changed.text == article.updated_at.date().isoformat()


def test_the_index_counts_and_loads_no_article(client, django_assert_num_queries):
    for number in range(20):
        make_article(f"第{number}篇")
    # Counts of articles, sources, tags, regions, columns and names; the months, in two; the newest change.
    with django_assert_num_queries(9):
        client.get("/sitemap.xml")


def test_news_have_a_publisher_and_a_date(client):
    make_article("有报有日 & 更多", source="泉州晚报", slug="nw1")
    make_article("没有日期", source="泉州晚报", published_at=None)
    make_article("没有来源")

    [url] = etree.fromstring(client.get("/sitemap-news.xml").content).iter(f"{MAP}url")

    assert url.findtext(f"{MAP}loc") == "http://testserver/articles/nw1/"
    assert url.findtext(f".//{NEWS}name") == "泉州晚报"
    assert url.findtext(f".//{NEWS}language") == "zh-cn"
    assert url.findtext(f".//{NEWS}publication_date") == "2022-02-25T12:00:00+08:00"
    assert url.findtext(f".//{NEWS}title") == "有报有日 & 更多"


@pytest.mark.parametrize("address", ["/sitemap-articles.xml", "/sitemap-news.xml"])
def test_a_withdrawn_article_leaves_at_the_next_request(client, address):
    make_article(source="泉州晚报", slug="nw1")
    assert len(locations(client, address)) == 1  # The control.

    Article.objects.update(status="archived")

    assert locations(client, address) == []


def test_robots_are_shown_the_sitemaps_and_kept_out_of_the_editors_pages(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines
