"""Posts: where the body begins and ends, and what stands in it for pictures and headings."""

import pytest

from sources.blocks import Heading, Paragraph
from sources.outline import outline
from sources.parsed import Credit
from sources.readers import read as read_bytes
from sources.readers.jekyll import read

TEXT = "在数字经济快速发展的当下，这里的企业正在经历一场静悄悄的变革，生产效率大幅提高。"
HEADER = '---\ntitle: "央行：今日进行逆回购操作"\ndate: 2022-02-25 10:12:10 +0800\n---\n'


def article(body):
    return read(HEADER + body).articles[0]


@pytest.mark.parametrize(
    "first", ["央行：今日进行逆回购操作", "央行：今日进行逆回购操作。", "# 央行：今日进行逆回购操作"]
)
def test_a_first_line_that_is_the_title_once_more_is_no_text(first):
    assert article(f"{first}\n{TEXT}\n").blocks == (Paragraph(TEXT),)


def test_a_body_that_is_only_the_title_stays():
    assert article("央行：今日进行逆回购操作\n").blocks == (Paragraph("央行：今日进行逆回购操作"),)


def test_a_caption_whose_picture_is_lost_is_a_caption():
    found = article(f"<p>{TEXT}</p><p>图①：工地现场。</p><p>志愿者在服务。（本组图片均由记者谢智摄）</p>")

    assert outline(found)["captions"] == ["图①：工地现场。", "志愿者在服务。"]
    assert found.credits == (Credit("谢智", "photographer"),)


@pytest.mark.parametrize(
    "text", ["图书馆里人头攒动，大家都在读书。", "他说，一张照片不该是摆拍。", "上下班的路上（据记者观察）"]
)
def test_other_paragraphs_are_no_captions(text):
    assert outline(article(f"<p>{TEXT}</p><p>{text}</p>"))["captions"] == []


def test_several_short_questions_before_paragraphs_are_headings():
    found = article(f"<p>{TEXT}</p><p>谁在回购？</p><p>{TEXT}</p><p>钱从哪里来？</p><p>{TEXT}</p>")

    assert outline(found)["headings"] == ["谁在回购？", "钱从哪里来？"]


@pytest.mark.parametrize("questions", [["谁在回购？", "这一点很清楚。"], ["记者：谁在回购？", "记者：为什么？"]])
def test_one_question_or_an_interviewers_are_text(questions):
    body = "".join(f"<p>{question}</p><p>{TEXT}</p>" for question in questions)

    assert outline(article(body))["headings"] == []


def test_names_alone_at_the_end_sign_the_text_and_are_known_from_above():
    found = article(f"<p>记者 陈嘉 通讯员 王钊</p><p>{TEXT}</p><p>（陈嘉 王钊 李四）</p><p>（完）</p>")

    assert found.blocks == (Paragraph(TEXT),)
    assert [(who.name, who.role) for who in found.credits] == [
        ("陈嘉", "reporter"), ("王钊", "correspondent"), ("李四", "reporter"),
    ]  # fmt: skip


def test_a_bold_byline_is_no_heading_above_the_first_one():
    found = article(f"<p><strong>记者 陈嘉</strong></p><p><strong>核心提示</strong></p><p>{TEXT}</p>")

    assert found.blocks == (Heading("核心提示"), Paragraph(TEXT))


def test_a_footnote_is_not_lost():
    found = article(f"{TEXT}[^1]\n\n[^1]: 数据由街道提供\n")

    assert [block.to_html() for block in found.blocks] == [f"<p>{TEXT}[^1]</p>", "<p>[^1]: 数据由街道提供</p>"]


def test_where_a_table_is_from_is_no_heading():
    found = article(f"<table><tr><td>甲</td><td>1</td></tr></table><p>数据来源：某交易所网站</p><p>{TEXT}</p>")

    assert outline(found)["headings"] == []


def test_a_source_that_is_nobody_is_no_publisher():
    assert read(HEADER.replace("date", "source: 网络\ndate") + TEXT).articles[0].source is None
    assert read(HEADER.replace("date", "source: 《滨海科技报》\ndate") + TEXT).articles[0].source == "滨海科技报"


def test_a_line_to_another_page_of_the_paper_is_no_text():
    assert article(f"<p>{TEXT}</p><p>（下转2版）</p>").blocks == (Paragraph(TEXT),)


@pytest.mark.parametrize("word", ["全文", "金融", "明年"])
def test_a_word_in_parentheses_at_the_end_signs_nothing(word):
    assert article(f"<p>{TEXT}</p><p>（{word}）</p>").credits == ()


@pytest.mark.parametrize("mark, warned", [("\ufeff", 1), ("\ufeff\n", 1), ("\n", 1), ("", 0)])
def test_a_byte_order_mark_before_the_front_matter_is_told(mark, warned):
    (found,) = read_bytes(f"{mark}{HEADER}{TEXT}".encode()).articles

    assert [warning.code for warning in found.warnings].count("front-matter-not-at-start") == warned
