from .articles import UNDATED, Article, ArticleQuerySet, ArticleWarning
from .credits import Credit
from .rules import TagMark, TagRule
from .tags import Tag

__all__ = ["UNDATED", "Article", "ArticleQuerySet", "ArticleWarning", "Credit", "Tag", "TagMark", "TagRule"]
