from dataclasses import replace

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from leerkring.core.entries.actions import follow_themes
from leerkring.core.entries.queries import get_entry
from leerkring.core.people.actions import Profile, add_organisation, edit_profile
from leerkring.core.people.models import Person
from leerkring.core.spaces.access import access, signed_in
from leerkring.domains.community.picks import like_my_field
from leerkring.domains.directory.forms import ListingForm
from leerkring.kit.http import go_on
from leerkring.services.discussion.actions import recognise
from leerkring.services.discussion.queries import recognised_by
from leerkring.site.accounts.forms import ProfileForm


@access("member", "GET", "POST")
def profile(request: HttpRequest) -> HttpResponse:
    """The own profile; on a first visit it is the welcome, and afterwards you go where you were going."""
    person = signed_in(request)
    is_new = not person.is_known
    form = ProfileForm(request.POST or None, person=person)
    found_by = None if is_new or person.is_pseudonymous else ListingForm(request.POST or None, person=person)
    # Not `and`: both forms say what is wrong.
    if request.method == "POST" and form.is_valid() & (not found_by or found_by.is_valid()):
        _save(person, form, found_by)
        if not is_new:
            messages.success(request, _("Your profile is saved."))
        response = go_on(request, otherwise=reverse("first_visit") if is_new else "/")
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, person.language, samesite="Lax")
        return response
    wanted = request.POST.get("next") or request.GET.get("next", "")
    facts = {"form": form, "found_by": found_by, "is_new": is_new, "next": wanted}
    return render(request, "accounts/profile.html", facts, status=422 if form.is_bound else 200)


def _save(person: Person, form: ProfileForm, found_by: ListingForm | None) -> None:
    edit_profile(person, person, _with_new_organisation(person, form))
    follow_themes(person, person, form.cleaned_data["themes"])
    if found_by:
        found_by.save(person)


def _with_new_organisation(person: Person, form: ProfileForm) -> Profile:
    profile, name = form.profile, form.new_organisation
    if not name or profile.municipality is None:
        return profile
    kind = form.cleaned_data["organisation_kind"]
    organisation = add_organisation(person, kind, name=name, municipality=profile.municipality)
    return replace(profile, organisation=organisation)


@access("member")
def first_visit(request: HttpRequest) -> HttpResponse:
    """The questions most like one's own work, with the two things one can do for a colleague at once."""
    person = signed_in(request)
    questions = like_my_field(person)
    facts = {"questions": questions, "recognised": recognised_by(person, questions)}
    return render(request, "accounts/first_visit.html", facts)


@access("member", "POST")
def have_it_too(request: HttpRequest, entry: int) -> HttpResponse:
    """As the button with the question itself, but one stays with the other questions."""
    person = signed_in(request)
    recognise(person, get_entry(person, entry), recognised=request.POST.get("aan") == "1")
    return redirect("first_visit")
