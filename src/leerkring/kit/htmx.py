from django.http import HttpRequest


def is_htmx(request: HttpRequest) -> bool:
    """Whether a script on the page asks for a part of it; else the whole page is wanted."""
    return bool(getattr(request, "htmx", False))
