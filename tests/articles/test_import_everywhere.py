"""The same files become the same rows, wherever and however they are read; and with as few queries as can be."""

import os
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.importing import Options, import_paths, reading
from articles.models import Article
from articles.preparing import prepare
from tests.articles.archive import content, empty
from tests.articles.deadly import die_of_the_seventh
from tests.articles.posts import digest, many, post, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone():
    """Sets the machine's time zone."""
    before = os.environ.get("TZ")

    def change(name):
        os.environ["TZ"] = name
        time.tzset()

    yield change
    change(before or "UTC")


def test_the_time_zone_of_the_machine_does_not_count(tmp_path, zone):
    undated = post(1022022227, date="2022-02-25")
    path = write(
        tmp_path,
        {"a.md": post(), "b.md": digest(), "c.md": post(1022022226, date="2022-02-25 00:30:00"), "d.md": undated},
    )
    told = []
    for name in ("UTC", "America/Los_Angeles", "Asia/Kolkata"):
        zone(name)
        assert time.tzname[0] in {"UTC", "PST", "IST"}
        empty()
        import_paths([path], Options(jobs=1))
        told.append(content())

    assert told[0] == told[1] == told[2]
    assert told[0]["articles"]["1022022227"]["published_at"] == "2022-02-24 16:00:00+00:00"


def queries(path: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        import_paths([path], Options(jobs=1))
    verbs = ("SELECT", "INSERT", "UPDATE", "COPY", "DELETE")
    return [query["sql"] for query in captured if query["sql"].startswith(verbs) and "advisory" not in query["sql"]]


def test_a_batch_of_unchanged_files_costs_as_many_queries_as_one_file(tmp_path):
    one, all_ = write(tmp_path / "one", many(1, start=999)), write(tmp_path / "all", many(300))
    import_paths([one, all_], Options(jobs=1))

    assert len(queries(all_)) == len(queries(one))
    assert len(queries(all_)) == 5, (
        "the run begins; which bytes are known; they were seen again; the run's counts; the run ends"
    )


def test_new_files_cost_few_queries_however_many_there_are(tmp_path):
    few = len(queries(write(tmp_path / "few", many(3))))
    more = len(queries(write(tmp_path / "more", many(303, start=9))))

    assert more <= few + 2


def test_a_file_that_kills_its_reader_fails_alone(tmp_path, monkeypatch):
    path = write(tmp_path, many(12))
    monkeypatch.setattr(reading, "FEW", 1)
    monkeypatch.setattr(reading, "prepare_all", die_of_the_seventh)
    reports = []

    import_paths([path], Options(jobs=2), reports.append)

    assert [report.path[-8:] for report in reports if report.failure] == ["00007.md"]
    assert {report.failure.code for report in reports if report.failure} == {"reader-died"}
    assert Article.objects.count() == 11


def test_a_reader_that_fails_on_a_file_says_which_error_it_was():
    def reader(data, name):
        raise RecursionError("too deep")

    failure = prepare(b"x", "a.md", reader=reader).failure

    assert (failure.code, failure.message) == ("reader-failed", "The reader failed: RecursionError: too deep")
    assert failure.remedy == "Keep the file, and report it with this message to those who look after the program."
