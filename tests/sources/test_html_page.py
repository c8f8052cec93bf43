"""Saved web pages: where the article stands on them, and what is the page's own."""

from datetime import date, datetime

import pytest

from sources.blocks import Heading, Paragraph, to_html
from sources.dates import SHANGHAI
from sources.parsed import Credit, UnreadableFile
from sources.readers.html_page import matches, read

TEXT = "在数字经济快速发展的当下，这里的企业正在经历一场静悄悄的变革，生产效率大幅提高。"
BODY = f"<p>　　{TEXT}</p><p>　　{TEXT}</p>"


def article(body, head="<title>老街新生-社会-甲网</title>"):
    return read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>").articles[0]


def page(above="", below="", content=BODY, head="<title>老街新生-社会-甲网</title>"):
    return article(f"<h1>老街新生</h1>{above}<div class='content'>{content}</div>{below}", head)


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><html>",
        "\n<html lang=zh>",
        "<?xml version='1.0'?><html>",
        "<!-- x --><html>",
        "<div><h1>甲</h1></div>",
    ],
)
def test_a_page_or_a_piece_of_one_with_a_headline_is_recognised(text):
    assert matches(text)


@pytest.mark.parametrize("text", ["正文", "<p>正文</p>", "---\ntitle: 甲\n---\n<html>", "甲<html>", ""])
def test_other_texts_are_no_pages(text):
    assert not matches(text)


@pytest.mark.parametrize(
    "head, body, title",
    [
        ("<title>老街新生-社会-甲网</title>", "<h1>老街新生</h1>", "老街新生"),
        ("<title>老街新生_甲网</title>", "<h2>老街新生</h2>", "老街新生"),
        ("<title>老街新生 | 甲网</title>", "<div class='tit'>老街新生</div>", "老街新生"),
        ("<title>老街新生--甲县政府网</title>", "<b><font>老街新生</font></b>", "老街新生"),
        ("<title>甲县政府</title><meta name='ArticleTitle' content='老街新生'>", "<td>老街新生</td>", "老街新生"),
        ("<title>甲网</title><meta property='og:title' content='老街新生'>", "", "老街新生"),
        ("<title>甲网</title>", "<h1>老街新生</h1>", "老街新生"),
        ("<title>老街新生_甲网</title>", "<h1>甲网</h1><h2>老街新生</h2>", "老街新生"),
        ("<title>老街新生 焕发活力_甲网</title>", "<h1>老街新生<br>焕发活力</h1>", "老街新生 焕发活力"),
        ("<title>老街新生-社会-甲网</title>", "", "老街新生"),
        ("<title>甲市人民政府网站 - 老街新生</title>", "<td><b>老街新生</b></td>", "老街新生"),
        ("<title>甲市人民政府网站 - 老街新生</title>", "", "老街新生"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","headline":"老街新生"}</script>', "", "老街新生"),
    ],
)
def test_the_title_is_what_the_page_shows_and_its_head_says_alike(head, body, title):
    assert article(f"{body}<div>{BODY}</div>", head).title == title


def test_a_page_without_a_title_is_refused_with_a_remedy():
    with pytest.raises(UnreadableFile) as refusal:
        read(f"<html><body>{BODY}</body></html>")
    assert (refusal.value.code, str(refusal.value)) == ("missing-title", "The page has no title.")
    assert refusal.value.remedy == "Give it a <title> or an <h1>."


def test_lines_above_and_below_the_headline_are_kicker_and_deck():
    found = article(f"<h3 class='pre'>甲论坛</h3><h1>老街新生</h1><h4 class='sub'>——一条街的三年</h4><div>{BODY}</div>")
    assert (found.kicker, found.deck) == ("甲论坛", "——一条街的三年")


@pytest.mark.parametrize(
    "line",
    [
        "<div>来源：江城晚报　发布时间：2022-06-16 07:52　作者：张三</div>",
        "<div><i>来源：<a>江城晚报</a></i><i>发布时间：2022-06-16 07:52</i><i>作者：张三</i></div>",
        "<p>2022-06-16 07:52</p><p>来源：江城晚报</p><p>作者：张三</p><p>浏览次数：<em>12</em>次</p>",
        "<div>江城晚报 2022年6月16日 07:52 <a>打印</a> <a>分享</a></div><div class='author'>张三</div>",
    ],
)
def test_the_imprint_is_read_and_no_part_of_the_body(line):
    found = page(above=line)
    assert (found.source, found.published_at) == ("江城晚报", datetime(2022, 6, 16, 7, 52, tzinfo=SHANGHAI))
    assert found.credits == (Credit("张三", "author"),)
    assert found.blocks == (Paragraph(TEXT), Paragraph(TEXT))


def test_an_imprint_inside_the_text_element_is_found_too():
    found = article(f"<div><h1>老街新生</h1><p>来源：江城晚报 时间：2022-06-16</p>{BODY}</div>")
    assert (found.source, found.published_at) == ("江城晚报", date(2022, 6, 16))
    assert found.blocks == (Paragraph(TEXT), Paragraph(TEXT))


@pytest.mark.parametrize(
    "tag",
    [
        '<meta name="PubDate" content="2022-06-16 07:52:10">',
        '<meta property="article:published_time" content="2022-06-16T07:52:10+08:00">',
        '<script type="application/ld+json">'
        '{"@graph":[{"@type":"Article","datePublished":"2022-06-16T07:52:10+08:00"}]}</script>',
    ],
)
def test_the_head_completes_the_date_that_is_shown(tag):
    found = page("<p>2022-06-16 07:52</p>", head=f"<title>老街新生</title>{tag}")
    assert found.published_at == datetime(2022, 6, 16, 7, 52, 10, tzinfo=SHANGHAI)


def test_a_date_that_differs_from_the_one_shown_does_not_count():
    found = page(
        "<p>2022-06-16 07:52</p>", head='<title>老街新生</title><meta name="PubDate" content="2023-01-01 00:00:10">'
    )
    assert found.published_at == datetime(2022, 6, 16, 7, 52, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    "said, kept",
    [("来源：甲省发展和改革委员会", True), ("（来源：甲省发展和改革委员会）", True), ("来源：甲市发布", False)],
)
def test_a_line_of_the_text_that_names_another_source_than_the_page_stays(said, kept):
    read = page("<p>来源：甲市发布　2023-07-01 18:20</p>", content=f"{BODY}<p>{said}</p>")

    assert read.source == "甲市发布"
    assert (said in to_html(read.blocks)) == kept


def test_the_head_tells_what_the_page_does_not_show():
    head = (
        '<title>老街新生</title><meta name="ContentSource" content="江城晚报"><meta name="author" content="张三">'
        '<meta name="PubDate" content="2022-06-16"><meta name="ColumnName" content="要闻">'
        '<link rel="canonical" href="https://a.b/1.html">'
    )
    found = page(head=head)
    assert (found.source, found.published_at, found.column) == ("江城晚报", date(2022, 6, 16), ("要闻",))
    assert (found.credits, found.original_url) == ((Credit("张三", "author"),), "https://a.b/1.html")


def test_a_page_that_says_neither_source_nor_date_has_warnings():
    assert [warning.code for warning in page().warnings] == ["missing-source", "missing-date"]


def test_the_editor_below_the_text_is_credited_once():
    found = page(
        below="<div>【责任编辑：张三】</div>", head='<title>老街新生</title><meta name="author" content="张三">'
    )
    assert found.credits == (Credit("张三", "editor"),)


@pytest.mark.parametrize(
    "crumbs",
    [
        "<div>当前位置：<a>首页</a> &gt; <a>新闻</a> &gt; <a>要闻</a> &gt; 正文</div>",
        "<p>您现在的位置：网站首页 >> 新闻 >> 要闻</p>",
        "<div class='crumbs'><a>甲网首页</a> / <a>新闻</a> / <a>要闻</a></div>",
        "<ul class='breadcrumb'><li><a>首页</a></li><li><a>新闻</a></li><li><a>要闻</a></li></ul>",
        "<div class='position'>首页 » 新闻 » 要闻 » 老街新生</div>",
    ],
)
def test_breadcrumbs_are_the_column_without_front_page_and_article(crumbs):
    assert article(f"{crumbs}<h1>老街新生</h1><div>{BODY}</div>").column == ("新闻", "要闻")


@pytest.mark.parametrize(
    "furniture",
    [
        "<p>上一篇：<a href='1'>关于做好防汛工作的通知，请各单位遵照执行。</a></p><p>下一篇：没有了</p>",
        "<div class='share'>分享到：微信 微博</div>",
        "<div class='ewm'><p>扫一扫在手机打开当前页</p></div>",
        "<p>【打印本页】【关闭窗口】</p>",
        "<p>版权所有：甲市人民政府　主办单位：甲市政府办公室</p>",
        "<h3>相关阅读</h3><ul><li><a href='1'>甲市公路通到最后一个村</a></li></ul>",
        "<div class='footer'><p>未经授权，不得复制。违者必究，请知悉。</p></div>",
        "<nav><a>首页</a><a>新闻</a></nav>",
        "<form><input value='x'><select><option>甲</option></select><button>搜索</button></form>",
        "<script>var a='正文，很长。';</script><style>p{}</style>",
    ],
)
def test_page_furniture_is_no_part_of_the_body(furniture):
    assert page(below=furniture).blocks == (Paragraph(TEXT), Paragraph(TEXT))
    assert page(content=BODY + furniture).blocks == (Paragraph(TEXT), Paragraph(TEXT))


def test_an_old_page_of_tables_and_line_breaks_is_read():
    found = article(
        "<table><tr><td>您的位置：首页 &gt; 新闻</td></tr><tr><td><b>老街新生</b></td></tr>"
        f"<tr><td>时间：2022/6/16 7:52:00 来源：江城晚报</td></tr><tr><td>　　{TEXT}<BR>　　{TEXT}</td></tr></table>"
    )
    assert (found.title, found.source, found.column) == ("老街新生", "江城晚报", ("新闻",))
    assert found.blocks == (Paragraph(TEXT), Paragraph(TEXT))


def test_headings_pictures_and_relative_addresses_of_the_text_are_kept():
    head = '<title>老街新生</title><link rel="canonical" href="https://a.b/2022/1.html">'
    content = f"<p>{TEXT}</p><h2>新店</h2><p>{TEXT}<a href='f.pdf'>附件</a></p><p><img src='./1.jpg'></p><p>{TEXT}</p>"
    found = page(content=content, head=head)
    assert found.blocks[1] == Heading("新店")
    assert '<a href="https://a.b/2022/f.pdf">附件</a>' in to_html(found.blocks)
    assert '<img src="https://a.b/2022/1.jpg" alt="">' in to_html(found.blocks)


def test_a_signature_with_a_date_at_the_end_of_a_notice_stays():
    found = page(content=f"{BODY}<p>甲市教育局</p><p>2022年8月24日</p>")
    assert found.blocks[-1] == Paragraph("2022年8月24日")
    assert found.published_at is None


def test_broken_data_for_search_engines_does_no_harm():
    head = '<title>老街新生</title><script type="application/ld+json">{"@type": </script>'
    deep = '<script type="application/ld+json">' + "[" * 100_000 + "</script>"
    assert page(head=head + deep).title == "老街新生"


def test_a_page_nested_too_deep_is_refused():
    with pytest.raises(UnreadableFile, match="nested more than 120 elements deep"):
        article("<div>" * 100_000)


@pytest.mark.parametrize("crumbs", ["您的位置：甲地新闻网 >> 新闻 >> 民生", "首页 > 新闻 > 民生"])
def test_the_site_itself_is_no_column(crumbs):
    assert page(f"<div>{crumbs}</div>").column == ("新闻", "民生")


def test_data_for_search_engines_say_who_is_a_person_whatever_the_name():
    data = (
        '{"@type":"NewsArticle","author":[{"@type":"Person","name":"阿布力克木"},{"name":"佚名"},{"name":"甲地日报"}]}'
    )
    found = page(head=f'<title>老街新生</title><script type="application/ld+json">{data}</script>')

    assert found.credits == (Credit("阿布力克木", "author"),)
