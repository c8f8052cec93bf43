from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .articles import ArticleAdmin
from .clusters import ClusterAdmin
from .decisions import RepostDecisionAdmin
from .tags import TagAdmin

__all__ = ["ArticleAdmin", "ClusterAdmin", "RepostDecisionAdmin", "TagAdmin"]

admin.site.site_header = admin.site.site_title = _("Jianbao")
admin.site.index_title = _("The archive")
# A handful of kinds of things need no list of them beside every page, and the lists need the room.
admin.site.enable_nav_sidebar = False
