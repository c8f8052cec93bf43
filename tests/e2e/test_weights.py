"""What a page weighs, whom it asks, and that nothing in it jumps, for every kind of page."""

from __future__ import annotations

import gzip
import random
import re
from urllib.parse import urlsplit

import pytest

from config.run import ROOT
from tests.factories import make_article

from .page_types import PAGE_TYPES, fill

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KB = 1024
WATCH = """
  window.moved = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (moved += value)))
    .observe({ type: "layout-shift", buffered: true });
"""
SETTLED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))"


def real_text(length: int) -> str:
    """Sentences of the five real files in a fixed disorder: repeated text would be packed better than news is."""
    files = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "fixtures" / "seeds").glob("*.txt"))]
    sentences = re.findall(r"[\u3000-\u9fff，。]{12,}", "".join(files))
    shuffled = random.Random(1)
    text = ""
    while len(text) < length:
        text += shuffled.choice(sentences)
    return "".join(f"<p>{text[at : at + 200]}</p>" for at in range(0, length, 200))


@pytest.fixture(autouse=True)
def archive():
    fill()
    make_article("两万字", slug="long", body=real_text(20_000))


@pytest.fixture
def weighed(open_page, live_server):
    """Opens pages with nothing cached; tells of each what came, by kind, packed as it is sent (gzip)."""

    def open_(**options):
        page = open_page(live_server.url + "/healthz", **options)
        page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
        page.add_init_script(WATCH)
        responses = []
        sizes: dict[str, int] = {}
        page.on("response", lambda response: responses.append(response))

        def weigh(address: str) -> dict[str, int]:
            responses.clear()
            page.goto(live_server.url + address)
            page.evaluate(SETTLED)
            weights: dict[str, int] = {}
            for response in responses:
                kind = response.request.resource_type
                # What the browser asked about again all the same weighs what it did.
                if response.status != 304:
                    sizes[response.url] = len(gzip.compress(response.body(), 6))
                weights[kind] = weights.get(kind, 0) + sizes[response.url]
            return weights

        return page, weigh

    return open_


ADDRESSES = {name: address for name, (address, _) in PAGE_TYPES.items()} | {"20,000 characters": "/articles/long/"}


@pytest.mark.parametrize("mode", ["standard", "elder"])
def test_a_page_is_light_asks_no_other_host_and_never_jumps(weighed, live_server, mode):
    page, weigh = weighed(cookies={"mode": mode})
    heavy, jumps = {}, {}

    for name, address in ADDRESSES.items():
        weights = weigh(address)
        print(f"{mode}, {name}: {sum(weights.values()):,} bytes, of them {weights['script']:,} script")
        if sum(weights.values()) >= 60 * KB or weights["script"] >= 15 * KB or "stylesheet" not in weights:
            heavy[name] = weights
        if moved := page.evaluate("moved"):
            jumps[name] = moved

    assert heavy == {}
    assert jumps == {}
    assert {urlsplit(address).netloc for address in page.requests} == {urlsplit(live_server.url).netloc}
    # The error pages are the answers that one asks for.
    assert [said for said in page.complaints if "404" not in said and "410" not in said] == []


def test_control_a_page_that_jumps_is_seen_to(weighed):
    page, weigh = weighed()
    weigh("/articles/long/")

    page.evaluate("document.querySelector('main').insertAdjacentHTML('afterbegin', '<p style=height:300px>晚到</p>')")
    page.evaluate("document.querySelector('main > p').style.height = '300px'")
    page.evaluate(SETTLED)

    assert page.evaluate("moved") > 0.05


def test_control_what_is_heavy_is_weighed(weighed):
    _, weigh = weighed()

    assert weigh("/articles/long/")["document"] > 4 * weigh("/articles/bare/")["document"]


def test_every_page_says_the_same_without_javascript(open_page, live_server):
    with_scripts, without = (open_page(live_server.url, java_script_enabled=enabled) for enabled in (True, False))

    for name, (address, status) in PAGE_TYPES.items():
        said = []
        for page in (with_scripts, without):
            assert page.goto(live_server.url + address).status == status, name
            # By role: what is hidden to readers is not told. A field that suggests is a combobox.
            said.append(page.locator("main").aria_snapshot().replace("combobox", "searchbox"))
        assert said[0] == said[1], name
