"""What templates say of an article, and how its stored body is shown."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

from django import template
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.describing import WRITERS, names
from articles.models import Article, Credit
from articles.search.hits import SUMMARY, Hit
from articles.search.query import CREDITS, KICKER, TEXT, TITLE
from sources.labels import label

register = template.Library()

NAMES_IN_BYLINE = 3

# A whole tag of cleaned HTML, whose attribute values are all in double quotes and may hold angle brackets.
_TAG = re.compile(r'<(/?[a-z][a-z0-9]*)((?:[^>"]|"[^"]*")*)>')
_WEB_ADDRESS = re.compile(r"(?:https?://)?[^\s/@:?#]+\.[^\s/@:?#]+(?::\d{1,5})?(?:[/?#].*)?", re.I)
_CODE = re.compile(r"`([^`]+)`")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


@register.filter
def byline(article: Article) -> str:
    """Who wrote or translated an article, in one line."""
    writers = names(article, WRITERS)
    line = "、".join(writers[:NAMES_IN_BYLINE])
    if len(writers) <= NAMES_IN_BYLINE:
        return line
    return _("%(names)s and others, %(count)d in all") % {"names": line, "count": len(writers)}


@register.filter
def dated(article: Article) -> SafeString:
    """When an article appeared, to the day or to the minute, as is known."""
    if not article.published_at:
        return format_html('<span class="undated">{}</span>', _("Date unknown"))
    moment = localtime(article.published_at)
    if article.published_precision == Article.Precision.DAY:
        told, shown = moment.date().isoformat(), date_format(moment, "DATE_FORMAT")
    else:
        told, shown = moment.isoformat(), date_format(moment, "DATETIME_FORMAT")
    return format_html('<time datetime="{}">{}</time>', told, shown)


@register.filter
def shortened(text: str, length: int) -> str:
    """`text`, or its beginning and an ellipsis, `length` characters in all; ten times as quick as truncatechars."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


@register.filter
def places(hit: Hit) -> str:
    """Where a search found its words in an article."""
    fields = {
        TITLE: _("the title"),
        KICKER: _("the kicker"),
        SUMMARY: _("the summary"),
        TEXT: _("the text"),
        CREDITS: _("the credits"),
    }
    return _(", ").join(fields[field] for field in hit.fields)


@register.filter
def role_label(role: str) -> str:
    """A role that a file's data names, as the reader calls it."""
    return Credit.Role(role).label


@register.filter
def format_label(code: str) -> str:
    """A format of files, as the reader calls it."""
    return label(code)


@register.filter
def web_address(value: str) -> str:
    """`value` as an address that may be linked: one of http or https, or a bare host as print has it; else nothing."""
    if not _WEB_ADDRESS.fullmatch(value):
        return ""
    return value if "://" in value else f"http://{value}"


@register.filter
def host(address: str) -> str:
    """The host of an address that `web_address` let through."""
    return urlsplit(address).hostname or ""


@register.filter
def file_name(path: str) -> str:
    """The last part of a path: where an archive keeps its files is nobody else's business."""
    return path.rpartition("/")[2]


@register.filter
def readable(body: str) -> SafeString:
    """A cleaned body for the page.

    No picture is asked of another host: each becomes a link to it. Tables scroll in themselves.
    """
    in_link = False

    def shown(tag: re.Match) -> str:
        nonlocal in_link
        match tag[1]:
            case "a" | "/a":
                in_link = tag[1] == "a"
            case "table":
                # xgettext finds no messages inside of f-strings.
                label_of_table = _("Table")
                return f'<div class="table" tabindex="0" role="region" aria-label="{label_of_table}">{tag[0]}'
            case "/table":
                return f"{tag[0]}</div>"
            case "img":
                return _picture(dict(_ATTRIBUTE.findall(tag[2])), in_link)
        return tag[0]

    return mark_safe(_TAG.sub(shown, body))


@register.filter
def with_code(text: str) -> SafeString:
    """A text in which what stands in backticks is code."""
    return mark_safe(_CODE.sub(r"<code>\1</code>", escape(text)))


def _picture(attributes: dict[str, str], in_link: bool) -> SafeString:
    src, alt = (unescape(attributes.get(name, "")) for name in ("src", "alt"))
    address = web_address(src)
    if not address:
        return format_html('<span class="picture">{} {}</span>', _("Picture not kept"), alt)
    if in_link:
        return format_html('<span class="picture">{} · {} {}</span>', _("Picture"), host(address), alt)
    return format_html(
        '<a class="picture" href="{}" rel="nofollow noopener noreferrer">{} · {} {}</a>',
        address,
        _("View the picture"),
        host(address),
        alt,
    )
