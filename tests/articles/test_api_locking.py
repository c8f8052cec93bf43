"""That no change through the API is lost unseen, and who is asking."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from knox.models import AuthToken

from articles.models import Article
from articles.roles import CHIEF_EDITOR, EDITOR
from tests.factories import make_article, make_member, make_tag

from .programs import LIST, Program, error

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return Program()


@pytest.fixture
def chief() -> Program:
    return Program(CHIEF_EDITOR, "主编甲")


def test_a_change_must_say_which_version_was_seen(program):
    article = make_article(status="draft")

    for etag in ("", "*"):
        assert error(program.patch(article, {"title": "x"}, etag), 428) == (
            "version_required",
            "If-Match",
            "Say which version you change: send the ETag of the article, as you last read it, in If-Match.",
        )


def test_a_change_of_what_somebody_else_changed_is_refused_with_who_and_what_it_is_now(program, chief):
    article = make_article("原题", status="draft")
    seen = program.read(article).headers["ETag"]
    chief.patch(article, {"title": "别人的"})

    response = program.patch(article, {"title": "我的"}, seen)

    code, field, message = error(response, 412)
    assert (code, field) == ("changed_meanwhile", "If-Match")
    assert message.startswith("主编甲 changed this article at ")
    assert response.json()["current"]["title"] == "别人的"
    assert program.patch(article, {"title": "我的"}, response.headers["ETag"]).status_code == 200


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda article: article.tags.add(make_tag("新")),
        lambda article: article.credits.create(name="乙", role="editor"),
        lambda article: Article.objects.update(status="in_review"),
        lambda article: Article.objects.update(withdraw_at=timezone.now() + timedelta(days=1)),
        lambda article: article.save(),
    ],
)
def test_any_change_makes_another_version(program, meanwhile):
    article = make_article(status="draft")
    seen = program.read(article).headers["ETag"]

    meanwhile(article)

    assert program.patch(article, {"title": "我的"}, seen).status_code == 412


def test_the_version_stays_while_nothing_changes(program):
    article = make_article(status="draft")

    assert program.read(article).headers["ETag"] == program.read(article).headers["ETag"]


def test_a_version_that_was_compressed_on_its_way_is_the_same_version(program):
    article = make_article("题" * 100, status="draft", body=f"<p>{'正文' * 200}</p>")
    seen = program.client.get(f"{LIST}{article.slug}/", headers={"Accept-Encoding": "gzip"}).headers["ETag"]

    assert seen.startswith('W/"')
    assert program.patch(article, {"title": "新"}, seen).status_code == 200


# Who is asking


@pytest.mark.parametrize("token", ["", "nonsense", "\xff\xfe", "a b", "x" * 5000])
def test_a_token_that_is_none_is_refused_with_how_to_give_one(token):
    response = Client().get(LIST, headers={"Authorization": f"Token {token}"})

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Token"
    assert response.json()["errors"][0]["code"] == "authentication_failed"


def test_a_token_ends_with_its_time_its_deletion_and_its_user(program):
    def status() -> int:
        return program.client.get(LIST).status_code

    assert status() == 200
    program.user.is_active = False
    program.user.save()
    assert status() == 401
    program.user.is_active = True
    program.user.save()
    AuthToken.objects.update(expiry=timezone.now() - timedelta(seconds=1))
    assert status() == 401
    AuthToken.objects.all().delete()
    assert status() == 401


def test_a_token_needs_no_csrf_token_but_a_session_does():
    user = make_member(EDITOR)
    client = Client(enforce_csrf_checks=True)
    token = AuthToken.objects.create(user)[1]
    assert client.post(LIST, {}, "application/json", headers={"Authorization": f"Token {token}"}).status_code == 201

    client.force_login(user)
    assert client.post(LIST, {}, "application/json").status_code == 403
    assert client.patch(f"{LIST}a/", {}, "application/json").status_code == 403


def test_shared_caches_keep_nothing_of_what_a_token_gets(program):
    assert program.client.get(LIST).headers["Cache-Control"] == "private"
