"""How fast the site's pages are beside the bare view, with nothing kept and with everything."""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .corpus import make
from .processes import ROOT, database, measure, migrate

ROUNDS = 3  # one after the other, so that a busy minute does not fall on one of them alone
# Of the rate of the bare page, with nothing kept and with everything.
GOALS = {"article": (0.5, 0.9), "home": (0.4, 0.9), "source": (0.4, 0.9), "tag": (0.4, 0.9), "month": (0.4, 0.9)}
GROWTH = 1.3  # times the cost with few articles
Figures = dict[str, dict[str, float]]


def run(kind: str, server: str, options: argparse.Namespace) -> None:
    with (
        _archive(server, "few", options.small, "") as few,
        _archive(server, "many", options.n, options.database) as many,
    ):
        for url in (few, many):
            measure(url, "bare_pages", "load")
        rounds = [(_round(few), _round(many)) for _number in range(ROUNDS)]
    show(kind, options, *(_medians(told) for told in zip(*rounds, strict=True)))


@contextmanager
def _archive(server: str, name: str, count: int, existing: str) -> Iterator[str]:
    """The address of a database with so many articles: one that is there, or one that is thrown away."""
    if existing:
        migrate(existing)
        yield existing
        return
    corpus = str(make(ROOT / "bench-data" / str(count), count))
    with tempfile.TemporaryDirectory() as folder, database(server, f"jianbao_bench_{name}", Path(folder)) as url:
        migrate(url)
        measure(url, "importing", corpus, "2")
        yield url


def _round(url: str) -> dict[str, Figures]:
    """What was measured: `bare`, `off` and `on`."""
    told = {"bare": measure(url, "bare_pages", "ask").told}
    for setting in ("off", "on"):
        os.environ["PAGE_CACHE"] = setting
        told[setting] = measure(url, "paging").told
    return told


def _medians(rounds: tuple[dict[str, Figures], ...]) -> dict[str, Figures]:
    return {
        name: {
            page: {figure: statistics.median(one[name][page][figure] for one in rounds) for figure in figures}
            for page, figures in pages.items()
        }
        for name, pages in rounds[0].items()
    }


def show(kind: str, options: argparse.Namespace, few: dict[str, Figures], many: dict[str, Figures]) -> None:
    print(f"\n{kind}, {options.n} articles: pages a second, milliseconds, of bare (goal)")
    for page, bare in many["bare"].items():
        print(f"  bare {page:8} {bare['rate']:7.0f}/s   p50 {bare['p50']:6.2f}   p95 {bare['p95']:6.2f}")
    for place, setting in enumerate(("off", "on")):
        print(
            f"  cache {setting:3}      rate     p50     p95   of bare (goal)"
            f"   × at {options.small} (goal)   packed  queries   KB"
        )
        for page, goals in GOALS.items():
            of, before = many[setting][page], few[setting][page]
            ratio = of["rate"] / many["bare"]["article" if page == "article" else "list"]["rate"]
            print(
                f"    {page:8} {of['rate']:8.0f} {of['p50']:7.2f} {of['p95']:7.2f} {ratio:9.2f} ({goals[place]:.1f})"
                f" {of['p50'] / before['p50']:10.2f} ({GROWTH}) {of['packed']:8.2f} {of['queries']:8.0f}"
                f" {of['bytes'] / 1000:4.0f}",
                flush=True,
            )
