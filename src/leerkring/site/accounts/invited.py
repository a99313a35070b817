"""Whether somebody who makes an account is on the way to an invitation for experience experts."""

from urllib.parse import urlsplit

from django.http import Http404
from django.urls import resolve

from leerkring.core.spaces.invitations import LinkOverError, read_invitation
from leerkring.core.spaces.models import Role


def is_invited_as_expert(onward: str | None) -> bool:
    """`onward` is the path where they go after signing in."""
    try:
        match = resolve(urlsplit(onward or "").path)
        link = read_invitation(match.kwargs["invitation"]) if match.view_name == "spaces:invitation" else None
    except (Http404, LinkOverError, ValueError):
        return False
    return link is not None and link.role == Role.EXPERT
