"""Writing through the API: what is taken, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import jsonschema
import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils import timezone

from articles.models import Article, StatusChange
from articles.roles import CHIEF_EDITOR, EDITOR
from tests.factories import NOON, make_article, make_source, make_tag

from .programs import LIST, Program, error

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return Program()


@pytest.fixture
def chief() -> Program:
    return Program(CHIEF_EDITOR, "主编甲")


EVERYTHING = {
    "title": "题",
    "kicker": "眉",
    "deck": "副",
    "summary": "摘要",
    "body": "<p>正文</p>",
    "usage_terms": "转载须授权",
    "source": "泉州晚报",
    "published_at": "2022-02-25T10:12:10+08:00",
    "column": ["招商百科", "视界深度"],
    "tags": ["经济"],
    "credits": [{"name": "郭荣鑫", "role": "reporter", "affiliation": "某大学"}],
}


def test_a_new_article_is_a_draft_of_its_author(program):
    make_source("泉州晚报")
    make_tag("经济")

    response = program.post(EVERYTHING)

    assert response.status_code == 201
    shown, article = response.json(), Article.objects.get()
    assert {name: shown[name] for name in EVERYTHING} == EVERYTHING
    assert (shown["status"], article.created_by, article.text) == ("draft", program.user, "正文")
    assert response.headers["Location"] == shown["url"] == f"http://testserver{LIST}{article.slug}/"
    assert response.headers["ETag"] == program.read(article).headers["ETag"]


def test_what_is_read_can_be_sent_back_and_changes_nothing(program):
    article = make_article(
        status="draft", source="泉州晚报", tags=["经济", "民生"], credits=[("甲", "reporter")], column=["求真"]
    )
    for precision in Article.Precision.values:
        Article.objects.update(published_precision=precision)
        before = Article.objects.values().get()
        shown = program.read(article).json()

        assert program.patch(article, {name: shown[name] for name in EVERYTHING}).status_code == 200

        assert Article.objects.values().get() == before
    assert not LogEntry.objects.exists()


def test_what_is_given_is_changed_and_the_rest_is_left(program):
    article = make_article("原题", status="draft", summary="留", source="泉州晚报", credits=[("甲", "reporter")])

    response = program.patch(article, {"title": "新题", "source": None, "published_at": "2022-03-01"})

    assert response.status_code == 200
    article.refresh_from_db()
    assert (article.title, article.source, article.summary) == ("新题", None, "留")
    assert (article.published_precision, response.json()["published_at"]) == ("day", "2022-03-01")
    assert [who.name for who in article.credits.all()] == ["甲"]
    assert LogEntry.objects.get().change_message == "API: title, source, published_at"


@pytest.mark.parametrize(
    ("data", "code", "field", "message"),
    [
        ({"slug": "x"}, "unknown_field", "slug", "“slug” cannot be written; what can: title, kicker, deck, summary,"),
        ({"title": "x" * 501}, "max_length", "title", "no more than 500 characters"),
        ({"title": "a\x00"}, "null_characters_not_allowed", "title", "Null characters"),
        ({"body": "<p onclick='x()'>一</p>"}, "lost_markup", "body", "does not keep <p onclick="),
        ({"body": "<b>" * 300}, "too_deep", "body", "nested too deep"),
        ({"source": "泉洲晚报"}, "unknown_name", "source", "There is no source “泉洲晚报”."),
        ({"source": 5}, "unknown_name", "source", "There is no source “5”."),
        ({"tags": ["没有"]}, "unknown_name", "tags", "There is no tag “没有”, and your role makes none."),
        ({"tags": "x"}, "not_a_list", "tags", "Expected a list"),
        ({"published_at": "昨天"}, "invalid", "published_at", "“昨天” is not a date. Write 2022-02-25"),
        ({"published_at": "0001-01-01T00:00:00+14:00"}, "invalid", "published_at", "is not a date"),
        ({"published_at": 5}, "invalid", "published_at", "is not a date"),
        ({"credits": [{"name": "甲", "role": "singer"}]}, "invalid_choice", "role", "not a valid choice"),
        ({"credits": [{"name": "甲", "role": "editor"}] * 2}, "repeated", "credits", "“甲” stands here twice."),
        ({"status": "gone"}, "invalid_choice", "status", "not a valid choice"),
        ({"status": "archived"}, "wrong_status", "status", "no step leads to “archived”. Steps lead to: in_review"),
    ],
)
def test_what_cannot_be_written_is_named_with_the_way_out(program, data, code, field, message):
    article = make_article(status="draft")
    before = Article.objects.values().get()

    told = error(program.patch(article, data), 400)

    assert told[:2] == (code, field)
    assert message in told[2]
    assert Article.objects.values().get() == before


@pytest.mark.parametrize("body", ["[]", "5", '"x"', "{", "", "\xff"])
def test_what_is_no_object_is_refused(program, body):
    response = program.client.post(LIST, body, content_type="application/json")

    assert response.status_code in (400, 201)
    assert response.status_code == 400 or body == ""


def test_another_type_of_content_is_refused_in_the_one_shape(program):
    response = program.client.post(LIST, "title=x", content_type="text/csv")

    assert error(response, 415)[0] == "unsupported_media_type"


def test_a_new_article_is_never_published_at_once(chief):
    assert error(chief.post({"title": "题", "status": "published"}), 400)[:2] == ("draft", "status")


# The workflow


def test_the_status_takes_a_step_with_its_reason(chief):
    article = make_article(status="in_review")

    assert error(chief.patch(article, {"status": "draft"}), 400)[:2] == ("no_reason", "reason")
    shown = chief.patch(article, {"status": "draft", "reason": "引文有误", "title": "改"}).json()

    assert (shown["status"], shown["title"]) == ("draft", "改")
    assert StatusChange.objects.get().reason == "引文有误"


def test_a_step_that_is_refused_leaves_the_rest_of_the_change_undone_too(program):
    article = make_article("原题", status="in_review")

    assert error(program.patch(article, {"title": "改", "status": "published"}), 403)[:2] == (
        "forbidden_step",
        "status",
    )
    article.refresh_from_db()
    assert article.title == "原题"


def test_a_published_article_keeps_a_title(chief):
    assert error(chief.patch(make_article(), {"title": " "}), 400)[:2] == ("no_title", "title")


def test_when_it_is_on_the_site_is_for_those_to_say_who_publish(program, chief):
    article = make_article(status="draft")
    tomorrow = timezone.localtime(timezone.now() + timedelta(days=1)).isoformat()

    assert error(program.patch(article, {"publish_at": tomorrow}), 403)[1] == "publish_at"
    assert chief.patch(article, {"publish_at": tomorrow, "status": "published"}).status_code == 200
    assert not Article.objects.published().exists()
    told = error(chief.patch(article, {"withdraw_at": NOON.isoformat()}), 400)
    assert told[:2] == ("ends_before_it_begins", "withdraw_at")


def test_taking_it_off_the_site_by_its_start_is_a_withdrawal(chief, client):
    article = make_article()

    chief.patch(article, {"publish_at": "2099-01-01T00:00:00Z"})

    assert client.get(article.get_absolute_url()).status_code == 410


def test_of_what_is_published_an_editor_changes_the_tags_alone(client):
    editor, article = Program(EDITOR), make_article()
    make_tag("新")

    code, field, message = error(editor.patch(article, {"tags": ["新"], "title": "改"}), 403)
    assert (field, message) == (
        "title",
        "Of this article (published) you may change the tags alone. Ask a chief editor for the rest.",
    )
    assert editor.patch(article, {"tags": ["新"]}).json()["tags"] == ["新"]


def test_readers_are_not_told_of_a_schedule(client):
    make_article(slug="a", withdraw_at=timezone.now() + timedelta(days=1))

    for shown in (client.get(f"{LIST}a/").json(), client.get(LIST).json()["results"][0]):
        assert not {"status", "publish_at", "withdraw_at"} & shown.keys()


def test_what_writing_answers_is_what_the_schema_promises(program, chief, client):
    schema = client.get("/api/schema/").json()
    article, public = make_article(status="draft"), make_article()
    nobody = Client()

    for method, response in [
        ("post", program.post({"title": "题"})),
        ("post", program.post({"nonsense": 1})),
        ("post", nobody.post(LIST, {}, "application/json")),
        ("post", Program(EDITOR).client.post(LIST, "x", content_type="text/csv")),
        ("patch", program.patch(article, {"title": "题"})),
        ("patch", program.patch(article, {"nonsense": 1})),
        ("patch", nobody.patch(f"{LIST}{article.slug}/", {}, "application/json")),
        ("patch", program.patch(public, {"title": "题"})),
        ("patch", program.client.patch(f"{LIST}nowhere/", {}, "application/json")),
        ("patch", program.patch(article, {}, '"x"')),
        ("patch", program.patch(article, {}, "")),
    ]:
        path = LIST if method == "post" else f"{LIST}{{slug}}/"
        answer = schema["paths"][path][method]["responses"][str(response.status_code)]
        promised = answer["content"]["application/json"]["schema"] | {"components": schema["components"]}
        jsonschema.validate(response.json(), promised, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("count", [1, 40])
def test_a_change_takes_a_constant_number_of_queries(program, django_assert_max_num_queries, count):
    article = make_article(status="draft", credits=[(f"甲{n}", "reporter") for n in range(count)], tags=["经济"])
    etag = program.read(article).headers["ETag"]

    # The token, its user and its other tokens; rights; the article, locked; how it was and how it is, with tags and
    # credits; the change, its log, the index of the search, the columns and the series, the revision, the clusters, and
    # the savepoints.
    with django_assert_max_num_queries(60):
        assert program.patch(article, {"title": "新"}, etag).status_code == 200
