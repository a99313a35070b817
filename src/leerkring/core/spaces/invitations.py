"""Invitation links: a row says what the link gives, a signature proves that we made it.

The address is signed and not stored. So a facilitator can copy it again at any time, and
who reads the database or a backup still cannot make one.
"""

from django.core.signing import BadSignature, Signer
from django.db.models import Count, QuerySet
from django.http import Http404
from django.urls import reverse

from leerkring.core.people.models import card
from leerkring.core.spaces.models import InviteLink, Space

DAYS, MOST_DAYS = 14, 92
USES, MOST_USES = 25, 500


class LinkOverError(Exception):
    """The link has ended, is used up or was withdrawn. `space` is where it led, if that is still known."""

    def __init__(self, space: Space | None = None) -> None:
        self.space = space


def _signer() -> Signer:
    return Signer(sep=".", salt="spaces.invitation")


def token_of(link: InviteLink) -> str:
    return _signer().sign(str(link.pk))


def path_of(link: InviteLink) -> str:
    return reverse("spaces:invitation", args=[token_of(link)])


def read_invitation(token: str) -> InviteLink:
    """The link behind a token. Raises `Http404` for what we never signed, `LinkOverError` when it is over."""
    try:
        pk = int(_signer().unsign(token))
    except (BadSignature, ValueError):
        raise Http404 from None
    rows = _counted().select_related("space", *card("made_by__"))
    link = rows.filter(pk=pk).first()
    if link is None or link.is_over or link.used >= link.max_uses:  # type: ignore[attr-defined]
        raise LinkOverError(link.space if link else None)
    return link


def invite_links_of(space: Space) -> QuerySet[InviteLink]:
    """All links into a space with `used`, the newest first."""
    return _counted().filter(space=space).select_related("space", "made_by").order_by("-id")


def get_invite_link(space: Space, pk: int) -> InviteLink:
    """Raises `Http404` for a link into another space."""
    link = invite_links_of(space).filter(pk=pk).first()
    if link is None:
        raise Http404
    return link


def _counted() -> QuerySet[InviteLink]:
    return InviteLink.objects.annotate(used=Count("uses"))
