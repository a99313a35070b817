from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from leerkring.core.entries.models import Entry
from leerkring.services.discussion.blank import blank

register = template.Library()


@register.simple_tag(takes_context=True)
def blank_form(context: Context, entry: Entry) -> SafeString:
    """The form to answer an entry, with nothing in it yet, for who may answer."""
    return blank(entry, str(context["csrf_token"]))
