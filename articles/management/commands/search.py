from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import search
from articles.models import Article

MARK = ("\x1b[1;33m", "\x1b[0m")


class Command(BaseCommand):
    help = _("Search the articles, those that are not published too.")

    def add_arguments(self, parser):
        add = parser.add_argument
        add("query", nargs="+", help=_("What to look for, as in the search of the site."))
        add("--order", choices=search.ORDERS, default=search.RELEVANCE, help=_("In which order."))
        add("--limit", type=int, default=search.SIZE, metavar="N", help=_("How many hits to show, up to 100."))
        add("--published", action="store_true", help=_("Only what is published."))
        add("--both-scripts", action="store_true", help=_("Traditional and simplified forms alike."))

    def handle(self, *args, query, order, limit, published, both_scripts, **options):
        if not 1 <= limit <= search.LARGEST:
            raise CommandError(_("--limit is from 1 to %(largest)d.") % {"largest": search.LARGEST})
        articles = Article.objects.published() if published else Article.objects.all()
        asked = search.parse(" ".join(query), both_scripts)
        for note in asked.notes:
            self.stderr.write(search.in_words(note))
        result = search.search(articles.select_related("source"), asked, order, size=limit)
        for hit in result.hits:
            self.stdout.write(self.line(hit))
        self.stdout.write(_("%(count)s found: %(query)s") % {"count": search.count(articles, asked), "query": asked})

    def line(self, hit: search.Hit) -> str:
        article = hit.article
        date = f"{timezone.localtime(article.published_at):%Y-%m-%d}" if article.published_at else "          "
        heading = f"{date}  {self.marked(hit.title)}  {article.source or ''} [{article.slug}]"
        return "\n".join([heading, *(f"    {self.marked(snippet)}" for snippet in hit.snippets)])

    def marked(self, text: search.Marked) -> str:
        """Marks are colours on a terminal, and nothing elsewhere."""
        before, after = MARK if self.stdout.isatty() else ("", "")
        return "".join(f"{before}{piece}{after}" if is_marked else piece for piece, is_marked in text.pieces)
