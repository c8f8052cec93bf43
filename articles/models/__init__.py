from .articles import UNDATED, Article, ArticleQuerySet, ArticleWarning
from .credits import Credit
from .revisions import BulkChange, Revision
from .tags import Tag

__all__ = ["UNDATED", "Article", "ArticleQuerySet", "ArticleWarning", "BulkChange", "Credit", "Revision", "Tag"]
