"""Publishers and documents in the admin."""

from __future__ import annotations

import re
from html import unescape

import pytest

from sources.models import Document, Source
from tests.browserlike import rows, submit, text
from tests.factories import make_article, make_document, make_editor, make_run, make_source

pytestmark = pytest.mark.django_db
SOURCES, DOCUMENTS = "/admin/sources/source/", "/admin/sources/document/"


@pytest.fixture(autouse=True)
def editor(client):
    client.cookies["django_language"] = "en"
    editor = make_editor()
    client.force_login(editor)
    return editor


class TestSources:
    def test_the_list_tells_kind_aliases_and_how_many_articles(self, client):
        source = make_source("泉州晚报", slug="quanzhou", aliases=["泉州晚报社", "qzwb"])
        make_article(source=source)
        make_article(source=source, status="draft")

        assert rows(client, SOURCES) == ["泉州晚报 newspaper qzwb, 泉州晚报社 2 quanzhou"]

    def test_the_number_of_articles_leads_to_them(self, client):
        source = make_source()

        page = client.get(SOURCES).content.decode()

        assert f'<a href="/admin/articles/article/?source__id__exact={source.pk}">0</a>' in page

    @pytest.mark.parametrize("query", ["泉州", "QZWB"])
    def test_sources_are_found_by_name_and_alias(self, client, query):
        make_article(source=make_source("泉州晚报", aliases=["qzwb", "qzwb2"]))
        make_source("别的")

        assert [row.split()[0] for row in rows(client, SOURCES, q=query)] == ["泉州晚报"]

    @pytest.mark.parametrize("count", [20, 100])
    def test_the_list_takes_five_queries(self, client, django_assert_num_queries, count):
        for number in range(count):
            make_article(source=make_source(aliases=[f"别名{number}"]))

        # The session; the user; how many sources; a page of them with their counts; their aliases.
        with django_assert_num_queries(5):
            assert len(rows(client, SOURCES)) == count

    def test_a_source_is_added_with_its_aliases_and_a_slug_of_its_own(self, client):
        messages = submit(client, f"{SOURCES}add/", name="厦门日报", **{"aliases-0-name": "XMRB"})

        source = Source.objects.get()
        assert messages == ["The source “厦门日报” was added successfully."]
        assert source.slug == "厦门日报"
        assert Source.objects.named("xmrb").get() == source

    @pytest.mark.parametrize("field", ["name", "aliases-0-name"])
    @pytest.mark.parametrize("taken", ["泉州晚报", "泉州 晚报", "ＱＺＷＢ"])
    def test_a_name_that_another_source_goes_by_is_refused_and_that_source_is_named(self, client, field, taken):
        make_source("泉州晚报", aliases=["qzwb"])

        errors = submit(client, f"{SOURCES}add/", **{"name": "新报", field: taken})

        assert f"“{taken}” already names the source “泉州晚报”. Use that source, or take the name from it." in errors
        assert Source.objects.count() == 1

    def test_a_slug_that_another_source_has_is_refused_and_that_source_is_named(self, client):
        make_source("泉州晚报", slug="新报")

        errors = submit(client, f"{SOURCES}add/", name="新报")

        assert errors == ["The slug “新报” belongs to the source “泉州晚报”. Choose another."]

    def test_an_alias_given_twice_is_refused(self, client):
        errors = submit(
            client, f"{SOURCES}{make_source().pk}/change/", **{"aliases-0-name": "qzwb"} | _second_alias("QZWB")
        )

        assert "“QZWB” stands here twice. Remove one." in errors

    @pytest.mark.parametrize(
        ("homepage", "taken"), [("www.qzwb.com", True), ("https://a.cn:80/", True), ("a.cn:80", True)]
    )
    def test_a_homepage_is_kept_as_printed(self, client, homepage, taken):
        submit(client, f"{SOURCES}add/", name="报", homepage=homepage)

        assert Source.objects.get().homepage == homepage

    @pytest.mark.parametrize("homepage", ["javascript:alert(1)", "DATA:text/html,x", "ftp://a.cn/"])
    def test_a_homepage_that_is_no_address_of_the_web_is_refused(self, client, homepage):
        scheme = homepage.partition(":")[0]

        assert submit(client, f"{SOURCES}add/", name="报", homepage=homepage) == [
            f"“{scheme}:” is no address of the web. Begin with https:// or http://, or leave it empty."
        ]

    def test_a_source_with_articles_is_not_deleted_and_told_by_numbers(self, client):
        source = make_source("泉州晚报", aliases=["qzwb"])
        make_article("甲的标题", source=source)
        make_article(source=source)
        make_article(republisher=source)

        page = text(client, f"{SOURCES}{source.pk}/delete/")
        client.post(f"{SOURCES}{source.pk}/delete/", {"post": "yes"})

        told = "“泉州晚报”, publisher of 2 and republisher of 1 articles. Give them another first."
        assert told in page
        assert "甲的标题" not in page
        assert told in unescape(_delete_together(client, source))
        assert Source.objects.exists()

    def test_a_source_without_articles_is_deleted(self, client):
        source = make_source(aliases=["qzwb"])

        client.post(f"{SOURCES}{source.pk}/delete/", {"post": "yes"})

        assert not Source.objects.exists()


def _second_alias(name: str) -> dict[str, str]:
    return {"aliases-TOTAL_FORMS": "2", "aliases-1-name": name, "aliases-1-id": "", "aliases-1-source": ""}


def _delete_together(client, source: Source) -> str:
    data = {"action": "delete_selected", "_selected_action": [source.pk], "post": "yes"}
    return client.post(SOURCES, data).content.decode()


class TestDocuments:
    def test_the_list_tells_format_encoding_size_and_result(self, client):
        make_document(b"x" * 2048, path="a/good.md", warnings=[{"code": "missing-date", "detail": "", "position": 0}])
        make_document(path="a/bad.md", format="", encoding="", error="empty")

        [bad, good] = rows(client, DOCUMENTS)

        assert good.startswith("a/good.md post of a static site utf-8 2.0 KB no date missing-date Feb")
        assert bad.startswith("a/bad.md - - ")
        assert " failed Feb" in bad

    @pytest.mark.parametrize(
        "query", [{"format__exact": "repost"}, {"encoding": "gb18030"}, {"failed": "yes"}, {"q": "a/th"}, {"q": "SHA"}]
    )
    def test_the_list_is_narrowed_by(self, client, query):
        document = make_document(path="a/this", format="repost", encoding="gb18030", error="x")
        make_document(path="b/that")
        query = {name: document.sha256[:12] if value == "SHA" else value for name, value in query.items()}

        assert [row.split()[0] for row in rows(client, DOCUMENTS, **query)] == ["a/this"]

    @pytest.mark.parametrize("count", [20, 50])
    def test_the_list_takes_five_queries_and_loads_no_bytes(self, client, django_assert_num_queries, count):
        for _ in range(count):
            make_document(warnings=[{"code": "missing-date", "detail": "", "position": 0}])

        # The session; the user; encodings to filter by; how many documents; a page of them.
        with django_assert_num_queries(5) as queries:
            assert len(rows(client, DOCUMENTS)) == count
        assert '"content"' not in queries[-1]["sql"]

    def test_a_document_tells_what_came_of_it(self, client):
        run = make_run()
        document = make_document(
            "标题<b>".encode(), warnings=[{"code": "missing-date", "detail": "in 标题", "position": 0}], first_run=run
        )
        made = make_article("做成的文章", document=document)
        supported = make_article("佐证的文章")
        supported.evidence.add(document)

        url = f"{DOCUMENTS}{document.pk}/change/"
        page = client.get(url).content.decode()

        assert f'<a href="/admin/articles/article/{made.pk}/change/">做成的文章</a>' in page
        assert f'<a href="/admin/articles/article/{supported.pk}/change/">佐证的文章</a>' in page
        assert "no date missing-date : in 标题" in text(client, url)
        assert "标题&lt;b&gt;</pre>" in page
        assert f"/admin/sources/importrun/{run.pk}/change/" in page

    def test_a_document_that_is_no_text_says_so(self, client):
        document = make_document(b"\x89PNG\r\n\x1a\n" + bytes(100), error="a PNG picture")

        page = text(client, f"{DOCUMENTS}{document.pk}/change/")

        assert "This file holds no text that can be shown. Download it to look at it." in page

    @pytest.mark.parametrize(
        ("path", "name"),
        [
            ("posts/a.md", 'filename="a.md"'),
            ("报纸/第一版.txt", "filename*=utf-8''%E7%AC%AC%E4%B8%80%E7%89%88.txt"),
            ("a.zip!内/b.html", 'filename="b.html"'),
            ('x/a"b\n.md', 'filename="a\\"b_.md"'),
        ],
    )
    def test_the_original_bytes_are_downloaded_and_never_shown(self, client, path, name):
        data = "<script>一</script>\r\n".encode("gb18030") + b"\x00\xff"
        document = make_document(data, path=path)

        response = client.get(f"{DOCUMENTS}{document.pk}/download/")

        assert response.content == data
        assert response.headers["Content-Type"] == "application/octet-stream"
        assert response.headers["Content-Disposition"] == f"attachment; {name}"
        assert response.headers["X-Content-Type-Options"] == "nosniff"

    @pytest.mark.parametrize("number", ["999", "1" + "0" * 23])
    def test_a_download_of_nothing_is_not_found(self, client, number):
        assert client.get(f"{DOCUMENTS}{number}/download/").status_code == 404

    def test_a_document_can_be_neither_changed_nor_deleted(self, client):
        document = make_document()
        page = client.get(f"{DOCUMENTS}{document.pk}/change/").content.decode()

        assert not re.search(r'name="(_save|path)"|/delete/', page)
        assert client.post(f"{DOCUMENTS}{document.pk}/delete/", {"post": "yes"}).status_code == 403
        assert Document.objects.exists()
