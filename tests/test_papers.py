"""What the papers say is so: every setting is in their tables, and every link leads to a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from config.run import ROOT

READMES = ("README.md", "README.zh-CN.md")


def settings_read() -> set[str]:
    text = (ROOT / "config/settings.py").read_text(encoding="utf-8")
    return set(re.findall(r'\benv(?:\.\w+)?\(\s*"(\w+)"', text))


def text_of(paper: str) -> str:
    return (ROOT / paper).read_text(encoding="utf-8")


def papers() -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def test_the_settings_are_found_at_all():
    # The control of what follows.
    assert {"SECRET_KEY", "DATABASE_URL", "LOG_LEVEL"} <= settings_read()


@pytest.mark.parametrize("paper", [*READMES, ".env.example"])
def test_every_setting_is_explained(paper):
    assert sorted(name for name in settings_read() if name not in text_of(paper)) == []


@pytest.mark.parametrize("readme", READMES)
def test_a_table_of_settings_has_no_setting_that_is_gone(readme):
    rows = re.findall(r"^\| (`[A-Z_`、, ]+`) \|", text_of(readme), re.MULTILINE)
    told = set(re.findall(r"`(\w+)`", " ".join(rows)))
    assert told - settings_read() == {"HOST", "PORT", "WEB_CONCURRENCY"}


@pytest.mark.parametrize("paper", papers())
def test_every_link_leads_to_a_file(paper):
    links = re.findall(r"\]\((?!https?:|//|#|mailto:)([^)#\s]+)", text_of(paper))
    assert [link for link in links if not ((ROOT / paper).parent / Path(link)).exists()] == []


def test_both_readmes_have_the_same_parts():
    outlines = [re.findall(r"^(#+|```\w+|!\[|\| ---?)", text_of(readme), re.MULTILINE) for readme in READMES]
    assert outlines[0] == outlines[1]
