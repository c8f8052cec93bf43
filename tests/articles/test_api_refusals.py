"""What the API refuses, in one shape, naming the parameter and the way out."""

from __future__ import annotations

from itertools import product

import pytest

from articles.transitions import take_one
from articles.workflow import TRANSITIONS
from tests.factories import make_article, make_editor

pytestmark = pytest.mark.django_db
LIST = "/api/v1/articles/"
HUGE = "字" * 34_000  # 100 KB


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["django_language"] = "en"


def refusal(client, query: str | dict, status: int = 400, path: str = LIST) -> dict:
    response = client.get(path, query)
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/json"
    [error] = response.json()["errors"]
    assert set(error) == {"code", "field", "message"}
    return error


def test_an_unknown_parameter_is_named_and_the_known_ones_are_listed(client):
    assert refusal(client, {"sorce": "x"}) == {
        "code": "unknown_parameter",
        "field": "sorce",
        "message": "“sorce” is not known here; known are: q, both_scripts, highlights, source, tag, "
        "published_after, published_before, has_date, category, language, format, status, reposts, "
        "ordering, page, page_size.",
    }


def test_a_single_article_takes_no_parameters(client):
    url = f"{LIST}{make_article().slug}/"

    assert refusal(client, {"format": "json"}, path=url) == {
        "code": "unknown_parameter",
        "field": "format",
        "message": "“format” is not known here: this address takes no parameters.",
    }


def test_a_parameter_given_twice_is_refused(client):
    assert refusal(client, {"tag": ["a", "b"]}) == {
        "code": "repeated_parameter",
        "field": "tag",
        "message": "“tag” is given 2 times; give it once.",
    }


@pytest.mark.parametrize(
    ("parameter", "value", "message"),
    [
        ("format", "docx", "“docx” is not one of: jekyll, repost, newspaper-page, html, text."),
        ("has_date", "maybe", "“maybe” is not one of: true, false."),
        (
            "ordering",
            "title",
            "“title” is not one of: -published_at, published_at, -created_at, created_at, -updated_at, updated_at, "
            "relevance.",
        ),
    ],
)
def test_a_choice_that_is_none_is_answered_with_the_choices(client, parameter, value, message):
    assert refusal(client, {parameter: value}) == {"code": "invalid_choice", "field": parameter, "message": message}


@pytest.mark.parametrize("parameter", ["published_after", "published_before"])
@pytest.mark.parametrize(
    "value",
    ["yesterday", "2022-02-30", "2022-13-01T00:00:00Z", "0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-08:00"],
)
def test_a_date_that_is_none_is_answered_with_how_to_write_one(client, parameter, value):
    error = refusal(client, {parameter: value})

    assert (error["code"], error["field"]) == ("invalid", parameter)
    assert error["message"] == (
        f"“{value}” is not a date. Write 2022-02-25, or 2022-02-25T10:12:10+08:00 with the + as %2B."
    )


def test_the_last_day_of_the_calendar_is_a_date(client):
    make_article()

    assert client.get(LIST, {"published_before": "9999-12-31"}).json()["count"] == 1


@pytest.mark.parametrize("parameter", ["page", "page_size"])
@pytest.mark.parametrize("value", ["0", "-1", "two", "1.5", "²", "9" * 5000])
def test_a_page_is_a_whole_number_from_1_on(client, parameter, value):
    error = refusal(client, {parameter: value})

    assert (error["code"], error["field"]) == ("invalid", parameter)
    assert "is not a whole number from 1 on." in error["message"]


@pytest.mark.parametrize("page", ["2", f"1{'0' * 23}"])
def test_a_page_after_the_last_is_not_found(client, page):
    assert refusal(client, {"page": page}, status=404) == {
        "code": "not_found",
        "field": "page",
        "message": f"There is no page {page}: the last one is 1.",
    }


@pytest.mark.parametrize(("parameter", "listing"), [("source", "sources"), ("tag", "tags")])
def test_a_name_that_nothing_has_is_answered_with_where_the_names_are(client, parameter, listing):
    make_article(source="泉州晚报", tags=["经济"])

    assert refusal(client, {parameter: "泉洲晚报"}) == {
        "code": "unknown_name",
        "field": parameter,
        "message": f"Nothing is called “泉洲晚报”. Known names: http://testserver/api/v1/{listing}/",
    }


def test_known_names_that_share_no_article_are_an_empty_list(client):
    make_article(source="泉州晚报")
    make_article(tags=["经济"])

    assert client.get(LIST, {"source": "泉州晚报", "tag": "经济"}).json()["count"] == 0


def test_an_unknown_slug_is_answered_with_where_the_list_is(client):
    assert refusal(client, {}, status=404, path=f"{LIST}{'9' * 24}/") == {
        "code": "not_found",
        "field": None,
        "message": "Nothing here is called “999999999999999999999999”. The list: http://testserver/api/v1/articles/",
    }


@pytest.mark.parametrize(
    ("name", "value"), [("ordering", "relevance"), ("highlights", "true"), ("both_scripts", "true")]
)
def test_what_says_how_to_search_is_refused_without_a_search(client, name, value):
    assert refusal(client, {name: value}) == {
        "code": "without_query",
        "field": name,
        "message": "It is about what “q” finds, and there is no “q”. Give one, or leave this out.",
    }


@pytest.mark.parametrize("path", ["/api/", "/api/v2/articles/", "/api/v1/people/", "/api/v1/articles/a%00b/"])
def test_an_address_that_leads_nowhere_is_refused_in_the_same_shape(client, path):
    assert refusal(client, {}, status=404, path=path) == {
        "code": "not_found",
        "field": None,
        "message": "There is nothing at this address. The lists start at /api/v1/.",
    }


PARAMETERS = [
    "q",
    "highlights",
    "source",
    "tag",
    "published_after",
    "category",
    "language",
    "format",
    "status",
    "ordering",
    "page",
]


@pytest.mark.parametrize("editor", [False, True])
@pytest.mark.parametrize("value", ["\x00", HUGE, "１" * 40, "' OR 1=1 --", "\ud7ff\uffff", "%"])
@pytest.mark.parametrize("parameter", [*PARAMETERS, "page_size", "published_before", "has_date"])
def test_hostile_values_never_break_the_server(client, parameter, value, editor):
    if editor:
        client.force_login(make_editor())

    response = client.get(LIST, {parameter: value})

    assert response.status_code in (200, 400)
    assert len(response.content) < 1000


@pytest.mark.parametrize("path", [LIST, "/api/v1/sources/", "/api/v1/tags/", "/api/schema/"])
def test_hostile_names_of_parameters_never_break_the_server(client, path):
    for name in ("\x00", HUGE, "lang", "version"):
        error = refusal(client, {name: "x"}, path=path)
        assert error["code"] == "unknown_parameter"
        assert len(error["message"]) < 300


@pytest.mark.parametrize(
    ("method", "path"),
    [
        *product(["post", "put", "patch", "delete"], ["/api/v1/sources/", "/api/v1/tags/"]),
        *product(["put", "patch", "delete"], [LIST]),
        *product(["put", "delete"], [f"{LIST}a/"]),
    ],
)
def test_what_is_not_for_writing_cannot_be_written(client, path, method):
    response = getattr(client, method)(path)

    assert response.status_code == 405
    assert response.json()["errors"][0]["code"] == "method_not_allowed"


def test_a_write_with_a_session_and_without_a_csrf_token_is_forbidden():
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(make_editor())

    response = client.post(LIST)

    assert response.status_code == 403
    assert response.json()["errors"][0]["code"] == "permission_denied"


def test_a_withdrawn_article_is_gone_and_one_that_never_was_is_not_found(client):
    article = make_article(slug="withdrawn")
    make_article(slug="draft", status="draft")
    take_one(article, TRANSITIONS["archive"], make_editor())

    assert refusal(client, {}, 410, f"{LIST}withdrawn/") == {
        "code": "gone",
        "field": None,
        "message": "This article was published, and its editors have withdrawn it.",
    }
    assert refusal(client, {}, 404, f"{LIST}draft/")["code"] == "not_found"
