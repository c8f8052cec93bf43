"""What axe finds in every kind of page: nothing serious, light and dark, on a desk and on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from articles.models import Article
from sources.models import ImportedFile
from tests.factories import make_article, make_document, make_editor, make_run, make_source

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BODY = (
    "<p>营商环境建设是一项系统工程。</p><h2>小标题</h2><ul><li>一</li></ul>"
    '<aside class="fact-box"><h3>数据</h3><ul><li>省级.....26个</li></ul></aside>'
    '<figure><img src="https://img.example.cn/a.jpg" alt="港口"><figcaption>图说</figcaption></figure>'
    '<blockquote class="pull-quote"><p>请公众谨慎辨别。</p></blockquote>'
    f"<table><tr>{'<td>单元格</td>' * 30}</tr></table><p><a href='https://a.cn/'>链接</a></p>"
)
PAGES = ["/", "/?source=nobody", "/articles/a/", "/sources/", "/sources/s/", "/tags/", "/archive/", "/nowhere/"]
PAGES += [
    "/trends/",
    "/trends/?by=tag",
    "/trends/?q=没有的词",
    "/wall/?tag=营商环境",
    "/wall/?tag=x",
    "/search/?q=营商",
]


@pytest.fixture(autouse=True)
def archive():
    run = make_run(paths=["posts"], counts={"files": 2, "created": 1, "failed": 1})
    ImportedFile.objects.create(run=run, path="a.md", outcome="failed", codes=["too-large"], message="…", remedy="…")
    make_article(
        slug="a",
        kicker="引题",
        deck="副题",
        column=["要闻"],
        summary="摘要。",
        body=BODY,
        source=make_source("泉州晚报", slug="s"),
        republisher=make_source("转载网"),
        credits=[("郭荣鑫", "reporter", "本报")],
        tags=["营商环境", "AI"],
        original_url="https://finews.example.cn/a",
        usage_terms="转载请注明。",
        document=make_document(first_run=run, last_run=run),
        warnings=["missing-url"],
        conflicts={"title": "文件的标题"},
    )
    make_article("没有日期", published_at=None)


# Django's search field and the lookups of its autocomplete are as Django has them.
NOT_OURS = {"exclude": [[".select2-container"], ["#searchbar"]]}


def serious(page) -> list[str]:
    """What axe calls serious or critical, each with the first element that it concerns."""
    found = Axe().run(page, context=NOT_OURS).response["violations"]
    return [
        f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in found if rule["impact"] in {"serious", "critical"}
    ]


def test_control_axe_sees_a_picture_without_text_and_text_without_contrast(chromium):
    page = chromium.new_page()
    faint = '<p style="color:#ccc;background:#fff">看不清的字看不清的字</p>'
    page.set_content(f"<!doctype html><html lang=zh><title>x</title><main><img src=a.png>{faint}</main>")

    assert {fault.partition(":")[0] for fault in serious(page)} == {"image-alt", "color-contrast"}
    page.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_no_page_has_a_serious_fault(open_page, live_server, width, scheme):
    faults = {path: serious(open_page(live_server.url + path, width=width, color_scheme=scheme)) for path in PAGES}

    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_admin_has_a_serious_fault(open_page, live_server, scheme):
    client = Client()
    client.force_login(make_editor())
    cookies = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
    faults = {}
    for path in ["", "articles/article/", "sources/source/", "sources/importrun/", *forms()]:
        page = open_page(f"{live_server.url}/admin/{path}", cookies=cookies, color_scheme=scheme)
        faults[path] = serious(page)

    assert {path: found for path, found in faults.items() if found} == {}


def forms() -> list[str]:
    article = Article.objects.get(slug="a")
    document = article.document
    return [
        f"articles/article/{article.pk}/change/",
        f"sources/document/{document.pk}/change/",
        f"sources/importrun/{document.first_run.pk}/change/",
    ]
