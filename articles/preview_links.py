"""Links to the page of an article that is not published, for people without an account.

A link is signed, ends after seven days, and ends at once when the article's key changes.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from .models import Article

LIFETIME = timedelta(days=7)
_SIGNER = TimestampSigner(salt="articles.preview")


class BadLink(Exception):
    """A link that was never made here, or not as it is now."""


class EndedLink(Exception):
    """A link that was good once: its time is over, or it was taken back."""


def token_for(article: Article) -> tuple[str, datetime]:
    """A token for a link to `article`, and the moment at which it ends."""
    if not article.preview_key:
        # Not save(): making a link is no change of the article.
        Article.objects.filter(pk=article.pk, preview_key="").update(preview_key=secrets.token_hex(8))
        article.refresh_from_db(fields=["preview_key"])
    return _SIGNER.sign(f"{article.pk}.{article.preview_key}"), timezone.now() + LIFETIME


def address(token: str) -> str:
    """The address that a token is given out as."""
    return reverse("preview-link", args=[token])


def end_links(article: Article) -> None:
    """End every link to `article` that was given out."""
    Article.objects.filter(pk=article.pk).update(preview_key="")
    article.preview_key = ""


def article_of(token: str, articles: QuerySet[Article]) -> Article:
    """The one of `articles` that a token opens. Raises BadLink or EndedLink."""
    try:
        pk, key = _SIGNER.unsign(token, max_age=LIFETIME).split(".")
    except SignatureExpired as error:
        raise EndedLink from error
    except BadSignature as error:
        raise BadLink from error
    article = articles.filter(pk=pk, preview_key=key).first()
    if article is None:
        raise EndedLink
    return article
