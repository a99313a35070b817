"""What makes a text easier to read, as the list beside it says it. Never a reason to hold anything back."""

from typing import Any

from django.utils.translation import gettext as _

from leerkring.kit.plain import Hint, Kind, hints


def tips(field: str, text: str) -> list[dict[str, Any]]:
    """For each hint: where it stands, what it is, why, and words that can stand there instead."""
    return [_told(hint) | {"field": field, "start": hint.start, "end": hint.end} for hint in hints(text)]


def _told(hint: Hint) -> dict[str, Any]:
    if hint.kind == Kind.LONG:
        label, why = _("A long sentence"), _("Two short ones are easier to read.")
    elif hint.kind == Kind.PASSIVE:
        label = _("This does not tell who does it")
        why = _("“The team decides” is easier to read than “it is decided”.")
    else:
        label = _("A word of the profession")
        why = _("Plainer: %(words)s.") % {"words": _(" or ").join(hint.plainer)}
    instead = list(hint.plainer) if hint.fits else []
    return {"kind": hint.kind, "label": label, "why": why, "instead": instead}
