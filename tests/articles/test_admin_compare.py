"""Two states of an article beside each other in the admin."""

from __future__ import annotations

import pytest

from articles.importing import Options, import_paths
from articles.models import Article
from tests.browserlike import submit, text
from tests.factories import make_article

from .histories import address, differences
from .posts import post, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editor")]


def test_two_revisions_stand_side_by_side_each_field_by_its_kind(client, changed):
    assert differences(client, changed, 1, 2) == {
        "Title": [["今天天气-很-好", "今天天气+不+好"]],
        "Source": [["-泉州晚报-", "+厦门日报+"]],
        "Published at": [["2022--02---25 12:00:00-", "2022-+03+-+01+"]],
        "Column": [["要闻", "要闻"], ["", "+时政+"]],
        "Tags": [["-政务-", "+民生+"], ["经济", "经济"]],
        "Summary": [["第一行", "第一行"], ["-第二-行", "+另一+行"]],
        "Body": [
            ["<h2>一</h2>", "<h2>一</h2>"],
            ["<p>十年-来-的变化。</p>", "<p>十年+间+的变化。</p>"],
            ["<p>三</p>", "<p>三</p>"],
        ],
        "Credits": [["甲 · reporter · 某-社-", "甲 · reporter · 某+报+"], ["", "+乙 · editor+"]],
    }


def test_a_revision_is_compared_with_the_article_now(client, changed):
    Article.objects.update(title="又一个")

    assert set(differences(client, changed, 2, "live")) == {"Title"}
    assert differences(client, changed, "live", "live") == {}


def test_an_article_is_compared_with_what_its_file_says(client, tmp_path):
    import_paths([write(tmp_path, {"a.md": post(title="文件里的题目")})], Options(jobs=1))
    article = Article.objects.get()
    # The same sources and tags by name are no difference, nor is the status, of which a file knows nothing.
    assert differences(client, article, "file", "live") == {}

    submit(client, address(article), title="编辑里的题目", status="draft")

    assert differences(client, article, "file", "live") == {"Title": [["-文件-里的题目", "+编辑+里的题目"]]}
    assert set(differences(client, article, 2, "file")) == {"Title"}


def test_what_differs_only_in_white_space_says_so(client):
    article = make_article(body="<p>一</p><p>二</p>")
    submit(client, address(article), body="<p>一</p>\n<p>二</p>")

    assert "Only white space or numbers of order differ." in text(client, address(article, "compare"), old=1, new=2)


def test_markup_in_a_text_is_shown_and_not_run(client):
    article = make_article("甲")
    script = "<script>alert(1)</script>"
    submit(client, address(article), title=script, comment=script)

    for page, query in (("history", {}), ("compare", {"old": 1, "new": 2})):
        html = client.get(address(article, page), query).content.decode()
        assert script not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@pytest.mark.parametrize("value", ["0", "3", "-1", "x", "", "\x00", "١", "1" + "0" * 23, "file"])
def test_a_side_that_is_not_there_is_not_found(client, changed, value):
    assert client.get(address(changed, "compare"), {"old": value, "new": "live"}).status_code == 404
