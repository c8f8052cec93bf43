"""Three ways, field by field: the rule by itself."""

import pytest

from articles.merging import FIELDS, combine, fill, marks, merge

EMPTY = {name: "" for name in FIELDS} | {"column": [], "tags": [], "credits": [], "extra": {}}
OLD, FILE, EDITOR = "旧标题", "文件的新标题", "编辑的新标题"


def told(**values):
    return EMPTY | values


def merged(was, now, says, name="title"):
    return merge(marks(told(**{name: was})), told(**{name: now}), told(**{name: says}), str.__eq__)


def test_what_only_the_file_changed_is_taken():
    assert merged(OLD, OLD, FILE).changes == {"title": FILE}


def test_what_only_the_editor_changed_is_kept():
    result = merged(OLD, EDITOR, OLD)

    assert (result.changes, result.conflicts) == ({}, {})


def test_what_both_changed_stays_the_editors_and_is_a_conflict():
    result = merged(OLD, EDITOR, FILE)

    assert (result.changes, result.conflicts) == ({}, {"title": FILE})


def test_what_both_changed_alike_is_no_conflict():
    result = merged(OLD, FILE, FILE)

    assert (result.changes, result.conflicts) == ({}, {})
    assert "title" in result.settled


def test_what_an_editor_filled_in_stands_where_the_file_says_nothing():
    result = merged("", EDITOR, "")

    assert (result.changes, result.conflicts) == ({}, {})


def test_what_the_file_no_longer_says_is_taken_away_unless_an_editor_wrote_it():
    assert merged(OLD, OLD, "").changes == {"title": ""}
    assert merged(OLD, EDITOR, "").conflicts == {"title": ""}


@pytest.mark.parametrize(
    ("name", "was", "now"),
    [
        ("tags", ["甲", "乙"], ["乙", "甲"]),
        ("extra", {"a": 1, "b": 2}, {"b": 2, "a": 1}),
    ],
)
def test_the_order_of_tags_and_of_other_data_is_no_change(name, was, now):
    assert merged(was, now, was, name).changes == merged(was, now, was, name).conflicts == {}
    assert name in merged(was, now, was, name).settled


def test_the_order_of_credits_is_a_change():
    one, two = ["甲", "reporter", ""], ["乙", "reporter", ""]

    assert merged([one, two], [one, two], [two, one], "credits").changes == {"credits": [two, one]}


def test_two_names_of_one_source_are_no_change():
    def same(one, other):
        return {one, other} <= {"泉州晚报", "泉州晚报社"} or one == other

    result = merge(marks(told(source="泉州晚报社")), told(source="泉州晚报"), told(source="厦门日报"), same)

    assert result.changes == {"source": "厦门日报"}


def test_what_a_command_gives_fills_a_gap_and_adds_tags():
    filled = fill(told(source="", tags=["甲"]), {"source": "泉州晚报", "tags": ["乙", "甲"]})

    assert (filled["source"], filled["tags"]) == ("泉州晚报", ["甲", "乙"])
    assert fill(told(source="厦门日报"), {"source": "泉州晚报"})["source"] == "厦门日报"


def test_a_full_post_and_its_digest_say_together_what_each_says_best():
    full = told(title="全文标题", body="<p>全文。</p>", source="泉州晚报", tags=["泉州晚报新闻"])
    short = told(title="摘要标题", body="<p>摘要。</p>", summary="摘要。", tags=["滚动"], kicker="引题")

    combined = combine(full, short, "摘要。")

    assert combined["title"] == "全文标题"
    assert combined["body"] == "<p>全文。</p>"
    assert combined["summary"] == "摘要。"
    assert combined["kicker"] == "引题"
    assert combined["tags"] == ["泉州晚报新闻", "滚动"]
