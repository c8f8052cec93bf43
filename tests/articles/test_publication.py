"""When an article is on the site: its schedule is judged at the moment of reading, everywhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from articles.importing import Options, import_paths
from articles.importing.bulk import insert
from articles.models import Article, StatusChange
from articles.transitions import take_one
from articles.workflow import TRANSITIONS
from tests.articles.posts import write
from tests.browserlike import submit
from tests.factories import NOON, make_article, make_editor, make_source
from tests.reading import english_reader, read, seen

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
# Whether it is on the site by publish_at and withdraw_at, as distances from now.
SCHEDULES = [
    (None, None, True),
    (-DAY, None, True),
    (DAY, None, False),
    (None, DAY, True),
    (None, -DAY, False),
    (-DAY, DAY, True),
    (-2 * DAY, -DAY, False),
    (DAY, 2 * DAY, False),
]


def at(distance: timedelta | None):
    return None if distance is None else timezone.now() + distance


def scheduled(start, end, **fields) -> Article:
    return make_article(publish_at=at(start), withdraw_at=at(end), **fields)


@pytest.mark.parametrize(("start", "end", "is_public"), SCHEDULES)
def test_the_queryset_and_the_article_agree(start, end, is_public):
    article = scheduled(start, end)

    assert article.is_public is is_public
    assert Article.objects.published().exists() is is_public


@pytest.mark.parametrize("status", ["draft", "in_review", "archived"])
@pytest.mark.parametrize(("start", "end", "_is_public"), SCHEDULES)
def test_a_schedule_publishes_nothing_by_itself(status, start, end, _is_public):
    article = scheduled(start, end, status=status)

    assert not article.is_public
    assert not Article.objects.published().exists()


def test_an_article_appears_and_leaves_on_time_with_nothing_running(monkeypatch):
    article = scheduled(DAY, 2 * DAY, title="准点")
    reader = english_reader()
    start = timezone.now()

    told = {}
    for hours in (0, 23, 25, 47, 49):
        monkeypatch.setattr("django.utils.timezone.now", lambda hours=hours: start + timedelta(hours=hours))
        told[hours] = (reader.get(article.get_absolute_url()).status_code, "准点" in str(read("/", client=reader)))

    assert told == {0: (404, False), 23: (404, False), 25: (200, True), 47: (200, True), 49: (410, False)}


def test_the_database_refuses_an_end_before_the_start():
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_article(publish_at=now, withdraw_at=now)


# Withdrawn


@pytest.mark.parametrize("step", ["archive", "back_to_draft"])
def test_the_page_of_what_was_taken_off_says_so_and_reveals_nothing(step):
    article = make_article("天机", source="秘报")
    read(article.get_absolute_url())

    take_one(article, TRANSITIONS[step], make_editor(), "误")

    page = read(article.get_absolute_url(), 410)
    assert seen(page.h1) == "This article has been withdrawn"
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert "天机" not in str(page) and "秘报" not in str(page)


def test_what_is_published_again_is_back_at_once():
    article, user = make_article(), make_editor()
    take_one(article, TRANSITIONS["archive"], user)
    take_one(article, TRANSITIONS["republish"], user, "核实无误")

    read(article.get_absolute_url())


@pytest.mark.parametrize("fields", [{"status": "draft"}, {"publish_at": DAY}, {"status": "archived"}])
def test_what_never_was_on_the_site_is_not_found(fields):
    article = make_article(**fields | ({"publish_at": at(DAY)} if "publish_at" in fields else {}))

    read(article.get_absolute_url(), 404)


def test_what_was_stopped_before_it_appeared_never_was_there():
    article = scheduled(DAY, None)
    take_one(article, TRANSITIONS["back_to_draft"], make_editor(), "改期")

    read(article.get_absolute_url(), 404)


def test_what_left_by_its_schedule_stays_withdrawn_when_the_schedule_goes():
    article = scheduled(-2 * DAY, -DAY)
    read(article.get_absolute_url(), 410)

    take_one(article, TRANSITIONS["archive"], make_editor())
    Article.objects.update(publish_at=None, withdraw_at=None)

    read(article.get_absolute_url(), 410)


def test_a_start_moved_into_the_future_takes_it_off_the_site(client):
    article = make_article()
    client.force_login(make_editor())

    submit(client, f"/admin/articles/article/{article.pk}/change/", publish_at_0="2099-01-01", publish_at_1="08:00")

    read(article.get_absolute_url(), 410)


def test_asking_for_what_is_not_there_takes_two_queries_and_no_more(client, django_assert_num_queries):
    make_article()

    with django_assert_num_queries(2):  # Is it there? Was it?
        client.get("/articles/nowhere/")


# Fast: what is on the site is read along the indexes of public lists


def plan(articles) -> str:
    """How the database reads `articles`; as with many rows, where PostgreSQL would otherwise read them all."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
        return articles.explain()


@pytest.fixture
def many():
    """Articles of twenty sources, one of which is returned; the database knows how they are spread."""
    sources = [make_source() for _ in range(20)]
    common = {"title": "题", "body": "", "text": ""}
    rows = (
        common
        | {
            "slug": f"x{number}",
            "source_id": sources[number % 20].pk,
            "published_at": NOON + number * DAY,
            "status": "published" if number % 3 else "draft",
        }
        for number in range(600)
    )
    insert(Article, rows)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE articles_article")
    return sources[0]


def test_a_public_list_is_read_in_the_order_of_its_index(many):
    for articles, index in [
        # PostgreSQL may prefer the index without the status, in the same order, where nearly everything is published.
        (Article.objects.published(), "_listed"),
        (Article.objects.published().from_source(many), "article_source_listed"),
    ]:
        told = plan(articles.newest_first()[:20])
        assert index in told
        assert "Sort" not in told and "TEMP B-TREE" not in told


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="when PostgreSQL does is up to its vacuuming")
def test_what_is_public_is_counted_in_the_index_alone(many):
    told = plan(Article.objects.published().order_by().values_list("status", "publish_at", "withdraw_at"))

    assert "USING COVERING INDEX article_" in told


def test_all_that_tells_what_is_public_stands_in_the_index_of_a_public_list():
    with connection.cursor() as cursor:
        told = connection.introspection.get_constraints(cursor, Article._meta.db_table)

    for name in ("article_status_listed", "article_source_listed", "article_reposts_listed"):
        assert {"status", "publish_at", "withdraw_at"} < set(told[name]["columns"])


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="when PostgreSQL does is up to its vacuuming")
def test_a_list_with_a_condition_outside_of_the_index_is_not_read_so(many):
    # The control of the one above.
    told = plan(Article.objects.published().order_by().filter(language="zh-Hans").values_list("status"))

    assert "COVERING" not in told


def test_a_file_that_loses_its_title_takes_its_article_off_the_site_and_that_is_kept(tmp_path):
    body = "昨晚七时，中山路夜市重新开市，首晚迎来两万多名市民，市商务局说，夜市每周五至周日开放，摊位一百二十个。"
    import_paths([write(tmp_path, {"a.txt": f"夜市重开\n\n{body}\n"})], Options(status="published"))
    article = Article.objects.published().get()

    import_paths([write(tmp_path, {"a.txt": f"{body}\n\n{body}\n"})])

    change = StatusChange.objects.get()
    assert (change.before, change.after, change.user) == ("published", "draft", None)
    read(article.get_absolute_url(), 410)
