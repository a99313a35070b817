"""How a file is shown: its icon, what kind it is, how large."""

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from leerkring.core.entries.models import Attachment
from leerkring.kit.files.kinds import SMALL_SIDE

register = template.Library()

_ICONS = {"picture": "photo", "table": "layout-grid", "slides": "presentation"}


@register.filter
def file_icon(one: Attachment) -> str:
    return _ICONS.get(one.family, "file-text")


@register.filter
def file_facts(one: Attachment) -> str:
    """What kind of file it is and how large."""
    words = {
        "pdf": _("pdf"),
        "text": _("text document"),
        "table": _("spreadsheet"),
        "slides": _("presentation"),
        "picture": _("picture"),
    }
    return f"{words[one.family]} · {filesizeformat(one.size)}"


@register.filter
def small_width(one: Attachment) -> int:
    """The width of the small picture, so that the page does not jump when it comes."""
    return _fitted(one)[0]


@register.filter
def small_height(one: Attachment) -> int:
    return _fitted(one)[1]


def _fitted(one: Attachment) -> tuple[int, int]:
    width, height = one.width or 1, one.height or 1
    scale = min(1, SMALL_SIDE / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))
