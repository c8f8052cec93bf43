"""Each real file, and each of our own, is read as a careful human editor would have read it."""

import pytest

from .gold import FILES, GOLD, differences, gold_of


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_read_as_its_gold_says(path):
    assert differences(path) == []


def test_every_gold_file_has_its_file_and_every_file_its_gold():
    assert {path.stem for path in FILES} == {path.stem for path in GOLD.glob("*.json")}


def test_the_comparison_sees_a_wrong_field(monkeypatch):
    """The control: a gold file that says something else does not pass."""
    path = FILES[0]
    gold = gold_of(path)
    gold["articles"][0]["title"] += "。"
    gold["articles"][0]["paragraphs"] += 1
    gold["articles"][0]["credits"] = []
    monkeypatch.setattr("tests.sources.gold.gold_of", lambda _: gold)

    assert [line.split(":")[1].strip() for line in differences(path)] == ["title", "paragraphs", "credits"]
