"""How `make test` finds a PostgreSQL, and how it sums up."""

from __future__ import annotations

import os

import pytest

from config.run import Refusal, check, postgres
from config.run.summary import Result, of_command, of_tests, table

NAMED = "postgres://anna:geheim@db.example.org/news"


@pytest.fixture
def answering(monkeypatch):
    """The addresses that answer, which each test fills; no other server is asked."""
    addresses = set()
    monkeypatch.setattr(postgres, "may_create_databases", addresses.__contains__)
    monkeypatch.setattr(postgres, "local_servers", lambda: iter(["socket", "port"]))
    return addresses


@pytest.fixture
def no_binaries(monkeypatch):
    monkeypatch.setattr(postgres, "find_binaries", lambda path: None)


def make_binaries(folder, *names):
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    return folder


def found(environ) -> tuple[str, str]:
    with postgres.for_tests(environ) as which:
        return which


# Which server


def test_the_named_server_comes_first(answering):
    answering.update([NAMED, "socket"])

    assert found({"TEST_DATABASE_URL": NAMED}) == (
        NAMED,
        "the server of TEST_DATABASE_URL, postgres://anna@db.example.org/news",
    )


def test_a_named_server_that_is_away_is_never_replaced_by_another(answering):
    answering.add("socket")

    with pytest.raises(Refusal, match="^TEST_DATABASE_URL=postgres://anna@db.example.org/news does not answer"):
        found({"TEST_DATABASE_URL": NAMED})


def test_a_server_on_the_socket_comes_before_one_on_the_port(answering):
    answering.update(["socket", "port"])
    assert found({})[0] == "socket"

    answering.remove("socket")
    assert found({})[0] == "port"


def test_without_a_server_a_throw_away_cluster_is_made(answering, monkeypatch, tmp_path):
    binaries = make_binaries(tmp_path / "bin", "initdb", "postgres")
    monkeypatch.setattr(postgres, "BINARY_FOLDERS", ())
    monkeypatch.setattr(postgres, "find_binaries", lambda path: binaries)
    asked = []
    monkeypatch.setattr(postgres, "throw_away", lambda folder: asked.append(folder) or _Cluster())

    assert found({"PATH": ""}) == ("cluster", f"a throw-away cluster of {binaries}")
    assert asked == [binaries]


def test_where_there_is_none_the_remedy_is_named(answering, no_binaries):
    with pytest.raises(Refusal, match="^No PostgreSQL: install its server .Debian: apt install postgresql., or name"):
        found({})


class _Cluster:
    def __enter__(self):
        return "cluster"

    def __exit__(self, *_error):
        return None


# Which binaries


def test_the_newest_server_is_taken(tmp_path):
    for version in ("9.6", "15", "13"):
        make_binaries(tmp_path / version / "bin", "initdb", "postgres")

    assert postgres.find_binaries("", (f"{tmp_path}/*/bin",)) == tmp_path / "15" / "bin"


def test_a_client_alone_is_no_server(tmp_path):
    make_binaries(tmp_path / "16" / "bin", "psql")

    assert postgres.find_binaries("", (f"{tmp_path}/*/bin",)) is None


def test_a_server_on_the_path_is_found(tmp_path):
    folder = make_binaries(tmp_path / "elsewhere", "initdb", "postgres")

    assert postgres.find_binaries(f"/nowhere{os.pathsep}{folder}", ()) == folder


# A cluster of one's own


@pytest.mark.skipif(not postgres.find_binaries(os.environ["PATH"]), reason="no PostgreSQL server is installed")
def test_a_throw_away_cluster_answers_and_leaves_nothing_behind():
    with pytest.raises(ZeroDivisionError), postgres.throw_away(postgres.find_binaries(os.environ["PATH"])) as address:
        assert postgres.may_create_databases(address)
        raise ZeroDivisionError

    assert not postgres.may_create_databases(address)
    assert not os.path.exists(address.rpartition("=")[2])


# Without one


def test_without_postgresql_it_says_so_loudly(capsys, monkeypatch):
    for name in ("REQUIRE_ALL", "TEST_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)

    result = check._without_postgres(Refusal("No PostgreSQL."))

    assert "THE POSTGRESQL HALF DID NOT RUN. No PostgreSQL." in capsys.readouterr().out
    assert (result.failed, result.skipped) == (0, 1)


@pytest.mark.parametrize(("name", "value"), [("REQUIRE_ALL", "1"), ("TEST_DATABASE_URL", NAMED)])
def test_where_postgresql_was_demanded_its_absence_is_a_failure(monkeypatch, name, value):
    monkeypatch.setenv(name, value)

    assert check._without_postgres(Refusal("No PostgreSQL.")).failed == 1


# The summary


def write_report(path, tests, failures=0, errors=0, skipped=0):
    path.write_text(
        f'<testsuites><testsuite tests="{tests}" failures="{failures}" errors="{errors}" skipped="{skipped}"/>'
        "</testsuites>"
    )
    return path


def test_errors_and_failures_both_count_as_failed(tmp_path):
    report = write_report(tmp_path / "r.xml", tests=10, failures=2, errors=1, skipped=3)

    assert of_tests("SQLite", 1, report) == Result("SQLite", "4 passed, 3 failed, 3 skipped", 4, 3, 3)


def test_a_run_in_which_all_is_well_says_so_in_numbers(tmp_path):
    assert of_tests("SQLite", 0, write_report(tmp_path / "r.xml", tests=10)).words == "10 passed, 0 failed, 0 skipped"


def test_a_run_without_a_report_is_a_failure(tmp_path):
    assert of_tests("SQLite", 139, tmp_path / "none.xml").failed == 1


def test_a_run_that_ends_badly_is_a_failure_though_its_tests_passed(tmp_path):
    assert of_tests("SQLite", 2, write_report(tmp_path / "r.xml", tests=10)).failed == 1


def test_a_run_of_no_tests_is_a_failure(tmp_path):
    # pytest's exit code for a suite in which nothing was collected.
    assert of_tests("SQLite", 5, write_report(tmp_path / "r.xml", tests=0)).failed == 1


def test_the_last_line_sums_up_both_databases():
    results = [
        of_command("ruff check", 0),
        Result("tests, SQLite", "160 passed, 0 failed, 1 skipped", 160, 0, 1),
        Result("tests, PostgreSQL", "152 passed, 1 failed, 0 skipped", 152, 1, 0),
    ]

    assert table(results) == (
        "  ruff check         ok\n"
        "  tests, SQLite      160 passed, 0 failed, 1 skipped\n"
        "  tests, PostgreSQL  152 passed, 1 failed, 0 skipped\n"
        "\n"
        "312 passed, 1 failed, 1 skipped"
    )


def test_a_check_that_failed_shows_in_the_last_line():
    assert table([of_command("ruff check", 1)]).endswith("\n0 passed, 1 failed, 0 skipped")
