from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Tag
from sources.admin.shared import CarefulAdmin, chosen

from .vocabulary import may_change_names


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


@admin.action(description=gettext_lazy("Merge the chosen tags"), permissions=["change_names"])
def merge(model_admin: admin.ModelAdmin, request: HttpRequest, tags: QuerySet[Tag]) -> HttpResponse:
    return HttpResponseRedirect(chosen("admin:articles_merge_tags", tags))


@admin.action(description=gettext_lazy("Delete the chosen tags"), permissions=["change_names"])
def delete(model_admin: admin.ModelAdmin, request: HttpRequest, tags: QuerySet[Tag]) -> HttpResponse:
    return HttpResponseRedirect(chosen("admin:articles_delete_tags", tags))


@admin.register(Tag)
class TagAdmin(CarefulAdmin):
    form = TagForm
    actions = [merge, delete]
    change_form_template = "admin/articles/tag/change_form.html"
    list_display = ["name", "article_count", "slug", "description"]
    list_per_page = 100
    search_fields = ["name", "description"]
    ordering = ["name", "pk"]
    sortable_by = ["name", "article_count"]
    fields = ["name", "description", "kind", "within", "slug"]
    autocomplete_fields = ["within"]
    list_filter = ["kind"]
    readonly_fields = ["former_names"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        return super().get_queryset(request).annotate(article_count=Count("articles"))

    def get_fields(self, request: HttpRequest, obj: Tag | None = None) -> list[str]:
        return [*self.fields, "former_names"] if obj else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: Tag | None = None) -> list[str]:
        # A name and an address are changed where it is said what follows from that, and where it can be undone.
        return ["name", "slug", *self.readonly_fields] if obj else self.readonly_fields

    def has_change_names_permission(self, request: HttpRequest) -> bool:
        return may_change_names(request)

    def has_delete_permission(self, request: HttpRequest, obj: Tag | None = None) -> bool:
        return may_change_names(request)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return HttpResponseRedirect(f"{reverse('admin:articles_delete_tags')}?id={object_id}")

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        context["may_change_names"] = may_change_names(request)
        return super().render_change_form(request, context, **kwargs)

    def view_on_site(self, tag: Tag) -> str | None:
        # A tag that no published article has has no page.
        return tag.get_absolute_url() if tag.articles.published().exists() else None

    @admin.display(description=gettext_lazy("former names"))
    def former_names(self, tag: Tag) -> str:
        return ", ".join(former.name for former in tag.former_names.all())

    @admin.display(description=gettext_lazy("articles"), ordering="article_count")
    def article_count(self, tag: Tag) -> SafeString:
        address = reverse("admin:articles_article_changelist")
        return format_html('<a href="{}?tags__id__exact={}">{}</a>', address, tag.pk, tag.article_count)
