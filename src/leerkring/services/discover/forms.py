from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.queries import all_themes
from leerkring.core.regions.queries import all_regions
from leerkring.kit.forms import OneLineField
from leerkring.services.discover.facets import every
from leerkring.services.discover.queries import LONGEST, Wish


class SearchForm(forms.Form):
    """What somebody looks for, as it stands in the URL; a value that does not exist narrows nothing."""

    q = OneLineField(label=_("What are you looking for?"), max_length=LONGEST, required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        for facet in every():
            self.fields[facet.name] = forms.ChoiceField(required=False, choices=list(facet.labels.items()))

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
