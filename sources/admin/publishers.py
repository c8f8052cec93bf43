from __future__ import annotations

import re
from collections.abc import Iterable

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Source, SourceAlias
from ..names import name_key
from .shared import CarefulAdmin, LabelledFormSet, LabelledInline, chosen

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d)", re.IGNORECASE)


class SourceForm(forms.ModelForm):
    def clean_homepage(self) -> str:
        homepage = self.cleaned_data["homepage"]
        scheme = _SCHEME.match(homepage)
        if scheme and scheme[1].lower() not in ("http", "https"):
            raise ValidationError(
                _("“%(scheme)s:” is no address of the web. Begin with https:// or http://, or leave it empty."),
                params={"scheme": scheme[1]},
            )
        return homepage

    def _post_clean(self) -> None:
        # A slug left empty is filled from the name, and then has to be as unlike all others as one that is typed.
        super()._post_clean()
        if self.instance.name and not self.errors:
            self.instance.prepare()
            holder = Source.objects.filter(slug=self.instance.slug).exclude(pk=self.instance.pk).first()
            if holder:
                message = _("The slug “%(slug)s” belongs to the source “%(source)s”. Choose another.")
                self.add_error("slug", message % {"slug": self.instance.slug, "source": holder})


class AliasFormSet(LabelledFormSet):
    def clean(self) -> None:
        super().clean()
        seen: set[str] = set()
        for form in self.forms:
            name = form.cleaned_data.get("name", "") if form not in self.deleted_forms else ""
            if name and name_key(name) in seen:
                form.add_error("name", _("“%(name)s” stands here twice. Remove one.") % {"name": name})
            seen.add(name_key(name))


class AliasInline(LabelledInline):
    model = SourceAlias
    formset = AliasFormSet
    extra = 1


@admin.action(description=gettext_lazy("Merge the chosen sources"), permissions=["change_names"])
def merge(model_admin: admin.ModelAdmin, request: HttpRequest, sources: QuerySet[Source]) -> HttpResponse:
    return HttpResponseRedirect(chosen("admin:articles_merge_sources", sources))


@admin.register(Source)
class SourceAdmin(CarefulAdmin):
    form = SourceForm
    actions = [merge]
    inlines = [AliasInline]
    list_display = ["name", "kind", "alias_names", "article_count", "slug"]
    list_filter = ["kind"]
    list_per_page = 100
    search_fields = ["name", "aliases__name"]
    search_help_text = gettext_lazy("Name or alias.")
    ordering = ["name", "pk"]
    sortable_by = ["name", "article_count"]
    fields = ["name", "kind", "homepage", "description", "notes", "slug"]

    def has_change_names_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.add_vocabularychange")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        sources = super().get_queryset(request).prefetch_related("aliases")
        return sources.annotate(article_count=Count("articles", distinct=True))

    def view_on_site(self, source: Source) -> str | None:
        # A source that no published article names has no page.
        shown = source.articles.published().exists() or source.reposts.published().exists()
        return source.get_absolute_url() if shown else None

    @admin.display(description=gettext_lazy("aliases"))
    def alias_names(self, source: Source) -> str:
        return ", ".join(alias.name for alias in source.aliases.all())

    @admin.display(description=gettext_lazy("articles"), ordering="article_count")
    def article_count(self, source: Source) -> SafeString:
        address = reverse("admin:articles_article_changelist")
        return format_html('<a href="{}?source__id__exact={}">{}</a>', address, source.pk, source.article_count)

    def get_deleted_objects(self, objs: Iterable[Source], request: HttpRequest) -> tuple[list, dict, set, list]:
        """Sources with articles are protected, and told by numbers: Django's own page would list every article."""
        sources = Source.objects.filter(pk__in=[source.pk for source in objs]).annotate(
            own=Count("articles", distinct=True), reposted=Count("reposts", distinct=True)
        )
        protected = [
            _("“%(source)s”, publisher of %(own)d and republisher of %(reposted)d articles. Give them another first.")
            % {"source": source, "own": source.own, "reposted": source.reposted}
            for source in sources
            if source.own or source.reposted
        ]
        return ([], {}, set(), protected) if protected else super().get_deleted_objects(objs, request)
