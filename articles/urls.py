from django.urls import path, register_converter
from django.urls.converters import StringConverter

from . import card_views, feeds, previews, qr, search_views, sitemaps, views
from .listing import public_sources, public_tags
from .models import Article


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
    path("search/", search_views.SearchView.as_view(), name="search"),
    path("trends/", views.TrendsView.as_view(), name="trends"),
    path("wall/", views.WallView.as_view(), name="wall"),
    path("search/suggest/", search_views.suggest, name="search-suggest"),
    *sitemaps.urlpatterns,
    *qr.qr_paths("articles/<unicode_slug:slug>/", Article.objects.published, "article"),
    *qr.search_qr_paths(),
    *qr.qr_paths("sources/<unicode_slug:slug>/", public_sources, "source"),
    *qr.qr_paths("tags/<unicode_slug:slug>/", public_tags, "tag"),
    card_views.card_path("", "home"),
    card_views.card_path("articles/<unicode_slug:slug>/", "article", card_views.articles),
    card_views.card_path("sources/<unicode_slug:slug>/", "source", public_sources),
    card_views.card_path("tags/<unicode_slug:slug>/", "tag", public_tags),
    *feeds.feed_paths("", feeds.LatestFeed, "latest"),
    *feeds.feed_paths("search/", feeds.SearchFeed, "search"),
    *feeds.feed_paths("sources/<unicode_slug:slug>/", feeds.SourceFeed, "source"),
    *feeds.feed_paths("tags/<unicode_slug:slug>/", feeds.TagFeed, "tag"),
]
