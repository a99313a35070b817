from dataclasses import replace

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from leerkring.core.entries.actions import follow_themes
from leerkring.core.people.actions import Profile, add_organisation, edit_profile
from leerkring.core.people.models import Person
from leerkring.core.spaces.access import access, signed_in
from leerkring.kit.http import go_on
from leerkring.site.accounts.forms import ProfileForm


@access("member", "GET", "POST")
def profile(request: HttpRequest) -> HttpResponse:
    """The own profile; on a first visit it is the welcome, and afterwards you go where you were going."""
    person = signed_in(request)
    form = ProfileForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        _save(person, form)
        messages.success(request, _("Your profile is saved."))
        response = go_on(request)
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, form.cleaned_data["language"], samesite="Lax")
        return response
    facts = {"form": form, "is_new": not person.is_known, "next": request.GET.get("next", "")}
    return render(request, "accounts/profile.html", facts, status=422 if form.is_bound else 200)


def _save(person: Person, form: ProfileForm) -> None:
    edit_profile(person, person, _with_new_organisation(person, form))
    follow_themes(person, person, form.cleaned_data["themes"])


def _with_new_organisation(person: Person, form: ProfileForm) -> Profile:
    facts, profile = form.cleaned_data, form.profile
    if not facts.get("new_organisation") or profile.municipality is None:
        return profile
    kind, name = facts["new_organisation_kind"], facts["new_organisation"]
    organisation = add_organisation(person, kind, name=name, municipality=profile.municipality)
    return replace(profile, organisation=organisation)
