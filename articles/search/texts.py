"""What of an article is searched, in the form in which it is compared. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b

from .tokens import squeeze

# Stands between two texts of one field; no word reaches over it.
BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Texts:
    """The four fields of an article that words are looked for in, squeezed.

    `kicker` is the line above the title and the one below it, `text` the summary and the text.
    """

    title: str = ""
    kicker: str = ""
    credits: str = ""
    text: str = ""

    @property
    def digest(self) -> int:
        """A number, of 63 bits, that tells whether what is searched has changed."""
        whole = "\x00".join((self.title, self.kicker, self.credits, self.text))
        return int.from_bytes(blake2b(whole.encode(), digest_size=8).digest()) >> 1


def texts(
    title: str = "",
    kicker: str = "",
    deck: str = "",
    summary: str = "",
    text: str = "",
    credits: Iterable[str] = (),
    form: Callable[[str], str] = squeeze,
) -> Texts:
    """What is searched of an article with these values; a credit is a name or an affiliation."""

    def together(*values: str) -> str:
        return BREAK.join(filter(None, map(form, values)))

    return Texts(form(title), together(kicker, deck), together(*credits), together(summary, text))
