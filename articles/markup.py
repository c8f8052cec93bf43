"""What cleaning would take out of a body, told before it happens."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

from django.utils.translation import gettext as _

from articles.cleaning import clean_html


def lost_markup(html: str) -> list[str]:
    """Names of what `clean_html` drops or changes, each once, in the order of the text; nothing where it only rewrites.

    Raises TooDeep.
    """
    before, after = _Inventory.of(html), _Inventory.of(clean_html(html))
    lost = list(before.parts - after.parts)
    if not lost and before.text != after.text:
        lost.append(_("characters that cannot be seen, or markup that does not end"))
    return lost


class _Inventory(HTMLParser):
    """Counts the elements, attributes and comments of a piece of HTML, and keeps its text without white space."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: Counter[str] = Counter()
        self.text = ""

    @classmethod
    def of(cls, html: str) -> _Inventory:
        inventory = cls()
        inventory.feed(html)
        inventory.close()
        return inventory

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts[f"<{tag}>"] += 1
        for name, value in attrs:
            # What a link is to its page is for the cleaning to say, and it always says the same.
            if (tag, name) != ("a", "rel"):
                self.parts[f'<{tag} {name}="{value or ""}">'] += 1

    def handle_data(self, data: str) -> None:
        self.text += "".join(data.split())

    def handle_comment(self, data: str) -> None:
        self.parts[f"<!--{data}-->"] += 1

    def handle_decl(self, decl: str) -> None:
        self.parts[f"<!{decl}>"] += 1

    def handle_pi(self, data: str) -> None:
        self.parts[f"<?{data}>"] += 1
