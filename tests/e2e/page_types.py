"""Every kind of page that readers see, once, and an archive in which each has something to show.

Whatever holds for all pages (axe, large print, weight, print) is tested over this table: a new kind of page is a line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import timedelta

from tests.factories import NOON, make_article, make_document, make_run, make_source, make_tag

# By its name, a page's address and its status.
PAGE_TYPES = {
    "home": ("/", 200),
    "second page": ("/?page=2", 200),
    "filtered to nothing": ("/?source=nobody", 200),
    "article": ("/articles/everything/", 200),
    "short article": ("/articles/bare/", 200),
    "sources": ("/sources/", 200),
    "source": ("/sources/s/", 200),
    "tags": ("/tags/", 200),
    "tag": ("/tags/营商环境/", 200),
    "archive": ("/archive/", 200),
    "tag in a month": ("/tags/营商环境/?period=2022-02", 200),
    "columns": ("/columns/", 200),
    "column": ("/columns/招商百科/", 200),
    "people": ("/people/", 200),
    "person": ("/people/王沙/", 200),
    "regions": ("/regions/", 200),
    "region": ("/regions/福建/", 200),
    "all series": ("/series/", 200),
    "series": ("/series/part1/", 200),
    "part of a series": ("/articles/part2/", 200),
    "year": ("/archive/2022/", 200),
    "month": ("/archive/2022/02/", 200),
    "day": ("/archive/2022/02/25/", 200),
    "undated": ("/archive/undated/", 200),
    "trends": ("/trends/", 200),
    "trends by tag": ("/trends/?by=tag", 200),
    "trends of nothing": ("/trends/?q=没有这样的词", 200),
    "wall": ("/wall/?tag=营商环境", 200),
    "wall of nothing": ("/wall/?tag=x", 200),
    "search help": ("/search/", 200),
    "search": ("/search/?q=营商", 200),
    "search for nothing": ("/search/?q=没有这样的词", 200),
    "about": ("/about/", 200),
    "accessibility": ("/accessibility/", 200),
    "API": ("/api/docs/", 200),
    "not found": ("/nowhere/", 404),
    "withdrawn": ("/articles/gone/", 410),
}

PARAGRAPH = "<p>营商环境建设是一项系统工程，良好的营商环境是“一个国家”或地区经济软实力和综合竞争力的重要体现。</p>"
BODY = (
    f"{PARAGRAPH}<h2>小标题</h2>{PARAGRAPH}<ul><li>一</li><li>二</li></ul><h2>再一个</h2>{PARAGRAPH}<h3>下一级</h3>"
    '<aside class="fact-box"><h3>数据</h3><ul><li>省级.....26个</li></ul></aside>'
    '<figure><img src="https://img.example.cn/a.jpg" alt="港口"><figcaption>图说</figcaption></figure>'
    '<blockquote class="pull-quote"><p>请公众谨慎辨别，谨防上当受骗。</p></blockquote>'
    "<blockquote><p>引文。</p></blockquote>"
    f"<table><tr>{'<td>单元格</td>' * 30}</tr></table><p><a href='https://a.cn/'>链接</a>在文中。</p><pre>原样 x</pre>"
    f"<h2>第三个</h2>{PARAGRAPH * 40}"
)


def fill() -> None:
    """An archive with an article that has everything, one of a line, one withdrawn, and enough for two pages."""
    run = make_run(paths=["posts"])
    source = make_source("厦门市人民政府办公厅", slug="s", aliases=["厦门市府办"], homepage="https://xm.example.cn/")
    tags = [
        make_tag("营商环境", slug="营商环境"),
        make_tag("AI-in-Latin"),
        make_tag("福建", slug="福建", kind="region"),
    ]
    make_article(
        "关于进一步深化放管服改革全面推进数字政府建设持续优化营商环境培育和激发市场主体活力行动方案的若干意见及其任务分工",
        slug="everything",
        kicker="做强做优数字经济 ④",
        deck="让数据多跑路、群众少跑腿",
        column=["招商百科", "视界深度"],
        summary="摘要。",
        body=BODY,
        source=source,
        republisher=make_source("转载网"),
        credits=[("王沙", "author", "成都市经济发展研究院"), ("唐克", "photographer")],
        tags=tags,
        original_url="https://finews.example.cn/" + "z" * 200,
        usage_terms="转载请注明。",
        document=make_document(first_run=run, last_run=run),
    )
    make_article("一句话", slug="bare", published_at=None, body="<p>一句话。</p>")
    make_article("撤回", slug="gone", status="archived", withdrawn_at=NOON)
    for number, part in enumerate("上下", 1):
        make_article(f"老城改造见闻（{part}）", slug=f"part{number}", source="泉州晚报")
    for number in range(25):
        make_article(
            f"第{number}篇谈营商", published_at=NOON + timedelta(days=number % 3), source=source, tags=tags[:1]
        )


def walk(page, site: str, names: Collection[str] = PAGE_TYPES) -> Iterator[str]:
    """Opens every kind of page, with all that is folded laid open, and tells its name."""
    for name in names:
        page.goto(site + PAGE_TYPES[name][0])
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        yield name


def views(page, widths: tuple[int, ...] = (390, 1280)) -> Iterator[str]:
    """Shows the page that is open at each width, in light and in dark."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            yield f"{width} {scheme}"
