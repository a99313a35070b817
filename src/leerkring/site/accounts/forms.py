from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.models import Theme
from leerkring.core.entries.queries import themes_of
from leerkring.core.people.actions import Profile
from leerkring.core.people.models import OTHER_FUNCTION, Function, Organisation, OrganisationKind, Person
from leerkring.core.people.queries import organisation_kinds, other_function
from leerkring.core.regions.queries import municipalities_by_name
from leerkring.kit.forms import ByNameField, OneLineField
from leerkring.kit.ui.widgets import Chips, ManyChips
from leerkring.site.accounts.organisations import OrganisationField, name_of, offered


class ProfileForm(forms.Form):
    name = OneLineField(
        label=_("Your name"),
        max_length=60,
        error_messages={"required": _("Fill in your name, so that colleagues know who you are.")},
    )
    function = forms.ModelChoiceField(
        label=_("What do you do?"),
        queryset=Function.objects.none(),
        required=False,
        empty_label=_("Choose your function"),
    )
    own_function = OneLineField(
        label=_("How do you call your function?"),
        help_text=_("This then stands behind your name."),
        max_length=60,
        required=False,
    )
    organisation = OrganisationField(
        label=_("For which organisation?"),
        help_text=_("Type the first letters. You work on your own? Leave it empty."),
        required=False,
    )
    organisation_kind = forms.ModelChoiceField(
        label=_("What kind of organisation is that?"),
        queryset=OrganisationKind.objects.none(),
        required=False,
        empty_label=_("Choose a kind"),
    )
    municipality = ByNameField(
        label=_("In which municipality do you work?"),
        help_text=_("Type the first letters. You work in several? Choose where you are most."),
        error_messages={"required": _("Choose the municipality where you work most.")},
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

    FACTS = ("function", "own_function", "organisation", "organisation_kind", "municipality")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        kwargs["initial"] = self._facts_of(person)
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["themes"].queryset = Theme.objects.all()  # type: ignore[attr-defined]
        if not person.is_known:
            del self.fields["language"]
        if person.is_pseudonymous:
            self._ask_a_pseudonym()
        else:
            self._offer_choices()

    def _ask_a_pseudonym(self) -> None:
        for name in self.FACTS:
            del self.fields[name]
        field = self.fields["name"]
        field.label = _("Choose a pseudonym")
        field.help_text = _("Not your own name. This is what the others see.")
        field.error_messages["required"] = _("Choose a name by which the others know you.")

    def _offer_choices(self) -> None:
        self.fields["function"].queryset = Function.objects.to_choose()  # type: ignore[attr-defined]
        self.fields["organisation_kind"].queryset = organisation_kinds()  # type: ignore[attr-defined]
        place: Any = self.fields["municipality"]
        place.offer(municipalities_by_name())
        place.widget.attrs["autocapitalize"] = "words"
        work: Any = self.fields["organisation"]
        work.offer()

    @staticmethod
    def _facts_of(person: Person) -> dict[str, Any]:
        own = person.function is not None and person.function.slug == OTHER_FUNCTION
        return {
            "name": person.name,
            "function": None if own else person.function_id,
            "own_function": person.own_function,
            "organisation": name_of(person.organisation) if person.organisation else "",
            "municipality": str(person.municipality or ""),
            "themes": [theme.slug for theme in themes_of(person)],
            "language": person.language,
        }

    def clean(self) -> dict[str, Any]:
        facts = self.cleaned_data
        if "function" in self.fields and not facts.get("function"):
            if facts.get("own_function"):
                facts["function"] = other_function()
            elif "own_function" not in self.errors:
                self.add_error("function", _("Choose the function that comes closest."))
        if self.new_organisation and not facts.get("organisation_kind"):
            self.add_error("organisation_kind", self._ask_for_the_kind(self.new_organisation))
        return facts

    @staticmethod
    def _ask_for_the_kind(name: str) -> str:
        if alike := offered(name):
            words = _(
                "We do not know this organisation yet. Choose its kind and we add it. Or do you mean: %s?"
            )
            return str(words) % ", ".join(alike[:3])
        return str(_("We do not know this organisation yet. Choose its kind and we add it."))

    @property
    def new_organisation(self) -> str:
        """The name that was typed and that is not in the list."""
        name = getattr(self, "cleaned_data", {}).get("organisation")
        return name if isinstance(name, str) else ""

    @property
    def profile(self) -> Profile:
        facts = self.cleaned_data
        listed = facts.get("organisation")
        function = facts.get("function")
        return Profile(
            name=facts["name"],
            function=function,
            own_function=facts["own_function"] if function and function.slug == OTHER_FUNCTION else "",
            organisation=listed if isinstance(listed, Organisation) else None,
            municipality=facts.get("municipality"),
            language=facts.get("language", self.person.language),
        )
