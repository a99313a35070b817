"""The pages of the guard's back office, as tabs over each of them."""

from collections.abc import Mapping
from typing import Any

from django import template

from leerkring.kit import manifest

register = template.Library()


@register.simple_tag(takes_context=True)
def guard_tabs(context: Mapping[str, Any]) -> list[manifest.OfficePage]:
    """Those that the viewer may open."""
    return [one for one in manifest.office(context["viewer"]) if one.url_name.startswith("guard:")]
