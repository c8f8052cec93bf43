"""Import runs, and the files in them that want looking at, in the admin."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType

from sources.models import ImportedFile
from tests.browserlike import rows, text
from tests.factories import make_document, make_editor, make_run

pytestmark = pytest.mark.django_db
DOCUMENTS = "/admin/sources/document/"
RUNS, FILES = "/admin/sources/importrun/", "/admin/sources/importedfile/"


@pytest.fixture(autouse=True)
def editor(client):
    client.cookies["django_language"] = "en"
    editor = make_editor()
    client.force_login(editor)
    return editor


COUNTS = {"files": 9, "created": 6, "failed": 2, "conflict": 1, "unchanged": 0, "warned": 3, "articles": 7}


def test_the_list_tells_counts_in_words(client):
    make_run(paths=["posts", "more"], counts=COUNTS)

    [row] = rows(client, RUNS)

    counts = "files 9 · created 6 · conflict 1 · failed 2 · with warnings 3 · articles made 7"
    assert f" {counts} posts, more " in row


def test_runs_are_narrowed_to_those_with_failures(client):
    good, bad = make_run(), make_run()
    ImportedFile.objects.create(run=good, path="a", outcome="created")
    ImportedFile.objects.create(run=bad, path="b", outcome="failed")

    assert [row.split()[0] for row in rows(client, RUNS, outcome="failed")] == [f"#{bad.pk}"]


def test_a_run_tells_its_files_with_reason_and_remedy(client):
    run, document = make_run(counts=COUNTS), make_document()
    ImportedFile.objects.create(
        run=run,
        path="a/bad.md",
        outcome="failed",
        codes=["missing-title"],
        message="No title.",
        remedy="Write one.",
    )
    ImportedFile.objects.create(
        run=run, path="a/odd.md", outcome="created", codes=["missing-date", "missing-source"], document=document
    )

    table = text(client, f"{RUNS}{run.pk}/change/", ".field-files_to_look_at tbody")
    page = client.get(f"{RUNS}{run.pk}/change/").content.decode()

    assert table == (
        "a/bad.md failed no title missing-title No title. Write one. "
        "a/odd.md created no date missing-date no publisher missing-source document · articles"
    )
    assert f'<a href="{DOCUMENTS}{document.pk}/change/">document</a>' in page
    assert f'<a href="/admin/articles/article/?document__id__exact={document.pk}">articles</a>' in page
    assert f'<a href="{FILES}?run__id__exact={run.pk}&amp;outcome__exact=failed">failed 2</a>' in page


def test_a_run_of_many_files_shows_the_first_and_links_to_all(client, django_assert_num_queries):
    run = make_run(counts={"failed": 60})
    ImportedFile.objects.bulk_create(
        ImportedFile(run=run, path=f"{number:02}.md", outcome="failed") for number in range(60)
    )
    url = f"{RUNS}{run.pk}/change/"
    ContentType.objects.get_for_model(run)  # Asked for once in the life of a server.

    # The session; the user; the run; its files.
    with django_assert_num_queries(4):
        page = client.get(url).content.decode()

    assert "49.md" in page
    assert "50.md" not in page
    assert f'<a href="{FILES}?run__id__exact={run.pk}">All files of this run</a>' in page
    assert len(rows(client, FILES, run__id__exact=run.pk)) == 50


def test_a_run_without_trouble_says_so(client):
    page = text(client, f"{RUNS}{make_run().pk}/change/")

    assert "None: no file failed, warned or met an editor's change." in page


def test_files_are_narrowed_by_outcome(client):
    run = make_run()
    for outcome in ("failed", "conflict", "created"):
        ImportedFile.objects.create(run=run, path=outcome, outcome=outcome)

    assert [row.split()[0] for row in rows(client, FILES, outcome__exact="conflict")] == ["conflict"]


@pytest.mark.parametrize("count", [20, 50])
def test_the_list_of_files_takes_four_queries(client, django_assert_num_queries, count):
    run = make_run()
    for number in range(count):
        ImportedFile.objects.create(run=run, path=f"{number}", outcome="failed", document=make_document())

    # The session; the user; how many files; a page of them with their runs.
    with django_assert_num_queries(4):
        assert len(rows(client, FILES)) == count
