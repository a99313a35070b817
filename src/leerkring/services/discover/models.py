from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from pgvector.django import HalfVectorField

from leerkring.core.entries.models import Entry

DIMENSIONS = 512


class IndexRow(models.Model):
    """The words of one entry with its answers, as `ranking.document` makes them.

    `mark` is a digest of the texts they were made of, `gist` of title and text alone; `understood` is
    the gist of the texts of which the meaning is known. `like` are the entries that look most like
    this one, nearest first, whoever may see them.

    The indexes have no list of pending words: each of tens of looks in one search would read that.
    And none tells what is to be understood: noting that would put every word into the index again.
    """

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="+")
    title = SearchVectorField()
    words = SearchVectorField()
    length = models.PositiveIntegerField()
    mark = models.CharField(max_length=32)
    gist = models.CharField(max_length=32)
    understood = models.CharField(max_length=32, blank=True)
    like = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        indexes = [
            GinIndex(fields=["title"], name="index_title", fastupdate=False),
            GinIndex(fields=["words"], name="index_words", fastupdate=False),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}"


class Term(models.Model):
    """In how many entries a lexeme stands, counted now and then. `deletes` finds it back from a typo."""

    lexeme = models.TextField(primary_key=True)
    documents = models.PositiveIntegerField()
    deletes = ArrayField(models.IntegerField(), default=list)

    class Meta:
        indexes = [GinIndex(fields=["deletes"], name="term_deletes", fastupdate=False)]

    def __str__(self) -> str:
        return self.lexeme


class Statistics(models.Model):
    """How many entries the terms were counted in, and how long those are: one row."""

    total = models.PositiveIntegerField()
    mean_length = models.FloatField()
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.total} entries"


class Passage(models.Model):
    """The meaning of an entry's title, or of its title and text.

    Without the extension `vector` there are no rows; `meaning.prepare` says how the column is made.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    vector = HalfVectorField(dimensions=DIMENSIONS)

    def __str__(self) -> str:
        return f"{self.entry_id}"
