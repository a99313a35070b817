import json
import time
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerkring.core.entries.gate import Found, GuardAwayError, HeldBackError
from leerkring.core.entries.queries import get_entry
from leerkring.core.people.models import Person
from leerkring.core.spaces.access import access, signed_in
from leerkring.core.spaces.models import Space
from leerkring.core.spaces.queries import get_space
from leerkring.kit.lines import Lines, lines
from leerkring.services.privacy import actions, guard, queries
from leerkring.services.privacy.check import find
from leerkring.services.privacy.doors import ClosedDoorError
from leerkring.services.privacy.forms import (
    GuardForm,
    HeldForm,
    confirmed_in,
    facts_with,
    files_form,
    still_looking,
)
from leerkring.services.privacy.tips import tips
from leerkring.services.privacy.words import ABOUT, instead_of

LONGEST_BODY = 400_000
MOST_A_MINUTE = 120
MOST_FIELDS = 20
RICH = "text"
"""The field that comes as rich text; every other is plain."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the script wants to know: the fields, where they will stand, and how."""

    fields: dict[str, Lines]
    space: str
    on: str
    anonymous: bool
    plain: bool


@access("member", "POST")
def look(request: HttpRequest) -> HttpResponse:
    """For the script: what stands in the fields of a form while somebody types. Keeps and tells nothing."""
    by = signed_in(request)
    if _too_often(by):
        return JsonResponse({"findings": []}, status=429)
    asked = _asked(request)
    if asked is None:
        return JsonResponse({"findings": []}, status=422)
    own = None if asked.anonymous else by
    try:
        found = find(asked.fields, _space(by, asked.space), own, guard.GLANCE)
    except GuardAwayError:
        return JsonResponse({"findings": []}, status=503)
    known = _confirmed(by, asked.on) if found else set()
    told = [_told(one, asked.fields) for one in found if one.does != "ask" or one.mark not in known]
    advice = tips(RICH, asked.fields[RICH].text) if asked.plain and RICH in asked.fields else []
    return JsonResponse({"findings": told, "tips": advice})


def _too_often(by: Person) -> bool:
    """Nobody types so fast; a script of somebody's own could keep the guard from everybody else."""
    key = f"privacy.look:{by.pk}:{int(time.time() // 60)}"
    count = cache.get(key, 0) + 1
    cache.set(key, count, 60)
    return bool(count > MOST_A_MINUTE)


def _asked(request: HttpRequest) -> Asked | None:
    """None for what is not well formed."""
    if len(request.body) > LONGEST_BODY:
        return None
    try:
        sent = json.loads(request.body)
        fields = {str(name): str(value) for name, value in sent["fields"].items()}
        space, on = str(sent.get("space") or ""), str(sent.get("on") or "")
        anonymous, plain = bool(sent.get("anonymous")), bool(sent.get("plain"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if len(fields) > MOST_FIELDS:
        return None
    read = {name: lines(value) if name == RICH else Lines(value) for name, value in fields.items()}
    return Asked(read, space, on, anonymous, plain)


def _confirmed(by: Person, on: str) -> set[str]:
    """What was confirmed in a conversation is not asked again there, so it is not shown again either."""
    if not (on.isascii() and on.isdigit() and len(on) < 18):
        return set()
    try:
        return queries.confirmed_in(get_entry(by, int(on)))
    except Http404:
        return set()


def _space(by: Person, slug: str) -> Space | None:
    """None where they may not know it: then the policy of the house counts."""
    try:
        return get_space(by, slug) if slug else None
    except Http404:
        return None


def _told(one: Found, fields: dict[str, Lines]) -> dict[str, Any]:
    about = ABOUT[one.kind]
    instead = instead_of(one.kind, fields[one.field].text[: one.start])
    return {
        "field": one.field,
        "start": one.start,
        "end": one.end,
        "kind": one.kind,
        "label": str(about.label),
        "why": str(about.why),
        "does": one.does,
        "instead": [str(words) for words in instead],
        "mark": one.mark,
    }


@access("member", "GET", "POST")
def held(request: HttpRequest, held: int) -> HttpResponse:
    """Words that wait for the guard or were given back, to go on with them."""
    by = signed_in(request)
    on = queries.get_held(by, held)
    if on.is_out or on.entry.is_draft:
        return redirect(on)
    form = HeldForm(request.POST if request.method == "POST" else None, held=on)
    files = files_form(request, by, on)
    facts: dict[str, Any] = {"held": on, "entry": on.entry, "form": form, "files": files}
    if form.is_valid() and (files is None or files.is_valid()):
        try:
            return _once_more(request, by, actions.rewrite(by, on, form.facts | facts_with(files, on)))
        except HeldBackError as back:
            facts["guard"] = GuardForm(request, back)
        except (ClosedDoorError, PermissionDenied):
            facts["closed"] = True
    return render(request, "privacy/held.html", facts, status=422 if form.is_bound else 200)


def _once_more(request: HttpRequest, by: Person, on: Any) -> HttpResponse:
    if on.is_out:
        return _out_already(request, on)
    try:
        out = actions.release(by, on, confirmed_in(request))
    except GuardAwayError:
        actions.hold(by, on.entry, on.door, on.key, on.facts)
        messages.info(request, still_looking())
        return redirect(on)
    messages.success(request, _("It is out."))
    return redirect(out or on.entry)


def _out_already(request: HttpRequest, on: Any) -> HttpResponse:
    messages.info(request, _("Your text went out a moment ago. There you can change it."))
    return redirect(on)


@access("member", "POST")
def drop(request: HttpRequest, held: int) -> HttpResponse:
    by = signed_in(request)
    on = queries.get_held(by, held)
    if on.is_out:
        return _out_already(request, on)
    actions.drop(by, on)
    messages.success(request, _("Your text is gone."))
    return redirect(on.entry)
