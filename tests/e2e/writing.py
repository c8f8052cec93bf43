"""The form of an article as somebody uses it who writes in it."""

from __future__ import annotations

from articles.models import Article

RICH = ".ProseMirror"


def save(page) -> None:
    page.locator("[name=_continue]").first.click()
    page.wait_for_load_state("networkidle")


def saved(page, article: Article) -> str:
    save(page)
    article.refresh_from_db()
    return article.body


def press(page, *names: str) -> None:
    """Press buttons above the text, by the names that their labels have in the code."""
    for name in names:
        page.locator(f"[data-does={name}]").click()


def write(page, *keys: str) -> None:
    """Type at the end of the text; what begins with + is a key."""
    for key in keys:
        if key.startswith("+"):
            page.keyboard.press(key[1:])
            # The browser tells the editor afterwards where the caret has gone, and nobody presses a key sooner.
            page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        else:
            page.keyboard.type(key)
