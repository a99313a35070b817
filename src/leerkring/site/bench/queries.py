from django.db.models import Count, QuerySet

from leerkring.core.entries.models import Entry
from leerkring.core.entries.states import Openness, State
from leerkring.core.people.models import Person
from leerkring.services.discover.models import Statistics, Term

USUAL, LONG, ANY = range(8, 15), range(60, 10_000), range(1, 10_000)
"""How many answers a thread has that counts as usual, as long, or as a thread at all."""


def newest(count: int) -> QuerySet[Entry]:
    """Public entries, nothing joined."""
    rows = Entry.objects.filter(state=State.PUBLISHED, openness=Openness.PUBLIC)
    return rows.order_by("-bumped_at", "-id")[:count]


def threads(answers: range, count: int) -> list[Entry]:
    """Public threads with so many answers, the latest first."""
    rows = Entry.objects.filter(state=State.PUBLISHED, openness=Openness.PUBLIC)
    rows = rows.filter(reply_count__range=(answers.start, answers.stop - 1))
    return list(rows.order_by("-bumped_at", "-id")[:count])


def used(least: float, most: float, count: int) -> list[str]:
    """Words that stand in so many threads (below 1.01: in such a part of them), the most used first."""
    counted = Statistics.objects.first()
    whole = counted.total if counted and most <= 1 else 1
    rows = Term.objects.filter(documents__range=(least * whole, most * whole))
    words = rows.filter(lexeme__regex=r"^[a-z]{5,}$").order_by("-documents", "lexeme")
    return list(words.values_list("lexeme", flat=True)[:count])


def busiest_member() -> Person | None:
    """Who belongs to most spaces, and so has the longest filters."""
    people = Person.objects.filter(is_active=True, is_pseudonymous=False, memberships__space__parent=None)
    people = people.exclude(name="").filter(function__isnull=False, municipality__isnull=False)
    ranked = Person.objects.filter(pk__in=people.values("pk")).annotate(places=Count("memberships"))
    return ranked.order_by("-places", "pk").first()
