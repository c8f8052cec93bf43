"""The codes of chosen articles, to be printed."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import ArticleQuerySet
from articles.views.wall import PER_PAGE

LONGEST = 4000  # characters of an address: servers refuse longer ones


@admin.action(description=gettext_lazy("Print QR codes"), permissions=["view"])
def print_codes(
    model_admin: admin.ModelAdmin, request: HttpRequest, articles: ArticleQuerySet
) -> HttpResponseRedirect | None:
    """Go to the wall of those that are on the site; nothing else has an address that readers can open."""
    slugs = list(articles.published().values_list("slug", flat=True)[: PER_PAGE + 1])
    address = f"{reverse('wall')}?{urlencode({'article': slugs}, doseq=True)}"
    if not slugs:
        messages.error(
            request, _("None of the chosen articles is on the site, so none has a code. Publish them first.")
        )
        return None
    if len(slugs) > PER_PAGE or len(address) > LONGEST:
        told = _("So many codes do not fit on one wall: choose fewer articles, at most %(most)d.") % {"most": PER_PAGE}
        messages.error(request, told)
        return None
    left_out = articles.count() - len(slugs)
    if left_out:
        words = ngettext(
            "%d article that is not on the site has no code.",
            "%d articles that are not on the site have no code.",
            left_out,
        )
        messages.warning(request, words % left_out)
    return HttpResponseRedirect(address)
