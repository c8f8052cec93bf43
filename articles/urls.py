from django.urls import path, register_converter
from django.urls.converters import IntConverter, StringConverter
from django.views.decorators.http import conditional_page

from . import addresses, card_views, feeds, previews, qr, search_views, sitemaps, views
from .listing import public_sources, public_tags
from .models import Article


class SlugConverter(StringConverter):
    """A slug in any script. PostgreSQL refuses NUL with an error, so an address that holds one leads nowhere."""

    regex = r"[^/\x00]+"


class NameConverter(SlugConverter):
    """A name with whatever signs it has."""

    def to_python(self, value: str) -> str:
        return addresses.name_in(value)

    def to_url(self, value: str) -> str:
        return addresses.segment(value)


class LabelsConverter(StringConverter):
    """The labels of a column, from outer to inner."""

    regex = r"[^/\x00]+(?:/[^/\x00]+)*"

    def to_python(self, value: str) -> list[str]:
        return addresses.names_in(value)

    def to_url(self, value: list[str]) -> str:
        return addresses.path(value)


class TwoDigitsConverter(IntConverter):
    """A month or a day, which the address has with two digits."""

    def to_url(self, value: int) -> str:
        return f"{value:02}"


register_converter(SlugConverter, "unicode_slug")
register_converter(NameConverter, "name")
register_converter(LabelsConverter, "labels")
register_converter(TwoDigitsConverter, "two_digits")

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
    path("archive/<int:year>/", views.YearView.as_view(), name="year"),
    path("archive/<int:year>/<two_digits:month>/", views.MonthView.as_view(), name="month"),
    path("archive/<int:year>/<two_digits:month>/<two_digits:day>/", views.DayView.as_view(), name="day"),
    path("columns/", views.ColumnsView.as_view(), name="columns"),
    path("columns/<labels:labels>/", views.ColumnView.as_view(), name="column"),
    path("series/", views.SeriesListView.as_view(), name="series-list"),
    path("series/<unicode_slug:slug>/", views.SeriesView.as_view(), name="series"),
    path("people/", views.PeopleView.as_view(), name="people"),
    path("people/<name:name>/", views.PersonView.as_view(), name="person"),
    path("regions/", views.RegionsView.as_view(), name="regions"),
    path("regions/<unicode_slug:slug>/", views.RegionView.as_view(), name="region"),
    path("search/", conditional_page(search_views.SearchView.as_view()), name="search"),
    path("trends/", views.TrendsView.as_view(), name="trends"),
    path("wall/", views.WallView.as_view(), name="wall"),
    path("search/suggest/", search_views.suggest, name="search-suggest"),
    path("about/", views.AboutView.as_view(), name="about"),
    path("accessibility/", views.AccessibilityView.as_view(), name="accessibility"),
    *sitemaps.urlpatterns,
    *qr.qr_paths("articles/<unicode_slug:slug>/", Article.objects.published, "article"),
    *qr.search_qr_paths(),
    *qr.qr_paths("sources/<unicode_slug:slug>/", public_sources, "source"),
    *qr.qr_paths("tags/<unicode_slug:slug>/", public_tags, "tag"),
    *card_views.card_paths(),
    *feeds.feed_paths("", feeds.LatestFeed, "latest"),
    *feeds.feed_paths("search/", feeds.SearchFeed, "search"),
    *feeds.feed_paths("sources/<unicode_slug:slug>/", feeds.SourceFeed, "source"),
    *feeds.feed_paths("tags/<unicode_slug:slug>/", feeds.TagFeed, "tag"),
    *feeds.feed_paths("columns/<labels:labels>/", feeds.ColumnFeed, "column"),
    *feeds.feed_paths("people/<name:name>/", feeds.PersonFeed, "person"),
    *feeds.feed_paths("regions/<unicode_slug:slug>/", feeds.RegionFeed, "region"),
]
