"""Which articles are worth reading after another one: pure scores, in an order that is always the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from articles.relating import FREQUENT, Candidate, Kind, best, column, person, tag

NOON = datetime(2022, 2, 25, 4, tzinfo=UTC)
DAY = timedelta(days=1)
RARE, FREQUENT_TAG = tag("跨境电商", 2), tag("营商环境", FREQUENT)


def keys(*candidates: Candidate) -> list[int]:
    return [each.key for each in best(candidates, NOON)]


def test_the_rarer_a_tag_the_more_it_says():
    weights = [tag("标签", uses).weight for uses in (2, 3, 50, FREQUENT, 10 * FREQUENT)]

    assert weights == sorted(weights, reverse=True)
    assert weights[-1] == weights[-2] == 1


def test_who_shares_most_comes_first():
    assert keys(
        Candidate(1, NOON, [FREQUENT_TAG]),
        Candidate(2, NOON, [RARE]),
        Candidate(3, NOON, [RARE, person("马洪超")]),
        Candidate(4, NOON, [column("要闻")]),
        Candidate(5, NOON, [person("马洪超")]),
    ) == [3, 2, 5, 4, 1]


def test_of_equals_the_nearest_in_time_comes_first_and_of_these_the_newer():
    assert keys(
        Candidate(1, NOON - 3 * DAY, [RARE]),
        Candidate(2, NOON - DAY, [RARE]),
        Candidate(3, NOON + DAY, [RARE]),
        Candidate(4, NOON + DAY, [RARE]),
    ) == [4, 3, 2, 1]


def test_the_order_in_which_they_come_makes_no_difference():
    candidates = [Candidate(key, NOON + key % 3 * DAY, [RARE, FREQUENT_TAG][: key % 2 + 1]) for key in range(20)]

    assert keys(*candidates) == keys(*reversed(candidates))


def test_what_shares_nothing_is_not_named_and_five_are_enough():
    assert keys(Candidate(1, NOON)) == []
    assert len(keys(*(Candidate(key, NOON, [RARE]) for key in range(9)))) == 5


def test_the_reasons_are_told_with_what_says_most_first():
    candidate = Candidate(1, NOON, [column("要闻"), FREQUENT_TAG, person("马洪超"), RARE])

    assert [shared.name for shared in candidate.reasons] == ["跨境电商", "马洪超", "要闻", "营商环境"]
    assert candidate.reasons[0].kind is Kind.TAG
