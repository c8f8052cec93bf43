from django.urls import path, register_converter
from django.urls.converters import StringConverter

from . import previews, views


class SlugConverter(StringConverter):
    """A slug in any script. PostgreSQL refuses NUL with an error, so an address that holds one leads nowhere."""

    regex = r"[^/\x00]+"


register_converter(SlugConverter, "unicode_slug")

urlpatterns = [
    path("", views.HomeView.as_view(), name="home"),
    path("articles/<unicode_slug:slug>/", views.ArticleView.as_view(), name="article"),
    path("articles/<unicode_slug:slug>/preview/", previews.PreviewView.as_view(), name="preview"),
    path("preview/<unicode_slug:token>/", previews.PreviewLinkView.as_view(), name="preview-link"),
    path("sources/", views.SourcesView.as_view(), name="sources"),
    path("sources/<unicode_slug:slug>/", views.SourceView.as_view(), name="source"),
    path("tags/", views.TagsView.as_view(), name="tags"),
    path("tags/<unicode_slug:slug>/", views.TagView.as_view(), name="tag"),
    path("archive/", views.ArchiveView.as_view(), name="archive"),
    path("archive/undated/", views.UndatedView.as_view(), name="undated"),
    path("archive/<int:year>/<int:month>/", views.MonthView.as_view(), name="month"),
]
