"""The list of articles in the admin: what it shows, by what it narrows, and what can be done to many at once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.admin.models import LogEntry

from articles.models import Article
from tests.browserlike import rows
from tests.factories import make_article, make_document, make_editor, make_source, make_tag

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


@pytest.fixture(autouse=True)
def editor(client):
    client.cookies["django_language"] = "en"
    editor = make_editor()
    client.force_login(editor)
    return editor


def titles(client, **query) -> set[str]:
    return {row.split()[0] for row in rows(client, LIST, **query)}


def act(client, action: str, *articles: Article, reason: str = "") -> list[str]:
    """Do `action` to `articles`; what the editor is then told."""
    data = {"action": action, "_selected_action": [article.pk for article in articles], "reason": reason}
    response = client.post(LIST, data, follow=True)
    return [str(message) for message in response.context["messages"]]


def test_a_row_tells_kicker_title_source_date_status_and_what_is_open(client):
    article = make_article(
        "数字服务",
        kicker="做强做优",
        source="经济日报",
        status="in_review",
        warnings=["missing-date"],
        published_at=None,
    )
    Article.objects.update(updated_at=datetime(2022, 3, 1, 4, 0, tzinfo=UTC), has_conflicts=True)

    [row] = rows(client, LIST)

    assert row == (
        "做强做优 数字服务 经济日报 date unknown in review no date missing-date with the file 2022-03-01 12:00"
    )
    assert f"/admin/articles/article/{article.pk}/change/" in client.get(LIST).content.decode()


def test_a_date_known_to_the_day_is_shown_without_a_time(client):
    make_article("日", published_precision=Article.Precision.DAY)
    make_article("秒")

    by_title = {row.split()[0]: row for row in rows(client, LIST)}

    assert " 2022-02-25 published" in by_title["日"]
    assert " 2022-02-25 12:00 published" in by_title["秒"]


def test_an_article_without_a_title_can_still_be_opened(client):
    make_article("", status="draft")

    assert rows(client, LIST)[0].startswith("(no title)")


def test_undated_articles_come_last(client):
    make_article("undated", published_at=None)
    make_article("dated")

    assert [row.split()[0] for row in rows(client, LIST)] == ["dated", "undated"]


def test_titles_and_texts_are_searched(client):
    make_article("时间银行", body="<p>无关。</p>")
    make_article("别的", body="<p>正文里说到时间银行。</p>")
    make_article("无关")

    assert titles(client, q="时间银行") == {"时间银行", "别的"}


def test_the_list_is_narrowed_by(client):
    source, tag = make_source("泉州晚报"), make_tag("经济")
    make_article(
        "this",
        status="draft",
        source=source,
        tags=[tag],
        warnings=["missing-date"],
        document=make_document(format="repost"),
        conflicts={"title": "x"},
        published_at=datetime(2020, 5, 1, tzinfo=UTC),
    )
    make_article("that", source="别的", warnings=["missing-url"], document=make_document(format="html"))
    make_article("byhand")

    for query in [
        {"status__exact": "draft"},
        {"warning": "missing-date"},
        {"has_conflicts__exact": "1"},
        {"source__id__exact": source.pk},
        {"tags__id__exact": tag.pk},
        {"format": "repost"},
        {"published_at__year": "2020"},
    ]:
        assert titles(client, **query) == {"this"}, query
    assert titles(client, warning="any") == {"this", "that"}
    assert titles(client, format="none") == {"byhand"}
    assert titles(client, source__isnull="True") == {"byhand"}


def test_the_filter_by_source_loads_no_source_but_the_chosen_one(client):
    chosen = make_source("选中的报")
    make_source("没选的报")

    page = client.get(LIST, {"source__id__exact": chosen.pk, "status__exact": "draft"}).content.decode()

    assert "选中的报" in page
    assert "没选的报" not in page
    # What else the list is narrowed by stays as it is.
    assert '<input type="hidden" name="status__exact" value="draft">' in page


@pytest.mark.parametrize("name", ["source__id__exact", "tags__id__exact", "status__exact", "warning", "q", "o", "p"])
@pytest.mark.parametrize("value", ["1" + "0" * 23, "x", "\x00", "字" * 34_000, "-1"])
def test_hostile_addresses_never_break_the_list(client, name, value):
    make_article(source="报")

    assert client.get(LIST, {name: value}, follow=True).status_code == (400 if value == "\x00" else 200)


@pytest.mark.parametrize(
    "query",
    [
        {"published_at__year": "9" * 19},
        {"published_at__year": "9999"},
        {"published_at__year": "2022", "published_at__month": "1" * 18},
        {"source__id__in": "1," + "9" * 23},
        {"title__regex": "["},
        {"title__iregex": "(a+)+$"},
    ],
    ids=str,
)
def test_what_no_database_can_answer_is_refused(client, query):
    make_article(source="报")

    assert client.get(LIST, query).status_code == 400


@pytest.mark.parametrize("value", ["x", "\x00", "1,x", "9" * 23, "True"])
@pytest.mark.parametrize("field", ["source", "tags", "published_at", "title"])
def test_a_new_form_takes_from_its_address_only_what_it_can_show(client, field, value):
    assert client.get(f"{LIST}add/", {field: value}).status_code == 200


def test_a_new_form_takes_a_source_from_its_address(client):
    # The control: what can be shown is taken.
    source = make_source("厦门日报")

    assert "厦门日报</option>" in client.get(f"{LIST}add/", {"source": source.pk}).content.decode()


@pytest.mark.parametrize("field", ["source", "tags"])
def test_a_lookup_with_nul_finds_nothing(client, field):
    make_article(source="报", tags=["标签"])
    query = {"app_label": "articles", "model_name": "article", "field_name": field, "term": "\x00"}

    assert client.get("/admin/autocomplete/", query).json()["results"] == []


def test_the_list_searches_as_the_site_does(client):
    make_article("数字服务", source="经济日报", body="<p>营商环境，持续优化。</p>")
    make_article("别的", status="draft", body="<p>营商，环境。</p>")

    assert titles(client, q="营商环境") == {"数字服务"}
    assert titles(client, q="营商 source:日报") == {"数字服务"}
    assert titles(client, q="营商") == {"数字服务", "别的"}
    assert titles(client, q="环境 -持续") == {"别的"}


def test_the_list_says_how_a_broken_search_was_read(client):
    page = client.get(LIST, {"q": '"营商环境'}).content.decode()

    assert "A quotation mark is not closed: the phrase was taken to go on to the end." in page


def test_publishing_says_how_many(client):
    first, second = make_article("一", status="draft"), make_article("二", status="in_review")

    assert act(client, "publish", first, second) == ["2 articles are now: published."]

    assert Article.objects.published().count() == 2
    assert set(LogEntry.objects.values_list("change_message", flat=True)) == {"Status: published."}


def test_publishing_leaves_out_what_has_no_title_and_names_it(client):
    titled, untitled = make_article("一", status="draft"), make_article("", status="draft", slug="nameless")

    assert act(client, "publish", titled, untitled) == [
        "1 article is now: published.",
        "1 article was not published, because it has no title: nameless. Give it one first.",
    ]
    untitled.refresh_from_db()
    assert untitled.status == "draft"


@pytest.mark.parametrize(("action", "status"), [("back_to_draft", "draft"), ("archive", "archived")])
def test_articles_are_taken_off_the_site_together(client, action, status):
    article = make_article()
    before = article.updated_at

    assert act(client, action, article, reason="核实有误") == [f"1 article is now: {status}."]

    article.refresh_from_db()
    assert article.status == status
    assert article.updated_at > before


def test_an_action_that_changes_nothing_says_so(client):
    assert act(client, "publish", make_article()) == ["Nothing changed: published already."]
    assert not LogEntry.objects.exists()


def test_scripts_in_an_article_are_shown_and_not_run(client):
    script = "<script>alert(1)</script>"
    article = make_article(script, kicker=script, summary=script, credits=[(script, "reporter")], source=f"报{script}")

    for url in (LIST, f"{LIST}{article.pk}/change/"):
        page = client.get(url).content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert script not in page


def fill(count: int) -> None:
    for number in range(count):
        make_article(
            source=f"晚报{number}",
            document=make_document(),
            tags=[f"标签{number}"],
            warnings=["missing-url", "body-short"],
        )


@pytest.mark.parametrize("count", [20, 100])
def test_the_list_takes_seven_queries(client, django_assert_num_queries, count):
    fill(count)

    # The session; the user; codes of warnings to filter by; how many articles, to a bound; the first and last date; a
    # page of articles with their sources; their warnings.
    with django_assert_num_queries(7):
        assert len(rows(client, LIST)) == count


def test_the_list_with_every_filter_chosen_takes_ten_queries(client, django_assert_num_queries):
    fill(3)
    source, tag = make_source("选中的报"), make_tag("选中")
    make_article("this", source=source, tags=[tag], warnings=["missing-url"])
    query = {"source__id__exact": source.pk, "tags__id__exact": tag.pk, "warning": "any", "status__exact": "published"}

    # As above, the names of the source and of the tag that are chosen, and whether few articles have the tag.
    with django_assert_num_queries(10):
        assert len(rows(client, LIST, **query)) == 1
    with django_assert_num_queries(10):
        assert len(rows(client, LIST, **query, format="none")) == 1
    # Where nothing is found, no warnings are looked for.
    with django_assert_num_queries(9):
        assert rows(client, LIST, **query, format="jekyll") == []
