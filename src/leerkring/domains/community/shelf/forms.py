from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.states import Openness
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Openness as SpaceOpenness
from leerkring.core.spaces.models import Space
from leerkring.domains.community.models import ContributionKind
from leerkring.domains.community.shelf.queries import Wanted
from leerkring.domains.community.writing import Place, Wording
from leerkring.kit.forms import OneLineField, RichTextField
from leerkring.kit.ui.widgets import Chips

FAMILIES = [
    ("", _("Everything")),
    ("pdf", _("Pdf")),
    ("text", _("Texts")),
    ("table", _("Spreadsheets")),
    ("slides", _("Presentations")),
    ("picture", _("Pictures")),
]


class ShelfForm(forms.Form):
    """To what the list is narrowed, as it stands in the URL; a value that does not exist narrows nothing."""

    soort = forms.ChoiceField(
        label=_("Kind of file"), choices=FAMILIES, widget=Chips, required=False, initial=""
    )
    naam = OneLineField(label=_("Find by name"), max_length=80, required=False)

    @property
    def wanted(self) -> Wanted:
        self.full_clean()
        return Wanted(self.cleaned_data.get("soort", ""), self.cleaned_data.get("naam", ""))


class DocumentForm(forms.Form):
    """A file placed by itself, with a few words about it."""

    title = OneLineField(
        label=_("What is it?"),
        help_text=_("For instance: “Step-by-step plan for a family group plan”."),
        max_length=160,
        error_messages={"required": _("Say in one sentence what it is.")},
    )
    text = RichTextField(
        label=_("How do you use it?"),
        help_text=_("When is it useful, and what does a colleague have to know first?"),
        max_length=20_000,
        rows=4,
        required=False,
    )
    audience = forms.ChoiceField(label=_("Who may read this?"), widget=Chips)
    nonce = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, person: Person, at: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        choices = [(Openness.SPACE.value, _("Only members of this space"))]
        if at.openness != SpaceOpenness.CLOSED and not person.is_pseudonymous:
            choices.append((Openness.MEMBERS.value, _("All members of Leerkring")))
        self.fields["audience"].choices = choices  # type: ignore[attr-defined]
        self.fields["audience"].initial = choices[0][0]

    @property
    def place(self) -> Place:
        return Place(self.at, self.cleaned_data["audience"], ContributionKind.DOCUMENT)

    @property
    def wording(self) -> Wording:
        return Wording(self.cleaned_data["title"], self.cleaned_data["text"])
