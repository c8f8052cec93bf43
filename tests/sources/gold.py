"""How what a reader found is compared with what a careful human editor extracts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from articles.cleaning import clean_html, plain_text
from sources.blocks import to_html
from sources.outline import outline, page_outline
from sources.readers import read

ROOT = Path(__file__).resolve().parent.parent.parent
GOLD = ROOT / "tests" / "gold"
FILES = sorted([*(ROOT / "fixtures" / "seeds").iterdir(), *(GOLD / "files").iterdir()])

EXACT = (
    "title", "kicker", "deck", "column", "source", "republisher", "category", "tags", "published_at", "original_url",
    "external_id", "usage_terms", "summary", "paragraphs",
)  # fmt: skip
WITHOUT_SPACE = ("headings", "list_items", "captions", "pull_quotes")


def gold_of(path: Path) -> dict[str, Any]:
    return json.loads((GOLD / f"{path.stem}.json").read_text(encoding="utf-8"))


def differences(path: Path) -> list[str]:
    """Every field in which the reading of `path` is not what its gold file says."""
    gold = gold_of(path)
    file = read(path.read_bytes(), path.name)
    found = [_compare("format", file.format, gold["format"])]
    found.append(_compare("articles", len(file.articles), len(gold["articles"])))
    for at, (article, expected) in enumerate(zip(file.articles, gold["articles"], strict=False)):
        got = outline(article)
        got["text"] = plain_text(clean_html(to_html(article.blocks)))
        found += [f"{at}: {line}" for line in _article_differences(got, expected) if line]
    if "page" in gold:
        found += _page_differences(page_outline(file.page) or {}, gold["page"])
    return [line for line in found if line]


def _article_differences(got: dict[str, Any], gold: dict[str, Any]) -> list[str | None]:
    found = [_compare(name, got[name], gold[name]) for name in EXACT if name in gold]
    found += [_compare(name, _bare(got[name]), _bare(gold[name])) for name in WITHOUT_SPACE if name in gold]
    found.append(_compare("fact_boxes", _boxes(got["fact_boxes"]), _boxes(gold["fact_boxes"])))
    found.append(_compare("credits", _people(got["credits"]), _people(gold["credits"])))
    found.append(_compare("body_starts", got["text"].strip()[: len(gold["body_starts"])], gold["body_starts"]))
    found.append(_compare("body_ends", got["text"].strip()[-len(gold["body_ends"]) :], gold["body_ends"]))
    found += [f"text lacks {part!r}" for part in gold.get("contains_rejoined", []) if part not in got["text"]]
    found += [f"warnings lack {code}" for code in gold["warnings"] if code not in got["warnings"]]
    return found


def _page_differences(got: dict[str, Any], gold: dict[str, Any]) -> list[str | None]:
    captions = [(caption["text"], _people(caption["credits"])) for caption in got.get("captions", [])]
    expected = [(caption["text"], _people(caption["credits"])) for caption in gold["captions"]]
    return [
        _compare("page captions", captions, expected),
        _compare("page credits", _people(got.get("credits", [])), _people(gold["credits"])),
    ]


def _compare(name: str, got: Any, gold: Any) -> str | None:
    return None if got == gold else f"{name}: {got!r} is not {gold!r}"


def _bare(texts: list[str]) -> list[str]:
    return [re.sub(r"\s", "", text) for text in texts]


def _boxes(boxes: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    return [
        (re.sub(r"\s", "", box["title"]), [re.sub(r"[\s.．…]{2,}|\s", "", item) for item in box["items"]])
        for box in boxes
    ]


def _people(credits: list[dict[str, str]]) -> set[tuple[str, str, str]]:
    return {(who["name"], who["role"], who["affiliation"]) for who in credits}
