"""What makes a revision, what makes none, and what stands in it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import revising
from articles.importing import Options, import_paths
from articles.models import Article, Credit, Revision
from tests.factories import make_article, make_document, make_editor, make_source, make_tag

from .posts import digest, many, post, write
from .revisions import everything, history, states

pytestmark = pytest.mark.django_db
Means = Revision.Means


def change(article: Article, means=Means.PERSON, **values) -> None:
    with revising.recording([article.pk], means):
        Article.objects.filter(pk=article.pk).update(**values)


def test_the_first_change_keeps_what_stood_before_it():
    article = make_article("原题", source="泉州晚报", tags=["经济"], credits=[("甲", "reporter", "某社")])

    change(article, title="新题")

    assert history(article) == ["found", "person"]
    before, after = states(article)
    assert (before["title"], after["title"]) == ("原题", "新题")
    assert before["credits"] == [["甲", "reporter", "某社", 0]]
    assert before["source"][1] == "泉州晚报"
    assert [name for _pk, name in before["tags"]] == ["经济"]


def test_a_change_that_changes_nothing_makes_none():
    article = make_article("题")
    change(article, title="题二")

    change(article, title="题二")

    assert history(article) == ["found", "person"]


def test_what_was_changed_past_the_record_is_found_and_kept_by_the_next_change():
    article = make_article("一")
    change(article, title="二")
    Article.objects.filter(pk=article.pk).update(title="三")

    change(article, title="四")

    assert history(article) == ["found", "person", "found", "person"]
    assert [told["title"] for told in states(article)] == ["一", "二", "三", "四"]


@pytest.mark.parametrize(
    "touch",
    [
        lambda article: article.tags.add(make_tag()),
        lambda article: article.tags.clear(),
        lambda article: article.credits.update(order=7),
        lambda article: article.credits.all().delete(),
        lambda article: Credit.objects.create(article=article, name="乙", role="editor"),
        lambda article: Article.objects.update(source=make_source()),
        lambda article: Article.objects.update(published_precision="day"),
        lambda article: Article.objects.update(extra={"x": 1}),
        lambda article: Article.objects.update(status="archived"),
    ],
)
def test_every_part_of_the_state_counts(touch):
    article = make_article(tags=["经济"], credits=[("甲", "reporter")])

    with revising.recording([article.pk], Means.PERSON):
        touch(article)

    assert history(article) == ["found", "person"]


def test_who_when_why_and_by_what_means_is_kept():
    article, editor = make_article(), make_editor()

    with revising.recording([article.pk], Means.API, user=editor, comment="改错字"):
        Article.objects.update(title="新")

    revision = Revision.objects.get(slug=article.slug, number=2)
    assert (revision.user, revision.means, revision.comment) == (editor, "api", "改错字")
    assert revision.created_at
    # Nobody is said to have written what was found.
    assert Revision.objects.get(slug=article.slug, number=1).user is None


def test_a_change_that_fails_leaves_no_revision():
    article = make_article()

    with pytest.raises(RuntimeError), revising.recording([article.pk], Means.PERSON):
        Article.objects.update(title="新")
        raise RuntimeError

    assert history(article) == []


@pytest.mark.parametrize("count", [3, 300])
def test_a_chunk_takes_eleven_queries_whatever_it_holds(count):
    ids = [make_article(tags=["甲"], credits=[("甲", "reporter")]).pk for _ in range(count)]

    with CaptureQueriesContext(connection) as queries, revising.recording(ids, Means.PERSON):
        Article.objects.update(title="新")

    # A savepoint and its end; the lock; before and after, each: articles, tags, credits, newest revisions, new
    # revisions; and the change itself.
    assert len(queries) == 2 + 1 + 2 * 5 + 1
    assert Revision.objects.count() == 2 * count


# Imports


def test_an_import_makes_a_revision_of_each_new_article_that_names_its_run(tmp_path):
    editor = make_editor()
    report = import_paths([write(tmp_path, many(3))], Options(jobs=1), user=editor)

    assert {history(article)[0] for article in Article.objects.all()} == {"import"}
    assert Revision.objects.count() == 3
    assert {(revision.run_id, revision.user_id) for revision in Revision.objects.all()} == {(report.run_id, editor.pk)}


def test_importing_an_unchanged_file_makes_none(tmp_path):
    folder = write(tmp_path, many(3))
    import_paths([folder], Options(jobs=1))

    import_paths([folder], Options(jobs=1))

    assert Revision.objects.count() == 3


def test_a_file_that_differs_in_nothing_that_counts_makes_none(tmp_path):
    import_paths([write(tmp_path, {"a.md": post()})], Options(jobs=1))

    import_paths([write(tmp_path, {"a.md": post().replace("\n", "\r\n")})], Options(jobs=1))

    assert history(Article.objects.get()) == ["import"]


def test_a_new_version_of_a_file_has_true_states_before_and_after(tmp_path):
    import_paths([write(tmp_path, {"a.md": post(title="原来的题目")})], Options(jobs=1))

    import_paths([write(tmp_path, {"a.md": post(title="后来的题目")})], Options(jobs=1))

    article = Article.objects.get()
    assert history(article) == ["import", "import"]
    assert [told["title"] for told in states(article)] == ["原来的题目", "后来的题目"]


def test_an_import_keeps_what_it_finds_before_it_changes_it(tmp_path):
    import_paths([write(tmp_path, {"a.md": post(title="原来的题目")})], Options(jobs=1))
    Article.objects.update(kicker="写进数据库的引题")

    import_paths([write(tmp_path, {"a.md": post(title="后来的题目")})], Options(jobs=1))

    assert history(Article.objects.get()) == ["import", "found", "import"]


def test_a_digest_and_its_post_in_one_batch_are_one_revision(tmp_path):
    import_paths([write(tmp_path, {"202202252289085326.md": digest(), "b.md": post()})], Options(jobs=1))

    assert history(Article.objects.get()) == ["import"]


def test_a_conflict_changes_no_state_and_makes_none(tmp_path):
    import_paths([write(tmp_path, {"a.md": post(title="原来的题目")})], Options(jobs=1))
    article = Article.objects.get()
    change(article, title="编辑的题目")

    import_paths([write(tmp_path, {"a.md": post(title="后来的题目")})], Options(jobs=1))

    assert history(article) == ["import", "person"]
    assert Article.objects.get().conflicts == {"title": "后来的题目"}


def test_a_dry_run_leaves_none(tmp_path):
    import_paths([write(tmp_path, many(2))], Options(jobs=1, dry_run=True))

    assert not Revision.objects.exists()


def test_an_import_touches_the_table_of_revisions_twice_a_batch(tmp_path):
    def queries(count: int, start: int) -> int:
        folder = write(tmp_path / str(start), many(count, start))
        with CaptureQueriesContext(connection) as captured:
            import_paths([folder], Options(jobs=1))
        return sum("articles_revision" in query["sql"] for query in captured)

    # For the newest revisions, and with the new ones.
    assert queries(3, 1) == queries(300, 1000) == 2


# Deletion


def test_deletion_keeps_the_last_state_even_where_it_is_known_already():
    article = make_article(tags=["经济"], credits=[("甲", "reporter")], document=make_document())
    change(article, title="新")

    revising.record_deletion([article.pk], make_editor(), "重复")
    article.delete()

    assert history(article.slug) == ["found", "person", "deletion"]
    assert [revision.comment for revision in Revision.objects.of_deleted()] == ["重复"]


def test_a_deleted_article_comes_back_whole():
    other, document = make_document(), make_document()
    article = make_article(
        "题",
        source="泉州晚报",
        tags=["经济", "政务"],
        credits=[("乙", "editor"), ("甲", "reporter", "某社")],
        document=document,
        position=2,
        warnings=["missing-url"],
        imported={"title": "x"},
        conflicts={"title": "文件的题"},
    )
    article.evidence.add(other)
    before = everything(article)
    revising.record_deletion([article.pk])
    article.delete()

    revived = revising.revive(Revision.objects.of_deleted().get(), make_editor(), "误删")

    assert everything(revived) == before
    assert list(revived.evidence.all()) == [other]
    assert [warning.code for warning in revived.warnings.all()] == ["missing-url"]
    assert history(revived) == ["deletion"]
    assert not Revision.objects.of_deleted().exists()


def test_an_article_whose_source_and_tags_are_gone_comes_back_with_new_ones():
    article = make_article(source="泉州晚报", tags=["经济"])
    revising.record_deletion([article.pk])
    source, tag = article.source, article.tags.get()
    article.delete()
    source.delete()
    tag.delete()

    revived = revising.revive(Revision.objects.of_deleted().get())

    assert (revived.source.name, [tag.name for tag in revived.tags.all()]) == ("泉州晚报", ["经济"])


def test_an_article_whose_source_was_joined_with_another_comes_back_under_that():
    article = make_article(source="泉州晚报")
    revising.record_deletion([article.pk])
    source = article.source
    article.delete()
    source.delete()
    joined = make_source("泉州日报", aliases=["泉州晚报"])

    assert revising.revive(Revision.objects.of_deleted().get()).source == joined


def test_an_article_whose_place_in_the_document_is_taken_comes_back_with_it_as_evidence():
    document = make_document()
    article = make_article(document=document)
    revising.record_deletion([article.pk])
    article.delete()
    make_article(document=document)

    revived = revising.revive(Revision.objects.of_deleted().get())

    assert (revived.document, list(revived.evidence.all())) == (None, [document])


def test_an_address_that_is_taken_is_refused():
    article = make_article(slug="a")
    revising.record_deletion([article.pk])
    article.delete()
    revision = Revision.objects.get()
    make_article(slug="a")

    assert not Revision.objects.of_deleted().exists()
    with pytest.raises(revising.TakenAddress):
        revising.revive(revision)
