"""Two processes on one database: what one changes, the other shows at its next request."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing

import pytest
from django.conf import settings
from django.db import connection

from tests.articles.posts import post, write


class Server:
    """A process that serves pages and keeps them."""

    def __init__(self, archive):
        command = [sys.executable, "-m", "tests.articles.answering"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=archive.environment, **pipes)

    def get(self, address: str) -> tuple[int, str, int]:
        """Its status, its text, and how many queries it took."""
        self.process.stdin.write(f"{address}\n")
        self.process.stdin.flush()
        return tuple(json.loads(self.process.stdout.readline()))

    def kept(self, address: str) -> str:
        """A page, and a look whether it comes from what is kept."""
        self.get(address)
        _status, page, queries = self.get(address)
        assert queries == 1
        return page

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()


@pytest.fixture
def servers(archive):
    running = [Server(archive), Server(archive)]
    yield running
    for server in running:
        server.stop()


def test_what_another_process_writes_shows_at_the_next_request(archive, servers, tmp_path):
    for server in servers:
        assert "的新闻" not in server.kept("/")

    path = write(tmp_path / "posts", {"a.md": post(title="进来的新闻")})
    archive.manage("import_articles", path, "--status", "published")
    for server in servers:
        assert "进来的新闻" in server.kept("/")

    write(tmp_path / "posts", {"a.md": post(title="更正的新闻")})
    archive.manage("import_articles", path, "--status", "published")
    for server in servers:
        assert "更正的新闻" in server.kept("/")

    # By hand, with no line of this project's code running.
    with closing(archive.connect()) as database:
        database.execute("UPDATE articles_article SET status = 'archived'")
        database.commit()
    for server in servers:
        assert "更正的新闻" not in server.kept("/")


def test_what_is_committed_later_shows_later_though_it_began_first(archive, servers, tmp_path):
    posts = {f"{number}.md": post(202200000000000000 + number, title=f"第{number}篇") for number in (1, 2)}
    archive.manage("import_articles", write(tmp_path / "posts", posts), "--status", "published")
    rename = "UPDATE articles_article SET title = '{1}' WHERE title = '{0}'"
    slugs = {article["title"]: slug for slug, article in archive.content()["articles"].items()}
    addresses = [f"/articles/{slugs[title]}/" for title in ("第1篇", "第2篇")]
    server = servers[0]
    assert all("篇</h1>" in server.kept(address) for address in addresses)

    slow, quick = archive.connect(), archive.connect()
    with closing(slow), closing(quick):
        slow.execute("BEGIN")
        slow.execute(rename.format("第1篇", "慢的"))
        if connection.vendor == "postgresql":
            # Its mark is the newer one, and is there first. SQLite has one writer at a time.
            quick.execute(rename.format("第2篇", "快的"))
            assert "快的" in server.kept(addresses[1])
        assert "慢的" not in server.kept(addresses[0])
        slow.commit()

    assert "慢的" in server.kept(addresses[0])
