"""The files of a site that are no articles: layouts, category pages, configuration, documentation."""

from __future__ import annotations

import re
from pathlib import PurePath

from .front_matter import FrontMatter

_LIQUID = re.compile(
    r"\{%-?\s*(?:for|if|unless|include|assign|capture|layout)\b|\{\{-?\s*(?:content|site|page|layout|post)\b"
)
_SETTING = re.compile(r"(?:[\w-]+:(?:\s|$)|\s+\S|-\s|#|$)", re.A)
_SETTING_KEYS = re.compile(
    r"^(?:baseurl|permalink|plugins|gems|markdown|highlighter|exclude|paginate|kramdown|theme)\s*:", re.M
)
_LAYOUTS = {
    "category",
    "categories",
    "tag",
    "tags",
    "page",
    "home",
    "default",
    "archive",
    "archives",
    "index",
    "list",
    "none",
    "null",
}
_NAMES = {
    "readme", "404", "index", "about", "license", "contributing", "changelog", "categories", "category", "tags", "tag",
    "archive", "archives", "search", "feed", "sitemap", "robots", "_config", "_index",
}  # fmt: skip
_FOLDERS = {"_layouts", "_includes", "_data", "_sass"}
_HAN = re.compile(r"[\u3400-\u9fff]")
# With fewer Chinese characters than this a page of the site holds no article.
_ARTICLE_LENGTH = 100


def is_site_file(text: str) -> bool:
    """Whether a file without front matter belongs to a site made of posts."""
    return _is_template(text) or _is_configuration(text) or _is_documentation(text)


def reason(post: FrontMatter, dated: bool, name: str = "") -> str:
    """Why a file of such a site is no article; empty where it is one."""
    path = PurePath(name)
    if _FOLDERS.intersection(path.parts):
        return "a template of the site"
    if dated:
        return ""
    if _is_template(post.body):
        return "a template of the site"
    if not post.values and _is_configuration(post.body):
        return "the configuration of the site"
    if path.stem.casefold() in _NAMES or (not post.values and "```" in post.body):
        return "a page about the site"
    layout = str(post.values.get("layout", "")).casefold()
    size = len(_HAN.findall(post.body))
    if size < _ARTICLE_LENGTH and (layout in _LAYOUTS or "permalink" in post.values):
        return f"a page of the site without an article (layout: {layout or 'none'})"
    if size == 0 and layout != "post" and post.values and not {"title", "date"} <= post.values.keys():
        return "a front matter without a text"
    return ""


def _is_template(text: str) -> bool:
    return "{" in text and bool(_LIQUID.search(text))


def _is_configuration(text: str) -> bool:
    if not _SETTING_KEYS.search(text[:20_000]):
        return False
    return all(_SETTING.match(line) for line in text[:20_000].splitlines())


def _is_documentation(text: str) -> bool:
    """Whether a file without front matter is Markdown beyond doubt: a title, and links or code."""
    return text.lstrip().startswith("# ") and ("](" in text or "```" in text)
