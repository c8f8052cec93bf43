"""Mark-up as it comes, and the blocks that it means."""

import time

import pytest

from sources.blocks import Figure, Heading, ItemList, Markup, Paragraph, Quote, to_html
from sources.blocks.from_html import blocks_from_html
from sources.parsed import UnreadableFile

TEXT = "这里的企业正在经历一场静悄悄的变革，生产效率大幅提高。"


def html_of(html):
    return to_html(blocks_from_html(html))


@pytest.mark.parametrize(
    "html, expected",
    [
        ("<p>　　甲</p>", "<p>甲</p>"),
        ("<p>&nbsp;&nbsp;甲 </p>\n <p>乙</p>", "<p>甲</p>\n<p>乙</p>"),
        ("<p>甲<br /></p>", "<p>甲</p>"),
        ("<p>标题甲　标题乙 标题丙</p>", "<p>标题甲　标题乙 标题丙</p>"),
        ("<p>甲&nbsp; 乙</p>", "<p>甲 乙</p>"),
        ("<p>&lt;script&gt; &amp; a & b</p>", "<p>&lt;script&gt; &amp; a &amp; b</p>"),
        ("<p>硬换\n行的中文\nand two\nwords</p>", "<p>硬换行的中文 and two words</p>"),
        ("<p>H<sub>2</sub>O 与 10<sup>3</sup></p>", "<p>H<sub>2</sub>O 与 10<sup>3</sup></p>"),
        ("<p><b>甲</b><strong>乙</strong><i>丙</i>丁</p>", "<p><strong>甲乙</strong><em>丙</em>丁</p>"),
        ("<p>甲<strong> </strong>乙<span></span></p>", "<p>甲 乙</p>"),
        ("<p><span style='font-weight:bold'>甲</span>乙</p>", "<p><strong>甲</strong>乙</p>"),
        ("<p><p>嵌套</p></p>", "<p>嵌套</p>"),
        ("<div>块<p>里</p>尾</div>", "<p>块</p>\n<p>里</p>\n<p>尾</p>"),
        ("<p>甲<script>alert(1)</script><style>p{}</style>乙</p>", "<p>甲乙</p>"),
        ("<font face='宋体'>甲<o:p></o:p></font>", "<p>甲</p>"),
        ("没有标签", "<p>没有标签</p>"),
        ("", ""),
        ("<!-- 只有注释 -->", ""),
    ],
)
def test_running_text_is_kept_and_tidied(html, expected):
    assert html_of(html) == expected


def test_hidden_paragraphs_are_dropped():
    assert (
        html_of('<p style="display:none;"><br /></p><p style="DISPLAY : NONE">藏</p><p hidden>藏</p><p>甲</p>')
        == "<p>甲</p>"
    )


def test_stock_links_become_text_with_no_space():
    html = (
        '<p>(C<span>PPI</span>B)与<span id="stock_0.300900"><a href="http://q/" class="keytip">海辰</a></span>'
        '<span id="quote_0.300900"></span>储能、<a class="em_stock_key_common" href="http://q/">远川</a>、'
        '<a infokey="1" href="http://q/">江河</a></p>'
    )
    assert html_of(html) == "<p>(CPPIB)与海辰储能、远川、江河</p>"


def test_links_elsewhere_stay_and_others_become_text():
    html = '<p><a href="https://a.b/?x=1&y=2">甲</a><a href="javascript:x()">乙</a><a href="../c">丙</a></p>'
    assert html_of(html) == '<p><a href="https://a.b/?x=1&amp;y=2">甲</a>乙丙</p>'


def test_live_charts_are_no_pictures_of_the_article():
    chart = '<!-- EM_StockImg_Start --><p><a href="q"><img src="q.png"></a></p><!-- EM_StockImg_End -->'
    bare = "<!--EM_StockImg_Start--><p><img src='q.png'></p><!--EM_StockImg_End-->"
    assert html_of(f"<p>甲</p>{chart}<p>乙</p>{bare}<p>丙</p>") == "<p>甲</p>\n<p>乙</p>\n<p>丙</p>"


@pytest.mark.parametrize("alt", ["Image", "图片", "", "a.jpg", "微信图片_20220101", "点击查看大图", "undefined", "1"])
def test_a_centred_picture_is_a_figure_and_a_useless_alt_is_emptied(alt):
    assert blocks_from_html(f'<center><img src="a.jpg" alt="{alt}" /></center>') == [Figure("a.jpg")]


def test_an_alt_that_says_something_stays():
    assert blocks_from_html('<img src="a.jpg" alt="厂区航拍">') == [Figure("a.jpg", "厂区航拍")]


@pytest.mark.parametrize(
    "attribute",
    ["orginial_src", "original", "data-original", "data-src", "data-big", "_src", "zoomfile", "data-lazy-src"],
)
def test_the_address_in_full_is_preferred_however_its_attribute_is_spelt(attribute):
    html = f'<img src="http://x/s_640.jpg" {attribute}="http://x/full.jpg" data-width="900" title="http://x/t.jpg">'
    assert blocks_from_html(html) == [Figure("http://x/full.jpg")]


def test_a_picture_that_links_to_itself_in_full_is_the_full_one():
    assert blocks_from_html('<a href="http://x/full.jpg"><img src="s.jpg"></a>') == [Figure("http://x/full.jpg")]


def test_stand_ins_and_counting_pixels_are_no_pictures():
    assert blocks_from_html('<img src="data:image/gif;base64,R0"><img src="http://c/x.gif" width="1" height="1">') == []


@pytest.mark.parametrize(
    "caption",
    [
        "图为生产线。",
        "图片来源：视觉中国",
        "注：单位为亿元。",
        "工人在检修设备。李四 摄",
        "新华社记者 张三 摄（无人机照片）",
        "▲现场",
        "资料图",
    ],
)
def test_a_line_right_after_a_picture_that_says_so_is_its_caption(caption):
    blocks = blocks_from_html(f'<p><img src="a.jpg"></p><p>　　{caption}</p><p>{TEXT}</p>')
    assert blocks == [Figure("a.jpg", caption=caption), Paragraph(TEXT)]


@pytest.mark.parametrize(
    "html",
    [
        '<p><img src="a.jpg"><br>签约现场</p>',
        '<center><img src="a.jpg"></center><p align="center">签约现场</p>',
        '<p><img src="a.jpg"></p><p style="text-align: center">签约现场</p>',
        '<figure><img src="a.jpg"><figcaption>签约现场</figcaption></figure>',
        '<table><tr><td><img src="a.jpg"></td></tr><tr><td>签约现场</td></tr></table>',
        '<img src="a.jpg"><p class="img-desc">签约现场</p>',
    ],
)
def test_a_short_line_set_with_the_picture_is_its_caption(html):
    assert blocks_from_html(f"{html}<p>{TEXT}</p>") == [Figure("a.jpg", caption="签约现场"), Paragraph(TEXT)]


def test_the_paragraph_after_a_picture_is_no_caption():
    assert blocks_from_html(f'<p><img src="a.jpg"></p><p>{TEXT}</p>') == [Figure("a.jpg"), Paragraph(TEXT)]
    assert blocks_from_html(f'<p><img src="a.jpg"></p><p>{TEXT}现场进行了拍摄。</p>')[1:] == [
        Paragraph(f"{TEXT}现场进行了拍摄。")
    ]


def test_several_lines_can_make_a_caption():
    html = '<img src="a.jpg"><p>图为现场。</p><p>图片来源：网络</p>'
    assert blocks_from_html(html) == [Figure("a.jpg", caption="图为现场。\n图片来源：网络")]


def test_a_picture_never_cuts_a_sentence_in_two():
    assert (
        html_of('<p>句子中间<img src="a.png">继续说完。</p>')
        == '<p>句子中间继续说完。</p>\n<figure><img src="a.png" alt=""></figure>'
    )


def test_a_short_bold_line_of_its_own_is_a_heading():
    assert blocks_from_html(f"<p><strong>小标题</strong></p><p>{TEXT}</p>") == [Heading("小标题"), Paragraph(TEXT)]


@pytest.mark.parametrize(
    "html",
    [
        f"<p><strong>{TEXT * 2}</strong></p><p>甲</p>",
        "<p><strong>记者：您怎么看？</strong></p><p>甲</p>",
        "<p><strong>（完）</strong></p><p>甲</p>",
        "<p><strong>导语</strong>甲</p><p>乙</p>",
        "<p>甲</p><p><strong>尾声</strong></p>",
        "".join(f"<p><strong>第{n}段全部加粗</strong></p>" for n in "一二三四五六"),
    ],
)
def test_other_bold_text_is_no_heading(html):
    assert not [block for block in blocks_from_html(html) if isinstance(block, Heading)]


def test_headings_are_of_two_levels_whatever_their_tags():
    html = f"<h3>一</h3><p>{TEXT}</p><h5>（一）</h5><p>{TEXT}</p>"
    assert [block for block in blocks_from_html(html) if isinstance(block, Heading)] == [
        Heading("一", 2),
        Heading("（一）", 3),
    ]


def test_a_whole_paragraph_in_a_heading_tag_is_a_paragraph():
    assert blocks_from_html(f"<h2>{TEXT * 3}</h2>") == [Paragraph(TEXT * 3)]


@pytest.mark.parametrize(
    "html, paragraphs",
    [
        (f"<p>　　{TEXT}<br>　　{TEXT}</p>", 2),
        (f"<p>{TEXT}<br><br>{TEXT}</p>", 2),
        (f"<p>{TEXT}<br/>{TEXT}</p>", 2),
        ("<p>床前明月光，<br>疑是地上霜。<br>举头望明月，<br>低头思故乡。</p>", 1),
        ("<p>地址：某路1号<br>电话：12345</p>", 1),
    ],
)
def test_a_line_break_parts_paragraphs_or_only_lines(html, paragraphs):
    assert len(blocks_from_html(html)) == paragraphs


def test_a_bold_line_between_breaks_is_a_heading():
    assert [type(block) for block in blocks_from_html(f"<p>{TEXT}<br><b>小标题</b><br>{TEXT}</p>")] == [
        Paragraph,
        Heading,
        Paragraph,
    ]


def test_lists_keep_their_items_and_those_inside_them():
    html = "<ul><li>甲<ul><li>乙</li></ul></li><li><p>丙</p></li></ul><ol><li>一</li></ol>"
    assert blocks_from_html(html) == [ItemList(("甲", "乙", "丙")), ItemList(("一",), ordered=True)]


def test_tables_stay_tables_without_their_dress():
    rows = '<tr><th colspan=2><p>年份</p></th></tr><tr><td style="a">甲</td><td>1&lt;2</td></tr>'
    html = f'<table class=x border=1 onclick="x">{rows}</table>'
    assert blocks_from_html(html) == [
        Markup('<table><tbody><tr><th colspan="2">年份</th></tr><tr><td>甲</td><td>1&lt;2</td></tr></tbody></table>')
    ]


def test_a_table_that_only_puts_text_in_place_is_unwrapped():
    assert blocks_from_html(f"<table><tr><td><p>{TEXT}</p></td></tr></table>") == [Paragraph(TEXT)]


def test_quotations_and_preformatted_text_stay():
    assert blocks_from_html("<blockquote><p>引</p></blockquote><pre>a\n  b&lt;</pre>") == [
        Quote("<p>引</p>"),
        Markup("<pre>a\n  b&lt;</pre>"),
    ]


@pytest.mark.parametrize(
    "html", ["<div>" * 100_000, "<b>" * 100_000 + "x", "<table><tr><td>" * 30_000, "<blockquote>" * 200 + "x"]
)
def test_what_is_nested_too_deep_is_refused_at_once(html):
    start = time.process_time()
    with pytest.raises(UnreadableFile) as refusal:
        blocks_from_html(html)
    assert time.process_time() - start < 1
    assert refusal.value.code == "nested-too-deep"
    assert str(refusal.value) == "The HTML is nested more than 120 elements deep."
    assert refusal.value.remedy == "Save the page again with a browser, or as text."


@pytest.mark.parametrize("tag", ["blockquote", "ul><li", "div", "span", "b"])
def test_what_is_nested_as_deep_as_allowed_is_read(tag):
    depth = 50 if "li" in tag else 100
    assert "字" in html_of(f"<{tag}>" * depth + "字")


def test_html_that_is_too_large_is_refused_unread():
    with pytest.raises(UnreadableFile, match="more than 20,000,000 characters"):
        blocks_from_html("x" * 20_000_001)
