from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.attaching import Files
from leerkring.core.entries.models import Theme
from leerkring.core.entries.states import Openness
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Openness as SpaceOpenness
from leerkring.core.spaces.models import Space
from leerkring.core.spaces.queries import my_spaces
from leerkring.domains.community import actions
from leerkring.domains.community.models import WRITTEN, Contribution, ContributionKind
from leerkring.domains.community.writing import Place, Wording
from leerkring.kit.forms import OneLineField, RichTextField
from leerkring.kit.ui.widgets import Chips, LargeLine, ManyChips

LONGEST_TEXT = 20_000
MOST_THEMES = 3


@dataclass(frozen=True, slots=True)
class Audience:
    """One answer to "who may read this": the space the entry stands in and how open it is."""

    value: str
    label: Any
    space: Space
    openness: str


def audiences(person: Person, at: Space) -> list[Audience]:
    """What somebody may choose when writing in space `at`: widest last, what is safest first."""
    inside = [space for space in my_spaces(person) if space.pk != at.pk]
    if not at.is_platform:
        inside.insert(0, at)
    closed = at.openness == SpaceOpenness.CLOSED or person.is_pseudonymous
    found = [] if closed else [Audience("members", _("All members of Leerkring"), at, Openness.MEMBERS)]
    found += [Audience(f"space:{one.slug}", one.name, one, Openness.SPACE) for one in inside]
    if not closed:
        found.append(Audience("public", _("Everyone, also without an account"), at, Openness.PUBLIC))
    return found


class WordingForm(forms.Form):
    """What anybody writes: a title, a text, themes."""

    title = OneLineField(
        label=_("Your question in one sentence"),
        widget=LargeLine,
        max_length=160,
        error_messages={"required": _("Say in one sentence what it is about first.")},
    )
    text = RichTextField(
        label=_("Tell briefly what is going on"),
        help_text=_(
            "What happens, and what have you tried? Leave out names and other things that can be recognised."
        ),
        max_length=LONGEST_TEXT,
        required=False,
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("What is it about?"),
        help_text=_("Choose one to three themes. Colleagues who follow them hear about your question."),
        queryset=Theme.objects.none(),
        to_field_name="slug",
        widget=ManyChips,
        error_messages={
            "required": _("Choose at least one theme, so that the right colleagues hear about it.")
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = Theme.objects.all()  # type: ignore[attr-defined]

    def clean_themes(self) -> Any:
        themes = self.cleaned_data["themes"]
        if len(themes) > MOST_THEMES:
            raise forms.ValidationError(_("Choose at most three themes. Which fit best?"))
        return themes

    @property
    def wording(self) -> Wording:
        facts = self.cleaned_data
        return Wording(facts["title"], facts["text"], facts["themes"])

    def save(self, by: Person, on: Contribution, files: Files) -> Contribution:
        """Change the words of something that is out already."""
        return actions.edit(by, on, self.wording, files=files)


class AskForm(WordingForm):
    """Something new, or a draft: also what it is and for whom."""

    kind = forms.ChoiceField(
        label=_("What do you want to share?"),
        choices=WRITTEN,
        initial=ContributionKind.QUESTION,
        widget=Chips,
    )
    audience = forms.ChoiceField(label=_("Who may read this?"), widget=Chips)
    nonce = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, person: Person, at: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.audiences = {one.value: one for one in audiences(person, at)}
        choices = [(one.value, one.label) for one in self.audiences.values()]
        self.fields["audience"].choices = choices  # type: ignore[attr-defined]
        inside = f"space:{at.slug}"
        self.fields["audience"].initial = (
            inside if inside in self.audiences else next(iter(self.audiences), "")
        )

    @property
    def place(self) -> Place:
        chosen = self.audiences[self.cleaned_data["audience"]]
        return Place(chosen.space, chosen.openness, self.cleaned_data["kind"])

    def save(self, by: Person, on: Contribution, files: Files) -> Contribution:
        """Change a draft, also where it will go."""
        return actions.edit_draft(by, on, self.place, self.wording, files=files)


def form_for(on: Contribution, data: QueryDict | None, by: Person) -> WordingForm:
    """The form to change something: once it is out, for whom it is stays as it was."""
    initial: dict[str, Any] = {
        "title": on.title,
        "text": on.text,
        "themes": [theme.slug for theme in on.themes.all()],
    }
    if not on.is_draft:
        form = WordingForm(data, initial=initial)
        form.fields["themes"].required = on.kind != ContributionKind.DOCUMENT
        return form
    audience = f"space:{on.space.slug}" if on.openness == Openness.SPACE else on.openness
    return AskForm(data, person=by, at=on.space, initial={**initial, "kind": on.kind, "audience": audience})
