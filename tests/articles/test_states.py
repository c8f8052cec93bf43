"""States: what is one and the same state, and what a file says as one."""

from __future__ import annotations

from datetime import UTC, datetime

from articles.models import Article
from articles.states import COLUMNS, FIELDS, changed, digest, moment, of_file, pack_state, state, unpack_state

# What no editor says of an article: what is derived, what the import keeps for itself, and what is written for all.
NOT_EDITORIAL = {
    *("id", "slug", "text", "listed_at", "created_at", "updated_at"),
    *("document", "position", "evidence", "imported", "conflicts", "has_conflicts"),
    *("created_by", "preview_key"),
    "withdrawn_at",  # When it was on the site is history, which restoring does not undo.
    "published_precision",  # Kept with the date.
}


def test_every_field_of_an_article_is_in_a_state_or_named_as_not_editorial():
    fields = {field.name for field in (*Article._meta.concrete_fields, *Article._meta.many_to_many)}

    assert fields | {"credits"} == set(FIELDS) | NOT_EDITORIAL
    assert set(COLUMNS) < fields


def test_what_is_empty_is_left_out():
    assert state({"title": "题", "deck": "", "column": [], "extra": {}, "source": None, "status": "draft"}) == {
        "title": "题",
        "status": "draft",
    }
    assert state({"published_at": moment(None, "second")}) == {}
    # A precision without a date is no usual thing, and so is kept.
    assert state({"published_at": moment(None, "day")}) == {"published_at": [None, "day"]}


def test_a_packed_state_comes_back_as_it_was():
    told = {"title": "题\n\u3000🀄", "extra": {"b": [1, None], "a": 0.5}, "credits": [["甲", "reporter", "", 3]]}

    assert unpack_state(pack_state(told)) == told


def test_a_source_or_tag_by_another_name_is_no_change():
    old = {"source": [1, "泉州晚报"], "tags": [[2, "经济"], [3, "政务"]]}
    new = {"source": [1, "泉州晚报社"], "tags": [[3, "数字政务"], [2, "经济"]]}

    assert digest(old) == digest(new)
    assert changed(old, new) == []
    assert digest(old) != digest({**old, "source": [4, "泉州晚报"]})


def test_changes_are_told_in_the_order_of_the_fields():
    old = {"title": "一", "tags": [[1, "甲"]], "credits": [["甲", "reporter", "", 0]]}

    assert changed(old, {"body": "<p>", "credits": [["甲", "reporter", "", 1]], "title": "二"}) == [
        "title",
        "tags",
        "body",
        "credits",
    ]


def test_a_moment_is_the_same_in_every_zone():
    assert moment(datetime(2022, 2, 25, 4, tzinfo=UTC), "second") == ["2022-02-25T04:00:00+00:00", "second"]


def test_what_a_file_says_is_a_state_without_a_status():
    told = of_file(
        {
            "title": "题",
            "source": "泉州晚报",
            "republisher": "",
            "tags": ["乙", "甲"],
            "credits": [["郭荣鑫", "reporter", ""]],
            "published_at": "2022-02-25",
        }
    )

    assert told == {
        "title": "题",
        "source": [None, "泉州晚报"],
        "tags": [[None, "乙"], [None, "甲"]],
        "credits": [["郭荣鑫", "reporter", "", 0]],
        "published_at": ["2022-02-24T16:00:00+00:00", "day"],
    }


def test_a_moment_and_no_date_of_a_file():
    empty = {"source": "", "republisher": "", "tags": [], "credits": []}

    assert of_file({**empty, "published_at": "2022-02-25T12:00:00+08:00"}) == {
        "published_at": ["2022-02-25T04:00:00+00:00", "second"]
    }
    assert of_file({**empty, "published_at": ""}) == {}
