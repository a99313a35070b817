"""Where a request wants to go on to."""

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme


def go_on(request: HttpRequest) -> HttpResponseRedirect:
    """Redirect to the path in the form's `next`; to the first page where that is none of this site."""
    wanted = request.POST.get("next", "")
    safe = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return HttpResponseRedirect(wanted if safe else "/")
