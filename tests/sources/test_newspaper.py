"""Newspaper pages: heads, briefs, fact boxes, captions, the page's own people."""

import pytest

from sources.outline import outline, page_outline
from sources.parsed import UnreadableFile
from sources.readers import detect, read
from sources.readers.masthead import read_masthead

TEXT = "这一段是正文，说的是一件完整的事情，写得比标题长得多。"


def page(*lines):
    file = read("\n\n".join(lines).encode())
    assert file.format == "newspaper-page"
    return [outline(article) for article in file.articles], page_outline(file.page)


@pytest.mark.parametrize(
    "line, publisher, day, number, section",
    [
        ("江城日报  2023年5月18日 星期四  第03版  民生", "江城日报", "2023-05-18", "第03版", "民生"),
        ("2021年8月24日   星期二   A06  经济   南岭晚报", "南岭晚报", "2021-08-24", "A06", "经济"),
        ("2023-05-18 03版:要闻 海州日报", "海州日报", "2023-05-18", "03版", "要闻"),
        ("07版 思想", None, None, "07版", "思想"),
        ("江城日报", "江城日报", None, "", ""),
    ],
)
def test_a_masthead_says_publisher_day_page_and_section(line, publisher, day, number, section):
    head = read_masthead(line)

    assert (head.publisher, head.page, head.section) == (publisher, number, section)
    assert (head.published and head.published.value.isoformat()) == day


@pytest.mark.parametrize("line", ["求真", "三条公交线路本周末起调整", "本报讯", "2023年全国两会特刊", TEXT])
def test_a_headline_is_no_masthead(line):
    assert read_masthead(line) is None


def test_editors_in_a_masthead_are_credited_on_every_article():
    articles, sheet = page("海州日报 2022年11月9日 责编 沈秋 美编 白鹭", "标题之一在这里", "◎ 林知夏", TEXT)

    assert [(who["name"], who["role"]) for who in articles[0]["credits"]] == [
        ("林知夏", "author"), ("沈秋", "editor"), ("白鹭", "art_editor"),
    ]  # fmt: skip
    assert [who["name"] for who in sheet["credits"]] == ["沈秋", "白鹭"]


def test_a_proofreader_has_no_role_and_the_line_is_kept():
    articles, _ = page(
        "海州日报 2022年11月9日 第2版", "标题之一在这里", "本报记者 高原", TEXT, "责任编辑：方圆 校对：秦朗"
    )

    assert articles[0]["extra"]["credit_lines"] == ["责任编辑：方圆 校对：秦朗"]


def test_kicker_headline_and_deck_stand_in_this_order():
    articles, _ = page("稳外贸在行动", "订单回来了，工人忙起来", "——开发区见闻", "□ 本报记者 郑一", TEXT)

    assert (articles[0]["kicker"], articles[0]["title"], articles[0]["deck"]) == (
        "稳外贸在行动", "订单回来了，工人忙起来", "开发区见闻",
    )  # fmt: skip


def test_each_headline_before_a_dateline_begins_an_article():
    articles, _ = page(
        "海州日报 2022年11月9日 第2版", "第一条消息的标题", f"本报讯（记者 高原）{TEXT}", TEXT,
        "第二条消息的标题", f"本报讯（通讯员 杜若）{TEXT}",
    )  # fmt: skip

    assert [(one["title"], one["paragraphs"]) for one in articles] == [("第一条消息的标题", 2), ("第二条消息的标题", 1)]


def test_a_heading_inside_an_article_begins_none():
    articles, _ = page("□ 本报记者 高原", "一篇通讯的标题", TEXT, "第一个小标题", TEXT, "第二个小标题", TEXT)

    assert [one["title"] for one in articles] == ["一篇通讯的标题"]
    assert articles[0]["headings"] == ["第一个小标题", "第二个小标题"]


def test_short_lines_with_figures_under_a_title_are_a_fact_box():
    articles, _ = page("□ 本报记者 高原", "一篇通讯的标题", TEXT, "数读外贸", "- 总额.....86亿元\n同比.....17%", TEXT)

    assert articles[0]["fact_boxes"] == [{"title": "数读外贸", "items": ["总额.....86亿元", "同比.....17%"]}]


def test_a_marked_sentence_between_paragraphs_is_a_pull_quote():
    articles, _ = page(
        "□ 本报记者 高原", "一篇通讯的标题", TEXT, "- 这一句话从正文里摘出来，排成大字，给读者先看到。", TEXT
    )

    assert articles[0]["pull_quotes"] == ["这一句话从正文里摘出来，排成大字，给读者先看到。"]
    assert articles[0]["paragraphs"] == 2


def test_a_caption_that_speaks_of_no_article_belongs_to_the_page():
    articles, sheet = page("□ 本报记者 高原", "一篇通讯的标题", TEXT, "5月1日，货轮驶离港口。唐克摄(中经视觉)")

    assert articles[0]["captions"] == []
    assert sheet["captions"] == [
        {
            "text": "5月1日，货轮驶离港口。",
            "credits": [{"name": "唐克", "role": "photographer", "affiliation": "中经视觉"}],
        }
    ]


def test_a_caption_by_who_wrote_the_article_belongs_to_it():
    articles, sheet = page("一篇通讯的标题", "□ 本报记者 高原 文/图", TEXT, "工人在装卸货物。高原 摄", TEXT)

    assert articles[0]["captions"] == ["工人在装卸货物。"]
    assert sheet["captions"] == []


def test_without_a_masthead_date_and_publisher_stay_open():
    articles, _ = page("一篇通讯的标题", "□ 本报记者 高原", TEXT)

    assert (articles[0]["published_at"], articles[0]["source"]) == (None, None)
    assert articles[0]["warnings"] == ["missing-date", "missing-source"]


def test_a_page_without_text_is_refused_with_a_remedy():
    with pytest.raises(UnreadableFile, match="The page holds no running text.") as refused:
        read("江城日报 2023年5月18日 第3版".encode())

    assert refused.value.code == "no-article"
    assert refused.value.remedy == "Check that the page was dumped to text completely."


@pytest.mark.parametrize(
    "text, found",
    [
        (f"江城日报 2023年5月18日 第3版\n\n标题\n\n{TEXT}", "newspaper-page"),
        (f"标题\n\n□ 本报记者 高原\n\n{TEXT}", "newspaper-page"),
        (f"标题\n来源：新华社 2023-05-18\n{TEXT}", "text"),
        (
            f"[标题] 由 [某网@MW(www.m.example)]整理,本文所属栏目 [甲]-[乙],内容来源于 [某报],转载请注明!\n{TEXT}",
            "repost",
        ),
    ],
)
def test_the_format_is_told_by_content(text, found):
    assert detect(text) == found
