from django import template
from django.utils.safestring import SafeString

from leerkring.domains.community.models import Contribution
from leerkring.domains.community.rows import TEMPLATE, row
from leerkring.kit.ui.fragments import fragment

register = template.Library()


@register.simple_tag
def contribution_row(entry: Contribution, level: int = 3, answer: bool = False) -> SafeString:
    """One contribution in `<ul class="rows">`."""
    return fragment(TEMPLATE, row(entry, level=int(level), answer=bool(answer)))
