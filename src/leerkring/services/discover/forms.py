from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.queries import all_themes
from leerkring.core.regions.queries import all_regions
from leerkring.kit import manifest
from leerkring.kit.forms import OneLineField
from leerkring.services.discover.queries import LONGEST, Wish

PERIODS = (
    ("", _("Always")),
    ("maand", _("The last month")),
    ("jaar", _("The last year")),
    ("drie-jaar", _("The last three years")),
)


class SearchForm(forms.Form):
    """What somebody looks for, as it stands in the URL; a value that does not exist narrows nothing."""

    NARROW = ("soort", "thema", "regio", "periode")

    q = OneLineField(
        label=_("What are you looking for?"),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput({"type": "search", "enterkeyhint": "search", "autocomplete": "off"}),
    )
    soort = forms.ChoiceField(label=_("Kind"), required=False)
    thema = forms.ChoiceField(label=_("Theme"), required=False)
    regio = forms.ChoiceField(label=_("Region"), required=False)
    periode = forms.ChoiceField(label=_("Period"), required=False, choices=PERIODS)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        kinds = [(name, kind.label) for name, kind in manifest.kinds().items()]
        self._offer("soort", _("All kinds"), kinds)
        self._offer("thema", _("All themes"), [(one.slug, one.name) for one in all_themes()])
        self._offer("regio", _("The whole country"), [(one.code, one.name) for one in all_regions()])

    def _offer(self, name: str, empty: Any, choices: list[Any]) -> None:
        self.fields[name].choices = [("", empty), *choices]  # type: ignore[attr-defined]

    @property
    def selects(self) -> list[forms.BoundField]:
        return [self[name] for name in self.NARROW]

    @property
    def wish(self) -> Wish:
        self.is_valid()
        said = self.cleaned_data
        return Wish(
            text=said.get("q", ""),
            kind=said.get("soort", ""),
            theme=next((one for one in all_themes() if one.slug == said.get("thema")), None),
            region=next((one for one in all_regions() if one.code == said.get("regio")), None),
            period=said.get("periode", ""),
            as_typed=bool(self.data.get("letterlijk")),
        )
