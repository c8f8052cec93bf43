"""An article read aloud. The browser of the tests has no voice, so voices alone are lent to it; all else is its own."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.factories import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Voices that say nothing and keep what they were asked to say. As in browsers, what is cut off reports an error.
LENT = """(voices) => {
  window.spoken = [];
  let current;
  const synthesis = Object.assign(new EventTarget(), {
    getVoices: () => voices,
    speak(utterance) {
      current = utterance;
      spoken.push([utterance.text, utterance.voice.name, utterance.rate]);
    },
    cancel() {
      const cut = current;
      current = undefined;
      cut?.onerror?.({ error: "interrupted" });
    },
    finish() {
      const said = current;
      current = undefined;
      said.onend();
    },
  });
  Object.defineProperty(window, "speechSynthesis", { value: synthesis });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}"""
VOICES = [
    {"lang": "en-US", "name": "English", "localService": True},
    {"lang": "zh-HK", "name": "Cantonese", "localService": True},
    {"lang": "zh-TW", "name": "Taiwan", "localService": True},
    {"lang": "zh-CN", "name": "Remote", "localService": False},
    {"lang": "zh_CN", "name": "Mandarin", "localService": True},
]
BODY = (
    "<p>他说：“第一句。”第二句有<b>粗</b>体！</p><h2>小标题</h2><ul><li>一<ul><li>二</li></ul></li></ul><pre>不读</pre>"
    '<figure><img src="https://img.example.cn/a.jpg" alt="港口"><figcaption>图说</figcaption></figure>'
)


@pytest.fixture(autouse=True)
def article():
    return make_article("标题", slug="a", body=BODY)


@pytest.fixture
def open_article(open_page, live_server):
    def open_(voices=VOICES, **options):
        page = open_page(live_server.url + "/healthz", **options)
        if voices is not None:
            page.add_init_script(f"({LENT})({json.dumps(voices)})")
        page.goto(live_server.url + "/articles/a/")
        return page

    return open_


def button(page, name: str):
    return page.get_by_role("group", name="朗读").get_by_role("button", name=name, exact=True)


def marked(page) -> str:
    return page.evaluate("[...(CSS.highlights.get('aloud') ?? [])].join()")


def spoken(page) -> list[str]:
    return page.evaluate("spoken.map(([text]) => text)")


def test_it_reads_sentence_by_sentence_and_marks_the_one_that_is_read(open_article):
    page = open_article()
    before = page.locator(".article").inner_html()
    seen = []

    button(page, "朗读").click()
    expect(page.locator(".aloud [role=status]")).to_have_text("正在朗读")
    while spoken(page)[len(seen) :]:
        seen.append(marked(page))
        page.evaluate("speechSynthesis.finish()")

    assert seen == spoken(page) == ["标题", "他说：“第一句。”", "第二句有粗体！", "小标题", "一", "二", "图说"]
    expect(page.locator(".aloud [role=status]")).to_have_text("已读完")
    assert marked(page) == ""
    assert page.locator(".article").inner_html() == before


def test_it_pauses_in_a_sentence_and_goes_on_with_it(open_article):
    page = open_article()
    button(page, "朗读").click()
    page.evaluate("speechSynthesis.finish()")

    button(page, "暂停").click()
    expect(page.locator(".aloud [role=status]")).to_have_text("已暂停")
    assert marked(page) == "他说：“第一句。”"
    button(page, "继续").click()
    expect(button(page, "暂停")).to_be_visible()

    assert spoken(page) == ["标题", "他说：“第一句。”", "他说：“第一句。”"]


def test_it_stops_and_begins_at_the_beginning(open_article):
    page = open_article()
    button(page, "朗读").click()
    page.evaluate("speechSynthesis.finish()")

    button(page, "停止").click()
    expect(button(page, "停止")).to_be_hidden()
    assert marked(page) == ""
    button(page, "朗读").click()
    expect(button(page, "停止")).to_be_visible()

    assert spoken(page) == ["标题", "他说：“第一句。”", "标题"]


def test_the_speed_holds_from_the_sentence_that_is_read(open_article):
    page = open_article()
    button(page, "朗读").click()

    page.get_by_label("语速").select_option("1.5")

    assert page.evaluate("spoken") == [["标题", "Mandarin", 1], ["标题", "Mandarin", 1.5]]


def test_it_is_worked_by_keyboard_and_the_focus_is_never_lost(open_article):
    page = open_article()
    button(page, "朗读").focus()

    page.keyboard.press("Enter")
    expect(button(page, "暂停")).to_be_focused()
    page.keyboard.press("Space")
    expect(button(page, "继续")).to_be_focused()
    page.keyboard.press("Tab")
    expect(button(page, "停止")).to_be_focused()
    page.keyboard.press("Enter")
    expect(button(page, "朗读")).to_be_focused()


def test_what_is_read_is_brought_into_sight(open_article, article):
    article.body = "".join(f"<p>第{number}段。</p>" for number in range(60))
    article.save()
    page = open_article()
    button(page, "朗读").click()

    for _ in range(50):
        page.evaluate("speechSynthesis.finish()")

    expect(page.get_by_text("第49段。")).to_be_in_viewport()


def test_it_falls_silent_when_the_page_is_left_and_can_go_on_when_one_comes_back(open_article):
    page = open_article()
    button(page, "朗读").click()

    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")

    expect(page.locator(".aloud [role=status]")).to_have_text("已暂停")
    button(page, "继续").click()
    expect(button(page, "暂停")).to_be_visible()
    assert spoken(page) == ["标题", "标题"]


def test_a_voice_that_fails_says_so(open_article):
    page = open_article()
    button(page, "朗读").click()

    page.evaluate("speechSynthesis.cancel()")

    expect(page.locator(".aloud [role=status]")).to_have_text("浏览器的语音出了问题")


def test_traditional_characters_are_read_by_a_voice_from_taiwan(open_article):
    page = open_article(cookies={"script": "hant"})

    page.get_by_role("group", name="朗讀").get_by_role("button", name="朗讀").click()

    assert page.evaluate("spoken") == [["標題", "Taiwan", 1]]


def test_where_ranges_cannot_be_marked_the_paragraph_is(open_article):
    page = open_article()
    page.evaluate("delete window.Highlight")

    button(page, "朗读").click()
    expect(page.locator("h1.is-read")).to_be_visible()
    page.evaluate("speechSynthesis.finish()")

    expect(page.locator(".is-read")).to_have_text("他说：“第一句。”第二句有粗体！")


@pytest.mark.parametrize("voices", [None, [], VOICES[:1]], ids=["the browser's own", "none", "none for Chinese"])
def test_without_a_voice_for_the_article_nothing_is_offered(open_article, voices):
    page = open_article(voices)

    expect(page.locator(".aloud")).to_be_hidden()


def test_a_voice_that_comes_late_is_offered_and_moves_nothing(open_article):
    page = open_article([])
    page.evaluate(
        """(voices) => {
          window.moved = 0;
          new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (moved += value)))
            .observe({ type: "layout-shift", buffered: true });
          speechSynthesis.getVoices = () => voices;
          speechSynthesis.dispatchEvent(new Event("voiceschanged"));
        }""",
        VOICES,
    )

    expect(button(page, "朗读")).to_be_visible()
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("moved") == 0


def test_without_javascript_it_is_hidden(open_page, live_server):
    page = open_page(live_server.url + "/articles/a/", java_script_enabled=False)

    expect(page.locator(".aloud")).to_be_hidden()
