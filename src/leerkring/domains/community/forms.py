from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.attaching import Files
from leerkring.core.entries.gate import Confirmed
from leerkring.core.entries.models import Theme
from leerkring.core.entries.states import Openness
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Space
from leerkring.domains.community import actions
from leerkring.domains.community.audiences import Audience, audiences
from leerkring.domains.community.models import WRITTEN, Contribution, ContributionKind
from leerkring.domains.community.queries import mark_of
from leerkring.domains.community.writing import Place, Wording
from leerkring.kit.forms import OneLineField, RevisionForm, RichTextField
from leerkring.kit.ui.widgets import Chips, LargeLine, ManyChips

LONGEST_TEXT = 20_000
MOST_THEMES = 3


class WordingForm(RevisionForm):
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

    def save(
        self, by: Person, on: Contribution, files: Files, confirmed: Confirmed | None = None
    ) -> Contribution:
        """Change the words of something that is out already. Raises what the gate raises."""
        return actions.edit(by, on, self.wording, files=files, seen=self.seen, confirmed=confirmed)


class AskForm(WordingForm):
    """Something new, or a draft: also what it is, for whom, and under which name.

    With `loose` it is only kept for later: then it need not be finished.
    """

    kind = forms.ChoiceField(
        label=_("What do you want to share?"),
        choices=WRITTEN,
        initial=ContributionKind.QUESTION,
        widget=Chips,
    )
    audience = forms.ChoiceField(label=_("Who may read this?"), widget=forms.RadioSelect)
    anonymous = forms.BooleanField(
        label=_("Ask without my name"),
        help_text=_(
            "Nobody sees your name. Only the core group can look it up, with a reason; "
            "then you hear that they did."
        ),
        required=False,
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, person: Person, at: Space, loose: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.audiences = {one.value: one for one in audiences(person, at)}
        choices = [(one.value, one.label) for one in self.audiences.values()]
        self.fields["audience"].choices = choices  # type: ignore[attr-defined]
        inside = f"space:{at.slug}"
        first = inside if inside in self.audiences else next(iter(self.audiences), "")
        self.fields["audience"].initial = first
        if person.is_pseudonymous:
            del self.fields["anonymous"]
        if loose:
            self.fields["title"].required = self.fields["themes"].required = False

    def about_a_file(self) -> "AskForm":
        """For a file that waited to be placed: it stays a document, under the name of who brought it."""
        self.fields["kind"] = forms.ChoiceField(
            choices=[(ContributionKind.DOCUMENT, "")], widget=forms.HiddenInput
        )
        self.fields["themes"].required = False
        self.fields.pop("anonymous", None)
        return self

    @property
    def readers(self) -> list[tuple[forms.boundfield.BoundWidget, Audience]]:
        """Each choice of `audience` with who that is."""
        return [(one, self.audiences[str(one.data["value"])]) for one in self["audience"]]

    @property
    def chosen(self) -> Audience | None:
        return self.audiences.get(str(self["audience"].value()))

    @property
    def place(self) -> Place:
        facts = self.cleaned_data
        chosen = self.audiences[facts["audience"]]
        return Place(chosen.space, chosen.openness, facts["kind"], facts.get("anonymous", False))

    @property
    def says_something(self) -> bool:
        return bool(self.cleaned_data.get("title") or self.cleaned_data.get("text"))

    def save(
        self,
        by: Person,
        on: Contribution,
        files: Files,
        confirmed: Confirmed | None = None,  # noqa: ARG002 (a draft passes no gate)
    ) -> Contribution:
        """Change a draft, also where it will go."""
        return actions.edit_draft(by, on, self.place, self.wording, files=files, seen=self.seen)


def form_for(on: Contribution, data: QueryDict | None, by: Person, *, loose: bool = False) -> WordingForm:
    """The form to change something: once it is out, for whom it is stays as it was."""
    initial: dict[str, Any] = {
        "title": on.title,
        "text": on.text,
        "themes": [theme.slug for theme in on.themes.all()],
        "mark": mark_of(on),
    }
    if on.published_at is not None:
        form = WordingForm(data, initial=initial)
        form.fields["themes"].required = on.kind != ContributionKind.DOCUMENT
        return form
    audience = f"space:{on.space.slug}" if on.openness == Openness.SPACE else on.openness
    initial |= {"kind": on.kind, "audience": audience, "anonymous": on.is_anonymous}
    form = AskForm(data, person=by, at=on.space, loose=loose, initial=initial)
    return form.about_a_file() if on.kind == ContributionKind.DOCUMENT else form


class LookupForm(forms.Form):
    """Why the core group wants to know who asked. The asker reads it."""

    reason = OneLineField(
        label=_("Why do you need to know?"),
        help_text=_("The asker reads this, word for word. At least 10 characters."),
        min_length=10,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why you need to know. The asker reads it.")},
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, required=False)
