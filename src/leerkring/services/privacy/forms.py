from collections import Counter
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.forms import FilesForm
from leerkring.core.entries.gate import Confirmed, Found, HeldBackError
from leerkring.core.people.models import Person
from leerkring.kit.forms import OneLineField, RichTextField
from leerkring.services.privacy.check import REASON, TITLE
from leerkring.services.privacy.doors import facts_of, place_in
from leerkring.services.privacy.files import FILES
from leerkring.services.privacy.models import Held, Reason
from leerkring.services.privacy.words import ABOUT, About, Text

MOST_MARKS = 400


class ConfirmForm(forms.Form):
    """One reason for everything that was found in a form."""

    guard_reason = forms.ChoiceField(
        label=_("Why may this stand there?"),
        choices=Reason,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why this may stand there, or change your text.")},
    )
    guard_words = OneLineField(
        label=_("Your reason, in a few words"),
        help_text=_("Only needed with another reason. Without names or numbers."),
        max_length=200,
        required=False,
    )

    def clean_guard_words(self) -> str:
        words = str(self.cleaned_data["guard_words"])
        if self.cleaned_data.get("guard_reason") == Reason.OTHER and not words:
            raise forms.ValidationError(_("Write your reason in a few words."))
        return words


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that was found, as the page shows it."""

    found: Found
    about: About
    times: int = 1

    @property
    def instead(self) -> tuple[Text, ...]:
        """What can stand there instead; in a file nothing is changed here."""
        return () if self.found.field == FILES else self.about.instead

    @property
    def place(self) -> str:
        """The id on the page of where it can be changed."""
        return "id_attachments_group" if self.found.field == FILES else f"id_{self.found.field}"

    @property
    def field(self) -> str:
        if self.found.file:
            facts = {"name": self.found.file, "page": self.found.page}
            if self.found.page:
                return gettext("In the file “%(name)s”, page %(page)d") % facts
            return gettext("In the file “%(name)s”") % facts
        labels = {TITLE: _("In your title"), FILES: _("In the name of a file"), REASON: _("In your reason")}
        return str(labels.get(self.found.field, _("In your text")))


class GuardForm:
    """What was found in a form that was sent, with the question for a reason where that is possible."""

    def __init__(self, request: HttpRequest, held: HeldBackError) -> None:
        self.request = request
        places = [(one.field, one.file, one.page, one.mark) for one in held.findings]
        once = dict(zip(reversed(places), reversed(held.findings), strict=True))
        self.findings = [
            Shown(once[place], ABOUT[once[place].kind], times) for place, times in Counter(places).items()
        ]

    @property
    def stops(self) -> bool:
        """Whether something cannot be placed whatever the reason is."""
        return any(one.found.does == "stop" for one in self.findings)

    @property
    def marks(self) -> list[str]:
        return sorted({one.found.mark for one in self.findings})

    @cached_property
    def confirm(self) -> ConfirmForm:
        """With its faults, where it was sent before."""
        return ConfirmForm(self.request.POST if "guard_seen" in self.request.POST else None)


def confirmed_in(request: HttpRequest) -> Confirmed | None:
    """The reason that came along with a form; None where there is none, or no good one."""
    form = ConfirmForm(request.POST)
    marks = request.POST.getlist("guard_seen")[:MOST_MARKS]
    if not marks or not form.is_valid():
        return None
    facts = form.cleaned_data
    return Confirmed(facts["guard_reason"], facts["guard_words"], frozenset(marks))


def still_looking() -> str:
    """To say where something could not be checked at once."""
    return gettext(
        "Your text is kept. We still look whether somebody can be recognised in it. "
        "Then it goes out by itself, and you hear from us."
    )


class HeldForm(forms.Form):
    """Words that wait, to change them."""

    title = OneLineField(
        label=_("In one sentence"),
        max_length=160,
        error_messages={"required": _("Say in one sentence what it is about first.")},
    )
    text = RichTextField(label=_("Your text"), max_length=20_000, required=False)

    def __init__(self, data: Any, *, held: Held) -> None:
        super().__init__(data, initial={name: held.facts.get(name, "") for name in ("title", "text")})
        if "title" not in held.facts:
            del self.fields["title"]
            self.fields["text"].required = True

    @property
    def facts(self) -> dict[str, str]:
        return cast("dict[str, str]", self.cleaned_data)


def files_form(request: HttpRequest, by: Person, held: Held) -> FilesForm | None:
    """The files that words wait with, to take one away or add another. None where there can be none."""
    place = place_in(held)
    if place is None:
        return None
    return FilesForm(request, by, nonce=place.nonce, entry=place.entry, number=place.number)


def facts_with(files: FilesForm | None, held: Held) -> dict[str, Any]:
    """What held words keep of the files in their form."""
    return facts_of(files.result, None, held.facts["number"]) if files else {}
