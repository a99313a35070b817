from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.gate import Does, GuardAwayError
from leerkring.kit.differences import fingerprint
from leerkring.kit.forms import OneLineField, PlainTextField, RevisionForm
from leerkring.kit.pii.allowed import key_of
from leerkring.kit.pii.kinds import Finding, Kind
from leerkring.kit.text import one_line
from leerkring.kit.ui.widgets import Chips
from leerkring.services.privacy import guard
from leerkring.services.privacy.models import Does as Choice
from leerkring.services.privacy.models import GuardWord
from leerkring.services.privacy.office.examples import EXAMPLES
from leerkring.services.privacy.office.queries.policy import Line, is_milder, mark_of
from leerkring.services.privacy.office.queries.trying import CAN_BE_ALLOWED
from leerkring.services.privacy.words import ABOUT, Text

MOST_LINES = 200
MOST_DIGITS = 4
MOST_NAMED = 3
PATIENCE = 10.0
IN_A_SENTENCE = "%s\nWe werken met %s."
"""By itself, and where it would be a person if it were a name: “Jan” alone may be anything."""
AWAY = _("The privacy guard is away for a moment. What you typed stands here still. Try again in a minute.")


class SearchForm(forms.Form):
    zoek = OneLineField(
        label=_("Search a word"),
        required=False,
        max_length=GuardWord.LONGEST,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    @property
    def text(self) -> str:
        return str(self.cleaned_data["zoek"]) if self.is_valid() else ""


class WordsForm(forms.Form):
    """Words to add, one a line. Nothing is added while something is wrong with one of them."""

    words = PlainTextField(
        label=_("Words or names"),
        help_text=_("One on each line. You can paste a whole list."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Type or paste at least one word.")},
    )
    note = OneLineField(
        label=_("Why are these nobody’s data?"),
        help_text=_("For example: a training that many of us know. Other editors see this."),
        required=False,
        max_length=160,
    )
    sure = forms.CharField(label=_("Yes, these are not people that somebody writes about"), required=False)

    people: tuple[str, ...] = ()
    """Those of the words that can be the name of a person."""

    @property
    def people_mark(self) -> str:
        """What `sure` has to say: it counts only for the names that were shown."""
        return fingerprint(*self.people)

    def clean_words(self) -> list[str]:
        lines = [one for one in map(one_line, self.cleaned_data["words"].split("\n")) if one]
        if len(lines) > MOST_LINES:
            words = _("These are %(count)d lines. Add at most %(most)d at once.")
            raise forms.ValidationError(words % {"count": len(lines), "most": MOST_LINES})
        phrases = list({key_of(one): one for one in reversed(lines)}.values())[::-1]
        faults = _faults(phrases)
        if not faults:
            try:
                found = guard.look([IN_A_SENTENCE % (one, one) for one in phrases], PATIENCE)
            except GuardAwayError as away:
                raise forms.ValidationError(AWAY) from away
            faults = _data_in(phrases, found)
        if faults:
            raise forms.ValidationError(faults)
        self.people = _people_in(phrases, found)
        return phrases

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if self.people and facts.get("sure") != self.people_mark:
            self.add_error("sure", _("Look at the names, and tick that you are sure."))
        return facts

    @property
    def only_asks(self) -> bool:
        """Whether nothing is wrong but that the editor has not said to be sure."""
        return set(self.errors) == {"sure"}


def _faults(phrases: list[str]) -> list[str]:
    """What is wrong with the form of some lines, each fault once, with the first that have it."""
    too_long = [one for one in phrases if len(one) > GuardWord.LONGEST]
    no_word = [one for one in phrases if sum(letter.isalpha() for letter in one) < 2]
    numbers = [one for one in phrases if sum(letter.isdigit() for letter in one) > MOST_DIGITS]
    return [
        str(words) % {"words": _named(found), "most": GuardWord.LONGEST}
        for found, words in (
            (too_long, _("Longer than %(most)d characters: %(words)s. Make it shorter.")),
            (numbers, _("A number belongs to somebody: %(words)s. Take it off the list.")),
            ([one for one in no_word if one not in numbers], _("No word: %(words)s. Take it off the list.")),
        )
        if found
    ]


def _data_in(phrases: list[str], found: list[list[Finding]]) -> list[str]:
    """Those that are somebody's data by their very form."""
    faults = []
    for phrase, here in zip(phrases, found, strict=True):
        kinds = [one.kind for one in here if one.kind not in CAN_BE_ALLOWED]
        if kinds:
            words = _("%(words)s looks like this: %(kind)s. That cannot stand on the list.")
            faults.append(words % {"words": _named([phrase]), "kind": str(ABOUT[kinds[0]].label).lower()})
    return faults[:MOST_NAMED]


def _people_in(phrases: list[str], found: list[list[Finding]]) -> tuple[str, ...]:
    pairs = zip(phrases, found, strict=True)
    return tuple(phrase for phrase, here in pairs if any(one.kind == Kind.NAME for one in here))


def _named(phrases: list[str]) -> str:
    """The first of some phrases, shortened, and how many more there are."""
    shown = ", ".join(f"“{one[:60]}…”" if len(one) > 60 else f"“{one}”" for one in phrases[:MOST_NAMED])
    more = len(phrases) - MOST_NAMED
    if more <= 0:
        return shown
    return str(_("%(words)s and %(count)d more") % {"words": shown, "count": more})


class TryForm(forms.Form):
    text = PlainTextField(
        label=_("A sentence or a short text"),
        help_text=_("Nothing of it is kept. Still, make something up: no real people."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Type something to try.")},
    )


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One kind on the page; `theirs`: what somebody else chose meanwhile, where that differs."""

    line: Line
    field: forms.BoundField
    says: Text
    example: Text
    theirs: Text

    @property
    def standard(self) -> Text:
        return Choice(self.line.standard).label

    @property
    def only(self) -> bool:
        """Whether there is nothing to choose: it cannot be stricter."""
        return len(list(self.field)) == 1


class PolicyForm(RevisionForm):
    """A choice for each kind. `loosens`: whether less strict than the house may be chosen."""

    def __init__(self, data: QueryDict | None, *, lines: list[Line], loosens: bool) -> None:
        self.lines = lines
        initial = {one.kind: one.does for one in lines} | {"mark": mark_of(lines)}
        super().__init__(data, initial=initial)
        for line in lines:
            self.fields[line.kind] = forms.ChoiceField(
                label=str(ABOUT[line.kind].label),
                choices=[one for one in Choice.choices if loosens or _fits(cast("Does", one[0]), line)],
                widget=Chips,
                error_messages={
                    "required": _("Choose what happens with this."),
                    "invalid_choice": _("Only an administrator can make this less strict than the house."),
                },
            )

    @property
    def wanted(self) -> dict[str, Does]:
        """What was chosen, where a button set one kind back: the standard for that."""
        back = self.data.get("terug")
        return {
            one.kind: one.standard if one.kind == back else cast("Does", self.cleaned_data[one.kind])
            for one in self.lines
        }

    def rows(self, now: list[Line] | None = None) -> list[PolicyRow]:
        """`now`: what is saved by somebody else, where this form came too late."""
        saved = {one.kind: one.does for one in now or ()}
        return [
            PolicyRow(line, self[line.kind], *EXAMPLES[line.kind], self._theirs(line.kind, saved))
            for line in self.lines
        ]

    def _theirs(self, kind: str, saved: dict[str, Does]) -> Text:
        return Choice(saved[kind]).label if kind in saved and self[kind].value() != saved[kind] else ""

    def told(self, changed: list[Line]) -> str:
        """What was chosen for the kinds that changed, in words."""
        return "; ".join(f"{ABOUT[one.kind].label}: {Choice(self.wanted[one.kind]).label}" for one in changed)


def _fits(does: Does, line: Line) -> bool:
    return not is_milder(does, line.standard) or not is_milder(does, line.does)
