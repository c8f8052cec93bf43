"""Optimistic locking: whoever changes an article says which version they have seen, and no change is lost unseen."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from articles.models import Article

from .errors import refusal

ONE_CHANGE = timedelta(seconds=5)  # An entry of the log is written beside the change that it tells of.


def etag_of(shown: dict[str, Any]) -> str:
    """The version of an article as its reader is shown it: anything that would look otherwise has another."""
    return f'"{hashlib.sha256(JSONRenderer().render(shown)).hexdigest()[:32]}"'


def answer(shown: dict[str, Any], code: int = status.HTTP_200_OK, **headers: str) -> Response:
    """The article as it is now, with its version."""
    return Response(shown, code, headers={"ETag": etag_of(shown)} | headers)


def mismatch(request: Request, article: Article, shown: dict[str, Any]) -> Response | None:
    """The refusal of a change by somebody who has not seen `shown`, which is what the article is now; else None."""
    # A version that was compressed on its way is marked as weak; it is the same version.
    seen = {etag.removeprefix("W/") for etag in parse_etags(request.headers.get("If-Match", ""))}
    if not seen or "*" in seen:
        message = _("Say which version you change: send the ETag of the article, as you last read it, in If-Match.")
        return Response(refusal("version_required", message, "If-Match"), status.HTTP_428_PRECONDITION_REQUIRED)
    if etag_of(shown) in seen:
        return None
    told = refusal("changed_meanwhile", _who_changed(article), "If-Match") | {"current": shown}
    return Response(told, status.HTTP_412_PRECONDITION_FAILED, headers={"ETag": etag_of(shown)})


def _who_changed(article: Article) -> str:
    at = timezone.localtime(article.updated_at).isoformat(timespec="seconds")
    entries = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Article), object_id=article.pk)
    last = entries.select_related("user").order_by("-action_time", "-pk").first()
    words = {"at": at, "who": last.user if last else ""}
    # An import changes articles too, and writes nothing into this log.
    if last and abs(last.action_time - article.updated_at) < ONE_CHANGE:
        message = _("%(who)s changed this article at %(at)s. See “current”, and send yours again.")
    else:
        message = _("This article was changed at %(at)s. See “current”, and send yours again.")
    return message % words
