from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.models import Theme
from leerkring.core.people.models import Organisation, Person
from leerkring.domains.directory import actions
from leerkring.domains.directory.models import MessageRequest
from leerkring.domains.directory.queries.organisations import OrganisationFilters
from leerkring.domains.directory.queries.people import ORDERS, PeopleFilters, expertise_of, listing_of
from leerkring.kit.forms import OneLineField, PlainTextField
from leerkring.kit.ui.widgets import ManyChips

MOST_THEMES = 5

Choices = dict[str, list[tuple[str, str]]]


class _FilterForm(forms.Form):
    """Filters as they stand in the URL; a value that does not exist narrows nothing."""

    NARROW: ClassVar[tuple[str, ...]] = ()
    """The choices beside the search."""

    zoek = OneLineField(
        label=_("Search"), max_length=80, required=False, widget=forms.TextInput({"type": "search"})
    )

    @property
    def is_narrow(self) -> bool:
        """Whether a choice beside the search narrows the list, or sorts it in another way."""
        return any(self.data.get(name) for name in self.NARROW)

    @property
    def selects(self) -> list[forms.BoundField]:
        return [self[name] for name in self.NARROW]

    def _offer(self, name: str, empty: Any, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", empty), *choices]  # type: ignore[attr-defined]


class PeopleForm(_FilterForm):
    NARROW = ("thema", "functie", "soort", "regio", "sorteer")

    thema = forms.ChoiceField(label=_("Can help with"), required=False)
    functie = forms.ChoiceField(label=_("Function"), required=False)
    soort = forms.ChoiceField(label=_("Kind of organisation"), required=False)
    regio = forms.ChoiceField(label=_("Region"), required=False)
    sorteer = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", _("By name")), ("nieuw", _("New on Leerkring first"))],
    )

    def __init__(self, query: QueryDict, *, choices: Choices, themes: Iterable[Theme]) -> None:
        super().__init__(query)
        self.fields["zoek"].label = _("Search by name, organisation, place or what somebody can help with")
        self._offer("thema", _("Every theme"), [(theme.slug, theme.name) for theme in themes])
        self._offer("functie", _("Every function"), choices["function"])
        self._offer("soort", _("Every kind"), choices["kind"])
        self._offer("regio", _("The whole country"), choices["region"])

    def filters(self, organisation: Organisation | None, near: Person | None) -> PeopleFilters:
        self.full_clean()
        facts = self.cleaned_data
        return PeopleFilters(
            search=facts.get("zoek", ""),
            function=facts.get("functie", ""),
            kind=facts.get("soort", ""),
            region=facts.get("regio", ""),
            theme=facts.get("thema", ""),
            organisation=organisation,
            near=near,
            order=facts.get("sorteer") or next(iter(ORDERS)),
        )


class OrganisationsForm(_FilterForm):
    NARROW = ("soort", "regio")

    soort = forms.ChoiceField(label=_("Kind of organisation"), required=False)
    regio = forms.ChoiceField(label=_("Region"), required=False)

    def __init__(self, query: QueryDict, *, choices: Choices) -> None:
        super().__init__(query)
        self.fields["zoek"].label = _("Search by name or place")
        self._offer("soort", _("Every kind"), choices["kind"])
        self._offer("regio", _("The whole country"), choices["region"])

    @property
    def filters(self) -> OrganisationFilters:
        self.full_clean()
        facts = self.cleaned_data
        return OrganisationFilters(facts.get("zoek", ""), facts.get("soort", ""), facts.get("regio", ""))


class ListingForm(forms.Form):
    """What somebody tells the directory; stands on the page of the own profile."""

    expertise = forms.ModelMultipleChoiceField(
        label=_("What can you help colleagues with?"),
        help_text=_("Choose at most five themes. Colleagues find you by them."),
        queryset=Theme.objects.none(),
        required=False,
        to_field_name="slug",
        widget=ManyChips,
    )
    helps_with = OneLineField(
        label=_("In your own words"),
        help_text=_("One or two sentences, for example: I know how to start a family group plan."),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    no_requests = forms.BooleanField(
        label=_("I want no message requests"),
        help_text=_(
            "With a message request a colleague asks you for contact. Nobody sees your mail address, "
            "unless you say yes."
        ),
        required=False,
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        listing = listing_of(person)
        kwargs["initial"] = {
            "expertise": [theme.slug for theme in expertise_of(person)],
            "helps_with": listing.helps_with,
            "no_requests": not listing.takes_requests,
        }
        super().__init__(*args, **kwargs)
        self.fields["expertise"].queryset = Theme.objects.all()  # type: ignore[attr-defined]

    def clean_expertise(self) -> Any:
        themes = self.cleaned_data["expertise"]
        if len(themes) > MOST_THEMES:
            raise forms.ValidationError(_("Choose at most five themes. What do you know most about?"))
        return themes

    def save(self, by: Person) -> None:
        facts = self.cleaned_data
        actions.edit_listing(
            by,
            by,
            expertise=facts["expertise"],
            helps_with=facts["helps_with"],
            takes_requests=not facts["no_requests"],
        )


class _AddressForm(forms.Form):
    email = forms.ChoiceField(
        label=_("Your mail address"),
        error_messages={"required": _("Choose which of your mail addresses may be shown.")},
    )

    def __init__(self, *args: Any, addresses: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].choices = [(one, one) for one in addresses]  # type: ignore[attr-defined]
        self.only_address = addresses[0] if len(addresses) == 1 else ""


class RequestForm(_AddressForm):
    """One short text to a colleague."""

    text = PlainTextField(
        label=_("Your message"),
        help_text=_(
            "At most 1000 characters. Say who you are and what you would like to know or do together."
        ),
        max_length=1000,
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": _("Write in a few sentences why you seek contact.")},
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, required=False)
    field_order = ("text", "email", "nonce")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _("Your colleague sees this address only after saying yes.")


class AnswerForm(_AddressForm):
    """The receiver's answer: a yes with a mail address, or a text alone."""

    text = PlainTextField(
        label=_("Your answer"), max_length=1000, required=False, widget=forms.Textarea({"rows": 4})
    )
    field_order = ("text", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = False
        self.fields["email"].help_text = _("Shown only if you choose “Yes, mail me”.")

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if "mail" in self.data:
            if not facts.get("email") and "email" not in self.errors:
                self.add_error("email", self.fields["email"].error_messages["required"])
        else:
            facts["email"] = ""
            if not facts.get("text") and "text" not in self.errors:
                self.add_error("text", _("Write your answer first."))
        return facts

    def save(self, by: Person, on: MessageRequest) -> None:
        actions.answer_request(by, on, **self.cleaned_data)


class MergeForm(forms.Form):
    """Which organisation stays, out of those on the page."""

    into = forms.ModelChoiceField(
        label=_("Which organisation stays?"),
        queryset=Organisation.objects.all(),
        error_messages={"required": _("Choose the organisation that stays.")},
    )
