"""Which articles are printings of one text, out of what is known of pairs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articles.grouping import grouped, pair

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda two: two[0] != two[1]), max_size=12)


def test_pairs_grow_into_groups():
    assert grouped([], [((1, 2), 0.9), ((2, 3), 0.8), ((5, 6), 1.0)], []) == [{1, 2, 3}, {5, 6}]


def test_what_is_to_stay_apart_does_not_come_together_by_way_of_a_third():
    assert grouped([], [((1, 2), 0.9), ((2, 3), 0.8)], [(1, 3)]) == [{1, 2}]


def test_the_third_goes_to_the_one_that_it_is_more_like():
    assert grouped([], [((1, 2), 0.8), ((2, 3), 0.9)], [(1, 3)]) == [{2, 3}]


def test_what_was_joined_comes_before_what_is_alike():
    assert grouped([(1, 2)], [((2, 3), 1.0)], [(1, 3)]) == [{1, 2}]


@given(PAIRS, PAIRS, PAIRS)
def test_no_group_ever_holds_a_pair_that_is_to_stay_apart(together, alike, apart):
    groups = grouped(together, [(pair(*two), 1.0) for two in alike], apart)

    assert not [two for two in apart for group in groups if group.issuperset(two)]
    assert len([one for group in groups for one in group]) == len(set().union(*groups))
