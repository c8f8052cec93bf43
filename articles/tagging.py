"""Which tags an article gets by rules, and for which words of it. Pure, so that it runs in worker processes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from .words import Span, Word, fold, origins

HEADS = ("kicker", "title", "deck")
FIELDS = (*HEADS, "summary", "text")
TITLE, TEXT, BOTH = "title", "text", "both"
# Seconds of work that an expression may take in one article; after STRIKES articles it is left alone.
PATIENCE = 0.1
STRIKES = 3
# Places that are told of a match, and occurrences of one expression that are looked for.
TOLD = 4
MOST = 200
# What stands between the fields while they are searched as one text; cleaned text has no NUL.
_BORDER = "\n\x00\n"
# Stands for an expression among words; no word is empty.
_EXPRESSION = ""


class Place(NamedTuple):
    """Words of an article that a rule asks for: `article[field][start:end] == words`."""

    field: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What an article must say to get a tag: any, all and none of some words, each a word or a phrase.

    `pattern` is a regular expression that counts as one more of `any_of`. No word counts inside of a longer one that
    `not_within` names. The words have to be found `at_least` so often, or once in a headline where that is searched.
    """

    id: int
    tag: int
    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    not_within: tuple[str, ...] = ()
    pattern: str = ""
    where: str = BOTH
    at_least: int = 1


class Match(NamedTuple):
    rule: int
    tag: int
    places: tuple[Place, ...]


@dataclass(slots=True)
class Found:
    """What rules say of an article. `undecided` are rules whose expression took too long or cannot be read."""

    matches: list[Match] = field(default_factory=list)
    undecided: list[int] = field(default_factory=list)


def compiled(pattern: str) -> regex.Pattern:
    """Raises ValueError, with what is wrong in words, for what is no regular expression."""
    try:
        return regex.compile(pattern, regex.IGNORECASE | regex.MULTILINE)
    except (regex.error, OverflowError, RecursionError) as error:
        raise ValueError(str(error)) from error


class Rules:
    """Many rules, ready to be asked about many articles."""

    def __init__(self, rules: Iterable[Rule]):
        self.rules = {rule.id: rule for rule in rules}
        # The rules that a word may decide, by the word; then what is looked for in every article.
        self.by_word: dict[str, list[int]] = {}
        for rule in self.rules.values():
            for phrase in rule.any_of or rule.all_of[:1]:
                self.by_word.setdefault(phrase, []).append(rule.id)
        self.word = cache(Word)
        words = [(phrase, self.word(phrase)) for phrase in self.by_word]
        self.sought = [(word.chars, word.core, phrase) for phrase, word in words if word.chars]
        self.expressions: dict[int, regex.Pattern] = {}
        # By rule, what is wrong with its expression: `None` for one that takes too long.
        self.problems: dict[int, str | None] = {}
        self.strikes: dict[int, int] = {}
        for rule in self.rules.values():
            if rule.pattern:
                self._compile(rule)

    def _compile(self, rule: Rule) -> None:
        try:
            self.expressions[rule.id] = compiled(rule.pattern)
        except ValueError as error:
            self.problems[rule.id] = str(error)

    def match(self, article: Mapping[str, str]) -> Found:
        """`article` has a text for some of FIELDS."""
        asked, found = _Asked(article, self.word), Found()
        folded, has = asked.folded, set(asked.folded).issuperset
        # What an article lacks a character of is not in it, and that is quickly seen.
        present = [phrase for chars, core, phrase in self.sought if has(chars) and core in folded]
        touched = {id for phrase in present for id in self.by_word[phrase]}
        for id in sorted(touched | self.expressions.keys() | self.problems.keys()):
            try:
                places = self._places(self.rules[id], asked)
            except TimeoutError:
                found.undecided.append(id)
            else:
                if places:
                    found.matches.append(Match(id, self.rules[id].tag, places))
        return found

    def _places(self, rule: Rule, asked: _Asked) -> tuple[Place, ...]:
        """The places for which a rule gives its tag; none where it does not."""
        at = {phrase: asked.inside(phrase, rule.where) for phrase in (*rule.all_of, *rule.any_of)}
        if rule.pattern:
            at[_EXPRESSION] = self._expressed(rule, asked)
        if rule.not_within:
            longer = [span for phrase in rule.not_within for span in asked.spans(phrase)]
            at = {phrase: [span for span in spans if not _lies_within(span, longer)] for phrase, spans in at.items()}
        if not all(at[phrase] for phrase in rule.all_of):
            return ()
        counted = (*rule.any_of, _EXPRESSION) if rule.any_of or rule.pattern else rule.all_of
        apart = _apart(span for phrase in counted for span in at.get(phrase, ()))
        # In order: were one in a headline, it would be the first.
        in_headline = apart and rule.where != TEXT and apart[0][0] < asked.end_of_heads
        if not apart or (len(apart) < rule.at_least and not in_headline):
            return ()
        if any(asked.inside(phrase, rule.where) for phrase in rule.none_of):
            return ()
        firsts = [spans[0] for spans in at.values() if spans]
        told = list(dict.fromkeys([*firsts, *apart]))[:TOLD]
        return tuple(asked.place(span) for span in sorted(told))

    def _expressed(self, rule: Rule, asked: _Asked) -> list[Span]:
        """Where a rule's expression stands in the text as it was written. Raises TimeoutError."""
        if rule.id not in self.expressions:
            raise TimeoutError
        found: list[Span] = []
        try:
            for match in self.expressions[rule.id].finditer(asked.text, timeout=PATIENCE):
                if match[0].strip():
                    found.append(match.span())
                if len(found) == MOST:
                    break
        except TimeoutError:
            self.problems[rule.id] = None
            self.strikes[rule.id] = self.strikes.get(rule.id, 0) + 1
            if self.strikes[rule.id] == STRIKES:
                del self.expressions[rule.id]
            raise
        return asked.only(asked.whole(found), rule.where)


class _Asked:
    """An article while it is asked about: its fields as one text, and where each of them begins."""

    def __init__(self, article: Mapping[str, str], word: Callable[[str], Word]):
        self.names = [name for name in FIELDS if article.get(name)]
        self.text = _BORDER.join(article[name] for name in self.names)
        self.folded = fold(self.text)
        self.origins = origins(self.text, self.folded)
        self.starts = [0]
        for name in self.names:
            self.starts.append(self.starts[-1] + len(article[name]) + len(_BORDER))
        self.end_of_heads = self.starts[sum(name in HEADS for name in self.names)]
        self.word = word
        self.seen: dict[str, list[Span]] = {}

    def spans(self, phrase: str) -> list[Span]:
        """Where a word stands in the text as it was written."""
        if phrase not in self.seen:
            word = self.word(phrase)
            spans = word.spans(self.folded) if word.chars and word.core in self.folded else []
            self.seen[phrase] = spans if self.origins is None else [self._original(*span) for span in spans]
        return self.seen[phrase]

    def _original(self, start: int, end: int) -> Span:
        # The last character may be one of several that one was folded to.
        return self.origins[start], self.origins[end - 1] + 1

    def inside(self, phrase: str, where: str) -> list[Span]:
        return self.only(self.spans(phrase), where)

    def only(self, spans: list[Span], where: str) -> list[Span]:
        """Those of the spans that stand where a rule looks."""
        if where == BOTH:
            return spans
        return [span for span in spans if (span[0] < self.end_of_heads) == (where == TITLE)]

    def whole(self, spans: Sequence[Span]) -> list[Span]:
        """Those of the spans that stand in one field."""
        return [span for span in spans if span[1] <= self.starts[self._field(span) + 1] - len(_BORDER)]

    def _field(self, span: Span) -> int:
        return bisect_right(self.starts, span[0]) - 1

    def place(self, span: Span) -> Place:
        at, (start, end) = self._field(span), span
        return Place(self.names[at], start - self.starts[at], end - self.starts[at], self.text[start:end])


def _lies_within(span: Span, longer: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in longer)


def _apart(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those left out that overlap one before them."""
    apart: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not apart or span[0] >= apart[-1][1]:
            apart.append(span)
    return apart


@lru_cache(maxsize=4)
def ready(rules: tuple[Rule, ...]) -> Rules:
    """The rules, made ready once in a process: to compile some hundreds takes longer than to match some hundreds."""
    return Rules(rules)


def match_all(rules: tuple[Rule, ...], articles: Sequence[Mapping[str, str]]) -> tuple[list[Found], dict]:
    """What the rules say of each article, and what is wrong with which of them."""
    rules_ready = ready(rules)
    return [rules_ready.match(article) for article in articles], dict(rules_ready.problems)


def match(title: str, text: str, rules: Iterable[Rule]) -> list[Match]:
    """What the rules say of one article."""
    return Rules(rules).match({"title": title, "text": text}).matches
