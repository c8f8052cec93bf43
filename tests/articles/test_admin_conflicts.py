"""Where an editor and a file disagree, the editor sees both and decides."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from articles.admin.conflicts import BUTTON
from articles.models import Article
from tests.browserlike import filled, submit
from tests.factories import make_article, make_editor

pytestmark = pytest.mark.django_db
TOLD = {
    "title": "文件的标题",
    "published_at": "2022-03-01",
    "source": "厦门日报",
    "tags": ["厦门", "政务"],
    "credits": [["刘艳", "art_editor", ""], ["张林雄", "correspondent", "厦门大学"]],
    "body": "<p>文件的正文</p>",
    "extra": {"layout": "post"},
}


@pytest.fixture(autouse=True)
def editor(client):
    client.cookies["django_language"] = "en"
    editor = make_editor()
    client.force_login(editor)
    return editor


@pytest.fixture
def article() -> Article:
    return make_article(
        "我的标题",
        source="泉州晚报",
        tags=["经济"],
        credits=[("郭荣鑫", "photographer")],
        body="<p>我的正文</p>",
        conflicts=TOLD,
    )


def address(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def test_both_values_of_every_field_stand_side_by_side(client, article):
    page = BeautifulSoup(client.get(address(article)).content, "lxml")

    shown = {
        part["aria-label"]: [value.get_text() for value in part.select("pre")] for part in page.select(".conflict")
    }
    assert shown == {
        "title": ["我的标题", "文件的标题"],
        "published at": ["2022-02-25T12:00:00+08:00", "2022-03-01"],
        "source": ["泉州晚报", "厦门日报"],
        "tags": ["经济", "厦门\n政务"],
        "credits": ["郭荣鑫 · photographer", "刘艳 · art editor\n张林雄 · correspondent · 厦门大学"],
        "body": ["<p>我的正文</p>", "<p>文件的正文</p>"],
        "other data": ["–", "layout: post"],
    }


@pytest.mark.parametrize("field", TOLD)
def test_keeping_leaves_the_article_as_it_is(client, article, field):
    label = BeautifulSoup(client.get(address(article)).content, "lxml")
    assert label.select(f'button[name={BUTTON}][value="{field}:keep"]')
    before = Article.objects.filter(pk=article.pk).values().get()

    [message] = submit(client, address(article), **{BUTTON: f"{field}:keep"})

    assert message.endswith(": your value was kept.")
    after = Article.objects.filter(pk=article.pk).values().get()
    ours = {"updated_at": None, "conflicts": None}
    assert before | ours == after | ours
    assert set(after["conflicts"]) == set(TOLD) - {field}
    assert [tag.name for tag in article.tags.all()] == ["经济"]
    assert [who.name for who in article.credits.all()] == ["郭荣鑫"]


def test_taking_brings_what_the_file_says_into_the_article(client, article):
    for field in TOLD:
        [message] = submit(client, address(article), **{BUTTON: f"{field}:take"})
        assert message.endswith(": the file's value was taken.")

    article = Article.objects.get()
    assert (article.title, article.body, article.text) == ("文件的标题", "<p>文件的正文</p>", "文件的正文")
    assert (article.published_precision, article.source.name) == ("day", "厦门日报")
    assert {tag.name for tag in article.tags.all()} == {"厦门", "政务"}
    assert [(who.name, who.role) for who in article.credits.all()] == [
        ("刘艳", "art_editor"),
        ("张林雄", "correspondent"),
    ]
    assert article.extra == {"layout": "post"}
    assert (article.conflicts, article.has_conflicts) == ({}, False)


def test_deciding_saves_what_else_was_written(client, article):
    submit(client, address(article), kicker="新写的引题", **{BUTTON: "title:take"})

    article.refresh_from_db()
    assert (article.kicker, article.title) == ("新写的引题", "文件的标题")


def test_deciding_stays_on_the_page(client, article):
    response = client.post(address(article), filled(client, address(article)) | {BUTTON: "title:keep"})

    assert response.headers["Location"] == address(article)


def test_a_form_that_cannot_be_saved_decides_nothing(client, article):
    errors = submit(client, address(article), body="<script>x</script>", **{BUTTON: "title:take"})

    assert "The archive does not keep <script>" in errors[0]
    article.refresh_from_db()
    assert (article.title, article.conflicts) == ("我的标题", TOLD)


@pytest.mark.parametrize("pressed", ["kicker:take", "title:burn", "nonsense", "", "\x00"])
def test_a_decision_about_nothing_changes_nothing(client, article, pressed):
    submit(client, address(article), **{BUTTON: pressed})

    article.refresh_from_db()
    assert (article.title, article.conflicts) == ("我的标题", TOLD)


def test_enter_in_a_field_saves_and_decides_nothing(client, article):
    page = BeautifulSoup(client.get(address(article)).content, "lxml")

    # A browser presses the first button of the form.
    assert page.select("#article_form :is([type=submit])")[0]["name"] == "_save"


def test_looking_decides_nothing(client, article):
    client.get(address(article), {BUTTON: "title:take"})

    article.refresh_from_db()
    assert article.conflicts == TOLD
