"""The way of an article: which steps there are, what each asks, and what is kept of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from articles.models import Article, StatusChange
from articles.roles import CHIEF_EDITOR, CONTRIBUTOR, EDITOR
from articles.transitions import Refused, refusal, step_called, take, take_one
from articles.workflow import CHANGING, STATUSES, TRANSITIONS, step_between
from tests.browserlike import rows, submit, text
from tests.factories import make_article, make_editor, make_member

from .test_admin_list import LIST, act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
WAYS = {
    "submit": [("draft", "in_review")],
    "send_back": [("in_review", "draft")],
    "publish": [("draft", "published"), ("in_review", "published")],
    "archive": [("published", "archived")],
    "back_to_draft": [("published", "draft"), ("archived", "draft")],
    "republish": [("archived", "published")],
}


@pytest.fixture
def chief(client):
    client.cookies["django_language"] = "en"
    chief = make_member(CHIEF_EDITOR, "主编甲")
    client.force_login(chief)
    return chief


def change_form(article: Article) -> str:
    return f"{LIST}{article.pk}/change/"


def test_these_are_all_the_steps():
    assert {name: [(way, step.target) for way in step.sources] for name, step in TRANSITIONS.items()} == WAYS
    assert set(STATUSES) == set(Article.Status.values)


def test_one_step_at_most_leads_from_a_status_to_another():
    pairs = [pair for ways in WAYS.values() for pair in ways]
    assert len(pairs) == len(set(pairs))
    assert step_between("draft", "archived") is None
    assert step_between("draft", "published").name == "publish"


def test_every_permission_that_the_tables_name_exists():
    codenames = {name for name, _words in Article._meta.permissions} | {"change_article"}
    assert {step.permission for step in TRANSITIONS.values()} | {reach.permission for reach in CHANGING} <= codenames


@pytest.mark.parametrize(("name", "way"), [(name, way) for name, ways in WAYS.items() for way in ways])
def test_a_step_is_taken_and_kept_with_who_when_and_why(name, way):
    before, after = way
    user, article = make_editor(), make_article(status=before)
    start = timezone.now()

    take_one(article, TRANSITIONS[name], user, " 核实 ")

    assert article.status == Article.objects.get().status == after
    change = StatusChange.objects.get()
    assert (change.article, change.before, change.after, change.user) == (article, before, after, user)
    assert change.reason == "核实"
    assert start <= change.made_at == article.updated_at


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("name", TRANSITIONS)
def test_a_step_from_elsewhere_is_refused_and_names_where_it_is_for(name, status):
    article = make_article(status=status)
    if status in TRANSITIONS[name].sources:
        assert refusal(article, TRANSITIONS[name], make_editor(), "x") is None
        return

    with pytest.raises(Refused, match=r"is for articles that are: .+\. This one is: ") as refused:
        take_one(article, TRANSITIONS[name], make_editor(), "x")

    assert refused.value.refusal.code == "wrong_status"
    assert not StatusChange.objects.exists()


@pytest.mark.parametrize("name", ["send_back", "back_to_draft", "republish"])
@pytest.mark.parametrize("reason", ["", "  "])
def test_a_step_back_needs_a_reason(name, reason):
    step = TRANSITIONS[name]
    article = make_article(status=step.sources[-1])

    with pytest.raises(Refused, match="needs a reason. Say why, and do it again."):
        take_one(article, step, make_editor(), reason)


def test_an_unknown_step_is_refused_with_those_that_are_known():
    with pytest.raises(Refused, match="There is no step “delete”. Known steps: submit, send_back, publish, archive"):
        step_called("delete")


def test_a_step_that_a_role_may_not_take_is_refused():
    article = make_article(status="in_review")

    with pytest.raises(Refused, match="“Publish” is not yours to do. Ask somebody whose role allows it."):
        take_one(article, TRANSITIONS["publish"], make_member(EDITOR))


def test_a_contributor_submits_their_own_drafts_alone():
    me = make_member(CONTRIBUTOR)
    mine, other = make_article("一", status="draft", created_by=me), make_article("二", status="draft")

    taken = take([mine.pk, other.pk], TRANSITIONS["submit"], me)

    assert taken.moved == [mine]
    assert {why.code: articles for why, articles in taken.refused.items()} == {"forbidden_step": [other]}


def test_what_has_no_title_or_no_time_left_is_not_published():
    user = make_editor()
    untitled = make_article("", status="draft")
    late = make_article(status="draft", withdraw_at=timezone.now() - timedelta(minutes=1))

    for article, code in [(untitled, "no_title"), (late, "already_over")]:
        assert refusal(article, TRANSITIONS["publish"], user).code == code


@pytest.mark.parametrize("count", [1, 50])
def test_many_take_a_step_in_a_constant_number_of_queries(django_assert_num_queries, count):
    user = make_editor()
    ids = [make_article().pk for _ in range(count)]

    # The articles, locked; the changes; their status; when they left the site. Of the revisions: the articles, locked;
    # and for what stood before and for what stands now, tags, credits, articles, their newest revisions and the new
    # ones, of which the first are not there yet. Two savepoints and their release.
    with django_assert_num_queries(19):
        assert len(take(ids, TRANSITIONS["archive"], user).moved) == count


# In the admin


def test_the_form_offers_the_steps_that_are_open_and_no_choice_of_a_status(client, chief):
    article = make_article(status="in_review")

    page = client.get(change_form(article)).content.decode()

    assert [name for name in TRANSITIONS if f'name="_step" value="{name}"' in page] == ["send_back", "publish"]
    assert 'name="status"' not in page


def test_a_raw_status_is_no_way_round(client):
    client.force_login(make_member(EDITOR))
    article = make_article(status="draft")

    submit(client, change_form(article), status="published", title="改")

    article.refresh_from_db()
    assert (article.title, article.status) == ("改", "draft")


def test_a_button_saves_the_form_and_takes_the_step(client, chief):
    article = make_article(status="in_review")

    messages = submit(client, change_form(article), title="改好了", _step="publish")

    article.refresh_from_db()
    assert messages == ["“改好了” is now: published."]
    assert (article.title, article.status) == ("改好了", "published")
    assert LogEntry.objects.filter(change_message__contains="Status: published.").exists()


def test_a_step_that_is_refused_saves_nothing_and_says_why(client, chief):
    article = make_article("原题", status="in_review")

    for step, told in [
        ("send_back", "“Send back to draft” needs a reason. Say why, and do it again."),
        ("archive", "“Archive” is for articles that are: published. This one is: in review."),
        ("vanish", "There is no step “vanish”."),
    ]:
        assert told in " ".join(submit(client, change_form(article), title="改", _step=step))

    article.refresh_from_db()
    assert (article.title, article.status) == ("原题", "in_review")


def test_an_editor_who_posts_the_step_of_a_chief_editor_is_refused(client):
    client.cookies["django_language"] = "en"
    client.force_login(make_member(EDITOR))
    article = make_article(status="in_review")

    told = submit(client, change_form(article), _step="publish")

    assert "“Publish” is not yours to do. Ask somebody whose role allows it." in told
    assert not Article.objects.published().exists()


def test_the_form_shows_what_happened_and_why(client, chief):
    article = make_article(status="in_review")
    submit(client, change_form(article), reason="引文有误", _step="send_back")

    assert "in review → draft · 主编甲: 引文有误" in text(client, change_form(article), ".changes")


def test_a_reason_in_the_list_goes_for_all(client, chief):
    one, two = make_article("一"), make_article("二")

    assert act(client, "back_to_draft", one, two, reason="撤稿") == ["2 articles are now: draft."]
    assert set(StatusChange.objects.values_list("reason", "before", "after")) == {("撤稿", "published", "draft")}


def test_what_a_bulk_step_leaves_alone_is_named_with_why(client, chief):
    assert act(client, "back_to_draft", make_article("一")) == [
        "1 article was left as it is: 一. “Back to draft” needs a reason. Say why, and do it again."
    ]
    assert act(client, "archive", make_article("二", status="draft"), make_article("三")) == [
        "1 article is now: archived.",
        "1 article was left as it is: 二. “Archive” is for articles that are: published. This one is: draft.",
    ]


def test_the_list_offers_the_steps_of_the_role_alone(client):
    client.force_login(make_member(EDITOR))
    make_article()

    page = client.get(LIST).content.decode()

    assert [name for name in TRANSITIONS if f'<option value="{name}">' in page] == ["submit", "send_back"]


def test_the_list_says_where_a_schedule_stands_and_narrows_by_it(client, chief):
    day = timedelta(days=1)
    now = timezone.now()
    make_article("将来", publish_at=now + day)
    make_article("过去", withdraw_at=now - day)
    make_article("眼下", withdraw_at=now + day)

    told = {row.split()[0]: row for row in rows(client, LIST)}
    assert "published, on the site from " in told["将来"]
    assert "published, off the site since " in told["过去"]
    assert "published, on the site until " in told["眼下"]
    for value, title in [("waiting", "将来"), ("ended", "过去"), ("leaving", "眼下")]:
        assert [row.split()[0] for row in rows(client, LIST, schedule=value)] == [title]


def test_an_end_before_the_start_is_refused(client, chief):
    article = make_article(status="draft")

    told = submit(client, change_form(article), publish_at_0="2031-02-01", withdraw_at_0="2031-01-01")

    assert "It would leave the site before it appears. Set the end after the start." in told


def test_an_editor_sees_only_the_tags_of_a_published_article_as_fields(client):
    client.force_login(make_member(EDITOR))
    article = make_article()

    page = client.get(change_form(article)).content.decode()

    assert 'name="tags"' in page
    assert [name for name in ("title", "body", "publish_at_0", "credits-0-name") if f'name="{name}"' in page] == []
