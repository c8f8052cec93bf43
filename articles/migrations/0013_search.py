"""PostgreSQL's search index in its new form. What the old one holds is moved, so that search answers at once: it takes
about as long as `rebuild_search`. SQLite's stays as it is."""

from django.db import migrations

from articles.search.engines import engine
from articles.search.texts import Texts

INDEX, NEXT = "articles_searchindex", "articles_searchindex_next"
BATCH = 400


def renew(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor != "postgresql" or _is_new(connection):
        return
    new = engine(connection)
    with connection.cursor() as cursor:
        # An index that was being built in the old form is begun anew.
        new.drop(cursor.execute, NEXT)
        cursor.execute("UPDATE articles_searchentry SET in_next = false")
        new.create(cursor.execute, NEXT, is_bulk=True)
        with connection.chunked_cursor() as old:
            old.execute(f"SELECT docid, article_id, title, kicker, credits, text FROM {INDEX} ORDER BY docid")
            while rows := old.fetchmany(BATCH):
                new.write(((docid, article, Texts(*said)) for docid, article, *said in rows), NEXT)
        new.finish(NEXT)
        new.drop(cursor.execute, INDEX)
        new.rename(cursor.execute, NEXT, INDEX)
        cursor.execute("DROP FUNCTION articles_searchkeys")


def _is_new(connection) -> bool:
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, INDEX)
    return "signature" in {column.name for column in columns}


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_article")]

    # Backwards there is nothing to do: the index as the code makes it is that of 0002.
    operations = [migrations.RunPython(renew, migrations.RunPython.noop)]
