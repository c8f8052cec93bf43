"""What stands beside an article: neighbours in its source, and related articles with the reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.entries import with_tags_and_credits
from articles.models import Article
from articles.surroundings import NEAR, surroundings, tags_with_uses
from tests.factories import NOON, make_article, make_source, make_tag
from tests.reading import all_seen, english_reader, read

from .copies import printing
from .test_indexes import is_served

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def related(article: Article) -> list[str]:
    """The titles of what is related, each with the last part of its line, the reason."""
    items = read(article.get_absolute_url()).select(".related li")
    return [f"{item.a.get_text()}: {item.p.get_text().split(' · ')[-1].strip()}" for item in items]


def neighbours(article: Article) -> list[str]:
    return all_seen(read(article.get_absolute_url()), ".neighbours a")


# Neighbours


def test_previous_and_next_are_of_the_same_source():
    paper = make_source("泉州晚报")
    make_article("前天", source=paper, published_at=NOON - 2 * DAY)
    make_article("别家的昨天", source="厦门日报", published_at=NOON - DAY)
    article = make_article("今天", source=paper)
    make_article("未发布", source=paper, published_at=NOON + DAY, status="draft")
    make_article("后天", source=paper, published_at=NOON + 2 * DAY)

    assert neighbours(article) == ["泉州晚报: newer 后天", "泉州晚报: older 前天"]


def test_the_only_article_of_a_source_has_the_neighbours_of_the_archive():
    article = make_article(source="泉州晚报")
    make_article("昨天", source="厦门日报", published_at=NOON - DAY)

    assert neighbours(article) == ["Next, older 昨天"]


def test_neighbours_of_one_moment_and_undated_ones_follow_the_order_of_the_list():
    paper = make_source("泉州晚报")
    titles = ["甲", "乙", "丙"]
    first, middle, _last = [make_article(title, source=paper) for title in titles]
    undated = make_article("无日期", source=paper, published_at=None)

    assert neighbours(middle) == ["泉州晚报: newer 丙", "泉州晚报: older 甲"]
    assert neighbours(first) == ["泉州晚报: newer 乙", "泉州晚报: older 无日期"]
    assert neighbours(undated) == ["泉州晚报: newer 甲"]


def test_another_printing_of_the_text_is_neither_a_neighbour_nor_related():
    first = printing("泉州晚报", 0, tags=["跨境电商"])
    printing("泉州晚报", 1, tags=["跨境电商"])

    page = read(first.get_absolute_url())

    assert page.select(".neighbours, .related") == []


# Related


def test_a_rare_tag_is_named_before_a_frequent_one():
    common = make_tag("营商环境")
    for number in range(4):
        make_article(f"常见{number}", tags=[common], published_at=NOON - (number + 2) * DAY)
    make_article("罕见", tags=["跨境电商"], published_at=NOON - 30 * DAY)
    make_article("两者", tags=["跨境电商", common], published_at=NOON - 60 * DAY)
    article = make_article(tags=["跨境电商", common, "独有"])

    assert related(article) == [
        "两者: same tag: 跨境电商、营商环境",
        "罕见: same tag: 跨境电商",
        *(f"常见{number}: same tag: 营商环境" for number in range(3)),
    ]


def test_the_same_writer_is_a_reason_and_the_same_editor_is_none():
    make_article("同一记者", credits=[("马洪超", "reporter"), ("马洪超", "author")])
    make_article("同一编辑", credits=[("孟飞", "page_editor")])
    article = make_article(credits=[("马洪超", "reporter"), ("孟飞", "page_editor")])

    assert related(article) == ["同一记者: also by 马洪超"]


def test_the_same_column_of_the_same_source_is_a_reason():
    paper = make_source("泉州晚报")
    make_article("同栏目", source=paper, column=["要闻", "视点"])
    make_article("别的栏目", source=paper, column=["要闻"])
    make_article("别家的栏目", source="厦门日报", column=["要闻", "视点"])
    article = make_article(source=paper, column=["要闻", "视点"])

    assert related(article) == ["同栏目: same column: 要闻 › 视点"]


def test_reasons_of_several_kinds_are_told_together():
    make_article("两样", tags=["跨境电商"], credits=[("马洪超", "reporter")])
    article = make_article(tags=["跨境电商"], credits=[("马洪超", "reporter")])

    assert related(article) == ["两样: same tag: 跨境电商; also by 马洪超"]


@pytest.mark.parametrize("status", ["draft", "in_review", "archived"])
def test_what_is_not_public_is_not_related(status):
    make_article("藏着", tags=["跨境电商"], status=status)

    assert related(make_article(tags=["跨境电商"])) == []


def test_of_several_printings_of_one_text_the_first_is_related():
    printing("泉州晚报", 0, title="首发", tags=["跨境电商"])
    printing("招商网", 1, title="转载", tags=["跨境电商"])

    assert related(make_article(tags=["跨境电商"])) == ["首发: same tag: 跨境电商"]


def test_an_article_that_shares_nothing_has_no_list_of_related_ones():
    make_article()

    assert read(make_article().get_absolute_url()).select(".related") == []


# Cost


def loaded(article: Article) -> Article:
    article = Article.objects.select_related("source", "membership").get(pk=article.pk)
    with_tags_and_credits([article], tags_with_uses)
    return article


@pytest.mark.parametrize("rows", [20, 100])
def test_what_stands_beside_an_article_takes_two_queries_and_reads_a_few_rows(django_assert_num_queries, rows):
    paper, tag = make_source("泉州晚报"), make_tag("营商环境")
    for number in range(rows):
        make_article(f"{number}", source=paper, tags=[tag], column=["要闻"], credits=[("马洪超", "reporter")])
    article = loaded(
        make_article(source=paper, tags=[tag], column=["要闻"], credits=[("马洪超", "reporter"), ("李景", "author")])
    )

    # Where to look; what was found there.
    with django_assert_num_queries(2) as queries:
        beside = surroundings(article)

    assert len(beside.related) == 5
    found = queries.captured_queries[1]["sql"].partition(" IN (")[2].partition(")")[0].split(", ")
    assert len(found) <= 2 * NEAR


def test_the_places_to_look_are_read_along_indexes():
    assert is_served(Article.tags.through, "tag_id", "article_id")
    assert is_served(Article.credits.rel.related_model, "name", "article_id")
    assert is_served(Article, "source_id", "status", "listed_at", "id")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL sorts where there are few rows")
def test_no_place_to_look_is_sorted():
    paper = make_source("泉州晚报")
    make_article(source=paper, tags=["营商环境"], credits=[("马洪超", "reporter")])
    article = loaded(make_article(source=paper, tags=["营商环境"], credits=[("马洪超", "reporter")]))
    with CaptureQueriesContext(connection) as queries:
        surroundings(article)

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {queries.captured_queries[0]['sql']}")
        plan = "\n".join(row[-1] for row in cursor.fetchall())
        cursor.execute("EXPLAIN QUERY PLAN SELECT id FROM articles_article ORDER BY title")
        control = "\n".join(row[-1] for row in cursor.fetchall())

    assert "TEMP B-TREE" in control
    assert "TEMP B-TREE" not in plan
    assert "SCAN articles" not in plan
    assert "article_tag_articles" in plan
    assert "credit_name_article" in plan


@pytest.mark.parametrize("rows", [20, 100])
def test_the_page_of_an_article_with_everything_takes_six_queries(django_assert_num_queries, rows):
    article = printing("泉州晚报", 0, tags=[f"标签{number}" for number in range(rows)], column=["要闻"])
    printing("招商网", 1)
    for number in range(rows):
        make_article(source=article.source, tags=["标签0", "标签1"], column=["要闻"], published_at=NOON - number * DAY)
    reader = english_reader()

    # The article with source, republisher and document; its tags; its credits; the chain of its printings; where to
    # look for others; those.
    with django_assert_num_queries(6):
        reader.get(article.get_absolute_url())
