"""The form of an article in the admin: what it keeps, what it refuses, and what it never does in silence."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from django.utils import timezone

from articles.models import Article
from tests.browserlike import filled, submit
from tests.factories import make_article, make_document, make_editor, make_source, make_tag

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"


@pytest.fixture(autouse=True)
def editor(client):
    client.cookies["django_language"] = "en"
    editor = make_editor()
    client.force_login(editor)
    return editor


def address(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def save(client, article: Article | None = None, **changes: str) -> list[str]:
    return submit(client, address(article) if article else ADD, **changes)


def test_an_article_can_be_written_by_hand(client):
    messages = save(
        client,
        title="手写的文章",
        _step="publish",
        body="<p>正文。</p>",
        published_at_0="2022-02-25",
        published_at_1="10:12:10",
        column="招商百科\n视界深度\n",
        tags=str(make_tag("经济").pk),
        source=str(make_source("泉州晚报").pk),
        **{"credits-0-name": "郭荣鑫", "credits-0-role": "reporter"},
    )

    article = Article.objects.get()
    assert messages == [
        "“手写的文章” is now: published.",
        "The article “手写的文章” was added successfully.",
    ]
    assert (article.title, article.status, article.text) == ("手写的文章", "published", "正文。")
    assert timezone.localtime(article.published_at).isoformat() == "2022-02-25T10:12:10+08:00"
    assert article.column == ["招商百科", "视界深度"]
    assert [tag.name for tag in article.tags.all()] == ["经济"]
    assert [(who.name, who.role) for who in article.credits.all()] == [("郭荣鑫", "reporter")]
    assert client.get(article.get_absolute_url()).status_code == 200


def test_saving_what_was_not_touched_changes_nothing(client):
    article = make_article(
        column=["求真"],
        tags=["经济"],
        credits=[("甲", "reporter", "某大学")],
        document=make_document(),
        extra={"x": 1},
        published_precision="day",
        published_at=datetime(2022, 2, 24, 16, tzinfo=UTC),
        warnings=["missing-url"],
        summary="一\n二",
        body='<h2>一</h2>\n<p>二 <a href="http://a.cn/?a=1&amp;b=2" rel="nofollow noopener">三</a> &lt;四&gt;</p>',
    )
    before = Article.objects.filter(pk=article.pk).values().get()

    save(client, article)

    after = Article.objects.filter(pk=article.pk).values().get()
    assert before | {"updated_at": None} == after | {"updated_at": None}
    assert [(who.name, who.affiliation) for who in article.credits.all()] == [("甲", "某大学")]
    assert [warning.code for warning in article.warnings.all()] == ["missing-url"]


def test_publishing_without_a_title_is_refused(client):
    article = make_article("", status="draft")

    assert "A published article needs a title. Give it one, or choose another status." in save(
        client, article, _step="publish"
    )
    article.refresh_from_db()
    assert article.status == "draft"


def test_a_draft_needs_no_title(client):
    article = make_article("有标题", status="draft")

    assert save(client, article, title="") == ["The article “(no title)” was changed successfully."]


@pytest.mark.parametrize(
    ("body", "lost"),
    [
        ("<p>一</p><script>alert(1)</script>", "<script>"),
        ('<p onclick="x()">一</p>', '<p onclick="x()">'),
        ('<p><a href="javascript:x()">一</a></p>', '<a href="javascript:x()">'),
        ('<p><span style="color:red">一</span></p>', '<span> <span style="color:red">'),
        ("<p>一<!-- 二 --></p>", "<!-- 二 -->"),
        ("<p>一\u202e二</p>", "characters that cannot be seen, or markup that does not end"),
        ("<p>一 <b", "characters that cannot be seen, or markup that does not end"),
        ("<h1>一</h1>" * 12, "<h1>"),
        ("<center>一</center><font>二</font>", "<center> <font>"),
        ("".join(f"<x{i}>一</x{i}>" for i in range(12)), " ".join(f"<x{i}>" for i in range(10)) + " and 2 more"),
    ],
)
def test_nothing_is_taken_out_of_a_body_in_silence(client, body, lost):
    article = make_article(body="<p>原文</p>")

    [error] = save(client, article, body=body)

    assert error.startswith(f"The archive does not keep {lost}. Take it out, or use what is kept: a, aside, b, ")
    article.refresh_from_db()
    assert article.body == "<p>原文</p>"


@pytest.mark.parametrize(
    "body",
    [
        "<p>一<p>二",
        "一 < 二 & 三",
        "<P>大写<BR/>二</P>",
        '<p><a href="https://a.cn/?甲=1&b=2">一</a></p>',
        '<aside class="fact-box"><h3>一</h3><ul><li>二</li></ul></aside>',
        '<figure><img src="https://a.cn/1.jpg" alt=""><figcaption>三</figcaption></figure>',
        '<table><tr><td colspan="2">一</td></tr></table>',
    ],
)
def test_a_body_that_is_only_written_differently_is_taken(client, body):
    article = make_article()

    assert save(client, article, body=body) == [f"The article “{article}” was changed successfully."]


def test_a_body_nested_too_deep_is_refused(client):
    assert "Elements are nested too deep. Take those away that mark nothing." in save(
        client, make_article(), body="<b>" * 300 + "一"
    )


def test_a_date_without_a_time_is_kept_as_a_day(client):
    article = make_article(published_at=None)

    save(client, article, published_at_0="2022-02-25", published_at_1="")

    article.refresh_from_db()
    assert article.published_precision == Article.Precision.DAY
    assert timezone.localtime(article.published_at).isoformat() == "2022-02-25T00:00:00+08:00"
    assert filled(client, address(article)).get("published_at_1") in (None, "")


def test_a_time_given_later_makes_the_day_a_moment(client):
    article = make_article(published_precision="day")

    save(client, article, published_at_1="08:30:00")

    article.refresh_from_db()
    assert article.published_precision == Article.Precision.SECOND
    assert timezone.localtime(article.published_at).isoformat() == "2022-02-25T08:30:00+08:00"


def test_a_time_without_a_date_is_refused(client):
    assert "There is a time but no date. Give the date, or take the time away." in save(
        client, make_article(published_at=None), published_at_0="", published_at_1="08:30:00"
    )


def test_a_moment_keeps_its_seconds_and_its_midnight(client):
    article = make_article(published_at=datetime(2022, 2, 24, 16, 0, 0, tzinfo=UTC))

    save(client, article)

    article.refresh_from_db()
    assert article.published_precision == Article.Precision.SECOND


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_moment_keeps_its_seconds_in_every_language(client, language):
    moment = datetime(2022, 2, 25, 4, 5, 56, tzinfo=UTC)
    article = make_article(published_at=moment)
    client.cookies["django_language"] = language

    save(client, article)

    article.refresh_from_db()
    assert article.published_at == moment


def test_what_is_missing_no_more_closes_its_warning(client):
    codes = ["missing-date", "missing-source", "missing-title", "missing-url", "body-short"]
    article = make_article("", status="draft", published_at=None, warnings=codes)

    messages = save(client, article, title="题", published_at_0="2022-02-25", source=str(make_source().pk))

    assert messages[:-1] == [
        "Closed, since it is settled: no date missing-date",
        "Closed, since it is settled: no publisher missing-source",
        "Closed, since it is settled: no title missing-title",
    ]
    assert sorted(warning.code for warning in article.warnings.all()) == ["body-short", "missing-url"]


def test_a_warning_is_closed_by_its_box(client):
    article = make_article(warnings=["body-short", "missing-url"])

    save(client, article, **{"warnings-0-DELETE": "on"})

    assert [warning.code for warning in article.warnings.all()] == ["missing-url"]


def test_open_warnings_are_shown_in_words_with_their_codes(client):
    page = client.get(address(make_article(warnings=["missing-url"]))).content.decode()

    assert "no address of the original <code>missing-url</code>" in page
    assert "Settled: close it on saving" in page


def test_a_change_by_somebody_else_is_not_written_over_unseen(client):
    article = make_article("甲")
    mine = filled(client, address(article)) | {"title": "我的"}
    article.title = "别人的"
    article.save()

    response = client.post(address(article), mine)

    page = unescape(response.content.decode())
    assert "Somebody else changed this article while you did." in page
    assert 'value="我的"' in page
    article.refresh_from_db()
    assert article.title == "别人的"
    # Once told, the editor may.
    again = mine | {"version": response.context["adminform"].form["version"].value()}
    assert client.post(address(article), again).status_code == 302
    article.refresh_from_db()
    assert article.title == "我的"


def test_the_original_stands_beside_the_form(client):
    document = make_document("标题\n<b>正文</b>".encode("gb18030"), path="a/页.txt", format="text", encoding="gb18030")

    page = client.get(address(make_article(document=document))).content.decode()

    assert re.search(r"标题(</mark>)?\n&lt;b&gt;正文&lt;/b&gt;</pre>", page)
    assert "a/页.txt" in page
    assert "gb18030" in page
    assert f'href="/admin/sources/document/{document.pk}/download/"' in page


def test_a_long_original_is_cut_and_says_so(client):
    document = make_document(("字" * 200_001).encode())

    page = client.get(address(make_article(document=document))).content.decode()

    assert "The first 200000 characters. The whole is in the download." in page
    assert "字" * 200_001 not in page


@pytest.mark.parametrize(("status", "linked"), [("published", True), ("draft", False), ("archived", False)])
def test_only_a_published_article_has_a_link_to_its_page(client, status, linked):
    article = make_article(status=status)

    page = client.get(address(article)).content.decode()

    assert (f'href="{article.get_absolute_url()}"' in page) is linked
