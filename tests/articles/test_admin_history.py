"""The history of an article in the admin: what made each revision, and who may see it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User

from articles import revising
from articles.admin.conflicts import BUTTON
from articles.importing import Options, import_paths
from articles.models import Article, Revision
from tests.browserlike import submit, text
from tests.factories import make_article, make_tag

from .histories import DELETED, LIST, address, lines
from .posts import post, write
from .revisions import history

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editor")]


# What makes a revision


def test_a_saved_form_is_one_revision_with_its_credits_and_tags_and_comment(client, editor):
    article = make_article("原题", credits=[("甲", "reporter")])

    changes = {"title": "新题", "tags": str(make_tag("经济").pk), "credits-0-name": "乙", "comment": "按原报改"}
    submit(client, address(article), **changes)

    assert lines(client, article) == [
        "#2 | editor | edited 按原报改 | title, tags, credits",
        "#1 | – | as it stood | the whole",
    ]


def test_saving_without_a_change_makes_none(client):
    article = make_article(
        tags=["经济"], credits=[("甲", "reporter")], column=["要闻"], summary="一\n二", body="<p>一</p>\n<p>二</p>"
    )
    submit(client, address(article), title="新题")

    submit(client, address(article))

    assert history(article) == ["found", "person"]


def test_a_new_article_has_its_first_revision(client):
    submit(client, f"{LIST}add/", title="手写", **{"credits-0-name": "甲", "credits-0-role": "reporter"})

    article = Article.objects.get()
    assert lines(client, article) == ["#1 | editor | edited | the whole"]
    assert Revision.objects.get().state["credits"] == [["甲", "reporter", "", 0]]


def test_a_form_that_is_refused_makes_none(client):
    article = make_article()

    submit(client, address(article), body="<script>x</script>")

    assert history(article) == []


def test_a_decided_conflict_is_a_revision_of_its_own(client):
    article = make_article("我的标题", conflicts={"title": "文件的标题"})

    submit(client, address(article), kicker="新引题", **{BUTTON: "title:take"})

    assert lines(client, article) == [
        "#3 | editor | conflict decided | title",
        "#2 | editor | edited | kicker",
        "#1 | – | as it stood | the whole",
    ]


def test_an_action_on_many_is_a_revision_of_each(client):
    articles = [make_article(status="draft") for _ in range(3)]

    client.post(LIST, {"action": "publish", "_selected_action": [article.pk for article in articles]})

    for article in articles:
        assert lines(client, article)[0] == "#2 | editor | edited | status"


def test_an_import_names_its_run_with_a_link(client, tmp_path):
    report = import_paths([write(tmp_path, {"a.md": post()})], Options(jobs=1))
    article = Article.objects.get()

    assert lines(client, article) == [f"#1 | – | import #{report.run_id} | the whole"]
    page = client.get(address(article, "history")).content.decode()
    assert f"/admin/sources/importrun/{report.run_id}/change/" in page


def test_an_article_without_revisions_says_why(client):
    assert "Nothing has changed this article since revisions are kept." in text(
        client, address(make_article(), "history")
    )


def test_a_long_history_is_told_in_pages_and_takes_few_queries(client, django_assert_max_num_queries):
    article = make_article()
    for number in range(60):
        with revising.recording([article.pk], Revision.Means.PERSON):
            Article.objects.update(title=f"第{number}题")

    with django_assert_max_num_queries(8):
        first = lines(client, article)
    assert (len(first), first[0], first[-1]) == (50, "#61 | – | edited | title", "#12 | – | edited | title")
    page = client.get(address(article, "history"), {"p": 2}).content.decode()
    assert "#11<" in page
    assert "the whole" in page


# Who may


def log_in(client, *permissions: str) -> None:
    user = User.objects.create_user("staff", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)


def test_who_may_only_look_sees_the_history_and_restores_nothing(client, changed):
    log_in(client, "view_article")

    assert client.get(address(changed, "history")).status_code == 200
    assert client.get(address(changed, "compare"), {"old": 1, "new": 2}).status_code == 200
    assert client.get(DELETED).status_code == 200
    assert "Restore" not in client.get(address(changed, "history")).content.decode()
    assert client.post(address(changed, "restore"), {"number": 1, "newest": 2}).status_code == 403
    assert client.post(f"{DELETED}restore/", {"revision": 1}).status_code == 403
    # What the file said is for those who may see documents.
    assert client.get(address(changed, "compare"), {"old": "file"}).status_code == 403
    assert history(changed) == ["found", "person"]


@pytest.mark.parametrize("permissions", [(), ("view_tag",)])
def test_who_may_not_look_sees_nothing(client, changed, permissions):
    log_in(client, *permissions)

    # That there is such an article is not theirs to know.
    for page, refusal in ((address(changed, "history"), 404), (address(changed, "compare"), 404), (DELETED, 403)):
        assert client.get(page).status_code == refusal
