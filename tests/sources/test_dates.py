"""Dates: every form that was seen, and what is no date."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from sources.dates import SHANGHAI, find, parse

CHINA = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    "text, expected",
    [
        ("2022-02-25 10:12:10 +0800", datetime(2022, 2, 25, 10, 12, 10, tzinfo=CHINA)),
        ("2022-02-25 10:12:10 +08:00", datetime(2022, 2, 25, 10, 12, 10, tzinfo=CHINA)),
        ("2022-02-25T02:12:10Z", datetime(2022, 2, 25, 2, 12, 10, tzinfo=UTC)),
        ("2022-02-25T10:12:10.123+08:00", datetime(2022, 2, 25, 10, 12, 10, tzinfo=CHINA)),
        ("Fri, 25 Feb 2022 10:12:10 +0800", datetime(2022, 2, 25, 10, 12, 10, tzinfo=CHINA)),
        ("25 Feb 2022 02:12:10 GMT", datetime(2022, 2, 25, 2, 12, 10, tzinfo=UTC)),
        ("2022-02-25 10:12:10 CST", datetime(2022, 2, 25, 10, 12, 10, tzinfo=CHINA)),
    ],
)
def test_a_time_with_a_zone_is_that_moment(text, expected):
    moment = parse(text)
    assert moment.value == expected
    assert moment.zone_given
    assert not moment.lacks_zone


@pytest.mark.parametrize(
    "text, expected",
    [
        ("2021-12-08 10:46:18", datetime(2021, 12, 8, 10, 46, 18)),
        ("2022-02-25 10:12", datetime(2022, 2, 25, 10, 12)),
        ("2022-2-5 9:05", datetime(2022, 2, 5, 9, 5)),
        ("2022/02/25 10:12:10", datetime(2022, 2, 25, 10, 12, 10)),
        ("2022.02.25 10:12", datetime(2022, 2, 25, 10, 12)),
        ("2022-02-25T10:12:10", datetime(2022, 2, 25, 10, 12, 10)),
        ("2022年2月25日 10:12", datetime(2022, 2, 25, 10, 12)),
        ("2022年2月25日10:12", datetime(2022, 2, 25, 10, 12)),
        ("2022年02月25日 星期五 10:12", datetime(2022, 2, 25, 10, 12)),
        ("2022年2月25日 下午3:05", datetime(2022, 2, 25, 15, 5)),
        ("2022年2月25日 10时12分", datetime(2022, 2, 25, 10, 12)),
        ("２０２２年２月２５日　１０：１２", datetime(2022, 2, 25, 10, 12)),
    ],
)
def test_a_time_without_a_zone_is_chinese_time(text, expected):
    moment = parse(text)
    assert moment.value == expected.replace(tzinfo=SHANGHAI)
    assert moment.value.utcoffset() == timedelta(hours=8)
    assert moment.lacks_zone


@pytest.mark.parametrize(
    "text",
    [
        "2022-02-25",
        "2022/2/25",
        "2022.2.25",
        "2022年2月25日",
        "2022年 02月 25日",
        "2022年02月25日 星期五",
        "2022年2月25日（周五）",
        "2022年2月25号",
        "二〇二二年二月二十五日",
        "二○二二年二月二十五日",
    ],
)
def test_a_date_without_a_time_stays_a_date(text):
    moment = parse(text)
    assert type(moment.value) is date
    assert moment.value == date(2022, 2, 25)
    assert not moment.lacks_zone


@pytest.mark.parametrize("text", ["2022-02-25T00:00:00Z", "2022-02-25 00:00:00 +0000", "Fri, 25 Feb 2022 00:00:00 GMT"])
def test_midnight_in_greenwich_is_a_day_and_no_time(text):
    assert parse(text).value == date(2022, 2, 25)


def test_midnight_in_china_is_a_time():
    assert parse("2022-02-25 00:00:00 +0800").value == datetime(2022, 2, 25, tzinfo=CHINA)


@pytest.mark.parametrize(
    "text, day",
    [
        ("二〇二三年十月十日", 10),
        ("二〇二三年十月二十日", 20),
        ("二〇二三年十月三十一日", 31),
        ("二〇二三年十月九日", 9),
    ],
)
def test_han_numerals_are_read_with_their_tens(text, day):
    assert parse(text).value == date(2023, 10, day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "+0800",
        "22-02-25",
        "02/25/22",
        "2022-13-01",
        "2022-02-30",
        "二〇二二年二月三十日",
        "2022-02-25 25:61",
        "2022",
        "2022年2月",
        "Fri, 32 Feb 2022 10:12:10 +0800",
        "12022-02-25",
        "3.2022.2.25",
        "昨天",
        "2022-02-25 增刊",
    ],
)
def test_what_is_no_whole_date_is_none(text):
    assert parse(text) is None


def test_eight_digits_are_a_date_only_where_asked():
    assert parse("20220225") is None
    assert parse("20220225", compact=True).value == date(2022, 2, 25)
    assert parse("20221325", compact=True) is None
    assert find("NW20220225123456", compact=True) is None


def test_a_date_in_a_line_is_found_with_its_place():
    line = "来源：厦门日报　发布时间：2022-06-16 07:52　作者：张三"
    moment, (start, end) = find(line)
    assert moment.value == datetime(2022, 6, 16, 7, 52, tzinfo=SHANGHAI)
    assert line[start:end] == "2022-06-16 07:52"


def test_the_place_is_true_in_a_line_of_full_width_digits():
    line = "时间：２０２２年２月２５日，地点：市府"
    _, (start, end) = find(line)
    assert line[start:end] == "２０２２年２月２５日"


def test_a_line_without_a_date_has_none():
    assert find("增长2022.5亿元") is None
    assert find("热线12345-67-89") is None


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Tokyo"])
def test_the_zone_of_the_machine_does_not_matter(zone, monkeypatch):
    import time

    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert parse("2021-12-08 10:46:18").value.isoformat() == "2021-12-08T10:46:18+08:00"
    finally:
        monkeypatch.undo()
        time.tzset()
