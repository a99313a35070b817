import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgvector.django.halfvec
from django.db import migrations, models

from leerkring.services.discover.meaning import prepare


def make_column(_apps: object, _schema_editor: object) -> None:
    """A column of numbers in the way of the extension `vector`, where the database has that."""
    prepare()


class Migration(migrations.Migration):
    initial = True

    dependencies = [("entries", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="IndexRow",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="entries.entry",
                    ),
                ),
                ("title", django.contrib.postgres.search.SearchVectorField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
                ("length", models.PositiveIntegerField()),
                ("mark", models.CharField(max_length=32)),
                ("understood", models.CharField(blank=True, max_length=32)),
                (
                    "like",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["title"], name="index_title"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["words"], gin_pending_list_limit=1024, name="index_words"
                    ),
                    models.Index(
                        condition=models.Q(("understood", models.F("mark")), _negated=True),
                        fields=["-entry"],
                        name="index_to_understand",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("lexeme", models.TextField(primary_key=True, serialize=False)),
                ("documents", models.PositiveIntegerField()),
                (
                    "deletes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["deletes"], name="term_deletes")
                ],
            },
        ),
        migrations.CreateModel(
            name="Statistics",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("total", models.PositiveIntegerField()),
                ("mean_length", models.FloatField()),
                ("counted_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="entries.entry"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
            ],
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AddField(
                    model_name="passage",
                    name="vector",
                    field=pgvector.django.halfvec.HalfVectorField(dimensions=512),
                )
            ],
            database_operations=[migrations.RunPython(make_column, migrations.RunPython.noop)],
        ),
    ]
