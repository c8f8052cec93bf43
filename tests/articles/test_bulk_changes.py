"""One change to many articles: whom it touches, what it makes of them, and its undoing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import revising
from articles.changes import Change
from articles.models import Article, Revision
from articles.revising.reading import CHUNK
from articles.states import NO_MOMENT
from tests.factories import NOON, make_article, make_editor, make_source, make_tag

from .revisions import everything, history, states

pytestmark = pytest.mark.django_db
MOMENT = [NOON.isoformat(), "day"]


def reference(row) -> list:
    return [row.pk, row.name]


def titles(change: Change) -> set[str]:
    return set(revising.needing(Article.objects.all(), change).values_list("title", flat=True))


def test_only_what_would_change_is_chosen():
    source, tag, other = make_source("泉州晚报"), make_tag("经济"), make_tag("政务")
    make_article("so", status="draft", source=source, tags=[tag], column=["要闻"], published_precision="day")
    make_article("not", status="published", source="别的报", tags=[other], column=["要闻", "时政"])
    make_article("bare", status="archived", published_at=None)

    assert titles(Change({"status": "draft"})) == {"not", "bare"}
    assert titles(Change({"source": reference(source)})) == {"not", "bare"}
    assert titles(Change({"source": None})) == {"so", "not"}
    assert titles(Change({"published_at": MOMENT})) == {"not", "bare"}
    assert titles(Change({"published_at": NO_MOMENT})) == {"so", "not"}
    assert titles(Change({"column": ["要闻"]})) == {"not", "bare"}
    assert titles(Change({"column": None})) == {"so", "not"}
    assert titles(Change(add_tags=[reference(tag)])) == {"not", "bare"}
    assert titles(Change(remove_tags=[reference(tag)])) == {"so"}
    assert titles(Change(add_tags=[reference(tag)], remove_tags=[reference(other)])) == {"not", "bare"}
    assert titles(Change()) == set()


def test_what_has_no_title_is_not_published_but_else_changed():
    titled, untitled = make_article("题", status="draft"), make_article("", status="draft")
    change = Change({"status": "published", "column": ["要闻"]})

    assert titles(Change({"status": "published"})) == {"题"}
    revising.change_many([titled.pk, untitled.pk], change)

    assert list(Article.objects.order_by("pk").values_list("status", "column")) == [
        ("published", ["要闻"]),
        ("draft", ["要闻"]),
    ]


def test_every_part_is_done_at_once_and_nothing_else_is_touched():
    old, new, source = make_tag("旧"), make_tag("新"), make_source("泉州晚报")
    article = make_article(tags=[old, "留"], credits=[("甲", "reporter")], summary="摘要", status="draft")
    before = everything(article)

    revising.change_many(
        [article.pk],
        Change(
            {"status": "archived", "source": reference(source), "published_at": MOMENT, "column": ["要闻"]},
            add_tags=[reference(new)],
            remove_tags=[reference(old)],
        ),
    )

    assert everything(article) == before | {
        "status": "archived",
        "source_id": source.pk,
        "published_at": NOON,
        "published_precision": "day",
        "column": ["要闻"],
        "tags": sorted(["新", "留"]),
    }


def test_each_article_has_a_revision_with_true_states_before_and_after():
    editor = make_editor()
    articles = [make_article(status="draft") for _ in range(3)]
    already = make_article(status="archived")

    bulk_change = revising.change_many(
        [article.pk for article in (*articles, already)], Change({"status": "archived"}), editor, "清理"
    )

    assert bulk_change.count == 3
    for article in articles:
        assert history(article) == ["found", "bulk"]
        assert [told["status"] for told in states(article)] == ["draft", "archived"]
        revision = Revision.objects.get(slug=article.slug, means="bulk")
        assert (revision.user, revision.comment, revision.bulk_change) == (editor, "清理", bulk_change)
    assert history(already) == ["found"]


def test_what_was_written_of_a_change_is_what_stands_in_the_database():
    # States after a change are worked out and not read again: they have to be the same.
    articles = [make_article(tags=["甲"], source="报") for _ in range(3)]
    tag = make_tag("乙")

    revising.change_many(
        [article.pk for article in articles],
        Change({"source": None, "published_at": MOMENT, "column": ["二", "一"]}, add_tags=[reference(tag)]),
    )
    revising.found(article.pk for article in articles)

    assert {tuple(history(article)) for article in articles} == {("found", "bulk")}


def test_a_change_is_done_to_all_or_to_none(monkeypatch):
    articles = [make_article(status="draft") for _ in range(3)]
    monkeypatch.setattr("articles.revising.reading.CHUNK", 2)
    written = []

    def fail(*arguments):
        written.append(arguments)
        if len(written) == 2:
            raise RuntimeError
        return 0

    monkeypatch.setattr("articles.revising.bulk.write", fail)
    with pytest.raises(RuntimeError):
        revising.change_many([article.pk for article in articles], Change({"status": "archived"}))

    # The control: the first chunk was done.
    assert len(written) == 2
    assert set(Article.objects.values_list("status", flat=True)) == {"draft"}
    assert not Revision.objects.exists()


def queries_of(count: int) -> int:
    tag, source = make_tag(), make_source()
    ids = [make_article(tags=["旧"], source="报", status="draft").pk for _ in range(count)]
    change = Change({"status": "archived", "source": reference(source)}, add_tags=[reference(tag)])
    with CaptureQueriesContext(connection) as queries:
        revising.change_many(ids, change)
    return len(queries)


def test_a_chunk_takes_the_same_queries_whatever_it_holds():
    assert queries_of(3) == queries_of(120)


def test_two_chunks_take_no_more_than_twice_as_many(monkeypatch):
    one = queries_of(10)
    monkeypatch.setattr("articles.revising.reading.CHUNK", 5)

    assert queries_of(10) < 2 * one


def test_no_more_than_a_chunk_is_held_at_once():
    assert CHUNK <= 500


# Undoing


def undone(articles, change) -> tuple[revising.bulk.Undone, list]:
    bulk_change = revising.change_many([article.pk for article in articles], change)
    return revising.undo(bulk_change, make_editor()), bulk_change


def test_undoing_puts_everything_back_as_new_revisions():
    articles = [make_article(status="draft", tags=["甲"], source=f"报{n}") for n in range(3)]
    before = [everything(article) for article in articles]

    result, bulk_change = undone(
        articles, Change({"status": "archived", "source": None}, add_tags=[reference(make_tag())])
    )

    assert (result.count, result.left) == (3, 0)
    assert [everything(article) for article in articles] == before
    assert {tuple(history(article)) for article in articles} == {("found", "bulk", "undo")}
    bulk_change.refresh_from_db()
    assert bulk_change.undone_at
    assert bulk_change.undone_by.username == "editor"


def test_undoing_leaves_alone_what_was_changed_or_deleted_since_and_names_it():
    touched, unrecorded, deleted, untouched = (make_article(slug=slug, status="draft") for slug in "abcd")
    bulk_change = revising.change_many(
        [article.pk for article in (touched, unrecorded, deleted, untouched)], Change({"status": "archived"})
    )
    with revising.recording([touched.pk], Revision.Means.PERSON):
        Article.objects.filter(pk=touched.pk).update(title="新题")
    Article.objects.filter(pk=unrecorded.pk).update(title="没有记录的新题")
    revising.record_deletion([deleted.pk])
    deleted.delete()

    result = revising.undo(bulk_change)

    assert (result.count, result.left, result.named) == (1, 3, ["a", "b", "c"])
    assert list(Article.objects.order_by("slug").values_list("slug", "status")) == [
        ("a", "archived"),
        ("b", "archived"),
        ("d", "draft"),
    ]


def test_undoing_restores_a_source_that_is_gone():
    article = make_article(source="泉州晚报")
    source = article.source
    bulk_change = revising.change_many([article.pk], Change({"source": None}))
    source.delete()

    revising.undo(bulk_change)

    article.refresh_from_db()
    assert article.source.name == "泉州晚报"
