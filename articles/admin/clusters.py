"""Repost clusters: what the machine took for one text, side by side, and the buttons by which an editor decides."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Min, OuterRef, Prefetch, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.clustering import Undecidable
from articles.models import Article, BandKey, Cluster, Fingerprint, Membership
from sources.admin.shared import CarefulAdmin

from .deciding import Decision, decisions_on, members_of
from .lookup import ArticleLookup, ArticlesField, told_apart

# The name of the buttons; their value is a verb, and for some an id.
BUTTON = "_decide"


def without_derived(deleted: tuple) -> tuple:
    """What the admin says of a deletion, without what was derived from the texts and goes with them."""
    names = tuple(f"{capfirst(model._meta.verbose_name)}: " for model in (BandKey, Fingerprint))
    plurals = {model._meta.verbose_name_plural for model in (BandKey, Fingerprint)}
    objects, counts, *rest = deleted

    def shown(tree: list) -> list:
        nested = (shown(node) if isinstance(node, list) else node for node in tree)
        return [node for node in nested if node and not (isinstance(node, str) and node.startswith(names))]

    return shown(objects), {name: count for name, count in counts.items() if name not in plurals}, *rest


class OfArticles(CarefulAdmin):
    """Whoever may see or change articles may see or decide what is one text."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.view_article") or self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.change_article")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Cluster)
class ClusterAdmin(OfArticles):
    list_display = ["leading", "size", "lowest_likeness", "is_confirmed"]
    list_filter = ["is_confirmed"]
    list_per_page = 50
    search_fields = ["members__article__title"]
    search_help_text = gettext_lazy("Title of a member.")
    sortable_by = ["size", "lowest_likeness"]
    actions = None

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(ArticleLookup.as_view(admin_site=self.admin_site))
        return [path("lookup/", view, name="articles_cluster_lookup"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Cluster]:
        members = Membership.objects.filter(cluster=OuterRef("pk")).order_by().values("cluster")
        shown = ("cluster", "place", "article__title", "article__published_at", "article__source__name")
        in_order = Membership.objects.order_by("place").select_related("article__source").only(*shown)
        return (
            super()
            .get_queryset(request)
            .annotate(
                size=Subquery(members.annotate(count=Count("pk")).values("count")),
                lowest=Subquery(members.annotate(lowest=Min("likeness")).values("lowest")),
            )
            .prefetch_related(Prefetch("members", in_order, to_attr="in_order"))
        )

    @admin.display(description=gettext_lazy("leading article"))
    def leading(self, cluster: Cluster) -> str:
        return told_apart(cluster.in_order[0].article) if cluster.in_order else str(cluster)

    @admin.display(description=gettext_lazy("articles"), ordering="size")
    def size(self, cluster: Cluster) -> int:
        return cluster.size

    @admin.display(description=gettext_lazy("lowest likeness"), ordering=F("lowest").asc(nulls_last=True))
    def lowest_likeness(self, cluster: Cluster) -> str:
        return _("joined by hand") if cluster.lowest is None else f"{cluster.lowest:.0%}"

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return self._decided(request, None) if request.method == "POST" else self._page(request, None)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        cluster = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, cluster):
            raise PermissionDenied
        if cluster is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method != "POST":
            return self._page(request, cluster)
        if not self.has_change_permission(request, cluster):
            raise PermissionDenied
        return self._decided(request, cluster)

    def _page(self, request: HttpRequest, cluster: Cluster | None) -> HttpResponse:
        can_decide = self.has_change_permission(request)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Repost cluster %(number)s") % {"number": cluster} if cluster else _("Join articles"),
            "opts": self.opts,
            "cluster": cluster,
            "button": BUTTON,
            "can_decide": can_decide,
            "members": members_of(cluster) if cluster else [],
            "decisions": decisions_on(cluster) if cluster else [],
            "to_join": ArticlesField(self.admin_site),
        }
        return TemplateResponse(request, "admin/articles/cluster/change_form.html", context)

    def _decided(self, request: HttpRequest, cluster: Cluster | None) -> HttpResponse:
        try:
            decision = Decision.read(request.POST, BUTTON, cluster)
            message = decision.make(request.user)
        except Undecidable as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(request.get_full_path())
        messages.success(request, message)
        return HttpResponseRedirect(self._next_page(cluster, decision.articles))

    def _next_page(self, cluster: Cluster | None, articles: list[Article]) -> str:
        """The cluster, or the one that its articles are in now, or the list where there is none any more."""
        stays = cluster and Cluster.objects.filter(pk=cluster.pk).first()
        cluster = stays or Cluster.objects.filter(members__article__in=articles).first()
        if cluster is None:
            return reverse("admin:articles_cluster_changelist")
        return reverse("admin:articles_cluster_change", args=[cluster.pk])
