"""Tokens for programs: shown once, kept as a hash, made in the admin or by a command."""

from __future__ import annotations

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from knox.models import AuthToken

from articles.roles import CHIEF_EDITOR
from tests.browserlike import submit
from tests.factories import make_editor, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TOKENS = "/admin/knox/authtoken/"


def make_api_token(*arguments: str) -> str:
    said = StringIO()
    call_command("make_api_token", *arguments, stdout=said)
    return re.search(r"token ([0-9a-f]{64}) \(shown this once; good until ", said.getvalue())[1]


def opens(token: str) -> bool:
    return Client().get("/api/v1/articles/", headers={"Authorization": f"Token {token}"}).status_code == 200


def is_kept(token: str) -> bool:
    return any(token in str(value) for row in AuthToken.objects.values() for value in row.values())


def test_the_command_makes_a_client_that_cannot_log_in():
    token = make_api_token("cms")

    user = User.objects.get(username="cms")
    assert opens(token) and not is_kept(token)
    assert [group.name for group in user.groups.all()] == ["接口"]
    assert not user.is_staff and not user.has_usable_password()


def test_the_command_gives_a_user_who_is_there_a_token_and_no_role():
    user = make_member(CHIEF_EDITOR, "主编甲")

    assert opens(make_api_token("主编甲"))
    assert [group.name for group in user.groups.all()] == ["主编"]


def test_a_token_of_the_command_ends_after_the_days_that_were_asked_for():
    make_api_token("cms", "--days", "3")

    left = AuthToken.objects.get().expiry - timezone.now()
    assert timedelta(days=2, hours=23) < left <= timedelta(days=3)


@pytest.mark.parametrize("days", ["0", "-1", "3651"])
def test_a_time_that_is_none_is_refused(days):
    with pytest.raises(CommandError, match="give a number from 1 to 3650."):
        make_api_token("cms", f"--days={days}")


def test_a_user_who_is_not_active_gets_no_token():
    User.objects.create_user("weg", is_active=False)

    with pytest.raises(CommandError, match="“weg” is not active. Make the account active first."):
        make_api_token("weg")
    assert not AuthToken.objects.exists()


def test_the_admin_shows_a_token_once_and_keeps_its_hash(client):
    client.cookies["django_language"] = "en"
    client.force_login(editor := make_editor())

    told = submit(client, f"{TOKENS}add/", user=str(editor.pk), days="30")[0]

    token = re.search(r"shown this once; keep it where passwords are kept: ([0-9a-f]{64})$", told)[1]
    assert opens(token) and not is_kept(token)
    kept = AuthToken.objects.get()
    for page in (TOKENS, f"{TOKENS}{kept.pk}/change/"):
        shown = client.get(page).content.decode()
        assert token not in shown
        assert token[:8] in shown


def test_deleting_a_token_in_the_admin_ends_it(client):
    client.force_login(make_editor())
    token = make_api_token("cms")

    client.post(f"{TOKENS}{AuthToken.objects.get().pk}/delete/", {"post": "yes"})

    assert not opens(token)


def test_a_token_is_never_changed(client):
    client.force_login(make_editor())
    make_api_token("cms")

    assert client.post(f"{TOKENS}{AuthToken.objects.get().pk}/change/", {"days": 9}).status_code == 403
