from django.urls import include, path, re_path
from rest_framework.routers import DefaultRouter

from .api.docs import DocsView, NowhereView, SchemaView, TryView
from .api.views import ArticleViewSet, SourceViewSet, TagViewSet

router = DefaultRouter()
router.include_format_suffixes = False
router.register("articles", ArticleViewSet, basename="api-article")
router.register("sources", SourceViewSet, basename="api-source")
router.register("tags", TagViewSet, basename="api-tag")

urlpatterns = [
    path("v1/", include(router.urls)),
    path("schema/", SchemaView.as_view(), name="api-schema"),
    path("docs/", DocsView.as_view(), name="api-docs"),
    path("docs/try/", TryView.as_view(), name="api-try"),
    # Only with a closing slash, so that an address that merely lacks one is still put right.
    re_path(r"^(?:.*/)?$", NowhereView.as_view()),
]
