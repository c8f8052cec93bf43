"""The admin's pages on which sources and tags are merged, renamed and deleted."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.auth.models import Permission, User

from articles.models import Article, Tag, VocabularyChange
from sources.models import Source
from tests.browserlike import rows, text
from tests.factories import make_article, make_editor, make_source, make_tag

pytestmark = pytest.mark.django_db
CHANGES = "/admin/articles/vocabularychange/"


@pytest.fixture(autouse=True)
def editor(client):
    client.cookies["django_language"] = "en"
    editor = make_editor()
    client.force_login(editor)
    return editor


def choose(client, listing: str, action: str, *chosen) -> str:
    """Choose rows and an action in a list; the address of the page that this leads to."""
    data = {"action": action, "_selected_action": [row.pk for row in chosen]}
    response = client.post(listing, data)
    assert response.status_code == 302
    return response.headers["Location"]


def confirm(client, address: str, **data) -> tuple[list[str], VocabularyChange]:
    """Confirm on a page; what is said then, and the newest change."""
    response = client.post(address, data, follow=True)
    return [str(message) for message in response.context["messages"]], VocabularyChange.objects.first()


def test_sources_are_merged_from_their_list_with_a_page_that_counts_first(client, editor):
    paper, site = make_source("泉州晚报"), make_source("泉州晚报网", slug="qzwb")
    make_article(source=site)
    make_article(source=paper, republisher=site)
    make_article(source=paper)

    page = choose(client, "/admin/sources/source/", "merge", paper, site)
    shown = text(client, page, "tbody")
    assert shown == "泉州晚报 2 0 泉州晚报 泉州晚报网 1 1 qzwb"
    # Nothing has happened by looking.
    assert Source.objects.count() == 2
    said, change = confirm(client, page, target=paper.pk)

    assert said == ["Done: 泉州晚报网 → 泉州晚报. 2 articles."]
    assert Article.objects.filter(source=paper).count() == 3
    assert change.user == editor
    logged = {(entry.object_repr, entry.action_flag) for entry in LogEntry.objects.all()}
    assert logged == {("泉州晚报网", DELETION), ("泉州晚报", CHANGE)}


def test_tags_are_merged_and_the_merge_undone_by_one_click(client, editor):
    digital, other = make_tag("数字经济"), make_tag("数码经济")
    make_article("甲", tags=[other])

    page = choose(client, "/admin/articles/tag/", "merge", digital, other)
    _said, change = confirm(client, page, target=digital.pk)
    assert [tag.name for tag in Tag.objects.all()] == ["数字经济"]
    assert "Undo" in text(client, f"{CHANGES}{change.pk}/change/", ".vocabulary")
    said, change = confirm(client, f"{CHANGES}{change.pk}/undo/")

    assert said == ["Undone; 1 article changed."]
    assert {tag.name for tag in Article.objects.get().tags.all()} == {"数码经济"}
    assert change.undone_by == editor
    assert text(client, f"{CHANGES}{change.pk}/change/", ".vocabulary") == ""


def test_tags_are_deleted_after_a_page_that_counts(client):
    tag = make_tag("套话")
    make_article(tags=[tag])

    page = choose(client, "/admin/articles/tag/", "delete", tag)
    assert text(client, page, "tbody") == "套话 1 套话"
    assert Tag.objects.exists()
    said, _change = confirm(client, page)

    assert said == ["Done: tags deleted: 套话. 1 article."]
    assert not Tag.objects.exists()


def test_the_delete_button_of_a_tag_leads_to_the_same_page(client):
    tag = make_tag("套话")

    response = client.get(f"/admin/articles/tag/{tag.pk}/delete/")

    assert response.headers["Location"] == f"{CHANGES}delete-tags/?id={tag.pk}"


def test_a_tag_is_renamed_on_a_page_of_its_own(client):
    tag = make_tag("数码经济")
    make_article(tags=[tag])
    page = f"{CHANGES}rename-tag/{tag.pk}/"

    assert page in client.get(f"/admin/articles/tag/{tag.pk}/change/").content.decode()
    assert "“数码经济” is the tag of 1 article" in text(client, page)
    said, _change = confirm(client, page, name="数字经济")

    assert said == ["Done: 数码经济 → 数字经济. 1 article."]
    assert "数码经济" in text(client, f"/admin/articles/tag/{tag.pk}/change/", ".field-former_names")


def test_a_refusal_names_the_culprit_and_changes_nothing(client):
    tag = make_tag("甲")
    make_tag("乙")

    said, change = confirm(client, f"{CHANGES}rename-tag/{tag.pk}/", name="乙")

    assert said == ["“乙” is the name or the address of another tag. Merge the two."]
    assert change is None


@pytest.mark.parametrize("query", ["", "?id=1", "?id=x&id=99999999999999999999", "?id=%00"])
def test_a_page_for_too_few_or_none_sends_back_to_the_list(client, query):
    for page in ("merge-sources", "merge-tags"):
        response = client.get(f"{CHANGES}{page}/{query}", follow=True)
        assert [str(message) for message in response.context["messages"]] == ["Choose 2 to 100 of them in the list."]


def test_a_target_that_is_none_of_the_chosen_merges_nothing(client):
    one, two, stranger = make_tag("甲"), make_tag("乙"), make_tag("丙")

    client.post(f"{CHANGES}merge-tags/?id={one.pk}&id={two.pk}", {"target": stranger.pk})

    assert Tag.objects.count() == 3


def test_an_undo_needs_to_be_asked_for(client):
    change = VocabularyChange.objects.create(kind="rename_tag", names=["甲"], target="乙")

    assert client.get(f"{CHANGES}{change.pk}/undo/").status_code == 405


def test_who_may_not_change_names_is_shown_no_way_and_refused_every_way(client):
    user = User.objects.create_user("staff", is_staff=True)
    seen = ["view_tag", "change_tag", "delete_tag", "view_source", "change_source", "view_vocabularychange"]
    user.user_permissions.set(Permission.objects.filter(codename__in=seen))
    one, two = make_tag("甲"), make_tag("乙")
    change = VocabularyChange.objects.create(kind="rename_tag", names=["甲"], target="乙")
    client.force_login(user)

    assert "merge" not in client.get("/admin/articles/tag/").content.decode()
    assert "rename-tag" not in client.get(f"/admin/articles/tag/{one.pk}/change/").content.decode()
    for page in (f"merge-tags/?id={one.pk}&id={two.pk}", f"delete-tags/?id={one.pk}", f"rename-tag/{one.pk}/"):
        assert client.get(CHANGES + page).status_code == 403
        assert client.post(CHANGES + page, {"target": one.pk, "name": "丙"}).status_code == 403
    assert client.post(f"{CHANGES}{change.pk}/undo/").status_code == 403
    assert Tag.objects.count() == 2


def test_the_list_tells_what_was_done_and_whether_it_stands(client):
    VocabularyChange.objects.create(kind="merge_tags", names=["甲", "乙"], target="丙", articles=7)

    assert rows(client, CHANGES)[0].startswith("甲, 乙 → 丙 tags merged 7")
    assert rows(client, CHANGES)[0].endswith("in force")
