"""What others take along: an article for a list of references and for machines (schema.org), and cards of pages."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sources.models import Source

from .cards import Card
from .citing import Cited, bibtex, gb7714, plain
from .contributors import Contributor
from .models import Article, Column, Credit, Tag
from .serials import title_of

AUTHORS = (Credit.Role.REPORTER, Credit.Role.CORRESPONDENT, Credit.Role.AUTHOR)
# Who is named in a line below a title: editors and photographers are named on the article's own page.
WRITERS = (*AUTHORS, Credit.Role.TRANSLATOR)
CONTEXT = "https://schema.org"
SITE = "home"  # the page that stands for the whole


def names(article: Article, roles: Collection[str]) -> list[str]:
    """Whom an article credits in one of `roles`, each once, in their printed order."""
    return list(dict.fromkeys(credit.name for credit in article.credits.all() if credit.role in roles))


def published_on(article: Article):
    """The day on which an article appeared in Shanghai, or None."""
    return article.published_at and timezone.localdate(article.published_at)


def citations(article: Article, address: str) -> list[tuple[str, str]]:
    """Pairs of a form's name and the article so cited; `address` is absolute, and today is when it was read."""
    cited = Cited(
        key=article.slug,
        title=article.title,
        authors=tuple(names(article, AUTHORS)),
        publisher=article.source.name if article.source else "",
        is_newspaper=bool(article.source) and article.source.kind == Source.Kind.NEWSPAPER,
        published=published_on(article),
        address=address,
        accessed=timezone.localdate(),
    )
    return [("GB/T 7714", gb7714(cited)), ("BibTeX", bibtex(cited)), (_("Plain text"), plain(cited))]


def card_of(shown: Article | Source | Tag | Column | Contributor | None, page: str = "") -> Card:
    """The card of a page, that of the site without an object; in Chinese, whatever its reader's language is.

    A tag and the first part of a series have two pages: `page` is the name of the address.
    """
    with translation.override(settings.LANGUAGE_CODE):
        match shown:
            case Article() if page == "series":
                told = [_("Series"), shown.source.name if shown.source else ""]
                return Card(title_of(shown), " · ".join(filter(None, told)))
            case Article():
                day = published_on(shown)
                told = [shown.source.name if shown.source else "", date_format(day) if day else _("Date unknown")]
                return Card(str(shown), " · ".join(filter(None, told)))
            case Source():
                return Card(shown.name, str(shown.get_kind_display()))
            case Tag() if page == "region":
                told = [str(shown.get_kind_display()), str(shown.within or "")]
                return Card(shown.name, " · ".join(filter(None, told)))
            case Column():
                told = [str(shown._meta.verbose_name), " › ".join(shown.labels[:-1])]
                return Card(shown.name, " · ".join(filter(None, told)))
            case Contributor():
                return Card(shown.name, _("People"))
            case Tag():
                return Card(f"#{shown.name}", " ".join(shown.description.split()) or _("Tag"))
        return Card(_("Jianbao"), _("A press-clipping archive of Chinese news."))


def news_article(article: Article, address: str, first: str = "") -> dict[str, Any]:
    """The article as a schema.org NewsArticle, for JSON-LD. What is not known is left out.

    `address` is its own, and `first` that of the article that printed the text before it, where there is one.
    """
    based_on = list(filter(None, [article.original_url or article.republisher_url, first]))
    told = {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "mainEntityOfPage": address,
        "url": address,
        "headline": article.title,
        "alternativeHeadline": article.deck or article.kicker,
        "abstract": article.summary,
        "articleSection": list(article.column),
        "inLanguage": article.language,
        "datePublished": _published(article),
        "dateModified": article.updated_at.isoformat(),
        "author": [{"@type": "Person", "name": name} for name in names(article, AUTHORS)],
        "contributor": [
            {"@type": "Person", "name": who.name, "jobTitle": str(who.get_role_display())}
            for who in article.credits.all()
            if who.role not in AUTHORS
        ],
        "publisher": _organisation(article.source),
        "keywords": [tag.name for tag in article.tags.all()],
        "usageInfo": article.usage_terms,
        "isBasedOn": based_on if len(based_on) > 1 else "".join(based_on),
        "provider": _organisation(article.republisher),
    }
    return {name: value for name, value in told.items() if value}


def _published(article: Article) -> str:
    if not article.published_at:
        return ""
    if article.published_precision == Article.Precision.DAY:
        return published_on(article).isoformat()
    return timezone.localtime(article.published_at).isoformat()


def _organisation(source: Source | None) -> dict[str, str] | None:
    if source is None:
        return None
    kind = "NewsMediaOrganization" if source.kind == Source.Kind.NEWSPAPER else "Organization"
    told = {"@type": kind, "name": source.name, "url": source.homepage}
    return {name: value for name, value in told.items() if value}
