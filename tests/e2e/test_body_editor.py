"""The body of an article as rich text, in a real browser: what is not edited is not changed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.writing import RICH, saved, write
from tests.factories import make_article
from tests.sources.gold import FILES, clean_html, read, to_html

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BODIES = {
    f"{path.stem}-{number}": clean_html(to_html(article.blocks))
    for path in FILES
    for number, article in enumerate(read(path.read_bytes(), path.name).articles)
}
# What no sample has, and the archive keeps all the same.
EVERYTHING = "\n".join(
    [
        "<h2>一级</h2>",
        "<h3>二级</h3>",
        "<h4>三级 <em>斜体</em></h4>",
        '<p>水是 H<sub>2</sub>O，面积 10<sup>4</sup> 平方米，<a href="https://example.com/?a=1&amp;b=2" title="说明" '
        'rel="nofollow noopener">链接</a>，<b>旧粗体</b>、<strong>粗</strong>、<i>旧斜体</i>、<u>下划</u>、'
        "<s>删去</s>、<code>a &lt; b</code>，<br>换行；两个  空格&nbsp;不断行。</p>",
        "<pre>第一行\n  第二行</pre>",
        "<ul><li>甲<ul><li>甲一</li></ul></li><li><p>成段的乙</p><p>又一段</p></li></ul>",
        "<ol><li>一</li><li><strong>二</strong></li></ol>",
        "<aside><p>没有名目的旁栏</p></aside>",
        '<aside class="fact-box"><h3>资料</h3><ul><li>省级26个</li></ul></aside>',
        '<blockquote class="pull-quote"><p>摘引</p></blockquote>',
        "<blockquote><p>引文</p><p>第二段</p></blockquote>",
        '<figure><img src="https://example.com/a.jpg" alt="" width="300" height="200">'
        "<figcaption>图说 <em>张三</em> 摄</figcaption></figure>",
        '<p>行内图<img src="https://example.com/b.png" alt="b">。</p>',
        "<hr>",
        '<table><caption>各年数字</caption><thead><tr><th scope="col">年份</th><th>数</th></tr></thead>'
        '<tbody><tr><td colspan="2">合并</td></tr><tr><td rowspan="2">竖</td><td><p>段</p></td></tr></tbody>'
        "<tfoot><tr><td>计</td><td></td></tr></tfoot></table>",
    ]
)
# Clean, and yet of a form that the editor would write otherwise.
UNHELD = {
    "text outside a paragraph": "没有段落的文字",
    "line breaks inside a list": "<ul>\n<li>甲</li>\n</ul>",
    "a link around one mark and inside another": "<p><strong>甲</strong><em><strong>乙</strong></em></p>",
}


def test_every_body_of_the_samples_is_held_to_the_letter(open_form):
    page = open_form(make_article())
    held = """async (bodies) => {
        const { getSchema } = await import("editor")
        const { exactly, toHTML } = await import("body-editor/html")
        const { extensions } = await import("body-editor/schema")
        const schema = getSchema(extensions({ picture: "" }, {}))
        const written = (body) => { const doc = exactly(body, schema); return doc && toHTML(doc) }
        return Object.fromEntries(Object.entries(bodies).map(([name, body]) => [name, written(body)]))
    }"""
    bodies = {**BODIES, "everything": EVERYTHING, "nothing": ""}

    assert len(BODIES) >= 27
    assert {name: clean_html(body) for name, body in bodies.items()} == bodies
    assert page.evaluate(held, bodies) == bodies
    # The control: what it cannot write so is not held.
    assert set(page.evaluate(held, UNHELD).values()) == {None}


@pytest.mark.parametrize("name", [*list(BODIES)[:5], "everything"])
def test_a_body_that_is_loaded_and_saved_is_what_it_was(open_form, name):
    body = {**BODIES, "everything": EVERYTHING}[name]
    article = make_article(body=body)
    page = open_form(article)

    assert page.locator("#id_body").is_hidden()
    expect(page.locator(RICH)).to_be_visible()
    assert saved(page, article) == body
    assert page.complaints == []


def test_what_is_typed_and_taken_back_leaves_every_block_as_it_was(open_form):
    article = make_article(body=EVERYTHING)
    page = open_form(article)

    page.locator(f"{RICH} h2").click()
    write(page, "+End", "字")
    expect(page.locator("#id_body")).to_have_value(EVERYTHING.replace("一级", "一级字"))
    write(page, "+Backspace")

    expect(page.locator("#id_body")).to_have_value(EVERYTHING)
    assert saved(page, article) == EVERYTHING


@pytest.mark.parametrize("name", UNHELD)
def test_what_the_editor_cannot_hold_stays_as_source_and_that_is_said(open_form, name):
    article = make_article(body=UNHELD[name])
    page = open_form(article)

    expect(page.locator(RICH)).to_have_count(0)
    expect(page.locator("#id_body")).to_be_visible()
    expect(page.locator(".body-note")).to_contain_text("cannot hold this body exactly")
    assert saved(page, article) == UNHELD[name]


def test_without_scripts_there_is_the_plain_field(open_form):
    article = make_article(body="<p>甲</p>")
    page = open_form(article, java_script_enabled=False)

    page.locator("#id_body").fill("<p>乙</p>")

    assert saved(page, article) == "<p>乙</p>"
