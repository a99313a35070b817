"""The yardstick: a bare view that selects and renders twenty rows, through the same server and middleware."""

from django.http import HttpRequest, HttpResponse
from django.template import Context, Template

from leerkring.core.spaces.access import access
from leerkring.site.bench.queries import newest

PATH = "maatlat/"
ROWS = 20
_PAGE = Template(
    "<!doctype html><html lang=en><title>Floor</title><ul>{% for one in rows %}"
    '<li><a href="/vragen/{{ one.pk }}/">{{ one.title }}</a> {{ one.reply_count }} {{ one.bumped_at }}</li>'
    "{% endfor %}</ul>"
)


@access("public")
def floor(_request: HttpRequest) -> HttpResponse:
    """Served only with the setting LEERKRING_BENCH."""
    return HttpResponse(_PAGE.render(Context({"rows": newest(ROWS)})))
