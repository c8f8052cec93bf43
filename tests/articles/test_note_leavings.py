"""What was left out of files that came before that was noted, read out of the bytes that are kept of them."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from articles.importing import Options, import_paths
from articles.importing import noting as module
from articles.importing.noting import note_leavings, unnoted
from articles.models import Article, Revision
from sources.models import Document
from sources.packing import pack
from tests.reading import all_seen, read

from .posts import many, post, write

pytestmark = pytest.mark.django_db
WITH_SCRIPT = f"{post(1)}<script>alert(1)</script>\n"


@pytest.fixture
def before(tmp_path):
    """An archive of the time when nobody noted what was left out; what would have been noted, by document."""
    import_paths([write(tmp_path, {"script.md": WITH_SCRIPT, **many(4)})], Options(jobs=1))
    told = dict(Document.objects.values_list("pk", "leavings"))
    assert any("scripts" in codes for codes in told.values())  # The control.
    Document.objects.update(leavings=None)
    return told


def noted() -> dict[int, list[str] | None]:
    return dict(Document.objects.values_list("pk", "leavings"))


def test_it_is_noted_as_if_the_files_had_been_imported_today(before):
    done = note_leavings()

    assert noted() == before
    assert (done.documents, done.lacking, done.failed) == (5, sum(map(bool, before.values())), [])


def test_several_processes_note_the_same(before, monkeypatch):
    monkeypatch.setattr("articles.importing.reading.FEW", 2)
    note_leavings(jobs=2)
    assert noted() == before


def test_the_page_of_an_article_then_says_it(before):
    slug = Article.objects.get(title="数字技术应用 赋能营商环境优化升级").slug

    def says_so() -> bool:
        return any("scripts" in text for text in all_seen(read(f"/articles/{slug}/"), "dd"))

    assert not says_so()
    note_leavings()
    assert says_so()


def test_articles_stay_as_they_are(before):
    def everything():
        return list(Article.objects.order_by("pk").values()), Revision.objects.count()

    articles = everything()
    note_leavings()
    assert everything() == articles


def test_what_is_noted_already_stands_and_is_not_read_again(before):
    Document.objects.update(leavings=["banner"])

    assert note_leavings().documents == 0
    assert set(map(tuple, noted().values())) == {("banner",)}


def test_a_file_that_failed_had_nothing_left_out_of_it(before):
    Document.objects.update(error="Cannot be read.")
    assert note_leavings().documents == 0


def test_after_an_interruption_it_goes_on_where_it_was(before, monkeypatch):
    monkeypatch.setattr(module, "BATCH_FILES", 2)

    def stop(_count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        note_leavings(on_documents=stop)
    assert unnoted().count() == 3

    assert note_leavings().documents == 3
    assert noted() == before


def test_a_file_that_cannot_be_read_any_more_is_named_and_passed_over(before, monkeypatch, capsys, english):
    monkeypatch.setattr(module, "BATCH_FILES", 2)
    broken = Document.objects.earliest("pk")
    Document.objects.filter(pk=broken.pk).update(content=pack(b""))

    with pytest.raises(SystemExit) as end:
        call_command("note_leavings", jobs=1)

    told = capsys.readouterr()
    assert end.value.code == 1
    assert broken.path in told.err
    assert "4 files read again" in told.out and "1 could not be read" in told.out
    assert list(unnoted()) == [broken]


def test_the_command_counts_what_it_did(before, capsys, english):
    call_command("note_leavings", jobs=1)
    lacking = sum(map(bool, before.values()))
    assert capsys.readouterr().out == (
        f"5 files read again, of which {lacking} left something out; 0 could not be read.\n"
    )

    call_command("note_leavings", jobs=1)
    assert capsys.readouterr().out.startswith("0 files read again")


def test_the_command_refuses_no_processes(english):
    with pytest.raises(CommandError, match="1 or more"):
        call_command("note_leavings", jobs=0)


def test_interrupted_the_command_says_how_to_go_on(before, monkeypatch, english):
    def interrupted(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("articles.management.commands.note_leavings.note_leavings", interrupted)

    with pytest.raises(CommandError, match="again to go on") as refused:
        call_command("note_leavings")
    assert refused.value.returncode == 130


@pytest.mark.parametrize("files", [5, 50])
def test_a_batch_takes_as_many_queries_as_there_are_kinds_of_leavings(tmp_path, django_assert_max_num_queries, files):
    import_paths([write(tmp_path, many(files))], Options(jobs=1))
    Document.objects.update(leavings=None)

    # How large they are; the documents; the begin, the lock and the end of a transaction; those of one kind.
    with django_assert_max_num_queries(6):
        note_leavings()
