"""What of a file went into none of its articles, for each format; and that nothing is said that is not so."""

from __future__ import annotations

import pytest

from sources.labels import LABELS
from sources.leavings import _ORDER
from sources.readers import read

from .gold import FILES

HEAD = "---\ntitle: 标题\ndate: 2022-02-25\n---\n"
TEXT = "营商环境建设是一项系统工程，要久久为功。"


def left(content: str, name: str = "") -> tuple[str, ...]:
    return read(content.encode(), name).leavings


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        (f"<p>{TEXT}</p><script>alert(1)</script>", ("scripts",)),
        (f'<p onclick="go()">{TEXT}</p>', ("scripts",)),
        (f'<p style="color:red">{TEXT}</p>', ("styles",)),
        (f"<p>{TEXT}</p><!-- 内部备注 -->", ("comments",)),
        (f'<p>{TEXT}</p><iframe src="https://a.cn/"></iframe>', ("embedded",)),
        (f'<p>{TEXT}</p><img src="https://a.cn/c.gif" width="1" height="1">', ("counters",)),
        (f"{TEXT}\n\n{TEXT}\x01\n", ("control-characters",)),
        (f"{TEXT}\n", ()),
    ],
)
def test_a_post_tells_what_was_taken_out_of_it(body, codes):
    assert left(HEAD + body) == ("front-matter", *codes)


def test_markup_that_an_article_speaks_of_was_not_left_out():
    assert left(f"{HEAD}用 `<script>` 写的网页，{TEXT}\n\n{TEXT}") == ("front-matter",)


def test_a_template_that_the_text_still_has_was_not_left_out():
    assert left(f"{HEAD}模板写作 {{{{ title }}}}，{TEXT}") == ("front-matter",)
    assert left(f"{HEAD}{TEXT}\n\n{{: .note}}\n") == ("front-matter", "template-remains")


def test_a_web_page_tells_of_its_furniture():
    page = f"<html><body><nav>首页 新闻</nav><h1>标题在此</h1><div class=content><p>{TEXT}</p></div></body></html>"

    assert left(page) == ("page-furniture",)
    assert left(page.replace("<nav>首页 新闻</nav>", "")) == ()


def test_a_text_tells_of_lines_of_its_web_page():
    assert left(f"标题在此\n2022-02-25 来源：泉州晚报\n{TEXT}\n{TEXT}\n【打印】【关闭】\n相关阅读\n另一篇\n") == (
        "page-furniture",
    )
    assert left(f"标题在此\n2022-02-25 来源：泉州晚报\n{TEXT}\n{TEXT}\n") == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_kind_has_words_and_the_order_is_fixed(path):
    found = read(path.read_bytes(), path.name).leavings

    assert [code for code in found if code not in LABELS] == []
    assert list(found) == [code for code in _ORDER if code in found]


def test_each_format_has_a_sample_that_tells_something():
    told = {read(path.read_bytes(), path.name).format for path in FILES if read(path.read_bytes(), path.name).leavings}

    assert told == {"jekyll", "repost", "newspaper-page", "html", "text"}
