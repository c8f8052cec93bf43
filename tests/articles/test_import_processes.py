"""The command as a process of its own: killed, out of room, or one of eight at once."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from contextlib import closing
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection, connections

from tests.articles.posts import many, write

CONTENT = "import json; from tests.articles.archive import content; print(json.dumps(content(), sort_keys=True))"
COUNT = "SELECT count(*) FROM sources_document"


class Archive:
    """An empty, migrated database of the kind that the suite runs on, and processes that use it."""

    def __init__(self, url: str, connect):
        self.environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        self.connect = connect
        self.manage("migrate", "--verbosity", "0")

    def start(self, *arguments: str, **options) -> subprocess.Popen:
        command = [sys.executable, "manage.py", *arguments]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, cwd=settings.BASE_DIR, env=self.environment, **pipes, **options)

    def manage(self, *arguments: str) -> str:
        process = self.start(*arguments)
        out, err = process.communicate(timeout=300)
        assert process.returncode == 0, err
        return out

    def content(self) -> dict:
        return json.loads(self.manage("shell", "--verbosity", "0", "--command", CONTENT))

    def documents(self) -> int:
        with closing(self.connect()) as database, closing(database.cursor()) as cursor:
            return cursor.execute(COUNT).fetchone()[0]


def _sqlite(path) -> Archive:
    import sqlite3

    return Archive(f"sqlite:///{path}", lambda: sqlite3.connect(path, timeout=30))


@pytest.fixture
def archive(tmp_path, django_db_setup, django_db_blocker):
    if connection.vendor == "sqlite":
        yield _sqlite(tmp_path / "archive.sqlite3")
        return
    import psycopg

    server = connections["default"].settings_dict
    options = server.get("OPTIONS", {})
    # The folder of a socket stands among the options.
    host, port = server["HOST"] or options.get("host", ""), server["PORT"] or options.get("port", 5432)
    name = f"{server['NAME']}_processes"
    password = f":{quote(server['PASSWORD'], safe='')}" if server["PASSWORD"] else ""
    user = f"{quote(server['USER'] or '', safe='')}{password}"

    def address(database: str) -> str:
        return f"postgres://{user}@/{database}?host={quote(host, safe='')}&port={port}"

    def connect(database=name):
        return psycopg.connect(address(database), autocommit=True)

    with closing(connect("postgres")) as postgres:
        postgres.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        postgres.execute(f'CREATE DATABASE "{name}"')
        yield Archive(address(name), connect)
        postgres.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def wait_for(archive: Archive, documents: int, process: subprocess.Popen) -> None:
    while archive.documents() < documents:
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)


def test_a_killed_import_leaves_whole_files_and_the_next_one_makes_good(archive, tmp_path):
    path = write(tmp_path / "posts", many(2000))
    landed = []
    for committed in (1, 501):
        process = archive.start("import_articles", path, "--jobs", "1", start_new_session=True)
        wait_for(archive, committed, process)
        time.sleep(0.1)  # Into the reading or the writing of the next batch.
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        content = archive.content()
        landed.append(len(content["articles"]))
        assert len(content["documents"]) == len(content["articles"])
        assert all(article["text"] and article["tags"] for article in content["articles"].values())
    assert all(0 < number < 2000 for number in landed), landed  # The control: each kill came in the middle.

    archive.manage("import_articles", path, "--jobs", "1")

    disturbed = archive.content()
    archive.manage("flush", "--no-input")
    archive.manage("import_articles", path, "--jobs", "1")
    assert disturbed == archive.content()


def test_a_killed_import_leaves_no_process_behind(archive, tmp_path):
    path = write(tmp_path / "posts", many(1200))
    process = archive.start("import_articles", path, "--jobs", "2", start_new_session=True)
    wait_for(archive, 1, process)
    children = descendants(process.pid)
    assert len(children) >= 2  # The control: there were workers.

    process.kill()
    process.communicate()

    deadline = time.monotonic() + 20
    while (alive := [child for child in children if os.path.exists(f"/proc/{child}")]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert alive == []


def descendants(pid: int) -> list[int]:
    parents = {}
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{entry}/stat") as file:
                parents[int(entry)] = int(file.read().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found, waiting = [], [pid]
    while waiting:
        parent = waiting.pop()
        children = [child for child, its_parent in parents.items() if its_parent == parent]
        found += children
        waiting += children
    return found


def test_eight_imports_of_one_tree_at_once_make_each_article_once(archive, tmp_path):
    path = write(tmp_path / "posts", many(60))

    processes = [archive.start("import_articles", path, "--json") for _number in range(8)]
    results = [process.communicate(timeout=300) for process in processes]

    assert [process.returncode for process in processes] == [0] * 8, results
    assert not any(word in err for _out, err in results for word in ("lock", "deadlock", "Traceback"))
    outcomes = [json.loads(line)["outcome"] for out, _err in results for line in out.splitlines()]
    assert (outcomes.count("created"), outcomes.count("unchanged")) == (60, 7 * 60)
    assert len(archive.content()["articles"]) == 60


def test_a_full_disk_ends_with_1_and_the_next_import_makes_good(tmp_path):
    archive = _sqlite(tmp_path / "archive.sqlite3")
    path = write(tmp_path / "posts", many(1100))

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))

    process = archive.start("import_articles", path, "--jobs", "1", preexec_fn=limit)
    _out, err = process.communicate(timeout=300)

    assert process.returncode == 1
    assert "Traceback" not in err
    with closing(archive.connect()) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert 0 < archive.documents() < 1100  # The control: the disk was full in the middle.
    archive.manage("import_articles", path)
    assert len(archive.content()["articles"]) == 1100
