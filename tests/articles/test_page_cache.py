"""The pages that are kept: whatever changes shows at the next request, whoever changed it and by whatever way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from knox.models import AuthToken

from articles import marking, search
from articles.clustering import choose
from articles.importing import Options, import_paths
from articles.models import Article, Credit, EditionMark, Tag
from articles.transitions import take_one
from articles.vocabulary import delete_tags, merge_sources, merge_tags, rename_tag, undo
from articles.workflow import TRANSITIONS
from sources.models import Source
from tests.articles.copies import printing
from tests.articles.posts import post, write
from tests.articles.test_admin_bulk import Desk
from tests.browserlike import submit
from tests.factories import make_article, make_editor, make_source, make_tag

# Only what is committed is seen by others, and an edition is of what is committed.
pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ["/", "/articles/one/", "/sources/", "/sources/paper/", "/tags/", "/tags/old/", "/archive/", "/archive/2022/2/"]
HOUR = timedelta(hours=1)


@pytest.fixture
def article() -> Article:
    source = make_source("泉州晚报", slug="paper")
    return make_article("原来的题目", slug="one", source=source, tags=[make_tag("旧标签", slug="old")])


def served(client: Client, address: str = "/") -> str:
    """What stands at an address, asked twice: the second answer comes from what is kept."""
    first, second = client.get(address), client.get(address)
    assert first.content == second.content
    return second.content.decode()


# Every way in which an article changes


def by_the_admin(article):
    client = Client()
    client.force_login(make_editor("anna"))
    submit(client, f"/admin/articles/article/{article.pk}/change/", title="新的题目")


def by_an_action_of_the_list(article):
    client = Client()
    client.force_login(make_editor("anna"))
    Desk(client, article).show(status="archived").change()


def by_the_api(article):
    program = Client(headers={"Authorization": f"Token {AuthToken.objects.create(make_editor('program'))[1]}"})
    address = f"/api/v1/articles/{article.slug}/"
    headers = {"If-Match": program.get(address).headers["ETag"]}
    program.patch(address, {"title": "新的题目"}, content_type="application/json", headers=headers)


def by_sql(article):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_article SET title = %s WHERE id = %s", ["新的题目", article.pk])


def by_a_step(name):
    return lambda article: take_one(article, TRANSITIONS[name], make_editor("anna"), "撤回")


def by_the_end_of_its_schedule(article):
    Article.objects.filter(pk=article.pk).update(withdraw_at=timezone.now() - HOUR)


CHANGES = {
    "the form of the admin": by_the_admin,
    "an action of the admin's list": by_an_action_of_the_list,
    "the API": by_the_api,
    "a save": lambda article: setattr(article, "title", "新的题目") or article.save(),
    "an update of many": lambda article: Article.objects.update(title="新的题目"),
    "SQL by hand": by_sql,
    "a withdrawal": by_a_step("archive"),
    "taking back to draft": by_a_step("back_to_draft"),
    "a schedule that has ended": by_the_end_of_its_schedule,
    "a deletion": lambda article: article.delete(),
    "a deletion of many": lambda article: Article.objects.all().delete(),
    "a credit": lambda article: Credit.objects.create(article=article, name="郭荣鑫", role="reporter"),
    "a tag that is given": lambda article: article.tags.add(make_tag("新标签")),
    "a tag that is taken": lambda article: article.tags.clear(),
    "tags merged": lambda article: merge_tags([Tag.objects.get()], make_tag("新标签"), None),
    "a tag renamed": lambda article: rename_tag(Tag.objects.get(), "新标签", None),
    "a tag deleted": lambda article: delete_tags([Tag.objects.get()], None),
    "a merge undone": lambda article: undo(rename_tag(Tag.objects.get(), "新标签", None), None),
    "a source renamed": lambda article: Source.objects.update(name="新的报"),
    "sources merged": lambda article: merge_sources([article.source], make_source("新的报"), None),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_shows_at_the_next_request(reader, article, change):
    before = {page: served(reader, page) for page in PAGES}

    change(article)

    kept = {page: reader.get(page) for page in PAGES}
    caches["pages"].clear()
    fresh = {page: reader.get(page) for page in PAGES}
    assert {page: answer.status_code for page, answer in kept.items()} == {
        page: answer.status_code for page, answer in fresh.items()
    }
    assert [page for page in PAGES if kept[page].content != fresh[page].content] == []
    # The control: there was something to see.
    assert [page for page in PAGES if fresh[page].content.decode() != before[page]] != []


def test_without_the_marks_changes_would_not_show(reader, article):
    # The control of the one above: what is kept is what is shown, for as long as the edition stands.
    marks = list(EditionMark.objects.values_list("id", "mark"))
    assert "原来的题目" in served(reader)

    Article.objects.update(title="新的题目")
    EditionMark.objects.all().delete()
    EditionMark.objects.bulk_create(EditionMark(id=pk, mark=mark) for pk, mark in marks)

    assert "原来的题目" in served(reader)


def test_an_import_shows_at_the_next_request(reader, tmp_path):
    # Its rows go in by COPY on PostgreSQL, past everything that Django sees of SQL.
    served(reader)

    path = write(tmp_path, {"a.md": post(title="进来的新闻")})
    import_paths([path], Options(status="published"))
    assert "进来的新闻" in served(reader)

    write(tmp_path, {"a.md": post(title="更正的新闻")})
    import_paths([path], Options(status="published"))
    assert "更正的新闻" in served(reader)


def test_a_decision_on_reposts_shows_at_the_next_request(reader):
    first, second = printing("泉州晚报", title="先登的"), printing("厦门日报", days=1, title="后登的")
    assert "先登的" in served(reader)

    choose(second)

    assert "后登的" in served(reader)
    assert "先登的" not in served(reader)
    assert first


def test_an_article_appears_and_leaves_on_time_with_nothing_running(reader, monkeypatch):
    now = timezone.now()
    make_article("按时", slug="on-time", publish_at=now + HOUR, withdraw_at=now + 2 * HOUR)

    statuses = []
    for hours in (0, 0, 1, 1, 2, 2):
        monkeypatch.setattr("django.utils.timezone.now", lambda hours=hours: now + timedelta(hours=hours))
        statuses.append((reader.get("/articles/on-time/").status_code, "按时" in served(reader)))

    assert statuses == [(404, False)] * 2 + [(200, True)] * 2 + [(410, False)] * 2


def test_a_page_that_names_the_day_is_made_anew_on_the_next(reader, article, monkeypatch):
    # A citation says when the page was read.
    today = timezone.now()
    served(reader, "/articles/one/")

    monkeypatch.setattr("django.utils.timezone.now", lambda: today + timedelta(days=1))

    assert timezone.localdate(today + timedelta(days=1)).isoformat() in served(reader, "/articles/one/")


def test_what_is_rolled_back_leaves_no_mark_and_what_follows_it_does(reader, article):
    served(reader)
    before = list(EditionMark.objects.values_list("id", "mark"))
    with transaction.atomic():
        Article.objects.update(title="不算")
        transaction.set_rollback(True)
    assert list(EditionMark.objects.values_list("id", "mark")) == before

    # A mark that went with its savepoint does not stand for what is written after it.
    with transaction.atomic():
        with transaction.atomic():
            Article.objects.update(title="不算")
            transaction.set_rollback(True)
        Article.objects.update(title="新的题目")

    assert "新的题目" in served(reader)


def test_an_index_that_is_put_right_shows_at_the_next_request(reader, article):
    search.remove([article.pk])
    address = "/wall/?q=原来的题目"
    assert "/articles/one/" not in served(reader, address)

    call_command("check_search", repair=True, verbosity=0)
    assert "/articles/one/" in served(reader, address)


def test_what_pages_do_not_show_leaves_no_mark(reader, article):
    before = list(EditionMark.objects.values_list("id", "mark"))

    User.objects.create_user("somebody")
    Client().get("/admin/login/")

    assert list(EditionMark.objects.values_list("id", "mark")) == before


def test_marks_do_not_grow_with_what_is_written(article):
    for number in range(400):
        Article.objects.update(title=f"第{number}稿")

    assert EditionMark.objects.count() <= 256 + 64


def test_triggers_that_are_missing_are_told_of_and_put_back():
    assert marking.unmarked("default") == []
    assert run_checks(tags=[Tags.database], databases=["default"]) == []
    with connection.cursor() as cursor:
        on_tags = " ON articles_tag" if connection.vendor == "postgresql" else "_articles_tag_insert"
        cursor.execute(f"DROP TRIGGER edition{on_tags}")

    [warning] = run_checks(tags=[Tags.database], databases=["default"])
    assert (warning.id, "articles_tag " in warning.msg) == ("config.W006", True)

    marking.install("default")
    assert marking.unmarked("default") == []
    before = list(EditionMark.objects.values_list("mark", flat=True))
    make_tag("新标签")
    assert list(EditionMark.objects.values_list("mark", flat=True)) != before


def test_what_is_known_not_to_be_shown_has_no_trigger_and_all_else_has():
    tables = set(marking.shown_tables())

    assert {"articles_article", "articles_article_tags", "articles_credit", "sources_source"} < tables
    assert not {"articles_editionmark", "articles_revision", "sources_importrun"} & tables
