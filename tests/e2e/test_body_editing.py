"""The body of an article edited as rich text in a real browser: blocks, dialogs, keys, paste, the way to the source."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.writing import RICH, press, save, saved, write
from tests.factories import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_text_is_typed_into_a_paragraph_and_all_else_stays(open_form):
    article = make_article(body='<p>甲</p>\n<aside class="fact-box"><h3>资料</h3><ul><li>一</li></ul></aside>')
    page = open_form(article)

    page.locator(f"{RICH} > p").click()
    write(page, "+End", "乙", "+Enter", "丙 & <b>")

    assert saved(page, article) == (
        '<p>甲乙</p>\n<p>丙 &amp; &lt;b&gt;</p>\n<aside class="fact-box"><h3>资料</h3><ul><li>一</li></ul></aside>'
    )


def test_the_blocks_of_an_article_are_made_by_buttons(open_form):
    article = make_article(body="")
    page = open_form(article)

    page.locator(RICH).click()
    page.locator(".body-toolbar select").select_option("heading2")
    write(page, "小标题", "+Enter")
    press(page, "bold")
    write(page, "粗")
    press(page, "bold")
    write(page, "细", "+Enter")
    press(page, "bullets")
    write(page, "甲", "+Enter", "乙", "+Enter", "+Enter", "段", "+Enter")
    press(page, "pullQuote")
    write(page, "摘引")
    press(page, "paragraphAfter", "factBox", "bullets")
    write(page, "事实")

    assert saved(page, article) == "\n".join(
        [
            "<h2>小标题</h2>",
            "<p><strong>粗</strong>细</p>",
            "<ul><li>甲</li><li>乙</li></ul>",
            "<p>段</p>",
            '<blockquote class="pull-quote"><p>摘引</p></blockquote>',
            '<aside class="fact-box"><ul><li>事实</li></ul></aside>',
        ]
    )
    assert page.complaints == []


def test_a_picture_with_its_caption_and_a_link_are_told_in_dialogs(open_form):
    article = make_article(body="<p>见</p>")
    page = open_form(article)

    page.locator(f"{RICH} p").click()
    write(page, "+End")
    press(page, "link")
    page.locator("dialog [name=href]").fill("https://example.com/a")
    page.locator("dialog [value=apply]").click()
    press(page, "picture")
    page.locator("dialog [name=src]").fill("https://example.com/b.jpg")
    page.locator("dialog [name=alt]").fill("桥")
    page.locator("dialog [value=apply]").click()
    page.locator(f"{RICH} figcaption").click()
    write(page, "图说")

    assert saved(page, article) == (
        '<p>见<a href="https://example.com/a" rel="nofollow noopener">https://example.com/a</a></p>\n'
        '<figure><img src="https://example.com/b.jpg" alt="桥"><figcaption>图说</figcaption></figure>'
    )
    # The picture itself was asked of nobody.
    assert not [url for url in page.requests if "example.com" in url]


def test_a_table_is_made_and_its_rows_and_columns_are_added_and_removed(open_form):
    article = make_article(body="<p>前</p>")
    page = open_form(article)

    page.locator(f"{RICH} p").click()
    press(page, "table")
    page.locator("dialog [name=rows]").fill("2")
    page.locator("dialog [name=columns]").fill("2")
    page.locator("dialog [name=caption]").fill("数字")
    page.locator("dialog [value=apply]").click()
    page.locator(f"{RICH} th").first.click()
    write(page, "年")
    press(page, "addColumn", "addRow")
    page.locator(f"{RICH} td").first.click()
    write(page, "值")
    press(page, "removeRow")
    page.locator(f"{RICH} th").nth(1).click()
    press(page, "removeColumn")

    assert saved(page, article) == (
        "<p>前</p>\n<table><caption>数字</caption><tbody><tr><th>年</th><th></th></tr>"
        "<tr><td></td><td></td></tr></tbody></table>"
    )


def test_lists_are_left_and_joined_by_keys(open_form):
    article = make_article(body="<ul><li>甲</li><li>乙</li></ul>\n<p>后</p>")
    page = open_form(article)

    page.locator(f"{RICH} li").nth(1).click()
    write(page, "+Home", "+Backspace")
    expect(page.locator("#id_body")).to_have_value("<ul><li>甲乙</li></ul>\n<p>后</p>")
    write(page, "+Home", "+Backspace")
    expect(page.locator("#id_body")).to_have_value("<p>甲乙</p>\n<p>后</p>")

    assert saved(page, article) == "<p>甲乙</p>\n<p>后</p>"


def test_a_line_break_in_a_cell_or_a_caption_is_one_and_no_new_block(open_form):
    article = make_article(body="<table><tbody><tr><td>甲</td></tr></tbody></table>")
    page = open_form(article)

    page.locator(f"{RICH} td").click()
    write(page, "+End", "+Enter", "乙")

    assert saved(page, article) == "<table><tbody><tr><td>甲<br>乙</td></tr></tbody></table>"


def test_what_is_pasted_keeps_only_what_the_archive_keeps(open_form):
    article = make_article(body="")
    page = open_form(article)
    pasted = (
        '<h1 style="color:red">题</h1><p onclick="x()">甲<script>document.title="ran"</script>'
        '<font size="7">乙</font><a href="javascript:alert(1)">丙</a><b>丁</b></p><iframe src="https://x.example"></iframe>'
    )
    page.locator(RICH).click()
    page.evaluate(
        """(html) => {
            const data = new DataTransfer()
            data.setData("text/html", html)
            const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
            document.querySelector(".ProseMirror").dispatchEvent(event)
        }""",
        pasted,
    )

    assert saved(page, article) == "<h2>题</h2>\n<p>甲乙丙<b>丁</b></p>"
    assert page.title() != "ran"
    assert page.complaints == []


def test_undo_and_redo_go_by_buttons_and_keys(open_form):
    page = open_form(make_article(body="<p>甲</p>"))

    page.locator(f"{RICH} p").click()
    write(page, "+End", "乙")
    press(page, "undo")
    expect(page.locator("#id_body")).to_have_value("<p>甲</p>")
    write(page, "+Control+y")
    expect(page.locator("#id_body")).to_have_value("<p>甲乙</p>")


# Rich text and source


def test_one_goes_to_the_source_and_back_with_what_was_changed(open_form):
    article = make_article(body="<p>甲</p>")
    page = open_form(article)

    page.get_by_role("button", name="HTML source").click()
    page.locator("#id_body").fill("<h2>乙</h2>")
    page.get_by_role("button", name="Rich text").click()
    page.locator(f"{RICH} h2").click()
    write(page, "+End", "丙")

    assert saved(page, article) == "<h2>乙丙</h2>"


def test_what_the_archive_does_not_keep_is_refused_by_name_and_still_there(open_form):
    article = make_article(body="<p>甲</p>")
    page = open_form(article)

    page.get_by_role("button", name="HTML source").click()
    page.locator("#id_body").fill("<p>甲</p><marquee>乙</marquee>")
    page.get_by_role("button", name="Rich text").click()
    expect(page.locator(RICH)).to_have_count(0)
    save(page)

    expect(page.locator(".field-body .errorlist")).to_contain_text("<marquee>")
    expect(page.locator("#id_body")).to_have_value("<p>甲</p><marquee>乙</marquee>")
    article.refresh_from_db()
    assert article.body == "<p>甲</p>"


# By keys alone


def test_the_toolbar_is_one_stop_and_its_buttons_are_reached_by_arrows(open_form):
    page = open_form(make_article(body="<p>甲</p>"))
    focused = "(at => at.dataset.does ?? at.getAttribute('role') ?? at.tagName)(document.activeElement)"

    page.get_by_role("button", name="HTML source").focus()
    write(page, "+Tab")
    assert page.evaluate(focused) == "SELECT"
    write(page, "+ArrowRight", "+ArrowRight")
    assert page.evaluate(focused) == "italic"
    write(page, "+Tab")
    assert page.evaluate(focused) == "textbox"
    # Out again, for the tab key is not caught.
    write(page, "+Tab")
    assert page.evaluate(focused) != "textbox"


def test_the_text_is_named_and_says_what_it_is(open_form):
    page = open_form(make_article(body="<p>甲</p>"))

    assert page.get_by_role("textbox", name="Body").get_attribute("aria-multiline") == "true"
    expect(page.get_by_role("toolbar", name="Marks and blocks")).to_have_count(1)


def test_the_labels_are_chinese_for_chinese_editors(open_form):
    page = open_form(make_article(body="<p>甲</p>"), language="zh-hans")

    labels = page.locator(".body-editor button").all_inner_texts()
    assert {"HTML 源码", "资料框", "摘引"} <= set(labels)
    assert not [label for label in labels if label.isascii()]
