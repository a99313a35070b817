import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.models import F, Q

# Words are counted anew by the worker, with their shortenings; `reindex` takes the texts in anew.
_AGAIN = "DELETE FROM discover_passage; UPDATE discover_indexrow SET understood = ''"
_COUNT_AGAIN = "DELETE FROM discover_term; DELETE FROM discover_statistics;"


class Migration(migrations.Migration):
    dependencies = [("discover", "0001_initial")]

    operations = [
        migrations.RunSQL(_COUNT_AGAIN, migrations.RunSQL.noop),
        migrations.RemoveIndex("indexrow", "index_title"),
        migrations.RemoveIndex("indexrow", "index_words"),
        migrations.RemoveIndex("indexrow", "index_to_understand"),
        migrations.RemoveIndex("term", "term_deletes"),
        migrations.RemoveField("passage", "number"),
        migrations.RemoveField("term", "deletes"),
        migrations.AddField(
            "term",
            "deletes",
            django.contrib.postgres.fields.ArrayField(models.IntegerField(), default=list, size=None),
        ),
        migrations.AddField(
            "indexrow", "gist", models.CharField(default="", max_length=32), preserve_default=False
        ),
        migrations.RunSQL(_AGAIN, migrations.RunSQL.noop),
        migrations.AddIndex(
            "indexrow",
            django.contrib.postgres.indexes.GinIndex(fields=["title"], name="index_title", fastupdate=False),
        ),
        migrations.AddIndex(
            "indexrow",
            django.contrib.postgres.indexes.GinIndex(fields=["words"], name="index_words", fastupdate=False),
        ),
        migrations.AddIndex(
            "indexrow",
            models.Index(fields=["-entry"], condition=~Q(understood=F("gist")), name="index_to_understand"),
        ),
        migrations.AddIndex(
            "term",
            django.contrib.postgres.indexes.GinIndex(
                fields=["deletes"], name="term_deletes", fastupdate=False
            ),
        ),
    ]
