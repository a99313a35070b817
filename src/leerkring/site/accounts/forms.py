from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.models import Theme
from leerkring.core.entries.queries import themes, themes_of
from leerkring.core.people.actions import Profile
from leerkring.core.people.models import Function, Organisation, OrganisationKind, Person
from leerkring.core.people.queries import functions, organisation_kinds, organisations
from leerkring.core.regions.models import Municipality
from leerkring.core.regions.queries import current_municipalities
from leerkring.kit.forms import OneLineField
from leerkring.kit.ui.widgets import Chips, ManyChips


class ProfileForm(forms.Form):
    name = OneLineField(
        label=_("Your name"),
        max_length=60,
        error_messages={"required": _("Fill in your name, so that colleagues know who you are.")},
    )
    function = forms.ModelChoiceField(
        label=_("What do you do?"),
        queryset=Function.objects.none(),
        empty_label=_("Choose your function"),
        error_messages={"required": _("Choose the function that comes closest.")},
    )
    municipality = forms.ModelChoiceField(
        label=_("In which municipality do you work?"),
        queryset=Municipality.objects.none(),
        help_text=_(
            "You work in several? Choose where you are most. We use it to show what plays in your region."
        ),
        empty_label=_("Choose a municipality"),
        error_messages={"required": _("Choose the municipality where you work most.")},
    )
    organisation = forms.ModelChoiceField(
        label=_("For which organisation?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("It is not in the list, or I work on my own"),
    )
    new_organisation = OneLineField(
        label=_("Name of your organisation, if it is not in the list"), max_length=120, required=False
    )
    new_organisation_kind = forms.ModelChoiceField(
        label=_("What kind of organisation is that?"),
        queryset=OrganisationKind.objects.none(),
        required=False,
        empty_label=_("Choose a kind"),
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Which themes do you want to follow?"),
        queryset=Theme.objects.none(),
        required=False,
        to_field_name="slug",
        widget=ManyChips,
        help_text=_("You hear about new questions in these themes from your own region."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, widget=Chips)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        kwargs["initial"] = self._facts_of(person)
        super().__init__(*args, **kwargs)
        for name, rows in (
            ("function", functions()),
            ("municipality", current_municipalities()),
            ("organisation", organisations()),
            ("new_organisation_kind", organisation_kinds()),
            ("themes", themes()),
        ):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        if person.is_pseudonymous:
            for name in (
                "function",
                "municipality",
                "organisation",
                "new_organisation",
                "new_organisation_kind",
            ):
                del self.fields[name]

    @staticmethod
    def _facts_of(person: Person) -> dict[str, Any]:
        return {
            "name": person.name,
            "function": person.function_id,
            "municipality": person.municipality_id,
            "organisation": person.organisation_id,
            "themes": [theme.slug for theme in themes_of(person)],
            "language": person.language,
        }

    def clean(self) -> dict[str, Any]:
        facts = self.cleaned_data
        if facts.get("new_organisation") and not facts.get("new_organisation_kind"):
            self.add_error("new_organisation_kind", _("Choose what kind of organisation this is."))
        return facts

    @property
    def profile(self) -> Profile:
        facts = self.cleaned_data
        return Profile(
            name=facts["name"],
            function=facts.get("function"),
            organisation=facts.get("organisation"),
            municipality=facts.get("municipality"),
            language=facts["language"],
        )
