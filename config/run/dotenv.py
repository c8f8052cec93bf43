"""`.env`: what this machine sets for itself. `config/settings.py` reads it; this makes it, and reads it before that."""

from __future__ import annotations

import os
import re
import secrets

from . import ROOT, say

LINE = re.compile(r"^\s*(?:export\s+)?(\w+)\s*=\s*(.*?)\s*$", re.MULTILINE)
FIRST = """\
# Made by `make run` for this machine alone; .env.example says what else can be set. Yours to edit.
SECRET_KEY={key}
# Without HTTPS, because nothing stands in front of the server here.
HTTPS=false
"""


def setting(name: str, default: str = "") -> str:
    """What the environment says of `name`, or else `.env`."""
    return os.environ.get(name) or _written().get(name) or default


def make() -> None:
    """Write `.env` where there is none, readable by its owner alone; one that is there stays as it is."""
    try:
        handle = os.open(ROOT / ".env", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        say(".env", "kept")
        return
    with open(handle, "w", encoding="utf-8") as file:
        file.write(FIRST.format(key=secrets.token_urlsafe(50)))
    say(".env", "made, with a secret key of its own and HTTPS=false")


def _written() -> dict[str, str]:
    try:
        text = (ROOT / ".env").read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    return {name: value.strip("'\"") for name, value in LINE.findall(text)}
