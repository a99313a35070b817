from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from leerkring.site.security import queries
from leerkring.site.security.forms import as_json

register = template.Library()
register.filter("as_json", as_json)


@register.simple_tag(takes_context=True)
def ways_in(context: dict[str, Any]) -> dict[str, Any]:
    """Who vouches for people here, and where somebody who signs in was going."""
    request: HttpRequest = context["request"]
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return {"providers": queries.providers(), "onward": wanted if safe else ""}
