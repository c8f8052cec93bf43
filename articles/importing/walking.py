"""Files, folders and archives, one file at a time, and never anything from outside what was given."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from sources.labels import in_words

from ..preparing import Failure
from .archives import unpack
from .found import ARCHIVES, HIDDEN, MAX_BYTES, Found, Refused, location_of, printable, skipped_by_name, too_large


def walk(paths: Iterable[str]) -> Iterator[Found]:
    """Every file under `paths`, folders in the order of their names."""
    for path in paths:
        real = os.path.realpath(path)
        if os.path.isdir(real):
            yield from _folder(path, real)
        else:
            yield from _file(path, real)


def count(paths: Iterable[str]) -> int:
    """How many files there are under `paths`, an archive being one: for a progress bar, hence in a hurry."""
    return sum(
        sum(len(files) for _folder, _folders, files in os.walk(path)) if os.path.isdir(path) else 1 for path in paths
    )


def _folder(path: str, root: str) -> Iterator[Found]:
    # A stack instead of recursion: folders may be nested deeper than calls.
    waiting = [*_entries(path, root)]
    while waiting:
        path, entry = waiting.pop()
        if isinstance(entry, OSError):
            yield Found(printable(path), failure=_unreadable(entry))
        elif entry.name.startswith(".") or entry.name in HIDDEN:
            yield Found(printable(path), skipped=_("hidden, or not meant for readers"))
        elif entry.is_symlink():
            yield _link(path, entry.path, root)
        elif entry.is_dir():
            waiting += _entries(path, entry.path)
        elif skipped_by_name(entry.name):
            yield Found(printable(path), skipped=_("not a text, by the ending of its name"))
        else:
            yield from _file(path, entry.path)


def _entries(path: str, real: str) -> list[tuple[str, os.DirEntry | OSError]]:
    """What a folder holds, last name first."""
    try:
        with os.scandir(real) as entries:
            return sorted(((os.path.join(path, e.name), e) for e in entries), key=lambda pair: pair[0], reverse=True)
    except OSError as error:
        return [(path, error)]


def _file(path: str, real: str) -> Iterator[Found]:
    if path.lower().endswith(ARCHIVES):
        yield from unpack(path, real)
        return
    try:
        data = read_bytes(real)
    except OSError as error:
        yield Found(printable(path), failure=_unreadable(error))
    except Refused as refused:
        yield Found(printable(path), failure=refused.failure)
    else:
        yield Found(printable(path), location_of(real), data)


def _link(path: str, real: str, root: str) -> Found:
    try:
        target = os.path.realpath(real, strict=True)
    except OSError:
        message = _("It is a symbolic link that leads nowhere, or to itself.")
        failure = Failure("broken-link", message, _("Remove the link."))
        return Found(printable(path), failure=failure)
    if os.path.commonpath([target, root]) == root:
        return Found(printable(path), skipped=_("a link to what is imported under its own name"))
    message = _("It is a symbolic link that leads out of the folder, and was not followed.")
    remedy = _("If its target is to be imported, give the target's own path.")
    return Found(printable(path), failure=Failure("link-outside", message, remedy))


def read_bytes(real: str) -> bytes:
    """The bytes of a plain file. Raises Refused unread where it is large, or no file; OSError."""
    # Neither a link put there meanwhile nor a pipe without a writer may hold the import.
    handle = os.open(real, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise Refused("not-a-file", _("It is a pipe, a device or a socket."), _("Give files and folders only."))
        if status.st_size > MAX_BYTES:
            raise too_large(status.st_size)
        with open(handle, "rb", buffering=0, closefd=False) as file:
            return file.read(MAX_BYTES)
    finally:
        os.close(handle)


def _unreadable(error: OSError) -> Failure:
    message = _("It cannot be read: %(reason)s.") % {"reason": in_words(error.strerror)}
    return Failure("unreadable", message, _("Give the import the right to read it."))
