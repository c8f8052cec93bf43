"""What the codes of formats, warnings and failures mean, in words for people. The codes themselves are for programs.

Readers know no Django and write their messages in English; `in_words` says them in the editor's language.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

LABELS = {
    # The formats of files.
    "jekyll": _("post of a static site"),
    "repost": _("repost"),
    "newspaper-page": _("newspaper page"),
    "html": _("web page"),
    "text": _("plain text"),
    # What an article lacks or looks like.
    "missing-title": _("no title"),
    "missing-date": _("no date"),
    "missing-source": _("no publisher"),
    "missing-url": _("no address of the original"),
    "unusable-url": _("address of the original that leads nowhere"),
    "date-without-zone": _("date without a time zone, taken as Shanghai's"),
    "body-repeats-title": _("text that only repeats the title"),
    "body-short": _("very short text"),
    # How a post begins.
    "front-matter-not-at-start": _("front matter not at the start of the file"),
    "front-matter-repaired": _("broken front matter, read line by line"),
    "front-matter-not-a-mapping": _("front matter without keys"),
    "unsafe-front-matter": _("front matter that could harm"),
    "duplicate-key": _("key given twice, the last taken"),
    # How bytes became text.
    "undecodable-bytes": _("bytes that could not be decoded"),
    "mixed-encodings": _("two encodings in one file"),
    "private-use-characters": _("characters without a meaning of their own"),
    "control-characters": _("control characters, taken out"),
    "bidi-overrides": _("marks that turn the reading direction, taken out"),
    # What of a file went into no article.
    "front-matter": _("front matter, read as data"),
    "banner": _("banner of the republisher, read as data"),
    "page-furniture": _("navigation, buttons and other parts of the web page"),
    "other-pages": _("lines that lead to other pages or to the paper's desk"),
    "scripts": _("scripts"),
    "styles": _("styles"),
    "comments": _("comments of its makers"),
    "embedded": _("forms, frames and players"),
    "counters": _("counters of visitors"),
    "template-remains": _("remains of a template"),
    # Why a file was not taken.
    "empty-file": _("empty file"),
    "no-article": _("no article in the file"),
    "not-text": _("not a text file"),
    "too-large": _("too large"),
    "nested-too-deep": _("elements nested too deep"),
    "value-too-long": _("value too long"),
    "reader-failed": _("the reader failed"),
    "reader-died": _("the reader was ended by the system"),
    "not-stored": _("could not be stored"),
    "unreadable": _("could not be opened"),
    "not-a-file": _("not a file"),
    "broken-link": _("link that leads nowhere"),
    "link-outside": _("link out of the folder"),
    "bad-archive": _("broken archive"),
    "archive-reaches-out": _("archive that reaches out of its folder"),
    "archive-too-large": _("archive that unpacks to too much"),
    "link-in-archive": _("link in an archive"),
}

# What readers and libraries say. `%(why)s` is itself one of these; any other name stands for what is left as it is.
MESSAGES = (
    # Why a file cannot become an article.
    gettext_noop("The file is empty."),
    gettext_noop("The file is not text: %(why)s."),
    gettext_noop("it is a PNG picture"),
    gettext_noop("it is a JPEG picture"),
    gettext_noop("it is a GIF picture"),
    gettext_noop("it is a PDF document"),
    gettext_noop("it is a ZIP archive or an Office document"),
    gettext_noop("it is a gzip archive"),
    gettext_noop("it is a RAR archive"),
    gettext_noop("it is a 7z archive"),
    gettext_noop("it is an old Office document"),
    gettext_noop("it is a program"),
    gettext_noop("it is a SQLite database"),
    gettext_noop("no encoding makes sense of its bytes"),
    gettext_noop("The file holds no running text."),
    gettext_noop("The page holds no running text."),
    gettext_noop("There is no article in the file."),
    gettext_noop("The post has no title."),
    gettext_noop("The post has no title and no date."),
    gettext_noop("The page has no title."),
    gettext_noop("The front matter %(why)s."),
    gettext_noop("is larger than %(size)s KB"),
    gettext_noop("is nested more than %(depth)s deep"),
    gettext_noop("uses YAML anchors and aliases"),
    gettext_noop("uses the YAML tag %(tag)s"),
    gettext_noop("The HTML has more than %(count)s characters."),
    gettext_noop("The HTML is nested more than %(depth)s elements deep."),
    gettext_noop("Elements are nested too deep."),
    gettext_noop("The reader failed: %(error)s"),
    gettext_noop("The process that read the file died: it ran out of memory, or the file breaks a library."),
    # What to do about it.
    gettext_noop("Put the article's text into it, or delete it."),
    gettext_noop("Put the article's text into it."),
    gettext_noop("Import text, Markdown or HTML files."),
    gettext_noop("Look whether the file is whole."),
    gettext_noop("Check that the page was dumped to text completely."),
    gettext_noop("Give its front matter a title."),
    gettext_noop("Give its front matter a title and a date."),
    gettext_noop("Give it a <title> or an <h1>."),
    gettext_noop("Write it as plain `key: value` lines."),
    gettext_noop("Split it into articles."),
    gettext_noop("Save the page again with a browser, or as text."),
    gettext_noop("Save the page as plain text, or take the needless elements out of it."),
    gettext_noop("Keep the file, and report it with this message to those who look after the program."),
    gettext_noop("Import the file alone, with more memory; if it fails again, report it."),
    gettext_noop("Look at the message; when its cause is gone, import the file again."),
    # Why a file is skipped.
    gettext_noop("a template of the site"),
    gettext_noop("the configuration of the site"),
    gettext_noop("a page about the site"),
    gettext_noop("a page of the site without an article (layout: %(layout)s)"),
    gettext_noop("a front matter without a text"),
    # What a warning adds: where a front matter breaks off, in the words of the YAML library.
    gettext_noop("not closed"),
    gettext_noop("block sequence entries are not allowed in this context"),
    gettext_noop("could not find expected ':'"),
    gettext_noop("did not find expected ',' or ']'"),
    gettext_noop("did not find expected ',' or '}'"),
    gettext_noop("did not find expected '-' indicator"),
    gettext_noop("did not find expected <document start>"),
    gettext_noop("did not find expected key"),
    gettext_noop("did not find expected node content"),
    gettext_noop("found a tab character that violates indentation"),
    gettext_noop("found character that cannot start any token"),
    gettext_noop("found unexpected document indicator"),
    gettext_noop("found unexpected end of stream"),
    gettext_noop("found unknown escape character"),
    gettext_noop("mapping values are not allowed in this context"),
    # Why an archive cannot be unpacked, in the words of Python.
    gettext_noop("File is not a zip file"),
    gettext_noop("File '%(name)s' is encrypted, password required for extraction"),
    gettext_noop("Bad CRC-32 for file '%(name)s'"),
    gettext_noop("That compression method is not supported"),
    gettext_noop("CRC check failed %(sums)s"),
    gettext_noop("Compressed file ended before the end-of-stream marker was reached"),
    gettext_noop("unexpected end of data"),
    gettext_noop("truncated header"),
    gettext_noop("invalid header"),
    gettext_noop("bad checksum"),
    # Why the system opens no file.
    gettext_noop("Permission denied"),
    gettext_noop("No such file or directory"),
    gettext_noop("Input/output error"),
)
_HOLE = re.compile(r"%\\\((\w+)\\\)s")
_PATTERNS = [
    (re.compile(_HOLE.sub(r"(?P<\1>.*)", re.escape(message)), re.S), message) for message in MESSAGES if "%(" in message
]


def label(code: str) -> str:
    """The words for `code`; a code without words is shown as it is."""
    return str(LABELS.get(code, code))


def in_words(message: str) -> str:
    """What a reader says in English, in the language of whoever reads it; what is not known here stays as it is."""
    if not message:
        return ""
    for pattern, known in _PATTERNS:
        if match := pattern.fullmatch(message):
            said = {name: in_words(value) if name == "why" else value for name, value in match.groupdict().items()}
            return gettext(known) % said
    return gettext(message)
