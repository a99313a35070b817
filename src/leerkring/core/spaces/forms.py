from dataclasses import asdict
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from leerkring.core.people.models import TONES, Function, Person
from leerkring.core.spaces.invitations import DAYS, MOST_DAYS, MOST_USES, USES
from leerkring.core.spaces.models import Join, Membership, Openness, Role, Space, SpaceKind
from leerkring.core.spaces.queries import platform, spaces_for
from leerkring.core.spaces.rules import places_for, roles_to_give
from leerkring.core.spaces.wording import Arrangement, NewSpace, SpaceWords, consequences
from leerkring.kit.forms import OneLineField, PlainTextField, RevisionForm, RichTextField
from leerkring.kit.richtext import to_plain
from leerkring.kit.ui.widgets import Chips

TONE_NAMES = {
    "zon": _("yellow"),
    "koraal": _("coral"),
    "zee": _("sea green"),
    "lucht": _("sky blue"),
    "groen": _("green"),
    "aubergine": _("aubergine"),
}


class JoinRequestForm(forms.Form):
    message = OneLineField(
        label=_("Why would you like to join?"),
        help_text=_("One sentence is enough. The facilitators read it."),
        max_length=300,
        required=False,
    )


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("Mail address of your colleague"),
        help_text=_("The address with which this colleague takes part in Leerkring."),
    )
    role = forms.ChoiceField(
        label=_("Takes part as"),
        choices=[(role.value, role.label) for role in (Role.MEMBER, Role.FACILITATOR)],
        widget=Chips,
        initial=Role.MEMBER,
    )


class InviteLinkForm(forms.Form):
    role = forms.ChoiceField(
        label=_("Who comes in by this link takes part as"),
        help_text=_(
            "An experience expert is a parent or young person: under a pseudonym, and only in this space."
        ),
        choices=[(role.value, role.label) for role in (Role.MEMBER, Role.FACILITATOR, Role.EXPERT)],
        widget=Chips,
        initial=Role.MEMBER,
    )
    days = forms.IntegerField(
        label=_("How many days does the link work?"),
        help_text=_("At most 92 days, that is three months."),
        initial=DAYS,
        min_value=1,
        max_value=MOST_DAYS,
    )
    max_uses = forms.IntegerField(
        label=_("How many people can come in by it?"),
        help_text=_("At most 500."),
        initial=USES,
        min_value=1,
        max_value=MOST_USES,
    )
    note = OneLineField(
        label=_("For whom is it?"),
        help_text=_("For yourself and the other facilitators. For example: team meeting of 12 May."),
        max_length=120,
        required=False,
    )


class MemberFilterForm(forms.Form):
    """The filters as they stand in the URL; a value that does not exist narrows nothing."""

    naam = OneLineField(label=_("Name"), required=False, max_length=60)
    rol = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All roles")), *Role.choices])
    functie = forms.ModelChoiceField(
        label=_("Function"),
        required=False,
        queryset=Function.objects.none(),
        to_field_name="slug",
        empty_label=_("All functions"),
    )

    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Membership.objects.filter(space=space).values("person__function")
        self.fields["functie"].queryset = Function.objects.to_choose().filter(pk__in=here)  # type: ignore[attr-defined]

    @property
    def wanted(self) -> tuple[str, str, Function | None]:
        self.full_clean()
        facts = self.cleaned_data
        return facts.get("naam", ""), facts.get("rol", ""), facts.get("functie")


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Takes part as"), widget=Chips)

    def __init__(self, data: QueryDict | None, *, membership: Membership) -> None:
        super().__init__(data, initial={"role": membership.role})
        roles = roles_to_give(membership.space)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]


def _join_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("How do people join?"), choices=Join, widget=Chips, initial=Join.REQUEST)


def _parent_field() -> forms.ModelChoiceField:  # type: ignore[type-arg]
    return forms.ModelChoiceField(
        label=_("Is it part of another space?"),
        queryset=Space.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("No, it stands on its own"),
    )


def _about_field() -> PlainTextField:
    return PlainTextField(
        label=_("What is this space about?"),
        help_text=_(
            "The first paragraph stands large at the top. For whom is it, and what do you want to learn?"
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Say in a few sentences what the space is about.")},
    )


class SpaceForm(RevisionForm):
    """What facilitators change."""

    about = _about_field()
    rules = RichTextField(
        label=_("Agreements"),
        help_text=_("How do you treat each other here? People read this before they join."),
        max_length=6000,
        required=False,
    )
    join = _join_field()
    tone = forms.ChoiceField(
        label=_("Colour"), choices=[(tone, TONE_NAMES[tone]) for tone in TONES], widget=Chips
    )

    def __init__(self, data: QueryDict | None, *, space: Space) -> None:
        self.space, words = space, SpaceWords.of(space)
        super().__init__(data, initial={**asdict(words), "mark": words.mark})
        if space.openness == Openness.CLOSED:
            del self.fields["join"]

    @property
    def words(self) -> SpaceWords:
        facts = self.cleaned_data
        return SpaceWords(facts["about"], facts["rules"], facts["tone"], facts.get("join", Join.INVITATION))

    @staticmethod
    def mark_of(space: Space) -> str:
        return SpaceWords.of(space).mark

    def differs_from(self, space: Space) -> list[tuple[str, str]]:
        """Label and saved text of the fields in which `space` has something else than what was typed."""
        words = self.words
        shown = {
            "about": space.about,
            "rules": to_plain(space.rules),
            "join": space.get_join_display(),
            "tone": TONE_NAMES[space.tone],
        }
        return [
            (str(self[name].label), str(text))
            for name, text in shown.items()
            if name in self.fields and getattr(words, name) != getattr(space, name)
        ]


class ArrangeForm(RevisionForm):
    """Name, place and openness. Another openness is asked twice: `sure` holds the one that was read about."""

    name = OneLineField(
        label=_("Name"),
        help_text=_("The address of the space stays as it is, so that links keep working."),
        max_length=80,
        error_messages={"required": _("Give the space a name that people recognise.")},
    )
    parent = _parent_field()
    openness = forms.ChoiceField(
        label=_("Who may know that the space is there?"), choices=Openness, widget=forms.RadioSelect
    )
    sure = forms.CharField(label=_("Yes, I want this"), required=False)

    def __init__(self, data: QueryDict | None, *, space: Space, person: Person) -> None:
        self.space, now = space, Arrangement.of(space)
        parent = None if now.parent.is_platform else now.parent.slug
        super().__init__(
            data, initial={"name": now.name, "parent": parent, "openness": now.openness, "mark": now.mark}
        )
        self.fields["parent"].queryset = places_for(person, space)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if self.changes and facts.get("sure") != facts["openness"]:
            self.add_error("sure", _("Read what changes, and tick that you want this."))
        return facts

    @property
    def changes(self) -> list[str]:
        """What the openness that was chosen would change, in sentences; nothing where it stays the same."""
        chosen = self.cleaned_data.get("openness") if self.is_bound else None
        return consequences(self.space.openness, chosen) if chosen and chosen != self.space.openness else []

    @property
    def only_asks(self) -> bool:
        """Whether nothing is wrong but that the writer has not said to be sure."""
        return set(self.errors) == {"sure"}

    @property
    def plan(self) -> Arrangement:
        facts = self.cleaned_data
        return Arrangement(facts["name"], facts["parent"] or platform(), facts["openness"])

    @staticmethod
    def mark_of(space: Space) -> str:
        return Arrangement.of(space).mark

    def differs_from(self, space: Space) -> list[tuple[str, str]]:
        """Label and saved text of the fields in which `space` has something else than what was chosen."""
        mine, now = self.plan, Arrangement.of(space)
        shown = {"name": now.name, "parent": now.parent.name, "openness": space.get_openness_display()}
        return [
            (str(self[name].label), str(text))
            for name, text in shown.items()
            if getattr(mine, name) != getattr(now, name)
        ]


class NewSpaceForm(forms.Form):
    name = OneLineField(
        label=_("Name"),
        max_length=80,
        error_messages={"required": _("Give the space a name that people recognise.")},
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[one for one in SpaceKind.choices if one[0] != SpaceKind.PLATFORM],
        widget=Chips,
        initial=SpaceKind.CIRCLE,
    )
    parent = _parent_field()
    about = _about_field()
    openness = forms.ChoiceField(
        label=_("Who may know that the space is there?"),
        help_text=_("Nobody can join a space that is closed by themselves: people are invited."),
        choices=Openness,
        widget=Chips,
        initial=Openness.MEMBERS,
    )
    join = _join_field()
    leader = forms.ChoiceField(
        label=_("Who facilitates it?"),
        help_text=_("Somebody else gets a link from you that works once, for two weeks."),
        choices=[("other", _("Somebody else")), ("me", _("I do"))],
        widget=Chips,
        initial="other",
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = spaces_for(person)  # type: ignore[attr-defined]

    @property
    def words(self) -> NewSpace:
        facts = self.cleaned_data
        return NewSpace(facts["name"], facts["kind"], facts["about"], facts["openness"], facts["join"])

    @property
    def leads(self) -> bool:
        return bool(self.cleaned_data["leader"] == "me")
