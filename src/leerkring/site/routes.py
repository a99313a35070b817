"""Every URL of the platform, read from the resolver: name, methods, declared access."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from leerkring.site.urls import DECLARED


@dataclass(frozen=True)
class Route:
    """One URL. `access` and `methods` are empty when nobody declared them."""

    path: str
    name: str
    methods: tuple[str, ...]
    access: str


def every_route() -> list[Route]:
    """All URLs in the order in which the resolver tries them."""
    return list(_walk(get_resolver(), "/", ()))


def _walk(resolver: URLResolver, prefix: str, spaces: tuple[str, ...]) -> Iterator[Route]:
    for one in resolver.url_patterns:
        path = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            inner = (*spaces, one.namespace) if one.namespace else spaces
            yield from _walk(one, path, inner)
        else:
            yield _route(one, path, ":".join((*spaces, one.name or "")))


def _route(pattern: URLPattern, path: str, name: str) -> Route:
    access, methods = DECLARED.get(
        name, (getattr(pattern.callback, "access", ""), getattr(pattern.callback, "methods", ()))
    )
    return Route(path, name, tuple(methods), access)
