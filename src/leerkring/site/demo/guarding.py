"""What the guard's back office has to show: words that an editor added, and what people confirmed."""

from collections.abc import Iterable
from datetime import datetime

from leerkring.services.privacy.models import Confirmation, GuardWord, Reason
from leerkring.site.demo import threads
from leerkring.site.demo.chance import asked_at, draw
from leerkring.site.demo.people import Cast

EDITOR = "lotte.van.beusekom"
WORDS = {
    "Kring van Vertrouwen": "Een werkvorm van ons eigen netwerk.",
    "Sterk Samen Thuis": "Methode, veel gebruikt in de regio.",
    "Bureau Morgenrood": "Ingehuurd voor de training van dit najaar.",
    "Huis van Hanna": "Inloophuis. De wacht zag het aan voor een naam.",
    "Marietjesdag": "Jaarlijkse studiedag.",
    "Wegwijzer 2.0": "",
}
"""Phrase and why it is nobody's data."""

KINDS = ("naam", "naam", "naam", "school", "school", "geboortedatum", "telefoon", "adres")
REASONS = (Reason.PERMISSION, Reason.NOBODY, Reason.NOBODY, Reason.PUBLIC, Reason.OTHER)
ONE_IN = 6


def load_guard(now: datetime, cast: Cast, found: Iterable[threads.Told]) -> None:
    """Insert the words, and confirmations under one in so many of the conversations."""
    for days, (phrase, note) in enumerate(WORDS.items(), 3):
        GuardWord.objects.create(
            phrase=phrase, note=note, added_by=cast.people[EDITOR], added_at=asked_at(now, days * 4, phrase)
        )
    Confirmation.objects.bulk_create(
        _confirmed(told, now) for told in found if draw("confirmed", told.entry.title) % ONE_IN == 0
    )


def _confirmed(told: threads.Told, now: datetime) -> Confirmation:
    number = draw("kind", told.entry.title)
    return Confirmation(
        entry_id=told.entry.pk,
        person_id=told.entry.author_id,
        kind=KINDS[number % len(KINDS)],
        length=6 + number % 9,
        mark=f"{number:032x}",
        reason=REASONS[number // 7 % len(REASONS)],
        at=told.entry.published_at or now,
    )
