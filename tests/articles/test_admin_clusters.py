"""Repost clusters in the admin: side by side, and every decision kept, told of and reversible."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User

from articles.admin.clusters import BUTTON
from articles.models import Cluster, RepostDecision
from tests.browserlike import rows
from tests.factories import make_article, make_editor

from .copies import OTHER, clusters, printing

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/cluster/"
ADD = f"{LIST}add/"
DECISIONS = "/admin/articles/repostdecision/"


@pytest.fixture(autouse=True)
def editor(client):
    client.cookies["django_language"] = "en"
    editor = make_editor()
    client.force_login(editor)
    return editor


def page(cluster: Cluster) -> str:
    return f"{LIST}{cluster.pk}/change/"


def press(client, address: str, button: str, **data) -> list[str]:
    """Press a button; what the editor is then told."""
    response = client.post(address, {BUTTON: button, **data}, follow=True)
    assert response.status_code == 200
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def two():
    return printing("泉州晚报", 0, title="甲"), printing("东方财富", 1, title="乙")


def test_clusters_are_listed_with_size_likeness_and_whether_they_are_confirmed(client, two):
    [row] = rows(client, LIST)
    assert row.startswith("甲 · 泉州晚报 · 2022-02-25 12:00 2 100%")
    assert rows(client, LIST, q="乙") == [row]
    assert rows(client, LIST, q="丙") == []
    assert rows(client, LIST, is_confirmed__exact="0") == [row]

    press(client, page(Cluster.objects.get()), "confirm")

    assert rows(client, LIST, is_confirmed__exact="0") == []


@pytest.mark.parametrize("order", ["2", "-3", "3"])
def test_the_list_can_be_ordered(client, two, order):
    assert len(rows(client, LIST, o=order)) == 1


@pytest.mark.parametrize("count", [1, 9])
def test_the_list_takes_five_queries(client, django_assert_num_queries, count):
    for number in range(count):
        text = f"{number}号楼的居民说，{number * 7919}这件事情办得又快又好，大家都非常满意。" * 3
        printing("甲报", text=text), printing("乙报", 1, text=text)

    # The session; the user; how many clusters; a page of them; their members.
    with django_assert_num_queries(5):
        assert len(rows(client, LIST)) == count


def test_the_members_stand_side_by_side_with_title_source_date_and_likeness(client, two):
    near = printing("晚报", None, text=OTHER, title="丙", status="draft")
    cluster = Cluster.objects.get()
    press(client, page(cluster), "join", joining=[near.pk])

    shown = " ".join(client.get(page(cluster)).content.decode().split())

    for said in ("甲", "泉州晚报", "2022-02-25 12:00", "100 %", "(draft)", "date unknown", "数字赋能，高效便捷"):
        assert said in shown
    assert f"/admin/articles/article/{near.pk}/change/" in shown
    assert "{#" not in shown


def test_unconfirmed_clusters_wait_on_the_first_page_until_they_are_confirmed(client, two):
    waiting = "1 suspected repost to confirm"
    assert waiting in client.get("/admin/").content.decode()

    assert press(client, page(Cluster.objects.get()), "confirm") == ["Confirmed: all 2 articles are one text."]

    assert waiting not in client.get("/admin/").content.decode()


def test_ticked_articles_are_split_off_and_the_split_is_taken_back_in_the_list_of_decisions(client, two, editor):
    first, second = two

    told = press(client, page(Cluster.objects.get()), "split", member=[second.pk])

    assert told == ["1 article was split off: no import will join it to the others again."]
    assert clusters() == []
    decision = RepostDecision.objects.get()
    assert decision.user == editor
    [row] = rows(client, DECISIONS)
    assert "not one text 甲 · 泉州晚报 · 2022-02-25 12:00 乙 · 东方财富" in row
    told = client.post(DECISIONS, {"action": "take_back", "_selected_action": [decision.pk]}, follow=True)
    assert [str(message) for message in told.context["messages"]] == ["1 decision was taken back."]
    assert clusters() == [[first.pk, second.pk]]


def test_a_decision_is_taken_back_on_the_page_of_its_cluster(client, two):
    first, second = two
    cluster = Cluster.objects.get()
    press(client, page(cluster), f"lead:{second.pk}")
    assert clusters() == [[second.pk, first.pk]]

    told = press(client, page(cluster), f"take-back:{RepostDecision.objects.get().pk}")

    assert told == ["Taken back: leads its cluster."]
    assert clusters() == [[first.pk, second.pk]]


def test_articles_are_joined_to_a_cluster_or_to_each_other(client, two):
    first, second = two
    third, fourth, fifth = (printing(text=text, days=9) for text in (OTHER, "另一段不相干的文字", "又一段"))

    assert press(client, page(Cluster.objects.get()), "join", joining=[third.pk]) == ["2 articles are one text."]
    assert clusters() == [[first.pk, second.pk, third.pk]]
    assert press(client, ADD, "join", joining=[fourth.pk, fifth.pk]) == ["2 articles are one text."]
    assert clusters()[1] == [fourth.pk, fifth.pk]


@pytest.mark.parametrize(
    ("address", "button", "data"),
    [
        (ADD, "join", {"joining": ["1"]}),
        (ADD, "confirm", {}),
        ("", "split", {}),
        ("", "split", {"member": ["9" * 30, "x", "\x00"]}),
        ("", "lead:99999", {}),
        ("", "take-back:99999", {}),
        ("", "take-back:²", {}),
        ("", "nonsense", {}),
        ("", "", {}),
    ],
)
def test_what_cannot_be_decided_is_refused_with_a_reason(client, two, address, button, data):
    before = clusters()

    told = press(client, address or page(Cluster.objects.get()), button, **data)

    assert len(told) == 1
    assert told[0].startswith(("None was split off", "One article alone", "That is no longer"))
    assert clusters() == before
    assert not RepostDecision.objects.exists()


def test_every_decision_is_in_the_history_of_the_cluster_and_in_the_log_of_its_articles(client, two, editor):
    first, second = two
    cluster = Cluster.objects.get()

    for button in ("confirm", f"lead:{second.pk}"):
        press(client, page(cluster), button)

    shown = client.get(f"{LIST}{cluster.pk}/history/").content.decode()
    of_article = LogEntry.objects.filter(content_type__model="article", object_id=second.pk)
    logged = " ".join(entry.get_change_message() for entry in of_article)
    for told in (shown, logged):
        assert "Confirmed: all 2 articles are one text." in told
        assert "“乙” leads its cluster." in told
    assert set(LogEntry.objects.values_list("user", flat=True)) == {editor.pk}


def test_articles_are_looked_up_with_what_their_copies_do_not_share(client, two):
    query = {"app_label": "articles", "model_name": "membership", "field_name": "article", "term": "甲"}

    found = client.get(f"{LIST}lookup/", query).json()["results"]

    assert [row["text"] for row in found] == ["甲 · 泉州晚报 · 2022-02-25 12:00"]


def test_the_form_of_an_article_leads_to_its_cluster(client, two):
    address = f'href="{page(Cluster.objects.get())}"'

    assert address in client.get(f"/admin/articles/article/{two[0].pk}/change/").content.decode()
    single = make_article()
    assert "cluster/" not in client.get(f"/admin/articles/article/{single.pk}/change/").content.decode()


def test_a_cluster_that_is_gone_leads_back_to_the_list(client):
    response = client.get(f"{LIST}99/change/")

    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")


@pytest.mark.parametrize(
    ("permissions", "seen", "decided"),
    [([], 403, 403), (["view_article"], 200, 403), (["view_article", "change_article"], 200, 302)],
)
def test_whoever_may_change_articles_may_decide_and_whoever_may_see_them_may_look(
    client, two, permissions, seen, decided
):
    user = User.objects.create_user("staff", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)
    address = page(Cluster.objects.get())

    assert {client.get(one).status_code for one in (LIST, address, DECISIONS)} == {seen}
    assert client.post(address, {BUTTON: "confirm"}).status_code == decided
    assert client.post(ADD, {BUTTON: "join", "joining": [two[0].pk, two[1].pk]}).status_code == decided
    assert Cluster.objects.get().is_confirmed == (decided == 302)
    if seen == 200 and decided == 403:
        assert BUTTON not in client.get(address).content.decode()


def test_a_decision_that_is_deleted_is_taken_back(client, two):
    first, second = two
    press(client, page(Cluster.objects.get()), "split", member=[second.pk])

    client.post(f"{DECISIONS}{RepostDecision.objects.get().pk}/delete/", {"post": "yes"})

    assert clusters() == [[first.pk, second.pk]]
    assert "Taken back: not one text." in LogEntry.objects.values_list("change_message", flat=True)


def test_an_article_is_deleted_with_what_was_derived_of_it_and_decided_on_it(client, two):
    first, second = two
    press(client, page(Cluster.objects.get()), "confirm")
    address = f"/admin/articles/article/{first.pk}/delete/"

    shown = client.get(address).content.decode()
    assert "Key of the index" not in shown
    assert "Decision" in shown
    client.post(address, {"post": "yes"})

    assert clusters() == []
    assert not RepostDecision.objects.exists()
