"""How alike two texts are, and by what they are found."""

from __future__ import annotations

import random

import pytest

from articles.duplicates import are_copies, likeness, normalise, runs
from articles.signatures import BANDS, SHORTEST, sign
from tests.bench.copies import cut, other_widths
from tests.bench.corpus import Maker

TEXT = "数字赋能，高效便捷，智慧服务，成果共享。这是数字技术赋能营商环境建设提升的生动写照（详见第3版）。"


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("ＡＩ　赋能，第３版！", "ai赋能第3版"),
        ("ai 赋能,\n第3版", "ai赋能第3版"),
        ("㈱１０㎡", "株10m2"),
        ("——“　”…", ""),
    ],
)
def test_forms_punctuation_white_space_and_case_are_folded(text, normal):
    assert normalise(text) == normal


def test_the_same_text_is_wholly_alike_whatever_its_punctuation():
    assert likeness(TEXT, other_widths(TEXT)) == 1
    assert likeness(TEXT, "完全不同的另一篇文章，讲的是天气和收成。") == 0


def test_a_text_that_was_cut_stays_alike_and_is_a_copy():
    assert are_copies(runs(TEXT * 3 + "结尾另有一句话"), runs(TEXT * 3))


def test_a_passage_is_no_copy_of_the_long_text_that_holds_it():
    long = Maker(1).article(1).body
    passage = long[: len(long) // 3]

    assert likeness(long, passage) > 0.95
    assert not are_copies(runs(long), runs(passage))


def test_a_text_that_is_half_of_another_one_is_no_copy():
    one, other = Maker(1).article(1).body, Maker(1).article(2).body
    half = min(len(one), len(other)) // 2

    assert not are_copies(runs(one), runs(one[:half] + other[-half:]))


def test_exact_copies_have_one_digest_and_all_bands():
    assert sign(TEXT) == sign(other_widths(TEXT))
    assert len(sign(TEXT).bands) == BANDS


def test_a_near_copy_shares_a_band_and_another_article_shares_none():
    text, other = Maker(1).article(1).body, Maker(1).article(2).body
    bands = set(sign(text).bands)

    assert bands & set(sign(cut(text, 0.1, random.Random(1))).bands)
    assert not bands & set(sign(other).bands)


def test_what_is_too_short_is_not_signed():
    assert sign("图片新闻") is None
    assert sign("字" * (SHORTEST - 1)) is None
    assert sign("字" * SHORTEST)


@pytest.mark.parametrize("text", ["\U00020000" * 30, "lorem ipsum dolor sit amet consectetur", "字\ud800" * 30])
def test_any_text_of_some_length_is_signed(text):
    assert sign(text)


def test_signatures_are_the_same_on_every_machine_and_with_every_release():
    # They are in the databases of those who use this. Where this fails, a new release of rensa or of this code signs
    # otherwise: say in the changelog that `cluster_reposts --afresh` has to be run.
    signature = sign(TEXT)

    assert signature.digest == DIGEST
    assert signature.bands[:2] == FIRST_BANDS


DIGEST = -1606308104902637712
FIRST_BANDS = (2665870250313171069, 1398012975653003424)
