"""Who printed a text first, and who took it from whom, as far as banners and dates tell."""

from __future__ import annotations

from datetime import UTC, datetime

from articles.chain import Evidence, Printing, Step, chain


def day(number: int) -> datetime:
    return datetime(2022, 2, number, tzinfo=UTC)


def told(steps: list[Step]) -> list[tuple]:
    return [(step.name, step.key, step.from_name, step.evidence.value) for step in steps]


def test_the_earliest_comes_first_and_the_later_ones_after_it():
    steps = chain([Printing(1, "泉州晚报", at=day(1)), Printing(2, "东方财富", at=day(2)), Printing(3, "某网")])

    assert told(steps) == [
        ("泉州晚报", 1, "", "earliest"),
        ("东方财富", 2, "", "later"),
        ("某网", 3, "", "undated"),
    ]
    assert [step.at for step in steps] == [day(1), day(2), None]


def test_what_an_editor_chose_comes_first_and_says_so():
    steps = chain([Printing(2, "东方财富", at=day(2), is_chosen=True), Printing(1, "泉州晚报", at=day(1))])

    assert told(steps)[0] == ("东方财富", 2, "", "chosen")


def test_a_banner_says_from_whom_a_text_was_taken():
    steps = chain([Printing(1, "经济日报", at=day(1)), Printing(2, "经济日报", "招商人", at=day(3))])

    assert told(steps) == [("经济日报", 1, "", "earliest"), ("招商人", 2, "经济日报", "banner")]


def test_an_original_that_a_banner_names_and_the_archive_has_not_is_a_step_of_its_own():
    assert told(chain([Printing(2, "成都日报", "招商人", at=day(3))])) == [
        ("成都日报", None, "", "named"),
        ("招商人", 2, "成都日报", "banner"),
    ]


def test_an_original_that_two_banners_name_is_one_step():
    steps = chain([Printing(2, "成都日报", "招商人", at=day(3)), Printing(3, "成都日报", "某网", at=day(4))])

    assert [step.name for step in steps] == ["成都日报", "招商人", "某网"]


def test_a_banner_puts_an_undated_original_before_what_was_taken_from_it():
    steps = chain([Printing(2, "成都日报", "招商人", at=day(3)), Printing(1, "成都日报")])

    assert told(steps) == [("成都日报", 1, "", "named"), ("招商人", 2, "成都日报", "banner")]


def test_a_publisher_that_names_itself_took_it_from_nobody():
    assert told(chain([Printing(1, "人民网", "人民网", at=day(1))])) == [("人民网", 1, "", "earliest")]


def test_one_printing_without_a_date_claims_nothing():
    assert told(chain([Printing(1, "")])) == [("", 1, "", "undated")]


def test_every_kind_of_evidence_has_words():
    from articles.templatetags.reposts import in_evidence

    for evidence in Evidence:
        assert in_evidence(Step("甲", evidence, from_name="乙"))
