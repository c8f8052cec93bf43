"""Tags by rules while files come, and come again: what a rule gave is neither the file's word nor an editor's."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import autotagging
from articles.importing import import_paths, resolve_conflict
from articles.models import Article, TagMark, TagRule
from tests.articles.posts import many, post, write
from tests.factories import make_rule, make_tag

pytestmark = pytest.mark.django_db
SAYS = ("营商环境建设是一项系统工程。", "大数据。")


@pytest.fixture(autouse=True)
def rule() -> TagRule:
    return make_rule("营商环境")


def outcomes(path: str) -> list[str]:
    seen = []
    import_paths([path], on_file=lambda file: seen.append(file.outcome.value))
    return seen


def names() -> set[str]:
    return {tag.name for tag in Article.objects.get().tags.all()}


def marks() -> dict[str, str]:
    return {mark.tag.name: mark.state for mark in TagMark.objects.all()}


def test_a_new_article_gets_its_tags_beside_the_files_own(tmp_path):
    outcomes(write(tmp_path, {"a.md": post(paragraphs=SAYS)}))

    assert names() == {"泉州晚报新闻", "营商环境"}
    assert marks() == {"营商环境": "given"}


def test_nothing_is_new_when_the_same_comes_again(tmp_path):
    path = write(tmp_path, {"a.md": post(paragraphs=SAYS)})
    outcomes(path)
    before = Article.objects.values().get(), list(TagMark.objects.values())

    assert outcomes(path) == ["unchanged"]
    assert (Article.objects.values().get(), list(TagMark.objects.values())) == before


def test_a_file_that_changed_is_in_no_conflict_for_a_rules_tag(tmp_path):
    outcomes(write(tmp_path, {"a.md": post(paragraphs=SAYS)}))

    changed = post(title="更正后的标题", tags="泉州晚报新闻 头条", paragraphs=SAYS)
    assert outcomes(write(tmp_path, {"a.md": changed})) == ["updated"]

    article = Article.objects.get()
    assert (article.has_conflicts, names()) == (False, {"泉州晚报新闻", "头条", "营商环境"})
    assert marks() == {"营商环境": "given"}


def test_a_text_that_changed_has_its_tags_found_anew(tmp_path):
    make_rule("适老化")
    outcomes(write(tmp_path, {"a.md": post(title="标题", paragraphs=SAYS)}))
    outcomes(write(tmp_path, {"a.md": post(title="标题", paragraphs=("适老化改造。",))}))

    assert names() == {"泉州晚报新闻", "适老化"}


def test_a_tag_that_the_file_now_says_too_is_the_files(tmp_path, rule):
    outcomes(write(tmp_path, {"a.md": post(paragraphs=SAYS)}))
    outcomes(write(tmp_path, {"a.md": post(tags="泉州晚报新闻 营商环境", paragraphs=SAYS)}))
    assert marks() == {}

    rule.delete()
    autotagging.apply_all()
    assert names() == {"泉州晚报新闻", "营商环境"}


def test_a_tag_that_the_file_no_longer_says_may_be_given_by_a_rule(tmp_path):
    outcomes(write(tmp_path, {"a.md": post(tags="泉州晚报新闻 营商环境", paragraphs=SAYS)}))
    assert marks() == {}
    outcomes(write(tmp_path, {"a.md": post(tags="泉州晚报新闻", paragraphs=SAYS)}))

    assert (names(), marks()) == ({"泉州晚报新闻", "营商环境"}, {"营商环境": "given"})


def took_off(name: str) -> None:
    article = Article.objects.get()
    before = {tag.pk for tag in article.tags.all()}
    article.tags.remove(article.tags.get(name=name))
    autotagging.record_edit(article, before, {tag.pk for tag in article.tags.all()})


def test_a_tag_that_an_editor_took_off_stays_off_when_the_file_changes(tmp_path):
    outcomes(write(tmp_path, {"a.md": post(paragraphs=SAYS)}))
    took_off("营商环境")

    assert outcomes(write(tmp_path, {"a.md": post(title="另一个标题", paragraphs=SAYS)})) == ["updated"]
    assert (names(), marks()) == ({"泉州晚报新闻"}, {"营商环境": "refused"})


@pytest.mark.parametrize("take_file", [True, False])
def test_a_file_that_says_what_an_editor_took_off_is_in_conflict(tmp_path, take_file):
    outcomes(write(tmp_path, {"a.md": post(paragraphs=SAYS)}))
    took_off("营商环境")

    assert outcomes(write(tmp_path, {"a.md": post(tags="泉州晚报新闻 营商环境", paragraphs=SAYS)})) == ["conflict"]
    article = Article.objects.get()
    assert (names(), set(article.conflicts)) == ({"泉州晚报新闻"}, {"tags"})

    resolve_conflict(article, "tags", take_file=take_file)
    autotagging.apply_all()
    assert names() == ({"泉州晚报新闻", "营商环境"} if take_file else {"泉州晚报新闻"})
    assert marks() == ({} if take_file else {"营商环境": "refused"})


def test_an_editors_tag_and_a_changed_file_are_in_conflict_as_ever(tmp_path):
    outcomes(write(tmp_path, {"a.md": post(paragraphs=SAYS)}))
    article = Article.objects.get()
    article.tags.add(make_tag("手写"))
    autotagging.record_edit(article, set(), {article.tags.get(name="手写").pk})

    assert outcomes(write(tmp_path, {"a.md": post(tags="泉州晚报新闻 头条", paragraphs=SAYS)})) == ["conflict"]
    assert names() == {"泉州晚报新闻", "手写", "营商环境"}

    resolve_conflict(Article.objects.get(), "tags", take_file=True)
    assert (names(), marks()) == ({"泉州晚报新闻", "头条", "营商环境"}, {"营商环境": "given"})


def test_the_lines_of_the_command_tell_the_files_own_tags_only(tmp_path, capsys):
    call_command("import_articles", write(tmp_path, {"a.md": post(paragraphs=SAYS)}), json=True, jobs=1)

    assert json.loads(capsys.readouterr().out)["articles"][0]["tags"] == ["泉州晚报新闻"]
    assert "营商环境" in names()


@pytest.mark.parametrize("broken", ["(未完", "(a+)+$"])
def test_a_bad_expression_stops_no_import(tmp_path, rule, broken):
    bad = make_rule("坏", pattern=broken)
    assert outcomes(write(tmp_path, {"a.md": post(paragraphs=(*SAYS, "a" * 5000 + "b"))})) == ["created"]

    assert "营商环境" in names()
    bad.refresh_from_db()
    assert bad.problem


def test_a_batch_costs_as_many_queries_as_one_file(tmp_path):
    def queries(path: str) -> list[str]:
        with CaptureQueriesContext(connection) as context:
            assert set(outcomes(path)) == {"created"}
        return [query["sql"] for query in context.captured_queries]

    queries(write(tmp_path / "first", many(1)))  # What the first asks once: sources and tags.
    one = queries(write(tmp_path / "one", many(1, start=10)))
    more = queries(write(tmp_path / "more", many(40, start=20)))
    assert TagMark.objects.count() == 42
    # SQLite counts the rows of one `executemany` as one.
    assert len(more) == len(one)


def test_a_dry_run_leaves_no_mark(tmp_path):
    call_command("import_articles", write(tmp_path, {"a.md": post(paragraphs=SAYS)}), dry_run=True, verbosity=0)

    assert TagMark.objects.count() == Article.objects.count() == 0
