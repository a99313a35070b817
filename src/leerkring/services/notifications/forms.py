from collections.abc import Sequence
from datetime import time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from leerkring.services.notifications.models import Channel, Level, MailHours
from leerkring.services.notifications.wishes import KindWish, SpaceWish

LONGEST_PAUSE = timedelta(days=366)
LEAST = 60
"""Minutes a day in which mail may come, or it would never come."""


GROUPS = (
    (_("Your own questions, answers and spaces"), ("own",)),
    (_("Somebody asks you something or names you"), ("called",)),
    (_("What you follow"), ("followed",)),
    (_("What may interest you"), ("wide",)),
)
"""Headings, with the aims of the notices under each."""


class KindsForm(forms.Form):
    """How each kind of notice comes. What is not sent stays as it is."""

    def __init__(self, data: Any = None, *, wishes: Sequence[KindWish]) -> None:
        super().__init__(data)
        self.aims = {wish.kind: wish.aim for wish in wishes}
        self.always = [str(wish.label) for wish in wishes if wish.required]
        for wish in wishes:
            if not wish.required:
                self.fields[wish.kind] = forms.ChoiceField(
                    label=str(wish.label), choices=Channel, initial=wish.channel, required=False
                )

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings."""
        found = [(heading, [one for one in self if self.aims[one.name] in aims]) for heading, aims in GROUPS]
        return [(heading, fields) for heading, fields in found if fields]

    def channels(self) -> dict[str, str]:
        return {kind: channel for kind, channel in self.cleaned_data.items() if channel}


class SpacesForm(forms.Form):
    """What to hear from each own space. What is not sent stays as it is."""

    def __init__(self, data: Any = None, *, wishes: Sequence[SpaceWish]) -> None:
        super().__init__(data)
        self.spaces = {f"ruimte-{wish.space.pk}": wish.space for wish in wishes}
        for wish in wishes:
            self.fields[f"ruimte-{wish.space.pk}"] = forms.ChoiceField(
                label=wish.space.name, choices=Level, initial=wish.level, required=False
            )

    def levels(self) -> dict[str, Level]:
        return {name: Level(level) for name, level in self.cleaned_data.items() if level}


def _clock() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class HoursForm(forms.Form):
    """When mail waits."""

    quiet = forms.BooleanField(label=_("Mail waits at night"), required=False)
    start = forms.TimeField(label=_("From"), widget=_clock(), required=False)
    end = forms.TimeField(label=_("Until"), widget=_clock(), required=False)
    weekend = forms.BooleanField(label=_("Mail waits in the weekend too"), required=False)
    paused_until = forms.DateField(
        label=_("No mail before this day"),
        help_text=_("For a holiday, say. Leave it empty when mail may come."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )

    def __init__(self, data: Any = None, *, hours: MailHours) -> None:
        until = hours.paused_until
        super().__init__(
            data,
            initial={
                "quiet": hours.quiet,
                "start": hours.start,
                "end": hours.end,
                "weekend": hours.weekend,
                "paused_until": until if until and until > localdate() else None,
            },
        )
        self.hours = hours

    def clean_paused_until(self) -> Any:
        until = self.cleaned_data["paused_until"]
        if until and until <= localdate():
            raise ValidationError(_("Choose a day after today."))
        if until and until > localdate() + LONGEST_PAUSE:
            raise ValidationError(_("Choose a day within a year."))
        return until

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        for name in ("start", "end"):
            if facts.get(name) is None and name not in self.errors:
                facts[name] = getattr(self.hours, name)
        start, end = facts.get("start"), facts.get("end")
        if start and end and _minutes_between(end, start) < LEAST:
            self.add_error("end", _("Leave at least one hour a day in which mail may come."))
        return facts


def _minutes_between(first: time, last: time) -> int:
    return (last.hour * 60 + last.minute - first.hour * 60 - first.minute) % (24 * 60)
