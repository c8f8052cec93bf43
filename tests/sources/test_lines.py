"""Lines of text as paragraphs, headings and lists."""

import pytest

from sources.blocks import Heading, ItemList, Paragraph
from sources.blocks.from_lines import groups, is_torn
from sources.blocks.headings import promote

LONG = "这一段文字比标题长得多，而且以句号结束，所以它是正文。"


def told(blocks):
    return [
        (f"h{block.level}", block.text) if isinstance(block, Heading)
        else ("ul", *block.items) if isinstance(block, ItemList)
        else "p"
        for block in blocks
    ]  # fmt: skip


def paragraphs(*texts):
    return [Paragraph(text) for text in texts]


def test_a_short_line_before_a_paragraph_is_a_heading():
    assert told(promote(paragraphs(LONG, "夯实底座", LONG))) == ["p", ("h2", "夯实底座"), "p"]


def test_of_two_short_lines_the_second_is_a_sub_heading():
    found = told(promote(paragraphs(LONG, "瞄准角度", "聚焦高效服务", LONG)))

    assert found == ["p", ("h2", "瞄准角度"), ("h3", "聚焦高效服务"), "p"]


def test_a_run_of_short_lines_at_the_end_is_a_heading_with_a_list():
    found = told(promote(paragraphs(LONG, "三大行动", "深化改革行动", "提升服务行动")))

    assert found == ["p", ("h2", "三大行动"), ("ul", "深化改革行动", "提升服务行动")]


def test_short_lines_under_a_real_heading_are_its_list():
    found = told(
        promote(
            [Paragraph(LONG), Heading("行动"), *paragraphs("一号行动", "二号行动"), Heading("结语"), Paragraph(LONG)]
        )
    )

    assert found == ["p", ("h2", "行动"), ("ul", "一号行动", "二号行动"), ("h2", "结语"), "p"]


@pytest.mark.parametrize("last", ["2022年9月26日", "（此件公开发布）"])
def test_a_signature_is_no_list(last):
    assert told(promote(paragraphs(LONG, "某市人民政府", "办公室", last))) == ["p", "p", "p", "p"]


@pytest.mark.parametrize("text", ["这是一句话。", "真的吗？", "分三步：", "附件1", "2022年6月16日"])
def test_what_is_closed_by_punctuation_or_is_a_note_is_no_heading(text):
    assert told(promote(paragraphs(LONG, text, LONG))) == ["p", "p", "p"]


def test_a_body_of_short_lines_alone_stays_as_it_is():
    assert told(promote(paragraphs("春眠不觉晓", "处处闻啼鸟", "夜来风雨声"))) == ["p", "p", "p"]


@pytest.mark.parametrize(
    "first, second",
    [
        ("去年10月,算力中心启动开工建", "设,今年6月将投入运营。"),
        ("浑南区创新推出“审批业务", "二维码”,改变了过去。"),
        ("以优化企业、热线、业务部门三方通", "话机制为例,改革前。"),
        ("平台已接入水利、林业、农业等9个部门的", "数据，累计预警。"),
    ],
)
def test_a_sentence_torn_by_a_column_break_is_known(first, second):
    assert is_torn(first, second)


@pytest.mark.parametrize(
    "first, second",
    [
        ("夯实能力底座", "无人驾驶小巴园区接驳。"),
        ("倒逼流程再造", "“有了会客厅”，企业说。"),
        ("提高办事效率", "“您好，我们公司想开分支机构。”"),
        ("一句完整的话到此为止。", "另一句开始。"),
        ("数字服务效能提升见成效", "- 省级26个"),
    ],
)
def test_a_heading_before_a_paragraph_is_not_torn(first, second):
    assert not is_torn(first, second)


def test_hard_wrapped_lines_are_joined_without_a_space():
    text = (
        "　　清晨六点，石桥村的茶农打开手机，看了看茶园的土\n"
        "壤湿度和病虫害预警，才扛起锄头出门，村里人都这么干\n"
        "活，他说这样省心省力，收成也比往年好得多。\n"
        "　　县里地处深山，过去信息不通、道路难行，群众办一\n"
        "件事要走半天，如今用上了手机里的平台，事情就好办得\n"
        "多了。\n"
    )

    assert [line[-12:] for group in groups(text) for line in group.lines] == [
        "力，收成也比往年好得多。",
        "平台，事情就好办得多了。",
    ]
    assert "土壤湿度" in groups(text)[0].lines[0]


def test_lines_that_are_paragraphs_stay_apart():
    text = "第一段说完了一件事情，到这里为止。\n第二段说的是另一件事情，也到这里为止。\n"

    assert len(groups(text)[0].lines) == 2


def test_without_columns_a_long_line_may_be_whole():
    first = "联合申报单位为某市大数据中心和某省信息化研究院有限公司以及若干家企业"

    assert is_torn(first, "海州市还有两家单位参加")
    assert not is_torn(first, "海州市还有两家单位参加", columns=False)
