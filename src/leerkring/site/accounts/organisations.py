"""Which organisation somebody works for: typed, with what resembles it offered meanwhile."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from leerkring.core.people.models import Organisation
from leerkring.core.people.queries import largest_organisations, organisations_like
from leerkring.core.spaces.access import access
from leerkring.kit.forms import OneLineField, name_key
from leerkring.kit.htmx import is_htmx
from leerkring.kit.text import one_line
from leerkring.kit.ui.widgets import TypeAhead

LONGEST_NAME = 120
MOST_OFFERED, MOST_ALIKE = 50, 20
LOOKED_AT = 300
"""How many names that begin with the same words are compared with what was typed."""


def name_of(organisation: Organisation) -> str:
    """How an organisation is offered: with its place, unless the name says that."""
    place = str(organisation.municipality)
    return organisation.name if place in organisation.name else f"{organisation.name} ({place})"


def offered(text: str) -> list[str]:
    """The names that resemble `text`; before anything is typed those where most people work."""
    found = organisations_like(text)[:MOST_ALIKE] if text else largest_organisations()[:MOST_OFFERED]
    return [name_of(one) for one in found]


def listed(text: str) -> Organisation | None:
    """The one organisation with this name, or with this name and place."""
    typed, start = name_key(text), text.partition("(")[0] or text
    rows = list(organisations_like(start)[:LOOKED_AT])
    exact = [one for one in rows if name_key(name_of(one)) == typed]
    same_name = [one for one in rows if name_key(one.name) == typed]
    return next((found[0] for found in (exact, same_name) if len(found) == 1), None)


class OrganisationField(OneLineField):
    """The value is the organisation; a name that is not in the list stays a text; empty is None."""

    widget = TypeAhead

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)

    def offer(self) -> None:
        self.widget.options = [(name, "") for name in offered("")]
        self.widget.source = reverse_lazy("people:organisations")

    def clean(self, value: Any) -> Organisation | str | None:
        text = super().clean(value)
        found = (listed(text) or text) if text else None
        if isinstance(found, str) and len(found) > LONGEST_NAME:
            raise forms.ValidationError(_("This name is too long. Use a shorter one."))
        return found


@access("member")
def organisations(request: HttpRequest) -> HttpResponse:
    """What the field offers while somebody types in it: a part of the profile's page, and no page."""
    if not is_htmx(request):
        return redirect("people:profile")
    text = one_line(request.GET.get("organisation", ""))[:LONGEST_NAME]
    return render(request, "ui/widgets/options.html", {"options": [(name, "") for name in offered(text)]})
