"""What a rule finds in an article, and where."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.tagging import BOTH, FIELDS, STRIKES, TEXT, TITLE, Rule, Rules, match, match_all
from articles.words import Word, fold, origins


def words_in(text: str, title: str = "", **rule) -> list[str]:
    """The words for which a rule of these parts gives its tag."""
    rule = {name: tuple(value) if isinstance(value, list) else value for name, value in rule.items()}
    return [place.words for found in match(title, text, [Rule(1, 1, **rule)]) for place in found.places]


# Words


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        # Chinese by its characters, wherever they stand.
        ("营商环境", "优化营商环境建设", ["营商环境"]),
        ("营商环境", "优化营商的环境", []),
        ("商", "营商环境", ["商"]),
        # Latin words and figures whole.
        ("5G", "15G、5G应用、5Gb", ["5G"]),
        ("AI", "MAINTAIN, AI, AIGC", ["AI"]),
        ("AI", "用AI赋能", ["AI"]),
        ("5万元", "15万元", []),
        ("5万元", "1.5万元", []),
        ("12345", "12345热线 112345 123456", ["12345"]),
        ("B-READY", "(B-READY)", ["B-READY"]),
        # What is Latin at one end only.
        ("A股", "中国A股、AA股", ["A股"]),
        ("互联网+政务", "“互联网+政务服务”", ["互联网+政务"]),
        # Case and width do not count, nor a space between scripts.
        ("ai大模型", "Ａｉ 大模型", ["Ａｉ 大模型"]),
        ("5G 应用", "5G应用", ["5G应用"]),
        ("㎏", "10 kg", ["kg"]),
        ("kg", "10 ㎏", ["㎏"]),
        ("ß", "groSS", []),
        ("straße", "STRASSE", ["STRASSE"]),
        # A phrase of Latin words is found over any white space, and in its order.
        ("Doing Business", "doing\u3000 business", ["doing\u3000 business"]),
        ("Doing Business", "business doing", []),
        # Characters with a meaning in expressions have none here.
        ("C++", "用C++写", ["C++"]),
        (".*", "无", []),
    ],
)
def test_a_word_is_found(word, text, found):
    assert words_in(text, any_of=[word]) == found


@given(st.text(max_size=60), st.integers(0, 59), st.integers(1, 5))
def test_a_place_holds_the_words_as_they_were_written(text, start, length):
    text, word = text.replace("\x00", ""), text[start : start + length].replace("\x00", "")
    for found in match("", text, [Rule(1, 1, any_of=(word,))]):
        for place in found.places:
            assert text[place.start : place.end] == place.words
            assert Word(word).pattern.search(fold(place.words)) or len(fold(place.words)) > len(word)


@given(st.text())
def test_every_folded_character_knows_where_it_stood(text):
    where = origins(text, fold(text))
    assert where is None or (len(where) == len(fold(text)) + 1 and where[-1] == len(text) and where == sorted(where))


@given(st.text(alphabet="营商环境 5gＧ", max_size=30), st.sampled_from(["营商", "环境", "商环"]))
def test_a_chinese_word_is_found_exactly_where_its_characters_are(text, word):
    assert bool(words_in(text, any_of=[word])) == (word in text)


# Rules


def test_any_of_is_enough():
    assert words_in("数字政府", any_of=["营商环境", "数字政府"]) == ["数字政府"]
    assert words_in("数字", any_of=["营商环境", "数字政府"]) == []


def test_all_of_must_be_there():
    assert words_in("数据在政府之间共享", all_of=["政府", "共享"]) == ["政府", "共享"]
    assert words_in("数据共享", all_of=["政府", "共享"]) == []


def test_any_of_and_all_of_together():
    rule = {"any_of": ["法院", "法庭"], "all_of": ["智慧"]}
    assert words_in("智慧法院", **rule) == ["智慧", "法院"]
    assert words_in("法院", **rule) == words_in("智慧", **rule) == []


def test_none_of_must_not_be_there():
    assert words_in("白银价格", any_of=["白银"], none_of=["价格"]) == []
    assert words_in("白银市", any_of=["白银"], none_of=["价格"]) == ["白银"]


def test_a_word_does_not_count_inside_of_a_longer_one():
    rule = {"any_of": ["鞍山"], "not_within": ["马鞍山"]}
    assert words_in("马鞍山", **rule) == []
    assert words_in("马鞍山与鞍山", **rule) == ["鞍山"]


@pytest.mark.parametrize(("where", "title", "text"), [(TITLE, 1, 0), (TEXT, 0, 1), (BOTH, 1, 1)])
def test_a_rule_looks_where_it_is_told(where, title, text):
    assert len(words_in("无", title="适老化", any_of=["适老化"], where=where)) == title
    assert len(words_in("适老化", title="无", any_of=["适老化"], where=where)) == text


def test_what_may_not_be_there_may_not_where_the_rule_looks():
    assert words_in("价格", title="白银", any_of=["白银"], none_of=["价格"], where=TITLE) == ["白银"]


def test_words_are_counted_together():
    rule = {"any_of": ["大数据", "云计算"], "at_least": 3}
    assert words_in("大数据、云计算", **rule) == []
    assert words_in("大数据、云计算、大数据", **rule) == ["大数据", "云计算", "大数据"]


def test_words_that_overlap_count_once():
    assert words_in("大数据中心", any_of=["大数据", "大数据中心"], at_least=2) == []


def test_once_in_a_headline_is_enough():
    assert words_in("无", title="大数据", any_of=["大数据"], at_least=3) == ["大数据"]
    assert words_in("大数据", title="大数据", any_of=["大数据"], at_least=3, where=TEXT) == []


def test_kicker_and_deck_are_headlines():
    rules = Rules([Rule(1, 1, any_of=("数字经济",), where=TITLE)])
    for field in FIELDS:
        assert bool(rules.match({field: "数字经济"}).matches) == (field in {"kicker", "title", "deck"})


def test_nothing_is_found_across_two_fields():
    assert words_in("商环境", title="营", any_of=["营商环境"]) == []
    assert words_in("b", title="a", any_of=["a b"]) == words_in("b", title="a", pattern=r"a\s+\S*\s*b") == []


def test_a_rule_that_asks_for_nothing_gives_nothing():
    assert words_in("营商环境") == words_in("营商环境", none_of=["价格"]) == words_in("营商环境", any_of=[" "]) == []


def test_each_rule_tells_its_own_places():
    found = match("大数据", "营商环境", [Rule(7, 70, any_of=("大数据",)), Rule(8, 80, any_of=("营商环境",))])
    assert [(each.rule, each.tag, each.places[0].field) for each in found] == [(7, 70, "title"), (8, 80, "text")]


def test_many_rules_find_what_each_finds_alone():
    text = "营商环境与数字政府：5G、AI、马鞍山、大数据中心，一网通办" * 3
    rules = [Rule(i, i, any_of=(text[i : i + 2],), at_least=1 + i % 4) for i in range(30)]

    assert Rules(rules).match({"text": text}).matches == [found for rule in rules for found in match("", text, [rule])]


# Expressions


def test_an_expression_is_one_more_of_any():
    rule = {"any_of": ["高效办成一件事"], "pattern": '[“"]一件事[”"]'}
    assert words_in("“一件事”", **rule) == ["“一件事”"]
    assert words_in("高效办成一件事", **rule) == ["高效办成一件事"]
    assert words_in("这是一件事", **rule) == []


def test_an_expression_reads_the_text_as_it_is_written_but_for_case():
    assert words_in("Gdp，ＧＤＰ", pattern="gdp，") == ["Gdp，"]


def test_an_expression_that_takes_too_long_is_left_alone_and_stops_nothing():
    rules = (Rule(1, 1, pattern="(a+)+$"), Rule(2, 2, any_of=("好",)))
    evil = {"text": "a" * 5000 + "好"}

    started = time.process_time()
    found, problems = match_all(rules, [evil] * 20)

    assert [each.undecided for each in found] == [[1]] * 20
    assert [[said.rule for said in each.matches] for each in found] == [[2]] * 20
    assert problems == {1: None}
    # Not 20 times its patience, for after some strikes it is not tried again.
    assert time.process_time() - started < (STRIKES + 3) * 0.5


def test_an_expression_that_cannot_be_read_says_why_and_stops_nothing():
    found, problems = match_all((Rule(1, 1, pattern="(未完"), Rule(2, 2, any_of=("好",))), [{"text": "好"}])

    assert [said.rule for said in found[0].matches] == [2]
    assert "missing" in problems[1]


def test_an_expression_that_matches_nothing_at_all_gives_nothing():
    assert words_in("任何", pattern="x*") == []


# Speed


def test_four_hundred_rules_take_no_longer_than_a_few_dozen_times_one():
    text = "营商环境建设是一项系统工程，良好的营商环境是一个国家或地区经济软实力和综合竞争力的重要体现。" * 50
    rules = Rules(Rule(i, i, any_of=(chr(0x4E00 + i * 7) + chr(0x5200 + i * 5), f"w{i}")) for i in range(400))
    one = Rules([Rule(1, 1, any_of=("数字政府",))])

    def seconds(asked: Rules) -> float:
        started = time.process_time()
        for _round in range(30):
            asked.match({"text": text})
        return time.process_time() - started

    assert min(seconds(rules) for _ in range(3)) < 40 * min(seconds(one) for _ in range(3))
