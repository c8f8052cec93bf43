"""Those whom articles credit: all of them, and the page of one."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from ..contributors import Contributor, public_names, work_of
from ..models import Article, ArticleQuerySet, Credit
from ..reposts import ENTRIES
from .bounded import BOUND, BoundedPaginator, BoundedView
from .lists import NAMES_PER_PAGE, PagedListView


class PeopleView(PagedListView):
    """Everyone whom a published article credits, the most frequent first."""

    template_name = "articles/people.html"
    context_object_name = "people"
    paginate_by = NAMES_PER_PAGE
    extra_context = {"section": "people"}

    def get_queryset(self) -> QuerySet:
        credited = Article.objects.published().filter(credits__isnull=False).order_by()
        return credited.values_list("credits__name").annotate(count=ENTRIES).order_by("-count", "credits__name")

    def get_paginator(self, queryset: QuerySet, per_page: int, **kwargs: Any) -> BoundedPaginator:
        # Counted along the index of names, which ends at the bound; to order them by frequency all have to be read.
        return BoundedPaginator(
            queryset, per_page, count_to_bound=lambda: public_names()[: BOUND + 1].count(), **kwargs
        )


class PersonView(BoundedView):
    """The articles that credit a name, in one role if the reader says so."""

    template_name = "articles/person.html"
    extra_context = BoundedView.extra_context | {"section": "people"}
    told_of = ("pk", "listed_at")

    @cached_property
    def person(self) -> Contributor:
        return Contributor(self.kwargs["name"])

    @cached_property
    def role(self) -> str:
        role = self.request.GET.get("role", "")
        if role and role not in Credit.Role:
            raise Http404
        return role

    def articles(self) -> ArticleQuerySet:
        return self.person.articles(self.role)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(
            person=self.person,
            role=self.role and Credit.Role(self.role).label,
            feed=reverse("person-feed-atom", args=[self.person.name]),
            **kwargs,
        )
        work = work_of(self.person.name, dict(self.first[:BOUND]))
        return context | {
            "work": work,
            "roles": [(Credit.Role(role).label, role, number) for role, number in work.roles.most_common()],
            "affiliations": work.affiliations.most_common(),
            "sources": [(name, slug, number) for (name, slug), number in work.sources.most_common()],
        }
