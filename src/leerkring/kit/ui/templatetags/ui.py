"""The small things every page is built with. Bigger ones are components."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms, template
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.forms import BoundField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from leerkring.kit.http import UNDO
from leerkring.kit.ui import icons, kringbeeld, rings, tones, widgets
from leerkring.kit.ui.fragments import fragment, kept

register = template.Library()

register.simple_tag(icons.icon, name="icon")
register.simple_tag(rings.status, name="ring_status")
register.simple_tag(rings.progress, name="ring_progress")
register.simple_tag(rings.seats, name="ring_seats")
register.simple_tag(kringbeeld.draw, name="kringbeeld")
register.simple_tag(tones.tone_of, name="tone_of")
register.simple_tag(fragment)
register.filter("initials", tones.initials)


@register.simple_tag
def content_lang() -> SafeString:
    """` lang="nl"` for what people wrote, on a page in another language; empty on a page in the same."""
    own = settings.LANGUAGE_CODE
    return SafeString("") if get_language() == own else format_html(' lang="{}"', own)


@register.simple_tag
def ago(moment: datetime) -> SafeString:
    """How long ago, with the exact time for who wants it."""
    return _ago(moment, _whole_unit(timezone.now() - moment), get_language())


def _whole_unit(age: timedelta) -> timedelta:
    """The age in whole minutes, hours or days: in between its words stay the same."""
    for unit in (timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)):
        if age >= unit:
            return age // unit * unit
    return timedelta()


@kept(8192)
def _ago(moment: datetime, age: timedelta, _language: str | None) -> SafeString:
    local = timezone.localtime(moment)
    text = _("%(time)s ago") % {"time": timesince(moment, moment + age, depth=1)} if age else _("just now")
    exact = date_format(local, "DATETIME_FORMAT")
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', local.isoformat(timespec="seconds"), exact, text
    )


@register.filter
def sized_circles(items: Iterable[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], int]]:
    """At most four circles, each with its size from 1 to 4: more questions, larger circle."""
    four = list(items)[:4]
    counts = sorted({int(item["count"]) for item in four})
    if len(counts) == 1:
        return [(item, 3) for item in four]
    steps = {count: 1 + round(3 * at / (len(counts) - 1)) for at, count in enumerate(counts)}
    return [(item, steps[int(item["count"])]) for item in four]


@register.simple_tag
def field_kind(field: BoundField) -> str:
    """Which shape a field has: hidden, checkbox, chips, choices or control."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, (widgets.Chips, widgets.ManyChips)):
        return "chips"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "choices"
    return "control"


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The field's own input, dressed as NL Design System's; no words in it, the label says what it is."""
    widget = field.field.widget
    kind = "textbox"
    if isinstance(widget, forms.Textarea):
        kind = "textarea"
    elif isinstance(widget, forms.Select):
        kind = "select"
    css = f"utrecht-{kind}"
    if field.errors:
        css += f" utrecht-{kind}--invalid"
    if widget.attrs.get("autocomplete") == "one-time-code":
        css += " input--code"
    own = widget.attrs.get("class", "")
    widget.attrs.pop("placeholder", None)
    return field.as_widget(attrs={"class": f"{css} {own}".strip()})


@register.simple_tag
def radio_or_checkbox(field: BoundField) -> str:
    return "checkbox" if isinstance(field.field.widget, forms.CheckboxSelectMultiple) else "radio"


@register.filter
def mail_address(address: str) -> SafeString:
    """A mail address that, where it does not fit on one line, goes on at its @."""
    name, at, house = address.rpartition("@")
    return format_html('<span class="breaks">{}<wbr>{}{}</span>', name, at, house)


@register.filter
def undo_url(message: Message) -> str:
    """Where the message's undo button posts to; empty for a message without one."""
    tags = message.extra_tags or ""
    return tags.removeprefix(UNDO) if tags.startswith(UNDO) else ""


@register.filter
def more_than(people: Sequence[Any], shown: int) -> int:
    """How many are left after the first `shown`."""
    return max(len(people) - shown, 0)
