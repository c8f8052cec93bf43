"""WCAG 2.2, level AA, on every kind of page: axe finds nothing, in standard and large print, light and dark, wide and
narrow. What no machine finds is in the other tests of this folder."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import axe_playwright_python
import pytest

from .page_types import PAGE_TYPES, fill, views, walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """async (levels) => {
  const { violations } = await axe.run({ runOnly: levels, resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`);
}"""

FEW = ("home", "article", "search", "about", "not found")
# Without a text in its place (A), without contrast (AA), and too small beside another (AA since 2.2).
SPOILT = """() => {
  document.querySelector("main").insertAdjacentHTML("beforeend",
  "<img src=data:,><p id=faint>看不清的字</p><p><button id=small>一</button><button>二</button></p>");
  document.querySelector("#faint").style.color = "#ddd";
  document.querySelectorAll("main p button").forEach((button) => (button.style.cssText = "all: unset; font-size: 9px"));
}"""


def violations(page) -> list[str]:
    """What axe finds, each with the first element that it concerns."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return page.evaluate(RUN, LEVELS)


@pytest.fixture(autouse=True)
def archive():
    fill()


def found(
    open_page, site: str, names: Collection[str] = PAGE_TYPES, widths: tuple[int, ...] = (390, 1280), **cookies: str
) -> dict[str, list[str]]:
    page = open_page(site, cookies=cookies)
    return {
        f"{name}, {view}": wrong
        for name in walk(page, site, names)
        for view in views(page)
        if (wrong := violations(page))
    }


@pytest.mark.parametrize("mode", ["standard", "elder"])
def test_no_page_has_a_violation_light_or_dark_wide_or_narrow(open_page, live_server, mode):
    assert found(open_page, live_server.url, mode=mode) == {}


@pytest.mark.parametrize("cookies", [{"script": "hant"}, {"django_language": "en"}], ids=["traditional", "English"])
def test_nor_in_traditional_characters_or_in_english(open_page, live_server, cookies):
    assert found(open_page, live_server.url, FEW, (390,), **cookies) == {}


def test_control_axe_sees_a_violation_of_each_level(open_page, live_server):
    page = open_page(live_server.url)
    page.evaluate(SPOILT)

    assert {fault.partition(":")[0] for fault in violations(page)} == {"image-alt", "color-contrast", "target-size"}
