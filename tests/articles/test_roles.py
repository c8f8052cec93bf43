"""Who may do what: every cell of the table in docs/roles.md is tried, and the groups have the rights of their roles."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import translation

from articles.groups import group_of
from articles.labels import role_label
from articles.roles import API_CLIENT, AUDITOR, CHIEF_EDITOR, CONTRIBUTOR, EDITOR, ROLES
from tests.factories import make_editor, make_member

from .desk import ATTEMPTS, Desk

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).resolve().parents[2] / "docs" / "roles.md"
COLUMNS = {
    "anonymous": None,
    "contributor": CONTRIBUTOR,
    "editor": EDITOR,
    "chief editor": CHIEF_EDITOR,
    "auditor": AUDITOR,
    "API client": API_CLIENT,
}


def table() -> dict[tuple[str, str], bool]:
    """Whether an action is open to a column, as the docs say."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in DOCS.read_text("utf-8").splitlines()]
    start = next(number for number, row in enumerate(rows) if row[0] == "action")
    columns, cells = rows[start][1:], {}
    for action, *marks in rows[start + 2 :]:
        assert set(marks) <= {"✓", "–"}, action
        cells |= {(action, column): mark == "✓" for column, mark in zip(columns, marks, strict=True)}
    return cells


TABLE = table()


def desk_of(column: str) -> Desk:
    role = COLUMNS[column]
    return Desk(role and make_member(role), has_password=role != API_CLIENT)


def test_the_table_has_every_role_and_every_action_that_is_tried():
    assert {column for _action, column in TABLE} == set(COLUMNS)
    assert {action for action, _column in TABLE} == set(ATTEMPTS)
    assert len(ATTEMPTS) >= 30


@pytest.mark.parametrize(("action", "column"), TABLE)
def test_the_cell_is_as_declared(action, column):
    assert ATTEMPTS[action](desk_of(column)) is TABLE[action, column]


@pytest.mark.parametrize("action", ATTEMPTS)
def test_a_superuser_may_do_all_of_it(action):
    # The control: an attempt that never succeeds would be refused to everybody for the wrong reason.
    assert ATTEMPTS[action](Desk(make_editor()))


def test_migrating_makes_a_group_of_each_role_with_its_rights():
    # Once more, as another test may have emptied the database.
    Group.objects.all().delete()
    of_migrations = MigrationLoader(connection).project_state().apps
    import_module("articles.migrations.0009_roles").make_groups(of_migrations, connection.schema_editor())

    rights = {
        group.name: {f"{right.content_type.app_label}.{right.codename}" for right in group.permissions.all()}
        for group in Group.objects.prefetch_related("permissions__content_type")
    }

    assert rights == {role.name: set(role.rights) for role in ROLES.values()}


def test_an_auditor_has_no_right_but_to_see():
    assert {right.partition(".")[2].partition("_")[0] for right in AUDITOR.rights} == {"view"}


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("zh-hans", {"供稿", "编辑", "主编", "审读", "接口"}),
        ("en", {"contributor", "editor", "chief editor", "auditor", "API client"}),
    ],
)
def test_roles_are_named_in_the_language_of_the_interface(language, names):
    with translation.override(language):
        assert {role_label(name) for name in ROLES} == names


def test_the_form_of_a_person_names_the_roles_in_english_too(client):
    client.cookies["django_language"] = "en"
    client.force_login(editor := make_editor())
    for role in ROLES.values():
        group_of(role)

    page = client.get(f"/admin/auth/user/{editor.pk}/change/").content.decode()

    assert ">chief editor</option>" in page
