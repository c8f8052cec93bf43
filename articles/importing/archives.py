"""Archives, read member by member and never unpacked to disk."""

from __future__ import annotations

import gzip
import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO

from django.utils.translation import gettext as _

from sources.labels import in_words

from ..preparing import Failure
from .found import ARCHIVES, HIDDEN, MAX_BYTES, Found, Refused, location_of, printable, skipped_by_name, too_large

MAX_MEMBERS = 200_000
MAX_UNPACKED = 4 * 1024**3
# Text packs to a tenth; what packs to a thousandth was made to burst.
MAX_RATIO = 200
DAMAGED = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


def unpack(path: str, real: str) -> Iterator[Found]:
    """The files of an archive, in its order. An archive that reaches out or bursts is refused whole."""
    try:
        members = _zip_members if path.lower().endswith(".zip") else _tar_members
        yield from members(path, real)
    except Refused as refused:
        yield Found(printable(path), failure=refused.failure)
    except DAMAGED as error:
        yield Found(printable(path), failure=_damaged(error))


def _damaged(error: Exception) -> Failure:
    message = _("The archive is damaged, locked or of an unknown kind: %(reason)s.")
    return Failure("bad-archive", message % {"reason": in_words(str(error))}, _("Pack it again, without a password."))


def _zip_members(path: str, real: str) -> Iterator[Found]:
    with zipfile.ZipFile(real) as archive:
        members = [(_zip_name(info), info) for info in archive.infolist() if not info.is_dir()]
        _check(real, ((name, info.file_size) for name, info in members))
        for name, info in members:
            yield _member(path, real, name, info.file_size, lambda info=info: archive.open(info))


def _zip_name(info: zipfile.ZipInfo) -> str:
    """A member's name; where the archive does not say that it is UTF-8, Chinese programs wrote GB 18030."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _tar_members(path: str, real: str) -> Iterator[Found]:
    with _open_tar(real) as archive:
        _check(real, ((member.name, member.size) for member in archive))
    # A second pass: nothing of an archive is imported before the whole of it is known to be harmless.
    with _open_tar(real) as archive:
        for member in archive:
            if member.isfile():
                yield _member(path, real, member.name, member.size, lambda m=member: archive.extractfile(m))
            elif not member.isdir():
                yield _not_a_file(path, member.name)


@contextmanager
def _open_tar(real: str) -> Iterator[tarfile.TarFile]:
    with open(real, "rb") as start:
        packed = start.read(2) == b"\x1f\x8b"
    opened = gzip.open if packed else open
    with opened(real, "rb") as stream, tarfile.open(fileobj=_Careful(stream), mode="r:") as archive:
        yield archive


class _Careful:
    """A stream that is never asked for more at once than a file may have: a header may claim any length."""

    def __init__(self, stream: IO[bytes]):
        self.stream, self.seek, self.tell = stream, stream.seek, stream.tell

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= MAX_BYTES:
            raise tarfile.ReadError(_("a header claims an impossible length"))
        return self.stream.read(size)


def _check(real: str, members: Iterator[tuple[str, int]]) -> None:
    """Refuses an archive by its members' names and sizes alone."""
    unpacked = 0
    limit = min(MAX_UNPACKED, max(MAX_BYTES, os.path.getsize(real) * MAX_RATIO))
    for number, (name, size) in enumerate(members, start=1):
        inner = PurePosixPath(name.replace("\\", "/"))
        if inner.is_absolute() or ".." in inner.parts or inner.parts[:1] and inner.parts[0].endswith(":"):
            message = _("The member “%(name)s” of the archive lies outside of it.") % {"name": printable(name)}
            raise Refused("archive-reaches-out", message, _("Pack the folder again, with relative names only."))
        unpacked += size
        if number > MAX_MEMBERS or unpacked > limit:
            message = _("The archive unpacks to more than %(members)s files or %(bytes)s bytes.")
            raise Refused(
                "archive-too-large",
                message % {"members": MAX_MEMBERS, "bytes": limit},
                _("Unpack it yourself if you trust it, and import the folder."),
            )


def _member(path: str, real: str, name: str, size: int, open_member) -> Found:
    inner = printable(f"{path}!{name}")
    if any(part.startswith(".") or part in HIDDEN for part in PurePosixPath(name).parts):
        return Found(inner, skipped=_("hidden, or not meant for readers"))
    if skipped_by_name(name) or name.lower().endswith(ARCHIVES):
        return Found(inner, skipped=_("not a text, by the ending of its name"))
    try:
        if size > MAX_BYTES:
            raise too_large(size)
        with open_member() as stream:
            data = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise too_large(len(data))
    except Refused as refused:
        return Found(inner, failure=refused.failure)
    except DAMAGED as error:
        return Found(inner, failure=_damaged(error))
    return Found(inner, location_of(f"{real}!{name}"), data)


def _not_a_file(path: str, name: str) -> Found:
    message = _("It is a link, a pipe or a device inside an archive, and was not followed.")
    return Found(printable(f"{path}!{name}"), failure=Failure("link-in-archive", message, _("Pack the file itself.")))
