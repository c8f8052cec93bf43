"""Rules applied to the whole archive, and one tried on it."""

from __future__ import annotations

import pytest

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
