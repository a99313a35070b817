"""Every URL x every role, generated from the resolver and the declared access of each view."""

import pytest
from django.http import HttpResponse

from leerkring.core.spaces.access import LEVELS
from leerkring.site.routes import Route, every_route
from leerkring.site.urls import DECLARED
from tests.architecture.html import faults_of
from tests.architecture.walking import LOGIN, Walk, parts_of
from tests.world import ROLES

ROUTES = every_route()
FINE = {200, 302, 303, 422}
MAIL = "demo:mail_html"
"""A mail as it goes out: styles inside, and a sandbox around it instead of our policy."""
each_route = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name or route.path)


@each_route
def test_declares_who_may_use_it_and_how(route: Route) -> None:
    assert route.access in LEVELS, (
        f"{route.path}: decorate the view with @access, or name it in site.urls.DECLARED"
    )
    assert route.methods, f"{route.path} declares no methods"
    assert route.name, f"{route.path} has no name"


def test_declares_no_url_that_is_not_there() -> None:
    gone = set(DECLARED) - {route.name for route in ROUTES}
    assert not gone, f"site.urls.DECLARED names what no URL answers to: {gone}"


@each_route
def test_keeps_its_promise_to_every_role(route: Route, walk: Walk) -> None:
    for scope in walk.scopes(route):
        url = walk.url(route, scope)
        for role in ROLES:
            for method in [one for one in ("GET", "POST") if one in route.methods]:
                response = walk.ask(role, method, url)
                to = response.get("Location", "")
                story = f"{method} {url} ({scope}) as {role}: {response.status_code} {to}"
                _check(walk, route, role, scope, response, story)


def _check(walk: Walk, route: Route, role: str, scope: str, response: HttpResponse, story: str) -> None:
    to_login = response.get("Location", "").startswith(f"{LOGIN}?next=")
    if role == "visitor" and route.access not in ("public", "token"):
        assert response.status_code == 302, story
        assert to_login, story
        return
    if route.name not in DECLARED:
        assert not to_login, story
    if not walk.passes(route, role, scope):
        assert response.status_code == 404, story
        return
    refuses = response.wsgi_request.method == "POST" or route.name in DECLARED  # type: ignore[attr-defined]
    assert response.status_code in (FINE | {403} if refuses else FINE), story
    if route.name == MAIL:
        assert "sandbox" in response["Content-Security-Policy"], story
    elif response.status_code in (200, 422) and response["Content-Type"].startswith("text/html"):
        _check_page(response, story)


def _check_page(response: HttpResponse, story: str) -> None:
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy, story
    assert "unsafe" not in policy, story
    assert faults_of(response.content.decode()) == [], story


@each_route
def test_refuses_methods_that_it_does_not_declare(route: Route, walk: Walk) -> None:
    if route.name in DECLARED:
        pytest.skip("a library answers here")
    url = walk.url(route, walk.scopes(route)[0])
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} - set(route.methods):
        for role in ("visitor", "member"):
            assert walk.ask(role, method, url).status_code == 405, f"{method} {url} as {role}"


def test_knows_every_variable_part(walk: Walk) -> None:
    """A new part needs a sample object in walking.py, or the walk would only see 404."""
    known = set(walk.samples["closed"])
    unknown = {f"{route.path}: {part}" for route in ROUTES for part in parts_of(route) if part not in known}
    assert not unknown
