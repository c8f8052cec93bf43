"""The pages that readers see. Each shows published articles and no others."""

from .about import AboutView, AccessibilityView
from .archive import ArchiveView, DayView, MonthView, UndatedView, YearView
from .article import ArticleView
from .columns import ColumnsView, ColumnView
from .home import HomeView
from .people import PeopleView, PersonView
from .regions import RegionsView, RegionView
from .series import SeriesListView, SeriesView
from .sources import SourcesView, SourceView
from .tags import TagsView, TagView
from .trends import TrendsView
from .wall import WallView

__all__ = [
    "AboutView",
    "AccessibilityView",
    "ArchiveView",
    "ArticleView",
    "ColumnView",
    "ColumnsView",
    "DayView",
    "HomeView",
    "MonthView",
    "PeopleView",
    "PersonView",
    "RegionView",
    "RegionsView",
    "SeriesListView",
    "SeriesView",
    "SourceView",
    "SourcesView",
    "TagView",
    "TagsView",
    "TrendsView",
    "UndatedView",
    "WallView",
    "YearView",
]
