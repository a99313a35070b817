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

    @property
    def wish(self) -> Wish:
        self.is_valid()
        known = {one.name: said for one in every() if (said := self.data.get(one.name, "")) in one.labels}
        return Wish(
            text=self.cleaned_data.get("q", ""),
            kind=known.get("soort", ""),
            theme=next((one for one in all_themes() if one.slug == known.get("thema")), None),
            region=next((one for one in all_regions() if one.code == known.get("regio")), None),
            period=known.get("periode", ""),
            as_typed=bool(self.data.get("letterlijk")),
        )
