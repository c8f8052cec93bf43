"""Large print (长辈模式) on every kind of page: letters, contrast and targets as they are drawn."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .page_types import fill, views, walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What a page draws: letters that stand in a visible box, and how each pair of text and ground contrasts.
LETTERS = """() => [...document.querySelectorAll("body *")].filter((element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.closest(".unseen") &&
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
  ).map((element) => [element.tagName + "." + element.className, parseFloat(getComputedStyle(element).fontSize)])"""

CONTRASTS = """() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (value) => (value <= 10.3 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([red, green, blue]) => 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if ((colour[3] ?? 1) > 0) return colour;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll("body *")].filter((element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.innerText?.trim()
  ).map((element) => {
    const pair = [channels(getComputedStyle(element).color), ground(element)].map(luminance).sort((a, b) => b - a);
    return [element.tagName + "." + element.className, (pair[0] + 0.05) / (pair[1] + 0.05)];
  });
}"""

# What can be pressed, by the box that answers: of a checkbox its label, of a hidden skip link none.
PRESSED = "a, button, select, summary, input:not([type=hidden])"
TARGETS = f"""() => [...document.querySelectorAll("{PRESSED}")].filter((element) =>
    element.checkVisibility({{ visibilityProperty: true }}) && !element.matches(".skip")
  ).map((element) => {{
    const box = (element.matches("[type=checkbox]") ? element.closest("label") : element).getBoundingClientRect();
    return [element.outerHTML.slice(0, 120), Math.min(box.width, box.height)];
  }})"""


@pytest.fixture(autouse=True)
def archive():
    fill()


RULES = {"letters": (LETTERS, 20), "contrasts": (CONTRASTS, 7), "targets": (TARGETS, 44)}


def faults(page) -> list[tuple]:
    """What is too small or too faint on the page as it is shown, by rule, and whether it scrolls sideways."""
    found = [
        (rule, *row)
        for rule, (script, least) in RULES.items()
        for row in page.evaluate(script)
        if row[1] < least - 0.01
    ]
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*found, ("scrolls sideways", width)] if width > 0 else found


def test_every_page_has_large_letters_strong_contrast_and_large_targets(open_page, live_server):
    page = open_page(live_server.url, cookies={"mode": "elder"})

    found = {
        f"{name}, {view}": wrong
        for name in walk(page, live_server.url)
        for view in views(page, widths=(320, 1280))
        if (wrong := faults(page))
    }

    assert found == {}


def test_control_a_standard_page_has_faults_of_every_kind(open_page, live_server):
    page = open_page(live_server.url + "/search/?q=营商")

    assert {rule for rule, *_ in faults(page)} == set(RULES)


def test_the_text_of_an_article_is_22_pixels_at_a_line_of_two(open_page, live_server):
    page = open_page(live_server.url + "/articles/everything/", cookies={"mode": "elder"})

    style = page.locator(".body > p").first.evaluate(
        "p => [getComputedStyle(p).fontSize, getComputedStyle(p).lineHeight]"
    )

    assert style == ["22px", "44px"]


def test_it_follows_the_system_to_dark_unless_light_was_chosen(open_page, live_server):
    def ground(**cookies):
        page = open_page(live_server.url, cookies={"mode": "elder", **cookies}, color_scheme="dark")
        return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")

    assert ground() == "rgb(0, 0, 0)"
    assert ground(theme="light") == "rgb(255, 255, 255)"


def test_the_switch_is_found_on_every_page_and_works_without_javascript(open_page, live_server):
    page = open_page(live_server.url + "/tags/", java_script_enabled=False)

    page.get_by_role("link", name="长辈模式").click()

    expect(page).to_have_url(live_server.url + "/tags/")
    expect(page.locator("html")).to_have_attribute("data-mode", "elder")
    page.get_by_role("link", name="标准模式").click()
    expect(page.locator("html")).not_to_have_attribute("data-mode", "elder")


def test_its_style_sheet_is_loaded_in_this_mode_alone(open_page, live_server):
    def sheets(**cookies):
        return [address for address in open_page(live_server.url, cookies=cookies).requests if "elder" in address]

    assert sheets() == []
    assert len(sheets(mode="elder")) == 1
