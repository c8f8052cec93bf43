"""Articles saved as plain text from government and news sites."""

import pytest

from sources.outline import outline
from sources.parsed import UnreadableFile
from sources.readers import read

BODY = "2月2日，全市优化营商环境大会召开，各部门负责人参加会议。\n会议指出，要全面提升政务服务效能。"


def article(*lines):
    file = read("\n".join(lines).encode())
    assert file.format == "text"
    return outline(file.articles[0])


@pytest.mark.parametrize(
    "imprint",
    [
        "来源：平川市工信局    发布时间：2022-12-06 16:40    作者：梁雨    字体：【大 中 小】",
        "2022-12-06 16:40 | 来源：平川市工信局 | 作者：梁雨",
        "发布时间：2022-12-06 16:40\n信息来源：平川市工信局\n作者：梁雨",
    ],
)
def test_the_line_under_the_headline_says_publisher_moment_and_author(imprint):
    found = article("平川市举行宣讲会", imprint, BODY)

    assert found["title"] == "平川市举行宣讲会"
    assert found["source"] == "平川市工信局"
    assert found["published_at"] == "2022-12-06T16:40:00+08:00"
    assert found["credits"] == [{"name": "梁雨", "role": "author", "affiliation": ""}]
    assert found["paragraphs"] == 2


def test_date_publisher_and_byline_need_no_labels():
    found = article("菜市场里的数字人民币", "2022-11-30 08:20:15 深圳晚报 记者 王海 通讯员 陈静", BODY)

    assert (found["source"], found["published_at"]) == ("深圳晚报", "2022-11-30T08:20:15+08:00")
    assert [(who["name"], who["role"]) for who in found["credits"]] == [("王海", "reporter"), ("陈静", "correspondent")]


def test_breadcrumbs_are_the_column():
    assert article("当前位置： 首页 > 政务公开 > 部门动态", "标题一行", BODY)["column"] == ["政务公开", "部门动态"]


@pytest.mark.parametrize(
    "line",
    [
        "扫一扫在手机打开当前页",
        "【打印本页】 【关闭窗口】",
        "打印本页",
        "主办单位：某市人民政府",
        "版权所有 某网",
        "某ICP备00000000号",
    ],
)
def test_the_sites_furniture_is_not_in_the_text(line):
    assert article("标题一行", BODY, line)["paragraphs"] == 2


@pytest.mark.parametrize(
    "line", ["举报有奖制度实施以来，群众参与热情高涨。", "扫码点餐逐渐普及。", "更多企业选择留下来。", "收藏界的新宠"]
)
def test_a_sentence_that_begins_like_furniture_is_text(line):
    assert line in read(f"标题一行\n{BODY}\n{line}".encode()).articles[0].blocks[-1].to_html()


def test_nothing_after_the_links_to_other_pages_is_read():
    assert article("标题一行", BODY, "上一篇：另一条新闻的标题", "这是另一条新闻的摘要，不是本文。")["paragraphs"] == 2


def test_a_line_with_a_dash_under_the_headline_is_the_deck():
    found = article("主标题在此", "——副标题在此", BODY)

    assert (found["title"], found["deck"]) == ("主标题在此", "副标题在此")


def test_an_agencys_dateline_names_the_publisher_where_nothing_else_does():
    found = article("标题一行", "新华社北京5月23日电（记者 王思、严赋）国家统计局发布报告。")

    assert found["source"] == "新华社"
    assert [who["name"] for who in found["credits"]] == ["王思", "严赋"]


def test_terms_of_use_are_not_body():
    found = article("标题一行", BODY, "声明：本文仅供参考，转载请注明来源。")

    assert (found["usage_terms"], found["paragraphs"]) == ("声明：本文仅供参考，转载请注明来源。", 2)


def test_editors_are_credited_and_reviewers_kept_as_printed():
    found = article("标题一行", BODY, "审核：王刚", "责任编辑：赵丽")

    assert found["credits"] == [{"name": "赵丽", "role": "editor", "affiliation": ""}]
    assert found["extra"] == {"credit_lines": ["审核：王刚"]}


def test_what_the_text_does_not_say_stays_open():
    found = article("标题一行", BODY)

    assert (found["source"], found["published_at"]) == (None, None)
    assert found["warnings"] == ["missing-source", "missing-date"]


@pytest.mark.parametrize("text", ["打印本页\n关闭窗口\n", "只有标题\n", "---\n"])
def test_furniture_or_a_headline_alone_is_no_article(text):
    with pytest.raises(UnreadableFile, match="The file holds no running text."):
        read(text.encode())


def test_the_original_title_is_kept_beside_the_article_and_printed_once_more_is_no_text():
    found = article("本文转自：海州晨报", "原标题：小镇青年回乡记", "小镇青年回乡记", "", BODY)

    assert (found["title"], found["source"], found["paragraphs"]) == ("小镇青年回乡记", "海州晨报", 2)
    assert found["extra"]["original_title"] == "小镇青年回乡记"


def test_a_button_before_the_editors_hides_nobody():
    found = article("标题在这里", "来源：海州日报 2022-02-03", "", BODY, "", "【纠错】 【责任编辑:邱丽】")

    assert [(who["name"], who["role"]) for who in found["credits"]] == [("邱丽", "editor")]
    assert found["paragraphs"] == 2


def test_terms_of_use_at_the_end_are_not_body_however_they_begin():
    found = article("标题在这里", "来源：海州日报 2022-02-03", "", BODY, "", "（本文转自某公众号，版权归原作者所有）")

    assert (found["usage_terms"], found["paragraphs"]) == ("本文转自某公众号，版权归原作者所有", 2)


def test_an_attachment_and_a_signature_are_not_joined():
    found = article(
        "关于公布名单的通知", "来源：海州市政府 2022-02-03", "", BODY, "", "附件：名单.xlsx", "", "海州市工信局"
    )

    assert found["paragraphs"] == 4


def test_advice_in_the_last_paragraph_is_text():
    found = article("标题在这里", "来源：海州日报 2022-02-03", "", BODY, "", "专家提醒，上述测算仅供市民参考。")

    assert (found["usage_terms"], found["paragraphs"]) == ("", 3)


@pytest.mark.parametrize("data", [b"", b"\n \r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused_with_a_remedy(data):
    with pytest.raises(UnreadableFile) as refusal:
        read(data)

    assert (refusal.value.code, refusal.value.remedy) == ("empty-file", "Put the article's text into it, or delete it.")
