"""Articles with copies of some of them, and the truth of which are one text: what clustering is measured on.

The articles are the corpus, whose originals share their vocabulary and often their topic, and the sample files. Every
STEP-th original is reprinted in each way of WAYS, and lends half of itself to a text that is another's.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from .corpus import Maker

SEEDS = Path(__file__).resolve().parents[2] / "fixtures" / "seeds"
STEP = 20
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?|\n+")
_WIDTHS = str.maketrans("，。；：！？（）“”、", ',.;:!?()"",')
_BANNERS = ("本报讯(记者王小明)", "来源：东方财富网　编辑：李雷\n", "【转载】", "新华社北京2月25日电（记者张三）")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text, which original it is of, and by which way it came of it: empty for the original itself."""

    title: str
    text: str
    original: str
    way: str = ""


def cut(text: str, share: float, rng: random.Random) -> str:
    """Without a share of its sentences, wherever they stand."""
    sentences = _SENTENCE.findall(text)
    gone = set(rng.sample(range(len(sentences)), round(len(sentences) * share)))
    return "".join(sentence for number, sentence in enumerate(sentences) if number not in gone)


def other_widths(text: str) -> str:
    """With punctuation of the other width, and spaces about it."""
    return text.translate(_WIDTHS).replace(",", ", ").replace("\n", "\n\u3000\u3000")


def other_banner(text: str, rng: random.Random) -> str:
    return f"{rng.choice(_BANNERS)}{text}\n责任编辑：赵六\n本文仅代表作者观点，不代表本站立场。"


WAYS: dict[str, Callable[[str, random.Random], str]] = {
    "whole": lambda text, rng: text,
    "widths": lambda text, rng: other_widths(text),
    "banner": other_banner,
    "5 %": lambda text, rng: cut(text, 0.05, rng),
    "10 %": lambda text, rng: cut(text, 0.10, rng),
    "20 %": lambda text, rng: cut(text, 0.20, rng),
    "10 %, widths and banner": lambda text, rng: other_banner(other_widths(cut(text, 0.10, rng)), rng),
}


def labelled(count: int) -> Iterator[Labelled]:
    """`count` articles of the corpus, those of the sample files, and the copies."""
    originals = {f"seed {number}": found for number, found in enumerate(_seeds())}
    yield from (Labelled(title, text, name) for name, (title, text) in originals.items())
    maker = Maker(1)
    for number in range(count):
        article = maker.article(number)
        text = _plain(article.body)
        name = str(maker.original(number))
        yield Labelled(article.title, text, name, "in the corpus" if article.repost_of is not None else "")
        if number % STEP == 0 and article.repost_of is None:
            originals[name] = (article.title, text)
    rng = random.Random(1)
    yield from _medleys(list(originals.items()))
    for name, (title, text) in originals.items():
        for way, change in WAYS.items():
            yield Labelled(f"{title}（{way}）", change(text, rng), name, way)


def _medleys(originals: list[tuple[str, tuple[str, str]]]) -> Iterator[Labelled]:
    """Texts of their own, half of one original and half of the next, as long as the shorter: no copies of either."""
    for (name, (title, text)), (_next, (_title, other)) in pairwise(originals):
        half = min(len(text), len(other)) // 2
        yield Labelled(f"{title}（综述）", text[:half] + other[-half:], f"medley {name}")


def _seeds() -> Iterator[tuple[str, str]]:
    from articles.preparing import prepare

    for path in sorted(SEEDS.iterdir()):
        for article in prepare(path.read_bytes(), path.name).articles:
            yield article.values["title"], article.text


def _plain(body: str) -> str:
    return re.sub(r"<[^>]+>", "", body.replace("</p>", "\n"))
