from typing import Any

from django.http import HttpRequest

from leerkring.site.demo.personas import PERSONAS

CODE_PAGES = {"account_confirm_login_code", "account_email_verification_sent"}


def panel(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the "look along as" panel on every page, with the way to a mailed code."""
    match = request.resolver_match
    return {
        "page_extras": ["demo/panel.html"],
        "demo_personas": PERSONAS,
        "demo_code_is_mailed": bool(match and match.url_name in CODE_PAGES),
    }
