from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from leerkring.site.demo.personas import PERSONAS, Persona

CODE_PAGES = {"account_confirm_login_code", "account_email_verification_sent"}


@dataclass(frozen=True, slots=True)
class Panel:
    """Who looks (both empty for a visitor), and whether a code was just mailed."""

    name: str
    email: str
    code_is_mailed: bool
    personas: tuple[Persona, ...] = PERSONAS


def panel(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the "look along as" panel on every page, with the way to a mailed code."""
    match = request.resolver_match
    viewer = getattr(request, "user", None)
    name, email = (viewer.name, viewer.email) if viewer and viewer.is_authenticated else ("", "")
    mailed = bool(match and match.url_name in CODE_PAGES)
    return {"page_extras": ["demo/panel.html"], "demo_panel": Panel(name, email, mailed)}
