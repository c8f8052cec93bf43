"""What an import makes of files."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.importing import Options, import_paths
from articles.models import Article, Credit, Tag
from sources.models import Document, ImportedFile, ImportRun, Source
from tests.articles.posts import PARAGRAPHS, digest, many, post, write
from tests.factories import make_source

pytestmark = pytest.mark.django_db
EMPTY = '---\nlayout: post\ntitle: ""\ndate:  +0800\n---\n'


def run(path, **options):
    """The import of `path`: outcomes of its files in order, and the report."""
    outcomes = []
    report = import_paths([str(path)], Options(**options), lambda file: outcomes.append(file.outcome.value))
    return outcomes, report


def test_a_post_becomes_an_article_with_all_that_it_says(tmp_path):
    path = write(tmp_path, {"a.md": post()})

    run(path)

    article = Article.objects.get()
    assert article.title == "数字技术应用 赋能营商环境优化升级"
    assert article.body == "\n".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    assert article.text == "\n".join(PARAGRAPHS)
    assert article.published_at.isoformat() == "2022-02-25T02:12:10+00:00"
    assert article.published_precision == "second"
    assert article.source.name == "泉州晚报"
    assert article.category == "quanzhouwanbao"
    assert [tag.name for tag in article.tags.all()] == ["泉州晚报新闻"]
    assert article.external_id == "NW202202252289085326"
    assert article.slug == "202202252289085326"
    assert article.status == "published"
    assert article.has_conflicts is False


def test_the_bytes_of_a_file_are_kept_as_they_came(tmp_path):
    data = b"\xef\xbb\xbf" + post().replace("\n", "\r\n").encode()
    (tmp_path / "a.md").write_bytes(data)

    run(tmp_path)

    document = Document.objects.get()
    assert document.data == data
    assert document.size == len(data)
    assert document.path == f"{tmp_path}/a.md"


def test_importing_again_makes_and_changes_nothing(tmp_path):
    path = write(tmp_path, many(5))
    run(path)
    before = list(Article.objects.values())

    outcomes, report = run(path)

    assert outcomes == ["unchanged"] * 5
    assert report.counts["created"] == report.counts["updated"] == 0
    assert list(Article.objects.values()) == before


def test_importing_again_writes_to_no_table_of_articles(tmp_path):
    path = write(tmp_path, many(5))
    run(path)

    with CaptureQueriesContext(connection) as again:
        run(path)
    with CaptureQueriesContext(connection) as first:  # The control: an import that does write.
        run(write(tmp_path / "more", many(1, start=9)))

    def writes(queries):
        return [q["sql"] for q in queries if '"articles_' in q["sql"] and not q["sql"].startswith("SELECT")]

    assert writes(again) == []
    assert writes(first)


def test_the_same_bytes_at_two_paths_are_one_document(tmp_path):
    path = write(tmp_path, {"a.md": post(), "b.md": post()})

    outcomes, _report = run(path)

    assert outcomes == ["created", "unchanged"]
    assert Document.objects.count() == Article.objects.count() == 1


def test_the_same_body_under_another_number_is_another_article(tmp_path):
    path = write(tmp_path, {"a.md": post(202202252289085326), "b.md": post(202202252289085327)})

    outcomes, _report = run(path)

    assert outcomes == ["created", "created"]
    assert sorted(Article.objects.values_list("slug", flat=True)) == ["202202252289085326", "202202252289085327"]


def test_one_number_for_unlike_articles_in_two_files_makes_two_articles(tmp_path):
    other = post(title="另一篇", paragraphs=("讲的是完全不同的另外一件事情，与前一篇毫无关系。",))
    path = write(tmp_path, {"a.md": post(), "b.md": other})

    outcomes, _report = run(path)

    assert outcomes == ["created", "created"]
    assert sorted(Article.objects.values_list("title", flat=True)) == ["另一篇", "数字技术应用 赋能营商环境优化升级"]


@pytest.mark.parametrize("order", [("digest", "full"), ("full", "digest")])
def test_a_digest_and_the_full_post_are_one_article_in_either_order(tmp_path, order):
    texts = {"digest": {"202202252289085326.md": digest()}, "full": {"NW202202252289085326.md": post()}}
    for number, name in enumerate(order):
        run(write(tmp_path / str(number), texts[name]))

    article = Article.objects.get()
    assert article.summary == "十大应用上榜。"
    assert article.text == "\n".join(PARAGRAPHS)
    assert article.source.name == "泉州晚报"
    assert article.category == "quanzhouwanbao"
    assert article.external_id == "NW202202252289085326"
    assert article.document.path.endswith("/NW202202252289085326.md")
    assert [document.path.rsplit("/")[-1] for document in article.evidence.all()] == ["202202252289085326.md"]


def test_a_digest_that_comes_later_opens_no_warning(tmp_path):
    run(write(tmp_path, {"a.md": post()}))

    run(write(tmp_path, {"b.md": digest()}))

    assert [warning.code for warning in Article.objects.get().warnings.all()] == []


def test_what_a_full_post_changes_later_does_not_take_the_summary_of_its_digest(tmp_path):
    run(write(tmp_path, {"d.md": digest(), "f.md": post()}))

    outcomes, _report = run(
        write(tmp_path, {"f.md": post(paragraphs=("改写了的第一段，内容比以前更多一些。", *PARAGRAPHS))})
    )

    assert outcomes == ["unchanged", "updated"]
    assert Article.objects.get().summary == "十大应用上榜。"


def test_a_publisher_is_made_once_and_learns_its_category_as_an_alias(tmp_path):
    run(write(tmp_path, many(3)))

    source = Source.objects.get()
    assert [alias.name for alias in source.aliases.all()] == ["quanzhouwanbao"]


def test_a_category_is_no_alias_where_no_tag_says_whose_it_is(tmp_path):
    run(write(tmp_path, {"a.md": post(tags="数字经济", category="yaowen")}))

    assert [alias.name for alias in Source.objects.get().aliases.all()] == []


def test_a_publisher_is_found_by_its_alias_and_in_any_width_and_case(tmp_path):
    source = make_source("TechWeb网", aliases=["泰克网"])

    run(write(tmp_path, {"a.md": post(1022022225, source="ＴＥＣＨweb 网"), "b.md": post(1022022226, source="泰克网")}))

    assert {article.source for article in Article.objects.all()} == {source}


def test_an_article_without_a_publisher_stays_a_draft(tmp_path):
    run(write(tmp_path, {"a.md": post(source="", tags="数字经济")}))

    article = Article.objects.get()
    assert article.source is None
    assert article.status == "draft"
    assert "missing-source" in [warning.code for warning in article.warnings.all()]


def test_the_status_that_is_asked_for_holds_for_incomplete_articles_too(tmp_path):
    run(write(tmp_path, {"a.md": post(source="", tags="数字经济")}), status="published")

    assert Article.objects.get().status == "published"


def test_a_draft_can_be_asked_for(tmp_path):
    run(write(tmp_path, {"a.md": post()}), status="draft")

    assert Article.objects.get().status == "draft"


def test_a_source_that_is_given_fills_in_and_replaces_nothing(tmp_path):
    path = write(tmp_path, {"a.md": post(1022022225), "b.md": post(1022022226, source="", tags="要闻")})

    run(path, source="福建日报")

    assert [article.source.name for article in Article.objects.order_by("slug")] == ["泉州晚报", "福建日报"]
    assert not Article.objects.filter(warnings__code="missing-source").exists()


def test_a_tag_that_is_given_joins_those_of_the_file(tmp_path):
    run(write(tmp_path, {"a.md": post()}), tags=("专题",))

    assert {tag.name for tag in Article.objects.get().tags.all()} == {"泉州晚报新闻", "专题"}


def test_a_failing_file_is_kept_with_its_bytes_and_stops_nothing(tmp_path):
    path = write(tmp_path, {"a.md": EMPTY, "b.md": post()})

    outcomes, report = run(path)

    assert outcomes == ["failed", "created"]
    assert report.failed
    document = Document.objects.exclude(error="").get()
    assert document.data == EMPTY.encode()
    row = ImportedFile.objects.get()
    assert (row.outcome, row.document, row.path) == ("failed", document, f"{path}/a.md")
    assert row.codes and row.message and row.remedy


def test_a_file_that_failed_fails_again_and_keeps_one_document(tmp_path):
    path = write(tmp_path, {"a.md": EMPTY})
    run(path)

    outcomes, _report = run(path)

    assert outcomes == ["failed"]
    assert Document.objects.count() == 1


def test_a_value_that_is_too_long_is_refused_with_field_length_and_limit(tmp_path, english):
    failures = []
    path = write(tmp_path, {"a.md": post(title="长" * 501)})

    import_paths([path], on_file=lambda file: failures.append(file.failure))

    assert failures[0].code == "value-too-long"
    assert failures[0].message == f"The title has 501 characters; the limit is 500: “{'长' * 40}…”."
    assert failures[0].remedy == "Shorten it in the file, and import the file again."
    assert Article.objects.count() == 0


def test_a_run_tells_what_it_did(tmp_path):
    path = write(tmp_path, {"a.md": post(), "b.md": post(1022022226, source="", tags="要闻"), "c.md": EMPTY})

    _outcomes, report = run(path, status="draft")

    record = ImportRun.objects.get(pk=report.run_id)
    assert record.paths == [path]
    assert record.options["status"] == "draft"
    assert record.finished_at >= record.started_at
    assert (record.counts["files"], record.counts["created"], record.counts["warned"]) == (3, 2, 1)


def test_a_dry_run_tells_the_same_and_keeps_nothing(tmp_path):
    path = write(tmp_path, many(3))

    outcomes, report = run(path, dry_run=True)

    assert outcomes == ["created"] * 3
    assert report.counts["articles"] == 3
    for model in (Article, Document, Source, Tag, Credit, ImportRun):
        assert model.objects.count() == 0


def test_files_read_by_several_processes_become_the_same_articles(tmp_path):
    path = write(tmp_path, many(260))
    run(path, jobs=1)
    alone = list(Article.objects.order_by("slug").values("slug", "title", "body", "text", "imported", "published_at"))
    Article.objects.all().delete()
    Document.objects.all().delete()

    outcomes, _report = run(path, jobs=2)

    assert outcomes == ["created"] * 260
    assert alone == list(
        Article.objects.order_by("slug").values("slug", "title", "body", "text", "imported", "published_at")
    )


def test_a_file_whose_dress_alone_changed_touches_no_article(tmp_path):
    plain = post(date="2022-02-25 10:12:10")
    dressed = post() + "\n[返回泉州晚报新闻](../emnews/)\n[返回首页](../)"
    run(write(tmp_path, {"a.md": plain}))
    before = list(Article.objects.values())

    (tmp_path / "a.md").write_bytes(dressed.replace("\n", "\r\n").encode())
    outcomes, _ = run(tmp_path)

    # The zone, the back links and the line ends are new: so is the document, and nothing of the article.
    assert (outcomes, Document.objects.count()) == (["unchanged"], 2)
    assert list(Article.objects.values()) == before
