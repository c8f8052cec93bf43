"""Tags by rules: given, taken, and never against what a person or a file said."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import autotagging
from articles.models import Article, TagMark, TagRule
from tests.factories import make_article, make_rule, make_tag

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


# Everything


@pytest.mark.parametrize("jobs", [1, 2])
def test_rules_are_applied_to_the_whole_archive(jobs):
    rule = make_rule("营商环境", problem="timeout")
    written = [article() for _number in range(5)] + [article("别的")]
    seen = []
    applied = autotagging.apply_all(jobs=jobs, on_articles=seen.append)

    assert Article.objects.filter(tags=rule.tag).count() == applied.given[rule.tag_id] == 5
    assert sum(seen) == applied.articles == len(written)
    rule.refresh_from_db()
    assert rule.problem == ""


def test_a_dry_run_says_the_same_and_keeps_nothing():
    rule = make_rule("营商环境")
    written = article()
    dry = autotagging.apply_all(dry_run=True)

    assert (names(written), TagMark.objects.count()) == (set(), 0)
    assert dry.given == autotagging.apply_all().given == {rule.tag_id: 1}


def test_an_article_that_is_changed_meanwhile_is_passed_over(monkeypatch):
    make_rule("营商环境")
    written, other = article(), article()
    real = autotagging.everything.match_all

    def slowly(*arguments):
        Article.objects.filter(pk=written.pk).update(text="别的", updated_at="2030-01-01T00:00:00Z")
        return real(*arguments)

    monkeypatch.setattr(autotagging.everything, "match_all", slowly)
    autotagging.apply_all()

    assert (names(written), names(other)) == (set(), {"营商环境"})


def test_the_tags_of_a_rule_are_its_own_and_those_it_gave_before():
    rule, written = make_rule("营商环境"), article()
    apply(written)
    before, rule.tag = rule.tag, make_tag("另一个")
    rule.save()

    assert autotagging.tags_of([rule]) == {before.pk, rule.tag_id}
    autotagging.apply_all(autotagging.tags_of([rule]))
    assert names(written) == {"另一个"}


# Trial


def test_a_trial_tells_what_a_rule_would_do_and_does_nothing():
    tag = make_tag("营商环境")
    new, has, refused, other = article(), article(tags=["营商环境"]), article(), article("别的")
    autotagging.record_edit(refused, {tag.pk}, set())

    told = autotagging.trial(TagRule(tag=tag, any_of=["营商环境"]))

    assert (told.articles, told.looked_at, told.found) == (4, 4, 3)
    assert (told.new, told.have, told.refused, told.lost) == (1, 1, 1, 0)
    assert {sample.pk for sample in told.samples} == {new.pk, has.pk, refused.pk} != {other.pk}
    assert "".join(part.text for part in told.samples[0].excerpts[0].parts if part.is_found) == "营商环境"
    assert (names(new), TagRule.objects.count()) == (set(), 0)


def test_a_trial_tells_what_a_changed_rule_would_take_away():
    rule = make_rule("营商环境", "大数据")
    only, both = article("大数据"), article("大数据与政务")
    make_rule("营商环境", "政务")
    apply(only, both)
    rule.any_of = ["算力"]

    told = autotagging.trial(rule)

    assert (told.found, told.lost) == (0, 1)


def test_a_trial_ends_in_time_and_says_how_far_it_came():
    for _number in range(3):
        article()

    told = autotagging.trial(TagRule(tag=make_tag(), any_of=["营商环境"]), patience=-1)

    assert (told.articles, told.looked_at, told.is_whole) == (3, 0, False)


def test_an_expression_is_slow_at_some_article():
    slow, _other = article("a" * 5000 + "b"), article()

    assert autotagging.slow_at(TagRule(tag=make_tag(), pattern="(a+)+$")) == slow
    assert autotagging.slow_at(TagRule(tag=make_tag(), pattern="a+b")) is None
