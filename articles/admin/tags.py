from __future__ import annotations

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Tag
from sources.admin.shared import CarefulAdmin


class TagForm(forms.ModelForm):
    def _post_clean(self) -> None:
        # A slug left empty is filled from the name, and then has to be as unlike all others as one that is typed.
        super()._post_clean()
        if self.instance.name and not self.errors:
            self.instance.prepare()
            holder = Tag.objects.filter(slug=self.instance.slug).exclude(pk=self.instance.pk).first()
            if holder:
                message = _("The slug “%(slug)s” belongs to the tag “%(tag)s”. Choose another.")
                self.add_error("slug", message % {"slug": self.instance.slug, "tag": holder})


@admin.register(Tag)
class TagAdmin(CarefulAdmin):
    form = TagForm
    list_display = ["name", "article_count", "slug", "description"]
    list_per_page = 100
    search_fields = ["name", "description"]
    ordering = ["name", "pk"]
    sortable_by = ["name", "article_count"]
    fields = ["name", "description", "slug"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        return super().get_queryset(request).annotate(article_count=Count("articles"))

    def view_on_site(self, tag: Tag) -> str | None:
        # A tag that no published article has has no page.
        return tag.get_absolute_url() if tag.articles.published().exists() else None

    @admin.display(description=gettext_lazy("articles"), ordering="article_count")
    def article_count(self, tag: Tag) -> SafeString:
        address = reverse("admin:articles_article_changelist")
        return format_html('<a href="{}?tags__id__exact={}">{}</a>', address, tag.pk, tag.article_count)
