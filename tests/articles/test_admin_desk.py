"""The first page of the admin: kinds of warnings, drafts and reviews, what was done of late, and a chart by week."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import unquote_plus

import pytest
from bs4 import BeautifulSoup
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.utils import timezone

from tests.browserlike import rows, text
from tests.factories import make_article, make_editor, make_tag

pytestmark = pytest.mark.django_db
INDEX = "/admin/"
# A Monday, 00:30 in Shanghai; in Greenwich it is still Sunday.
MONDAY = datetime(2022, 2, 20, 16, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def editor(client):
    client.cookies["django_language"] = "en"
    editor = make_editor()
    client.force_login(editor)
    return editor


def links(client, selector: str) -> dict[str, str]:
    """Addresses by what the links of a part say, or by their names."""
    page = BeautifulSoup(client.get(INDEX).content, "lxml")
    return {link.get("aria-label") or link.get_text(strip=True): link["href"] for link in page.select(f"{selector} a")}


# What waits


def test_drafts_and_reviews_are_counted_and_lead_to_their_lists(client):
    make_article("甲", status="draft")
    make_article("乙", status="in_review")
    make_article("丙", status="in_review")

    found = links(client, ".attention")

    assert list(found) == ["2 articles in review", "1 draft"]
    assert len(rows(client, found["2 articles in review"])) == 2


def test_open_warnings_are_told_by_kind_the_most_frequent_first(client):
    make_article(warnings=["missing-date", "missing-url"])
    make_article(warnings=["missing-url"])

    assert text(client, INDEX, ".by-kind") == "no address of the original 2 no date 1"
    for address in links(client, ".by-kind").values():
        assert rows(client, address)


# What was done of late


def log(user: User, thing, flag: int = CHANGE) -> None:
    LogEntry.objects.log_actions(user.pk, [thing], flag)


def test_everybodys_newest_actions_are_shown(client, editor):
    article, tag = make_article("甲"), make_tag("乙")
    log(editor, tag, ADDITION)
    log(make_editor("other"), article)
    log(editor, tag, DELETION)

    shown = text(client, INDEX, ".actionlist")

    assert shown.startswith("Deleted: 乙 Tag · editor")
    assert shown.index("Changed: 甲 Article · other") < shown.index("Added: 乙 Tag · editor")
    assert links(client, ".actionlist")["甲"] == f"/admin/articles/article/{article.pk}/change/"


def test_nobody_is_told_of_actions_on_what_they_may_not_see(client, editor):
    log(editor, make_article("甲"))
    log(editor, Group.objects.create(name="秘"))
    user = User.objects.create_user("staff", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(user)

    shown = text(client, INDEX, ".actionlist")

    assert "甲" in shown
    assert "秘" not in shown


def test_where_nobody_did_anything_that_is_said(client):
    assert text(client, INDEX, "#recent-actions-module") == "Newest activity Nobody has changed anything yet."


# Articles per week


def test_each_week_with_articles_is_a_bar_that_leads_to_them(client):
    make_article("here", published_at=MONDAY)
    make_article("also here", published_at=MONDAY + timedelta(days=6))
    # A minute before the week begins, in the archive's own time.
    make_article("before", published_at=MONDAY - timedelta(minutes=31))
    make_article("undated", published_at=None)

    found = links(client, ".weeks svg")

    assert list(found) == ["Week of 2022-02-14: 1 article", "Week of 2022-02-21: 2 articles"]
    address = found["Week of 2022-02-21: 2 articles"]
    assert "published_at__gte=2022-02-21 00:00:00+08:00" in unquote_plus(address)
    assert len(rows(client, address)) == 2
    assert len(rows(client, found["Week of 2022-02-14: 1 article"])) == 1


def test_the_same_is_told_as_a_table_of_all_weeks(client):
    make_article(published_at=MONDAY)

    table = text(client, INDEX, ".weeks tbody")

    assert table.startswith("2022-02-21 1 2022-02-14 0")
    assert len(table.split()) == 2 * 26


def test_a_date_to_come_does_not_move_the_weeks_there(client):
    make_article(published_at=MONDAY)
    make_article(published_at=timezone.now() + timedelta(days=4000))

    assert list(links(client, ".weeks svg")) == ["Week of 2022-02-21: 1 article"]


@pytest.mark.parametrize("dated", [True, False])
def test_without_articles_there_is_no_chart(client, dated):
    if dated:
        make_article(published_at=None)

    assert text(client, INDEX, ".weeks") == ""


def test_who_may_not_see_articles_sees_no_chart(client):
    make_article()
    client.force_login(User.objects.create_user("staff", is_staff=True))

    assert text(client, INDEX, ".weeks") == ""


def test_a_month_is_named_below_the_week_in_which_it_begins(client):
    make_article(published_at=MONDAY)

    assert text(client, INDEX, ".weeks svg").split() == [
        *("2021-08", "2021-09", "2021-10", "2021-11", "2021-12", "2022-01", "2022-02"),
        "1",
    ]
