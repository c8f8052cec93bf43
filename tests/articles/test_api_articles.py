"""What the API says of articles, and what it says in the words of the gold files."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from articles.models import Article
from tests.factories import make_article, make_document, make_source

pytestmark = pytest.mark.django_db
LIST = "/api/v1/articles/"


def one(client, article: Article) -> dict:
    return client.get(f"{LIST}{article.slug}/").json()


def titles(client, **query) -> list[str]:
    return [article["title"] for article in client.get(LIST, query).json()["results"]]


def test_an_article_is_told_in_the_shape_of_the_gold_files(client):
    document = make_document(path="posts/a.md", format="repost", encoding="gb18030")
    article = make_article(
        title="深化数字技术应用",
        slug="shenhua",
        kicker="视点",
        deck="推进营商环境再优化",
        column=["招商百科", "视界深度"],
        source="成都日报",
        republisher=make_source("招商人"),
        republisher_url="www.cnzsr.com",
        category="chengduribao",
        tags=["经济", "政务"],
        credits=[("王沙", "author", "经济发展研究院"), ("李四", "photographer")],
        original_url="http://example.com/1",
        external_id="NW2022",
        usage_terms="仅限学习研究",
        summary="摘要",
        raw_title="深化数字技术应用。",
        body="<h2>一</h2><p>正文</p>",
        document=document,
    )

    told = one(client, article)

    assert sorted(told.pop("tags")) == sorted(["经济", "政务"])
    for moment in ("created_at", "updated_at"):
        assert told.pop(moment).endswith("+08:00")
    assert told == {
        "slug": "shenhua",
        "url": "http://testserver/api/v1/articles/shenhua/",
        "html_url": "http://testserver/articles/shenhua/",
        "title": "深化数字技术应用",
        "raw_title": "深化数字技术应用。",
        "kicker": "视点",
        "deck": "推进营商环境再优化",
        "column": ["招商百科", "视界深度"],
        "source": "成都日报",
        "source_slug": "成都日报",
        "republisher": {"name": "招商人", "url": "www.cnzsr.com"},
        "category": "chengduribao",
        "published_at": "2022-02-25T12:00:00+08:00",
        "original_url": "http://example.com/1",
        "external_id": "NW2022",
        "credits": [
            {"name": "王沙", "role": "author", "affiliation": "经济发展研究院"},
            {"name": "李四", "role": "photographer", "affiliation": ""},
        ],
        "publishers": ["成都日报", "招商人"],
        "chain": [
            {"name": "成都日报", "slug": None, "published_at": None, "from_name": None, "evidence": "named"},
            {
                "name": "招商人",
                "slug": "shenhua",
                "published_at": "2022-02-25T12:00:00+08:00",
                "from_name": "成都日报",
                "evidence": "banner",
            },
        ],
        "usage_terms": "仅限学习研究",
        "summary": "摘要",
        "language": "zh-Hans",
        "body": "<h2>一</h2><p>正文</p>",
        "text": "一\n正文",
        "document": {
            "sha256": document.sha256,
            "path": "posts/a.md",
            "format": "repost",
            "encoding": "gb18030",
            "first_seen_at": "2022-02-25T12:00:00+08:00",
        },
    }


def test_what_the_file_does_not_say_is_null(client):
    told = one(client, make_article(published_at=None))

    unsaid = ["source", "source_slug", "republisher", "category", "original_url", "external_id", "published_at"]
    assert {name: told[name] for name in [*unsaid, "document"]} == dict.fromkeys([*unsaid, "document"])
    assert told["credits"] == told["tags"] == told["column"] == []


def test_a_date_without_time_stays_a_date(client):
    midnight = datetime(2022, 2, 24, 16, 0, tzinfo=UTC)  # 0:00 of the 25th in Shanghai
    told = one(client, make_article(published_at=midnight, published_precision=Article.Precision.DAY))

    assert told["published_at"] == "2022-02-25"


def test_the_list_has_neither_body_nor_text(client):
    make_article(body="<p>正文里的字</p>")

    response = client.get(LIST)

    assert "正文里的字" not in response.content.decode()
    assert {"body", "text", "document"}.isdisjoint(response.json()["results"][0])


def test_the_list_is_newest_first_with_undated_ones_last(client):
    make_article("undated", published_at=None)
    make_article("old", published_at=datetime(2020, 1, 1, tzinfo=UTC))
    make_article("new", published_at=datetime(2023, 1, 1, tzinfo=UTC))

    assert titles(client) == ["new", "old", "undated"]
    assert titles(client, ordering="-published_at") == ["new", "old", "undated"]
    assert titles(client, ordering="published_at") == ["old", "new", "undated"]


@pytest.mark.parametrize("field", ["created_at", "updated_at"])
def test_the_list_can_be_ordered_by_when_articles_were_made_and_changed(client, field):
    for title, year in (("second", 2021), ("first", 2020), ("third", 2022)):
        article = make_article(title)
        Article.objects.filter(pk=article.pk).update(**{field: datetime(year, 1, 1, tzinfo=UTC)})

    assert titles(client, ordering=field) == ["first", "second", "third"]
    assert titles(client, ordering=f"-{field}") == ["third", "second", "first"]


@pytest.mark.parametrize("spelling", ["quanzhou", "泉州晚报", "泉州 晚报", "Quanzhou Evening News"])
def test_a_source_is_found_by_slug_name_and_alias(client, spelling):
    source = make_source("泉州晚报", slug="quanzhou", aliases=["quanzhou evening news"])
    make_article("of it", source=source)
    make_article("of another", source="厦门日报")

    assert titles(client, source=spelling) == ["of it"]


@pytest.mark.parametrize("spelling", ["economy-tag", "经济"])
def test_a_tag_is_found_by_slug_and_name(client, spelling):
    article = make_article("tagged", tags=["经济", "政务"])
    article.tags.filter(name="经济").update(slug="economy-tag")
    make_article("other", tags=["政务"])

    assert titles(client, tag=spelling) == ["tagged"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"published_after": "2022-02-25"}, ["last second", "noon", "midnight"]),
        ({"published_after": "2022-02-26"}, []),
        ({"published_after": "0900-01-01"}, ["last second", "noon", "midnight", "day before"]),
        ({"published_before": "2022-02-25"}, ["last second", "noon", "midnight", "day before"]),
        ({"published_before": "2022-02-24"}, ["day before"]),
        ({"published_after": "2022-02-25T12:00:00+08:00"}, ["last second", "noon"]),
        ({"published_after": "2022-02-25T04:00:00Z"}, ["last second", "noon"]),
        # The + of a query string that nobody escaped.
        ({"published_after": "2022-02-25T12:00:00 08:00"}, ["last second", "noon"]),
        # Without a zone it is Shanghai's.
        ({"published_before": "2022-02-25 12:00"}, ["noon", "midnight", "day before"]),
    ],
)
def test_days_are_shanghais_and_both_ends_are_included(client, query, found):
    make_article("undated", published_at=None)
    make_article("day before", published_at=datetime(2022, 2, 24, 15, 59, 59, tzinfo=UTC))
    make_article("midnight", published_at=datetime(2022, 2, 24, 16, 0, tzinfo=UTC))
    make_article("noon", published_at=datetime(2022, 2, 25, 4, 0, tzinfo=UTC))
    make_article("last second", published_at=datetime(2022, 2, 25, 15, 59, 59, tzinfo=UTC))

    assert titles(client, **query) == found


@pytest.mark.parametrize(
    "query", [{"category": "kejiribao"}, {"language": "en"}, {"format": "html"}, {"has_date": "false"}]
)
def test_the_list_can_be_narrowed_by(client, query):
    document = make_document(format="html")
    make_article("this one", category="kejiribao", language="en", document=document, published_at=None)
    make_article("another", category="renmin", document=make_document(format="jekyll"))

    assert titles(client, **query) == ["this one"]


def test_pages_follow_each_other_and_say_how_many_there_are(client):
    for number in range(5):
        make_article(f"{number}")

    first = client.get(LIST, {"page_size": 2}).json()
    second = client.get(first["next"]).json()

    assert first["count"] == second["count"] == 5
    assert first["previous"] is None
    assert [article["title"] for article in first["results"] + second["results"]] == ["4", "3", "2", "1"]


def test_a_page_is_20_unless_said_and_never_more_than_100(client):
    for _ in range(101):
        make_article()

    assert len(titles(client)) == 20
    assert len(titles(client, page_size=100)) == 100
    assert len(titles(client, page_size=10**23)) == 100
