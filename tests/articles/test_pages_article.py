"""The page of an article: all its parts, and its neighbours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import NOON, make_article, make_document, make_editor, make_source
from tests.reading import all_seen, english_reader, read, seen

pytestmark = pytest.mark.django_db


def test_the_head_of_an_article_has_all_that_was_printed_around_its_title():
    article = make_article(
        "数字服务效能提升",
        column=["招商百科", "视界深度"],
        kicker="做强做优数字经济 ④",
        deck="让数据多跑路",
        source="成都日报",
        republisher=make_source("招商人"),
        summary="一段摘要。",
    )

    page = read(article.get_absolute_url())

    assert seen(page.select_one(".column")) == "招商百科 › 视界深度"
    assert seen(page.select_one(".kicker")) == "做强做优数字经济 ④"
    assert seen(page.h1) == "数字服务效能提升"
    assert seen(page.select_one(".deck")) == "让数据多跑路"
    assert all_seen(page, ".facts li") == ["成都日报", "Feb. 25, 2022, noon", "Republished by 招商人"]
    assert seen(page.select_one(".summary")) == "一段摘要。"
    assert page.select_one(".facts time")["datetime"] == "2022-02-25T12:00:00+08:00"


def test_credits_are_grouped_by_role_in_their_printed_order():
    article = make_article(
        credits=[
            ("马洪超", "reporter"),
            ("唐克", "photographer", "中经视觉"),
            ("李景", "reporter"),
            ("王沙", "author", "成都市经济发展研究院"),
        ]
    )

    credits = read(article.get_absolute_url()).select(".credits > div")

    assert [seen(group.dt) for group in credits] == ["Reporter", "Photographer", "Author"]
    assert all_seen(credits[0], "dd") == ["马洪超", "李景"]
    assert all_seen(credits[1], "dd") == ["唐克 (中经视觉)"]
    assert all_seen(credits[2], "dd") == ["王沙 (成都市经济发展研究院)"]


def test_an_article_with_nothing_but_a_title_says_what_is_missing():
    page = read(make_article(published_at=None, body="").get_absolute_url())

    assert all_seen(page, ".facts li") == ["Date unknown"]
    assert seen(page.select_one(".body")) == "The file holds no text beyond its title."
    for part in (".column", ".kicker", ".deck", ".credits", ".summary", ".terms", ".tags", ".details", ".neighbours"):
        assert page.select(part) == []


def test_the_original_is_linked_by_its_host_and_tells_it_nothing():
    page = read(make_article(original_url="http://finews.example.cn/news/1345.html?a=1&b=2").get_absolute_url())

    link = page.select_one("a.original")

    assert seen(link) == "finews.example.cn"
    assert link["href"] == "http://finews.example.cn/news/1345.html?a=1&b=2"
    assert link["rel"] == ["nofollow", "noopener", "noreferrer"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "javascript://a.cn/%0aalert(1)", "data:text/html,a.b"])
def test_an_address_that_is_not_of_the_web_is_shown_but_not_linked(address):
    page = read(make_article(republisher=make_source(), republisher_url=address).get_absolute_url())

    assert address in seen(page.select_one(".article > footer"))
    assert [link for link in page("a") if link["href"].startswith(("javascript", "data"))] == []


def test_the_address_of_a_republisher_is_shown_as_printed_and_can_be_followed():
    article = make_article(republisher=make_source("招商人"), republisher_url="www.cnzsr.com")

    link = read(article.get_absolute_url()).find("a", string="www.cnzsr.com")

    assert link["href"] == "http://www.cnzsr.com"


def test_the_provenance_names_the_file_without_the_folders_of_the_machine():
    document = make_document(path="/home/someone/secret/NW2022.md", encoding="gb18030", format="jekyll")

    provenance = read(make_article(document=document).get_absolute_url()).select_one(".provenance")

    assert not provenance.has_attr("open")
    moment = "Feb. 25, 2022, noon"
    assert all_seen(provenance, "dd") == ["NW2022.md", "post of a static site", "gb18030", moment, document.sha256]
    assert "secret" not in str(provenance)


def test_the_captions_of_the_printed_page_are_shown_with_their_photographer():
    photographer = {"name": "唐克", "role": "photographer", "affiliation": "中经视觉"}
    page = {"captions": [{"text": "一艘货轮从烟台港离泊。", "credits": [photographer]}], "credits": []}

    section = read(make_article(document=make_document(page=page)).get_absolute_url()).select_one(".terms")

    assert seen(section.h2) == "Pictures on the same printed page"
    assert seen(section.p) == "一艘货轮从烟台港离泊。 (photographer 唐克, 中经视觉)"


def test_usage_terms_stand_under_the_text():
    page = read(make_article(usage_terms="仅限学习研究交流等参考使用").get_absolute_url())

    assert seen(page.select_one(".terms")) == "Terms of use 仅限学习研究交流等参考使用"


def test_previous_and_next_follow_the_order_of_the_list():
    make_article("最新", published_at=NOON + timedelta(days=1))
    earlier_row = make_article("同一刻，先入库")
    later_row = make_article("同一刻，后入库")
    undated = make_article("没有日期", published_at=None)
    make_article("也没有日期", published_at=None, status="draft")

    assert neighbours(later_row) == ["Previous, newer 最新", "Next, older 同一刻，先入库"]
    assert neighbours(earlier_row) == ["Previous, newer 同一刻，后入库", "Next, older 没有日期"]
    assert neighbours(undated) == ["Previous, newer 同一刻，先入库"]


def neighbours(article) -> list[str]:
    return all_seen(read(article.get_absolute_url()), ".neighbours a")


def test_a_search_engine_is_told_the_address_the_date_and_the_summary():
    article = make_article("标题", slug="数字政府", summary="摘要“引号”。")

    page = read(article.get_absolute_url())

    address = "http://testserver/articles/%E6%95%B0%E5%AD%97%E6%94%BF%E5%BA%9C/"
    assert page.select_one("link[rel=canonical]")["href"] == address
    assert page.select_one("meta[name=description]")["content"] == "摘要“引号”。"
    assert page.select_one("meta[property='og:title']")["content"] == "标题"
    assert page.select_one("meta[property='og:url']")["content"] == address
    assert page.select_one("meta[property='article:published_time']")["content"] == "2022-02-25T12:00:00+08:00"


def test_an_article_in_another_language_is_marked_as_such():
    page = read(make_article("Digital government", language="en").get_absolute_url())

    assert page.h1["lang"] == "en"
    assert page.select_one(".body")["lang"] == "en"


@pytest.mark.parametrize("rows", [20, 100])
def test_an_article_takes_six_queries(django_assert_num_queries, rows):
    article = make_article(
        source="泉州晚报",
        republisher=make_source("招商人"),
        document=make_document(),
        tags=[f"标签{number}" for number in range(rows)],
        credits=[(f"记者{number}", "reporter") for number in range(rows)],
        published_at=datetime(2022, 3, 1, tzinfo=UTC),
    )
    for _ in range(rows):
        make_article()
    reader = english_reader()

    # The article with source, republisher and document; its tags; its credits; where to look for others; its source has
    # no other, so where to look in the whole archive; what was found there.
    with django_assert_num_queries(6):
        reader.get(article.get_absolute_url())


def test_the_bytes_of_the_document_are_not_loaded_for_the_page():
    article = make_article(document=make_document())

    with CaptureQueriesContext(connection) as queries:
        english_reader().get(article.get_absolute_url())

    assert [query for query in queries if '"content"' in query["sql"]] == []


def test_an_editor_finds_a_link_to_edit():
    article = make_article()
    reader = english_reader()
    reader.force_login(make_editor())

    link = read(article.get_absolute_url(), client=reader).find("a", string="Edit")

    assert link["href"] == f"/admin/articles/article/{article.pk}/change/"


@pytest.mark.parametrize(("is_staff", "permission"), [(True, "view_article"), (False, "change_article")])
def test_who_may_not_edit_finds_no_link_to_it(is_staff, permission):
    user = get_user_model().objects.create_user("someone", is_staff=is_staff)
    user.user_permissions.add(Permission.objects.get(codename=permission))
    reader = english_reader()
    reader.force_login(user)

    assert read(make_article().get_absolute_url(), client=reader).find("a", string="Edit") is None
