"""One file that an import came upon, and the limits of what is read."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..preparing import Failure

MAX_BYTES = 20 * 1024 * 1024
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz")
HIDDEN = {"__MACOSX", "node_modules", "Thumbs.db"}
# What stands beside posts in a site's folder, and has no article in it.
NOT_TEXT = {
    *(".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".ico", ".bmp", ".tif", ".tiff", ".psd"),
    *(".mp3", ".mp4", ".m4a", ".wav", ".webm", ".mov", ".avi", ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt"),
    *(".css", ".scss", ".sass", ".less", ".js", ".mjs", ".ts", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot"),
    *(".json", ".yml", ".yaml", ".xml", ".csv", ".py", ".rb", ".sh", ".lock", ".gemspec", ".db", ".sqlite3"),
    *(".gz", ".bz2", ".xz", ".7z", ".rar", ".exe", ".dll", ".so", ".bin", ".iso", ".pyc"),
}

# Line ends and other control characters, and marks that turn the reading direction.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Found:
    """One file: its bytes, or why it is skipped, or why it cannot be read.

    `path` is as given, joined with the part inside a folder or an archive; `location` is a digest of the absolute one.
    """

    path: str
    location: str = ""
    data: bytes = b""
    skipped: str = ""
    failure: Failure | None = None


def skipped_by_name(name: str) -> bool:
    """Whether the ending of a name says that there is no text; an archive's does not."""
    return os.path.splitext(name)[1].lower() in NOT_TEXT and not name.lower().endswith(ARCHIVES)


def location_of(absolute: str) -> str:
    return hashlib.sha256(os.fsencode(absolute)).hexdigest()


def printable(path: str) -> str:
    """A path that any database and terminal takes: bytes that are no UTF-8, and signs that nobody sees, as escapes."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return _UNSEEN.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


class Refused(Exception):
    """A file that is not read. `failure` says why, and what to do."""

    def __init__(self, code: str, message: str, remedy: str):
        super().__init__(message)
        self.failure = Failure(code, message, remedy)


def too_large(size: int) -> Refused:
    message = _("The file has %(size)s bytes, more than the limit of %(limit)s.")
    return Refused("too-large", message % {"size": size, "limit": MAX_BYTES}, _("Split it, or leave it out."))
