"""The Chinese catalogue says everything that the code says in English, and what is compiled is what was written."""

from __future__ import annotations

import gettext
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("config/locale/zh_Hans/LC_MESSAGES/django.po")


@pytest.fixture(scope="module")
def tools():
    """gettext's programs, which may be missing where nobody demanded everything."""
    if not shutil.which("msgfmt") and os.environ.get("REQUIRE_ALL") != "1":
        pytest.skip("gettext is not installed")


def compiled(folder: Path) -> dict:
    """Every message of the catalogue in `folder`, compiled now."""
    target = folder / "django.mo"
    subprocess.run(["msgfmt", "--output-file", target, ROOT / CATALOGUE], check=True)
    return messages(target)


def messages(path: Path) -> dict:
    with open(path, "rb") as file:
        return gettext.GNUTranslations(file)._catalog


def gathered(folder: Path) -> set[str]:
    """What the code says today, gathered in a copy of it so that the catalogue itself stays as it is."""
    for name in ("config", "articles", "sources", "templates", "manage.py"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    (folder / CATALOGUE).unlink()
    command = [sys.executable, "manage.py", "makemessages", "--locale", "zh_Hans", "--no-wrap", "-v", "0"]
    environment = os.environ | {"SECRET_KEY": "unused", "DJANGO_SETTINGS_MODULE": "config.settings"}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return msgids((folder / CATALOGUE).read_text(encoding="utf-8"))


def msgids(text: str) -> set[str]:
    found = re.findall(r'^msgid ((?:"(?:\\.|[^"\\])*"\s*)+)', text, re.MULTILINE)
    return {"".join(re.findall(r'"((?:\\.|[^"\\])*)"', msgid)) for msgid in found} - {""}


def test_every_message_is_translated_and_none_is_doubtful(tools):
    said = subprocess.run(
        ["msgfmt", "--check", "--statistics", "--output-file", os.devnull, ROOT / CATALOGUE],
        capture_output=True,
        text=True,
        env=os.environ | {"LC_ALL": "C"},
    )
    assert re.fullmatch(r"\d+ translated messages\.", said.stderr.strip())


def test_the_catalogue_has_every_message_of_the_code_and_no_other(tools, tmp_path):
    in_code = gathered(tmp_path)
    in_catalogue = msgids((ROOT / CATALOGUE).read_text(encoding="utf-8"))

    assert sorted(in_code - in_catalogue) == [], "missing: run make messages, and translate"
    assert sorted(in_catalogue - in_code) == [], "no longer said: run make messages"


def test_the_compiled_catalogue_is_in_step(tools, tmp_path):
    assert messages(ROOT / CATALOGUE.with_suffix(".mo")) == compiled(tmp_path)
