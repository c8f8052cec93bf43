"""Imprints: the line under a headline, notes of the publisher, and the credit that closes a digest."""

from datetime import date, datetime

import pytest

from sources.dates import SHANGHAI
from sources.imprint import Imprint, closing_publisher, publisher_note, read_imprint
from sources.parsed import Credit

MORNING = datetime(2022, 6, 16, 7, 52, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    "line, source, moment, people",
    [
        (
            "来源：厦门市人民政府办公厅 发布时间：2022-06-16 07:52 作者：张三 字体：大 中 小 打印 分享",
            "厦门市人民政府办公厅",
            MORNING,
            [("张三", "author")],
        ),
        ("信息来源：市财政局　发布日期：2022-06-16　浏览次数：123", "市财政局", date(2022, 6, 16), []),
        ("2022年6月16日 来源：人民日报", "人民日报", date(2022, 6, 16), []),
        ("人民日报 2022年6月16日 07:52", "人民日报", MORNING, []),
        ("2022-06-16 07:52 中国青年报", "中国青年报", MORNING, []),
        ("稿源：新华网  编辑：李四", "新华网", None, [("李四", "editor")]),
        ("发布时间：2022-06-16 07:52 | 来源：新华社 | 分享到：", "新华社", MORNING, []),
        ("来源：人民日报 张三", "人民日报", None, [("张三", "author")]),
        ("时间：2022-06-16 07:52\n来源：经济日报\n作者：市委办公室", "经济日报", MORNING, [("市委办公室", "author")]),
        ("来源 | 新华社", "新华社", None, []),
        ("发布时间：2022-06-16 07:52 信息来源：水务局 阅读：1,024次 字号：[大][中][小]", "水务局", MORNING, []),
        ("来源：厦门网-厦门日报 2022-06-16 07:52 更新时间：2022-07-01", "厦门网-厦门日报", MORNING, []),
        ("来源：新华社作者：王小川编辑：李四", "新华社", None, [("王小川", "author"), ("李四", "editor")]),
    ],
)
def test_the_line_under_a_headline_is_read(line, source, moment, people):
    imprint = read_imprint(line)
    assert imprint.source == source
    assert (imprint.published and imprint.published.value) == moment
    assert imprint.credits == tuple(Credit(name, role) for name, role in people)


@pytest.mark.parametrize("line", ["浏览次数：123", "【字体：大 中 小】", "打印 关闭", "分享到："])
def test_a_line_of_page_furniture_says_nothing(line):
    assert read_imprint(line) == Imprint()


@pytest.mark.parametrize(
    "line",
    [
        "",
        "营商环境不断优化",
        "2022年6月16日，厦门市政府召开会议",
        "时间：6月16日上午9点在市府礼堂",
        "数据来源：Wind",
        "图片来源：视觉中国",
        "来源：据多家媒体报道。会议指出，要推进改革。",
    ],
)
def test_any_other_line_is_none(line):
    assert read_imprint(line) is None


@pytest.mark.parametrize(
    "text, publisher",
    [
        ("（文章来源：泉州晚报）", "泉州晚报"),
        ("(文章来源:界面新闻)", "界面新闻"),
        ("来源：新华社", "新华社"),
        ("（来源：中国新闻网）", "中国新闻网"),
        ("稿源：新华网", "新华网"),
        ("转自：人民日报", "人民日报"),
        ("来源/新华社", "新华社"),
        ("（文章来源：上海证券报·中国证券网）", "上海证券报·中国证券网"),
        (" 　（文章来源：e公司）", "e公司"),
    ],
)
def test_a_note_names_its_publisher(text, publisher):
    assert publisher_note(text) == publisher


@pytest.mark.parametrize(
    "text",
    [
        "数据来源：Wind",
        "图片来源：摄图网",
        "（来源：新华社 作者：张三）",
        "来源：不明。请核实",
        "文章来源",
        "来源" * 40,
    ],
)
def test_what_is_no_publishers_note_is_none(text):
    assert publisher_note(text) is None


@pytest.mark.parametrize(
    "end, publisher",
    [
        ("。（新华社）", "新华社"),
        ("。(央视新闻)", "央视新闻"),
        ("（新华社）", "新华社"),
        ("。（央视）", "央视"),
        ("。（券商中国）", "券商中国"),
        ("。（IT之家）", "IT之家"),
        ("。（TechWeb）", "TechWeb"),
        ("。（据新华社电）", "新华社"),
        ("。（来源：e公司）", "e公司"),
        ("。（21世纪经济报道）", "21世纪经济报道"),
        ("。（海外网）", "海外网"),
        ("。（文汇报）", "文汇报"),
        ("。（大公报）", "大公报"),
        ("。【财联社】", "财联社"),
    ],
)
def test_the_credit_that_closes_a_digest_is_its_publisher(end, publisher):
    text = "会议于今日召开" + end
    shorter, name = closing_publisher(text)
    assert name == publisher
    assert shorter == "会议于今日召开" + ("。" if "。" in end else "")


@pytest.mark.parametrize(
    "note",
    [
        "附名单",
        "明年",
        "一",
        "图",
        "完",
        "记者张三",
        "记者 张三",
        "作者系某大学教授",
        "第3版",
        "互联网",
        "旅行社",
        "上市公司年报",
        "全文完",
        "张三",
        "业绩预报",
        "公众号",
        "以下简称新华网",
        "见本报",
        "平台",
        "附新闻",
        "图片新闻",
        "本报综合报道",
        "2022年报",
        "今年财报",
    ],  # fmt: skip
)
def test_other_words_in_parentheses_stay(note):
    text = f"会议于今日召开。（{note}）"
    assert closing_publisher(text) == (text, None)


def test_a_text_that_is_only_the_credit_stays():
    assert closing_publisher("（新华社）") == ("（新华社）", None)


def test_a_weak_name_counts_only_after_the_last_sentence():
    assert closing_publisher("持股比例上升（东方证券）") == ("持股比例上升（东方证券）", None)
    assert closing_publisher("持股比例上升。（东方证券）")[1] == "东方证券"


@pytest.mark.parametrize("name", ["界面", "澎湃", "第一财经", "深交所", "华尔街见闻", "平安北京"])
def test_a_digest_ends_with_its_publisher_however_it_is_called(name):
    text = f"会议于今日召开。（{name}）"

    assert closing_publisher(text, digest=True) == ("会议于今日召开。", name)


def test_a_name_of_any_kind_counts_only_after_the_sentence_that_ends_a_digest():
    assert closing_publisher("会议于今日召开（界面）", digest=True)[1] is None
    assert closing_publisher("会议于今日召开。（界面）")[1] is None


@pytest.mark.parametrize("aside", ["港元", "未完待续", "单位亿元", "一", "完", "附名单", "明年", "A股", "多图"])
def test_other_words_at_the_end_of_a_digest_stay(aside):
    assert closing_publisher(f"会议于今日召开。（{aside}）", digest=True)[1] is None


def test_a_note_that_names_nobody_is_a_note_without_a_publisher():
    assert publisher_note("来源：网络") == ""
    assert read_imprint("来源：互联网 作者：佚名 时间：2022-03-03").source is None
    assert read_imprint("来源：互联网 作者：佚名 时间：2022-03-03").credits == ()
