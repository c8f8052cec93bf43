"""The command as a process of its own: killed, out of room, or one of eight at once."""

import json
import os
import resource
import signal
import subprocess
import time
from contextlib import closing

from tests.articles.conftest import Archive, on_sqlite
from tests.articles.posts import many, write


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
    archive = on_sqlite(tmp_path / "archive.sqlite3")
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
