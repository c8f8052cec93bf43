"""What an import reads, and what it will not."""

import errno
import os
import tarfile
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from articles.importing.archives import MAX_RATIO
from articles.importing.found import MAX_BYTES
from articles.importing.walking import count, walk
from tests.articles.posts import write

pytestmark = pytest.mark.usefixtures("english")


def found(*paths):
    """(path, bytes) of what was read; paths are told from the first folder on."""
    return [(file.path, file.data) for file in walk(map(str, paths)) if not (file.failure or file.skipped)]


def refused(*paths):
    """{path: code} of what was not."""
    return {file.path: file.failure.code for file in walk(map(str, paths)) if file.failure}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to import, as a relative path, with a secret beside it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.md").write_text("secret")
    (tmp_path / "posts").mkdir()
    return tmp_path / "posts"


def test_folders_are_read_in_the_order_of_their_names(folder):
    write(folder, {"b.md": "b", "a/z.md": "z", "a/b.md": "ab", "c.txt": "c"})

    assert [path for path, _data in found("posts")] == ["posts/a/b.md", "posts/a/z.md", "posts/b.md", "posts/c.txt"]


def test_a_path_is_told_as_it_was_given(folder):
    write(folder, {"a.md": "a"})

    assert found("posts/a.md") == [("posts/a.md", b"a")]
    assert found(folder / "a.md") == [(str(folder / "a.md"), b"a")]


def test_one_place_is_one_location_however_it_is_given(folder):
    write(folder, {"a.md": "a"})

    locations = {
        file.location for path in ("posts", "posts/a.md", "./posts/../posts", str(folder)) for file in walk([path])
    }

    assert len(locations) == 1


def test_what_is_hidden_or_no_text_is_skipped_with_the_reason(folder):
    write(folder, {".git/HEAD": "x", ".DS_Store": "x", "a.png": "x", "site.css": "x", "_config.yml": "x", "a.md": "a"})

    assert {file.path: file.skipped for file in walk(["posts"]) if file.skipped} == {
        "posts/.git": "hidden, or not meant for readers",
        "posts/.DS_Store": "hidden, or not meant for readers",
        "posts/a.png": "not a text, by the ending of its name",
        "posts/site.css": "not a text, by the ending of its name",
        "posts/_config.yml": "not a text, by the ending of its name",
    }
    assert found("posts") == [("posts/a.md", b"a")]


def test_nothing_is_read_from_outside_the_folder(folder, tmp_path):
    os.symlink(tmp_path / "secret.md", folder / "link.md")
    os.symlink(tmp_path, folder / "up")
    os.symlink("/dev/zero", folder / "zero.md")
    os.symlink("loop.md", folder / "loop.md")
    os.mkfifo(folder / "pipe.md")
    write(folder, {"a.md": "a"})

    assert refused("posts") == {
        "posts/link.md": "link-outside",
        "posts/up": "link-outside",
        "posts/zero.md": "link-outside",
        "posts/loop.md": "broken-link",
        "posts/pipe.md": "not-a-file",
    }
    assert found("posts") == [("posts/a.md", b"a")]


def test_a_link_to_what_is_in_the_folder_is_skipped_since_its_target_is_read(folder):
    write(folder, {"a.md": "a", "deep/b.md": "b"})
    os.symlink("a.md", folder / "also.md")
    os.symlink("..", folder / "deep" / "up")

    assert refused("posts") == {}
    assert [path for path, _data in found("posts")] == ["posts/a.md", "posts/deep/b.md"]


def test_a_file_that_may_not_be_read_is_refused(folder, monkeypatch):
    write(folder, {"a.md": "a"})

    def refuse(*args):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))  # Root, as tests may run, may read all.

    monkeypatch.setattr(os, "open", refuse)

    (file,) = walk(["posts"])
    assert (file.failure.code, file.failure.message) == ("unreadable", "It cannot be read: Permission denied.")


def test_a_file_that_is_gone_is_refused(folder):
    assert refused("posts/gone.md") == {"posts/gone.md": "unreadable"}


def test_a_file_of_ten_gigabytes_is_refused_unread(folder):
    with open(folder / "huge.md", "wb") as file:
        file.truncate(10 * 1024**3)
    started = time.monotonic()

    (file,) = walk(["posts"])

    assert time.monotonic() - started < 1
    assert file.failure.code == "too-large"
    assert file.failure.message == f"The file has 10737418240 bytes, more than the limit of {MAX_BYTES}."


def test_a_name_that_is_no_utf_8_is_told_in_escapes(folder):
    with open(os.fsencode(folder) + b"/\xd0\xc2.md", "wb") as file:
        file.write(b"a")

    assert found("posts") == [("posts/\\xd0\\xc2.md", b"a")]


def test_a_name_with_signs_that_nobody_sees_is_told_in_escapes(folder):
    write(folder, {"a\nb\x1b[31m\u202e.md": "a"})

    assert found("posts") == [("posts/a\\nb\\x1b[31m\\u202e.md", b"a")]


def test_folders_nested_deeper_than_calls_are_read(folder):
    os.chdir(folder)
    for _level in range(1200):
        os.mkdir("d")
        os.chdir("d")
    Path("a.md").write_text("a")

    try:
        assert [data for _path, data in found(folder)] == [b"a"]
    finally:
        os.remove("a.md")
        for _level in range(1200):
            os.chdir("..")
            os.rmdir("d")


def test_files_are_counted_without_being_read(folder):
    write(folder, {"a.md": "a", "b/c.md": "c"})

    assert count(["posts", "secret.md"]) == 3


def zipped(path, members, **options):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def tarred(path, *members, mode="w:gz"):
    with tarfile.open(path, mode) as archive:
        for member, data in members:
            member.size = len(data)
            archive.addfile(member, BytesIO(data))
    return path


@pytest.mark.parametrize("name", ["a.tar.gz", "a.tgz", "a.tar"])
def test_a_tar_archive_is_read_member_by_member(folder, name):
    mode = "w" if name == "a.tar" else "w:gz"
    tarred(folder / name, (tarfile.TarInfo("p/一.md"), b"1"), (tarfile.TarInfo("p/b.png"), b"x"), mode=mode)

    assert found("posts") == [(f"posts/{name}!p/一.md", b"1")]


def test_a_zip_archive_is_read_member_by_member(folder):
    zipped(folder / "a.zip", {"p/一.md": "1", "__MACOSX/p/._一.md": "x", "p/b.css": "x"})

    assert found("posts/a.zip") == [("posts/a.zip!p/一.md", b"1")]


def test_names_that_a_chinese_program_wrote_into_a_zip_are_read(folder):
    zipped(folder / "a.zip", {"AAAA.md": "1"})
    data = (folder / "a.zip").read_bytes().replace(b"AAAA.md", "新闻".encode("gb18030") + b".md")
    (folder / "a.zip").write_bytes(data)

    assert found("posts") == [("posts/a.zip!新闻.md", b"1")]


@pytest.mark.parametrize("name", ["../a.md", "/etc/a.md", "p/../../a.md", "..\\a.md", "C:\\a.md"])
def test_an_archive_that_reaches_out_is_refused_whole(folder, name):
    zipped(folder / "a.zip", {"good.md": "1", name: "2"})
    tarred(folder / "b.tar.gz", (tarfile.TarInfo("good.md"), b"1"), (tarfile.TarInfo(name), b"2"))

    assert refused("posts") == {"posts/a.zip": "archive-reaches-out", "posts/b.tar.gz": "archive-reaches-out"}
    assert found("posts") == []


def test_an_archive_that_bursts_is_refused_whole(folder):
    zeros = b"0" * (MAX_BYTES - 1)
    zipped(folder / "a.zip", {"a.md": zeros, "b.md": zeros})
    tarred(folder / "b.tgz", (tarfile.TarInfo("a.md"), zeros), (tarfile.TarInfo("b.md"), zeros))
    assert (folder / "a.zip").stat().st_size * MAX_RATIO < 2 * len(zeros)

    assert refused("posts") == {"posts/a.zip": "archive-too-large", "posts/b.tgz": "archive-too-large"}


def test_links_in_an_archive_are_not_followed(folder):
    link = tarfile.TarInfo("link.md")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    tarred(folder / "a.tar", (link, b""), (tarfile.TarInfo("good.md"), b"1"), mode="w")

    assert refused("posts") == {"posts/a.tar!link.md": "link-in-archive"}
    assert found("posts") == [("posts/a.tar!good.md", b"1")]


def test_a_large_member_is_refused_alone(folder):
    noise = os.urandom(MAX_BYTES // 16) * 17
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("large.md", noise)
        archive.writestr("good.md", "1")

    assert refused("posts") == {"posts/a.zip!large.md": "too-large"}
    assert found("posts") == [("posts/a.zip!good.md", b"1")]


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.tar"])
def test_a_damaged_archive_is_refused(folder, name):
    (folder / name).write_bytes(b"no archive at all" * 100)

    assert refused("posts") == {f"posts/{name}": "bad-archive"}


def test_a_header_that_claims_an_impossible_length_is_not_believed(folder):
    header = tarfile.TarInfo("long")
    header.type, header.size = tarfile.XHDTYPE, 3 * 1024**3
    (folder / "a.tar").write_bytes(header.tobuf() + b"\0" * 1024)

    assert refused("posts") == {"posts/a.tar": "bad-archive"}
