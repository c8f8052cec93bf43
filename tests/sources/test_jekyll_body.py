"""Posts: what the body says of itself, and what is the article."""

import pytest

from sources.blocks import Figure, Heading, ItemList, Markup, Paragraph, Quote, to_html
from sources.parsed import Credit
from sources.readers.jekyll import read

TEXT = "在数字经济快速发展的当下，这里的企业正在经历一场静悄悄的变革，生产效率大幅提高。"
HEADER = "---\ntitle: 甲\ndate: 2022-02-25 10:12:10 +0800\n---\n"


def article(body, header=HEADER):
    return read(header + body).articles[0]


def codes(found):
    return [warning.code for warning in found.warnings]


def test_a_digest_above_a_text_is_the_summary_and_no_part_of_the_body():
    found = article(f"> 摘要一句。（新华社）\n\n<p>{TEXT}</p>")
    assert found.summary == "摘要一句。"
    assert found.blocks == (Paragraph(TEXT),)
    assert found.source == "新华社"


def test_a_digest_with_nothing_below_it_is_also_the_body():
    found = article(f"> {TEXT}（新华社）\n\n<http://x/news/1345,2022A.html>\n\n[返回](../)\n")
    assert found.summary == TEXT
    assert found.blocks == (Paragraph(TEXT),)


def test_the_publisher_in_the_body_comes_before_that_of_the_digest():
    found = article(f'> 摘要一句。（新华社）\n<p>{TEXT}</p><p class="em_media">（文章来源：乙报）</p>')
    assert found.source == "乙报"
    assert found.summary == "摘要一句。"


def test_a_quotation_further_down_is_a_quotation():
    assert article(f"{TEXT}\n\n> 引文一句。\n\n{TEXT}").blocks[1] == Quote("<p>引文一句。</p>")


@pytest.mark.parametrize(
    "note",
    [
        '<p class="em_media">（文章来源：证券报）</p>',
        "<p>(文章来源:证券报)</p>",
        "<p>来源：证券报</p>",
        "<p><strong>（来源：证券报）</strong></p>",
        '<p class="em_media">（文章来源：<span id="stock_1"><a class="keytip">证券</a></span><span></span>报）</p>',
        "<p>稿源：证券报</p>",
        "<p>《证券报》（2022年2月25日 第01版）</p>",
    ],
)
def test_a_note_of_the_publisher_is_taken_out_of_the_body(note):
    found = article(f"<p>{TEXT}</p>{note}")
    assert found.source == "证券报"
    assert found.blocks == (Paragraph(TEXT),)


def test_a_closing_credit_is_taken_off_and_its_mark_up_stays_whole():
    found = article("<p>会议<strong>今日</strong>召开。（<b>新华社</b>）</p>")
    assert found.source == "新华社"
    assert to_html(found.blocks) == "<p>会议<strong>今日</strong>召开。</p>"


def test_several_credits_can_close_a_text():
    found = article(f"<p>{TEXT}（新华社）（责任编辑：李四）</p>")
    assert found.source == "新华社"
    assert found.credits == (Credit("李四", "editor"),)
    assert found.blocks == (Paragraph(TEXT),)


@pytest.mark.parametrize("end", ["（附名单）", "（明年）", "（完）", "（图）"])
def test_other_parentheses_at_the_end_stay(end):
    assert article(f"<p>{TEXT}{end}</p>").blocks == (Paragraph(TEXT + end),)


def test_two_publishers_that_differ_are_not_lost():
    found = article("<p>来源：甲报</p><p>正文。</p><p>来源：乙报</p>")
    assert found.source == "甲报"
    assert found.blocks[-1] == Paragraph("来源：乙报")


@pytest.mark.parametrize(
    "line, people",
    [
        ("□本报记者郭荣鑫文/图", [("郭荣鑫", "reporter"), ("郭荣鑫", "photographer")]),
        ("（编辑：王小川）", [("王小川", "editor")]),
        ("责任编辑：王小川", [("王小川", "editor")]),
        ("作者：王小川", [("王小川", "author")]),
        ("（本报记者 王小川）（原载《甲报》2022年2月25日）", [("王小川", "reporter")]),
        ("来源：甲报 编辑：王小川", [("王小川", "editor")]),
        ("记者丨王小川", [("王小川", "reporter")]),
        ("每经记者 王小川    每经编辑 李四", [("王小川", "reporter"), ("李四", "editor")]),
        ("新华社记者 王小川 摄", [("王小川", "photographer")]),
    ],
)
def test_a_byline_of_its_own_is_credited_and_taken_out(line, people):
    found = article(f"<p>{TEXT}</p><p>{line}</p>")
    assert {(credit.name, credit.role) for credit in found.credits} == set(people)
    assert found.blocks == (Paragraph(TEXT),)


def test_a_marked_word_that_is_no_name_is_no_byline():
    assert article(f"<p>{TEXT}</p><p>●链接</p><p>{TEXT}</p>").credits == ()


def test_the_original_title_is_kept_beside_the_article():
    found = article(f"<p>{TEXT}</p><p>（原标题：乙的标题）</p>")
    assert (found.extra, found.blocks) == ({"original_title": "乙的标题"}, (Paragraph(TEXT),))


def test_credits_in_the_first_paragraph_are_told_and_the_text_stays():
    first = f"本报讯(记者刘艳通讯员张林雄){TEXT}"
    found = article(f"<p>{first}</p>")
    assert found.credits == (Credit("刘艳", "reporter"), Credit("张林雄", "correspondent"))
    assert found.blocks == (Paragraph(first),)


def test_a_reporter_without_a_name_is_no_credit():
    assert article(f"<p>记者今天从市政府获悉，{TEXT}</p>").credits == ()


@pytest.mark.parametrize(
    "line, terms",
    [
        ("(声明：文章内容仅供参考，不构成投资建议)", "声明：文章内容仅供参考，不构成投资建议"),
        ("转载请注明出处。", "转载请注明出处。"),
        ("【免责声明】本文仅代表作者本人观点。", "【免责声明】本文仅代表作者本人观点。"),
        ("本报版权所有，未经书面授权，任何单位不得转载。", "本报版权所有，未经书面授权，任何单位不得转载。"),
    ],
)
def test_terms_of_use_are_taken_out_of_the_body(line, terms):
    found = article(f"<p>{TEXT}</p><p>{line}</p>")
    assert found.usage_terms == terms
    assert found.blocks == (Paragraph(TEXT),)


def test_a_text_about_terms_of_use_is_no_such_terms():
    law = f"法律规定，不得转载他人作品。{TEXT}"
    found = article(f"<p>{law}</p>" + f"<p>{TEXT}</p>" * 5)
    assert (found.usage_terms, found.blocks[0]) == ("", Paragraph(law))


@pytest.mark.parametrize(
    "tail, url, identifier",
    [
        ("<http://f.x/NewsShare.html?infoCode=NW2022>", "http://f.x/NewsShare.html?infoCode=NW2022", "NW2022"),
        ("<http://f.x/news/1345,2022A.html>", "http://f.x/news/1345,2022A.html", "2022A"),
        ("原文链接：https://a.b/c", "https://a.b/c", None),
        ("[阅读原文](https://a.b/c)", "https://a.b/c", None),
        ("<>", None, None),
        ("", None, None),
    ],
)
def test_the_address_below_the_text_is_the_original(tail, url, identifier):
    found = article(f"<p>{TEXT}</p>\n\n{tail}\n\n[返回甲](//x/c.html)｜[返回首页](//x/)")
    assert (found.original_url, found.external_id) == (url, identifier)
    assert ("missing-url" in codes(found)) == (tail == "<>")
    assert found.blocks == (Paragraph(TEXT),)


@pytest.mark.parametrize(
    "links",
    [
        "[返回甲](//x/c.html)｜[返回首页](//x/)",
        "[返回站长消息](../emnews/)\n[返回首页](../)",
        "[返回甲](/category/a.html)",
        "<p><a href='../'>返回首页</a></p>",
        "",
    ],
)
def test_back_links_are_dropped_in_every_form(links):
    assert article(f"<p>{TEXT}</p>\n\n{links}").blocks == (Paragraph(TEXT),)


def test_links_that_are_the_articles_own_stay():
    assert "相关文件" in to_html(article(f"{TEXT}\n\n[相关文件](https://a.b/c)").blocks)


def test_markdown_is_rendered():
    found = article(f"{TEXT}\n\n## 一级\n\n* 项一\n* 项二\n\n### 二级\n\n{TEXT}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert [type(block) for block in found.blocks] == [Paragraph, Heading, ItemList, Heading, Paragraph, Markup]
    assert [block.level for block in found.blocks if isinstance(block, Heading)] == [2, 3]


def test_setext_headings_and_raw_html_in_markdown_are_read():
    found = article(f"{TEXT}\n\n小标题\n------\n\n<p>{TEXT}</p>\n\n{TEXT}")
    assert found.blocks == (Paragraph(TEXT), Heading("小标题"), Paragraph(TEXT), Paragraph(TEXT))


def test_scripts_in_a_body_are_dropped():
    assert to_html(article(f"{TEXT}\n\n<script>alert(1)</script>\n\n<p onclick='x()'>乙段在这里。</p>").blocks) == (
        f"<p>{TEXT}</p>\n<p>乙段在这里。</p>"
    )


def test_wrapped_lines_are_joined_without_a_space_between_chinese_characters():
    assert article("从三十米到一百米，\n每一步都意味着成本\n曲线的重新计算。").blocks == (
        Paragraph("从三十米到一百米，每一步都意味着成本曲线的重新计算。"),
    )


@pytest.mark.parametrize("indent", ["　　", "    "])
def test_indented_lines_are_paragraphs_and_no_code(indent):
    assert article(f"{indent}{TEXT}\n{indent}{TEXT}\n").blocks == (Paragraph(TEXT), Paragraph(TEXT))


def test_long_lines_that_end_a_sentence_are_paragraphs():
    long = TEXT * 2
    assert article(f"{long}\n{long}\n").blocks == (Paragraph(long), Paragraph(long))


def test_short_plain_lines_before_text_are_headings():
    assert article(f"<p>{TEXT}</p><p>让数字多跑路</p><p>{TEXT}</p>").blocks[1] == Heading("让数字多跑路")


@pytest.mark.parametrize(
    "caption, text, photographer",
    [
        ("图为生产线。林昭 摄", "图为生产线。", "林昭"),
        ("▲图为现场 张三摄", "图为现场", "张三"),
        ("新品外观 张三/摄", "新品外观", "张三"),
        ("签约现场（张三 摄）", "签约现场", "张三"),
        ("列车驶过。田野 摄（无人机照片）", "列车驶过。", "田野"),
        ("早市一角 受访者供图", "早市一角 受访者供图", None),
    ],
)
def test_a_captions_photographer_is_credited(caption, text, photographer):
    found = article(f'<p>{TEXT}</p><center><img src="a.jpg" alt="图片"></center><p>{caption}</p><p>{TEXT}</p>')
    assert found.blocks[1] == Figure("a.jpg", caption=text)
    assert found.credits == ((Credit(photographer, "photographer"),) if photographer else ())


def test_a_body_that_repeats_the_title_and_is_short_is_accepted_with_warnings():
    found = article("<p>四字正文</p>", "---\ntitle: 四字正文\n---\n")
    assert found.blocks == (Paragraph("四字正文"),)
    assert codes(found) == ["missing-source", "missing-date", "body-repeats-title", "body-short"]


def test_a_post_without_a_line_end_at_its_end_is_read():
    assert article(TEXT + "\n[返回首页](../)").blocks == (Paragraph(TEXT),)
