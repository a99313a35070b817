"""What `<c-spaces.head>` needs to know of a space."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from leerkring.core.spaces.models import Space
from leerkring.core.spaces.queries import path_to
from leerkring.core.spaces.rules import is_in
from leerkring.kit import manifest

register = template.Library()


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    href: str
    icon: str
    current: bool


@register.simple_tag(takes_context=True)
def space_tabs(context: Mapping[str, Any], space: Space, current: str) -> list[Tab]:
    """The tabs that the viewer may open; `current` is the URL name of the tab this page stands under."""
    inside = is_in(context["viewer"], space)
    shown = (one for one in manifest.space_tabs() if inside or not one.members_only)
    return [Tab(str(one.label), _href(one, space), one.icon, one.url_name == current) for one in shown]


@register.simple_tag
def space_settings(space: Space) -> list[tuple[str, str]]:
    """Label and address of what else can be arranged about a space, for who facilitates it."""
    return [(str(one.label), reverse(one.url_name, args=[space.slug])) for one in manifest.space_settings()]


@register.simple_tag(takes_context=True)
def space_crumbs(context: Mapping[str, Any], space: Space) -> list[tuple[str, str]]:
    """From the list of spaces down to this one, as far as the viewer may know of them."""
    return [(_("Spaces"), reverse("spaces:list")), *path_to(context["viewer"], space)]


def _href(tab: manifest.SpaceTab, space: Space) -> str:
    if tab.parameter:
        return f"{reverse(tab.url_name)}?{urlencode({tab.parameter: space.slug})}"
    return reverse(tab.url_name, args=[space.slug])
