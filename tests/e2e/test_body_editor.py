"""The body of an article as rich text, in a real browser under the content security policy."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from articles.models import Article
from tests.factories import make_article, make_editor
from tests.sources.gold import FILES, clean_html, read, to_html

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RICH = ".ProseMirror"
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


@pytest.fixture
def open_form(live_server, open_page):
    """Opens the form of an article, in English unless `language` says otherwise."""
    client = Client()
    client.force_login(make_editor())
    session = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}

    def open_(article: Article, language: str = "en", **options):
        cookies = session | {"django_language": language}
        page = open_page(f"{live_server.url}/admin/articles/article/{article.pk}/change/", cookies=cookies, **options)
        if options.get("java_script_enabled", True):
            page.locator(".body-switch").wait_for()
        return page

    return open_


def save(page) -> None:
    page.locator("[name=_continue]").first.click()
    page.wait_for_load_state("networkidle")


def test_every_body_of_the_samples_comes_through_unchanged(open_form):
    article = make_article(body=next(iter(BODIES.values())))
    page = open_form(article)

    for name, body in {**BODIES, "everything": EVERYTHING}.items():
        assert clean_html(body) == body, name
        Article.objects.filter(pk=article.pk).update(body=body)
        page.reload()
        page.locator(RICH).wait_for()
        assert page.locator("#id_body").is_hidden(), name
        save(page)
        article.refresh_from_db()
        assert article.body == body, name
    assert page.complaints == []
