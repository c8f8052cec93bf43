"""Tags by rules: given, taken, and never against what a person or a file said."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import autotagging
from articles.models import Article, TagMark, TagRule
from tests.factories import make_article, make_rule

pytestmark = pytest.mark.django_db


def article(text: str = "营商环境与大数据", **fields) -> Article:
    return make_article("标题", body=f"<p>{text}</p>", **fields)


def names(of: Article) -> set[str]:
    return {tag.name for tag in of.tags.all()}


def apply(*articles: Article, **options) -> autotagging.Applied:
    return autotagging.apply([each.pk for each in articles], **options)


# Given and taken


def test_a_rule_gives_its_tag_and_says_for_which_words():
    rule, written = make_rule("营商环境"), article()
    apply(written)

    mark = written.tag_marks.get()
    assert names(written) == {"营商环境"}
    assert (mark.state, mark.rule, mark.places) == ("given", rule, [["text", 0, 4, "营商环境"]])


def test_an_article_that_does_not_say_it_gets_nothing():
    make_rule("营商环境")
    other = article("别的")
    apply(other)

    assert names(other) == set()


def test_a_rule_that_is_not_in_use_gives_nothing():
    make_rule("营商环境", enabled=False)
    written = article()
    apply(written)

    assert names(written) == set()


def test_applied_again_nothing_changes():
    make_rule("营商环境")
    written = article()
    apply(written)
    before = list(TagMark.objects.values())
    changed = Article.objects.get().updated_at

    applied = apply(written)

    assert (applied.given, applied.taken, applied.changed) == ({}, {}, set())
    assert list(TagMark.objects.values()) == before
    assert Article.objects.get().updated_at == changed


def test_a_text_that_no_longer_says_it_loses_the_tag():
    make_rule("营商环境")
    written = article()
    apply(written)
    written.body = "<p>别的</p>"
    written.save()
    apply(written)

    assert (names(written), TagMark.objects.count()) == (set(), 0)


@pytest.mark.parametrize("change", ["delete", "switch off", "other words"])
def test_a_rule_that_is_gone_or_changed_takes_away_what_only_it_gave(change):
    rule, written = make_rule("营商环境"), article()
    make_rule("大数据")
    apply(written)

    if change == "delete":
        rule.delete()
    else:
        fields = {"enabled": False} if change == "switch off" else {"any_of": ["无障碍"]}
        TagRule.objects.filter(pk=rule.pk).update(**fields)
    apply(written)

    assert names(written) == {"大数据"}


def test_a_tag_that_another_rule_gives_too_stays_and_names_that_rule():
    rule, other = make_rule("营商环境"), make_rule("营商环境", "大数据")
    written = article()
    apply(written)
    assert written.tag_marks.get().rule == rule

    rule.delete()
    applied = apply(written)

    assert names(written) == {"营商环境"}
    assert (written.tag_marks.get().rule, applied.taken) == (other, {})


def test_when_all_rules_are_gone_so_are_their_tags():
    rule, written = make_rule("营商环境"), article(tags=["手写"])
    apply(written)
    rule.delete()
    apply(written)

    assert names(written) == {"手写"}


def test_with_some_tags_named_nothing_is_done_about_others():
    first, second = make_rule("营商环境"), make_rule("大数据")
    written = article()
    apply(written, tags={second.tag_id})
    assert names(written) == {"大数据"}

    apply(written)
    first.delete()
    apply(written, tags={second.tag_id})
    assert names(written) == {"营商环境", "大数据"}


# People and files first


def test_a_tag_of_a_file_or_an_editor_is_never_a_rules():
    rule, written = make_rule("营商环境"), article(tags=["营商环境"])
    apply(written)
    assert TagMark.objects.count() == 0

    rule.delete()
    apply(written)
    assert names(written) == {"营商环境"}


def test_a_tag_that_an_editor_took_off_stays_off():
    make_rule("营商环境")
    written = article()
    apply(written)
    tag = written.tags.get()
    written.tags.clear()
    autotagging.record_edit(written, {tag.pk}, set())
    apply(written)

    assert names(written) == set()
    assert written.tag_marks.get().state == "refused"


def test_a_tag_that_a_file_gave_and_an_editor_took_off_stays_off_too():
    rule, written = make_rule("营商环境"), article(tags=["营商环境"])
    written.tags.clear()
    autotagging.record_edit(written, {rule.tag_id}, set())
    apply(written)

    assert names(written) == set()


def test_a_tag_taken_off_by_whatever_way_stays_off():
    # A program that knows nothing of marks: it, too, does what a person wants.
    make_rule("营商环境")
    written = article()
    apply(written)
    written.tags.clear()
    apply(written)
    apply(written)

    assert (names(written), written.tag_marks.get().state) == (set(), "refused")


def test_a_tag_that_is_put_back_stays_on():
    rule, written = make_rule("营商环境"), article()
    apply(written)
    written.tags.clear()
    apply(written)
    written.tags.add(rule.tag)
    apply(written)
    assert TagMark.objects.count() == 0

    rule.delete()
    apply(written)
    assert names(written) == {"营商环境"}


def test_a_tag_that_an_editor_keeps_stays_on_without_its_rule():
    rule, written = make_rule("营商环境"), article()
    apply(written)
    autotagging.record_edit(written, {rule.tag_id}, {rule.tag_id}, kept={rule.tag_id})
    rule.delete()
    apply(written)

    assert names(written) == {"营商环境"}


def test_whoever_has_the_article_open_is_told_that_its_tags_changed():
    make_rule("营商环境")
    written, untouched = article(), article("别的")
    apply(written, untouched)

    assert Article.objects.get(pk=written.pk).updated_at > written.updated_at
    assert Article.objects.get(pk=untouched.pk).updated_at == untouched.updated_at


# What goes wrong


def test_a_rule_that_takes_too_long_is_named_and_takes_nothing_away():
    rule, written = make_rule("营商环境", pattern="(a+)+$"), article("营商环境")
    apply(written)
    written.body = f"<p>{'a' * 5000}b</p>"
    written.save()
    applied = apply(written)

    rule.refresh_from_db()
    assert names(written) == {"营商环境"}
    assert applied.problems == {} or applied.problems == {rule.pk: "timeout"}
    rule.refresh_from_db()
    assert (applied.problems, rule.problem) == ({rule.pk: "timeout"}, "timeout")


@pytest.mark.parametrize("broken", [{"pattern": "(未完"}, {"any_of": "不是列表"}, {"any_of": [None, 5]}])
def test_a_broken_rule_stops_no_other(broken):
    rule, written = make_rule("坏"), article()
    TagRule.objects.filter(pk=rule.pk).update(**broken)
    make_rule("营商环境")
    apply(written)

    assert names(written) == {"营商环境"}


# Cost


def test_many_articles_cost_as_many_queries_as_one(django_assert_num_queries):
    make_rule("营商环境"), make_rule("大数据")
    many = [article() for _number in range(30)]

    def queries(*articles: Article) -> int:
        with CaptureQueriesContext(
            connection,
        ) as context:
            apply(*articles)
        return len(context.captured_queries)

    one = queries(many[0])
    assert queries(*many[1:]) == one
    # Nothing to do: the rules, the articles, their tags, their marks.
    with django_assert_num_queries(4):
        apply(*many)
    with django_assert_num_queries(0):
        apply()
