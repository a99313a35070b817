"""The motif: an open ring is an open question, and the circle closes when someone answers."""

from math import cos, pi, sin

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from leerkring.kit.ui.fragments import kept
from leerkring.kit.ui.icons import icon

STATES = {"open": "koraal", "reactions": "lucht", "round": "zee", "none": "aubergine"}
"""The states of a question, and "none" for what is no question; each with its tone."""

_SHAPE = '<svg class="ring__shape" viewBox="0 0 100 100" aria-hidden="true" focusable="false">{}</svg>'
_GAPPED = format_html(
    '<circle class="ring__arc" cx="50" cy="50" r="42" stroke-width="12" pathLength="100"'
    ' stroke-dasharray="{}" transform="rotate(-2 50 50)"/>',
    "76 200",
)
_HOLLOW_DOT = format_html(
    '<circle class="ring__dot--hollow" cx="79.5" cy="20.5" r="9" stroke-width="{}"/>', 4
)
_DOT = format_html('<circle class="ring__dot" cx="79.5" cy="20.5" r="{}"/>', 9)
_DOTTED = format_html(
    '<circle class="ring__arc" cx="50" cy="50" r="44" stroke-width="6" pathLength="120"'
    ' stroke-dasharray="{}"/>',
    "0 6",
)
_CLOSED = format_html(
    '<circle class="ring__arc ring__arc--filled" cx="50" cy="50" r="42" stroke-width="{}"/>', 12
)


def _ring(tone: str, size: str, shape: SafeString, inside: SafeString | str, says: str) -> SafeString:
    words = format_html('<span class="visually-hidden">{}</span>', says) if says else ""
    css = f"ring ring--{size} tone-{tone}" if size else f"ring tone-{tone}"
    return format_html('<span class="{}">{}{}{}</span>', css, format_html(_SHAPE, shape), inside, words)


def _shown(text: object) -> SafeString:
    return format_html('<span class="ring__text" aria-hidden="true">{}</span>', text)


def status(state: str, count: int | str = 0, size: str = "") -> SafeString:
    """The state of a question. Raises KeyError for a state that is not in STATES."""
    return _status(state, int(count), size, get_language())


@kept(2048)
def _status(state: str, count: int, size: str, _language: str | None) -> SafeString:
    tone = STATES[state]
    if state == "round":
        return _ring(tone, size, _CLOSED, icon("check"), _("The circle is round: the asker chose an answer."))
    if state == "reactions" and not count:  # an experience or a talk that nobody answered yet
        return _ring(tone, size, _GAPPED + _HOLLOW_DOT, icon("message-circle"), _("No answer yet."))
    if state == "reactions":
        says = ngettext(
            "%(count)s answer, the circle is still open.",
            "%(count)s answers, the circle is still open.",
            count,
        )
        return _ring(tone, size, _GAPPED + _DOT, _shown(count), says % {"count": count})
    if state == "open":
        return _ring(tone, size, _GAPPED + _HOLLOW_DOT, _shown("?"), _("No answer yet."))
    return _ring(tone, size, _DOTTED, icon("message-circle"), "")


def progress(value: float, label: str, text: str = "", size: str = "", tone: str = "zee") -> SafeString:
    """An arc from 0 to 1. `label` is what it says to who cannot see it; `text` stands inside."""
    value = min(1.0, max(0.0, float(value)))
    width = 16 if size == "xs" else 11
    track = format_html('<circle class="ring__track" cx="50" cy="50" r="42" stroke-width="{}"/>', width)
    length = "100 0" if value == 1 else f"{max(value * 100 - 2, 0.1):.1f} 200"
    arc = format_html(
        '<circle class="ring__arc" cx="50" cy="50" r="42" stroke-width="{}" pathLength="100"'
        ' stroke-dasharray="{}" transform="rotate(-90 50 50)"/>',
        width,
        length,
    )
    shape = track + arc if value else track
    return _ring(tone, size, shape, _shown(text) if text else "", label)


def seats(taken: int, total: int, size: str = "l", tone: str = "lucht") -> SafeString:
    """Seats round a table: filled is taken, hollow is free; the free ones are counted inside."""
    total = max(total, 1)
    radius = 3.4 if total > 18 else 4.6
    shape = format_html_join(
        "",
        '<circle class="ring__seat{}" cx="{}" cy="{}" r="{}"/>',
        (
            (
                " ring__seat--taken" if seat < taken else "",
                round(50 + 43 * cos(2 * pi * seat / total - pi / 2), 2),
                round(50 + 43 * sin(2 * pi * seat / total - pi / 2), 2),
                radius,
            )
            for seat in range(total)
        ),
    )
    free = max(total - taken, 0)
    says = ngettext("%(free)s of %(total)s seats is free.", "%(free)s of %(total)s seats are free.", free)
    return _ring(tone, size, shape, _shown(free), says % {"free": free, "total": total})
