"""The editor with whom a newcomer looks around: may edit, may not undo what was imported, and is told once how."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.utils import translation

pytestmark = pytest.mark.django_db


def make_demo_editor(*arguments: str) -> str:
    said = StringIO()
    with translation.override("en"):
        call_command("make_demo_editor", *arguments, stdout=said)
    return said.getvalue().strip()


def password_in(said: str) -> str:
    return re.fullmatch(r"“editor”, password (\S{16}) \(shown this once\)", said).group(1)


def editor():
    return get_user_model().objects.get(username="editor")


def test_the_password_that_is_shown_logs_in():
    user = authenticate(username="editor", password=password_in(make_demo_editor()))
    assert user.is_staff and not user.is_superuser


def test_no_two_editors_have_one_password():
    first = password_in(make_demo_editor())
    editor().delete()
    assert password_in(make_demo_editor()) != first


def test_an_editor_who_is_there_keeps_the_password_and_the_way_to_a_new_one_is_named():
    password = password_in(make_demo_editor())

    assert make_demo_editor() == (
        "kept (“editor”; a new password: .venv/bin/python manage.py make_demo_editor --reset)"
    )
    assert authenticate(username="editor", password=password)


def test_reset_gives_a_new_password_and_ends_the_old_one():
    old = password_in(make_demo_editor())
    new = password_in(make_demo_editor("--reset"))

    assert authenticate(username="editor", password=new)
    assert not authenticate(username="editor", password=old)


@pytest.mark.parametrize(
    "right",
    [
        "articles.add_article",
        "articles.change_article",
        "articles.delete_credit",
        "articles.delete_articlewarning",
        "articles.add_tag",
        "sources.change_source",
        "sources.delete_sourcealias",
        "sources.view_document",
        "sources.view_importrun",
        "sources.view_importedfile",
    ],
)
def test_an_editor_may(right):
    make_demo_editor()
    assert editor().has_perm(right)


@pytest.mark.parametrize(
    "right",
    ["articles.delete_article", "sources.delete_source", "sources.change_document", "auth.view_user"],
)
def test_an_editor_may_not(right):
    make_demo_editor()
    assert not editor().has_perm(right)


def test_rights_that_were_changed_by_hand_are_left_alone():
    make_demo_editor()
    Group.objects.get(name="主编").permissions.remove(Permission.objects.get(codename="add_tag"))
    make_demo_editor("--reset")

    assert not editor().has_perm("articles.add_tag")
