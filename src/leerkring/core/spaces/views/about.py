from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerkring.core.people.models import Person
from leerkring.core.spaces import actions, queries, rules
from leerkring.core.spaces.access import access, signed_in
from leerkring.core.spaces.doors import Way
from leerkring.core.spaces.forms import ArrangeForm, JoinRequestForm, NewSpaceForm, SpaceForm
from leerkring.core.spaces.invitations import LinkOverError, path_of, read_invitation, token_of
from leerkring.kit import manifest
from leerkring.kit.differences import ChangedMeanwhileError


@access("public")
def overview(request: HttpRequest) -> HttpResponse:
    roles = queries.roles_of(request.user)
    spaces = list(queries.spaces_for(request.user))
    mine = [space for space in spaces if space.pk in roles]
    others = [space for space in spaces if space.pk not in roles]
    facts = {"mine": mine, "others": others, "may_open": rules.administers(request.user)}
    return render(request, "spaces/list.html", facts)


@access("public")
def detail(request: HttpRequest, space: str) -> HttpResponse:
    viewer = request.user
    found = queries.get_space(viewer, space)
    facts: dict[str, object] = {
        "space": found,
        "role": queries.roles_of(viewer).get(found.pk),
        "leads": rules.leads(viewer, found),
        "facilitators": queries.leaders_of(found),
        "reach": queries.reach_of(found),
        "children": queries.spaces_for(viewer).filter(parent=found),
        "parts": [(part.template, part.facts(viewer, found)) for part in manifest.space_parts()],
    }
    if isinstance(viewer, Person):
        facts["way"] = Way(viewer, found)
        facts["form"] = JoinRequestForm()
    return render(request, "spaces/detail.html", facts)


@access("facilitator", "GET", "POST")
def edit(request: HttpRequest, space: str) -> HttpResponse:
    by = signed_in(request)
    found = queries.get_space(by, space)
    form = SpaceForm(request.POST or None, space=found)
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.edit_space(by, found, form.words, seen=form.seen)
            return _saved(request, saved.get_absolute_url())
        except ChangedMeanwhileError:
            return _clash(request, form, "spaces/edit.html")
    facts = {"space": found, "form": form}
    return render(request, "spaces/edit.html", facts, status=422 if form.is_bound else 200)


@access("facilitator", "GET", "POST")
def arrange(request: HttpRequest, space: str) -> HttpResponse:
    """Name, place and openness; what another openness means is read before it is saved."""
    by = signed_in(request)
    found = queries.get_space(by, space)
    if not rules.may_arrange(by, found):
        raise Http404
    form = ArrangeForm(request.POST or None, space=found, person=by)
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.arrange_space(by, found, form.plan, seen=form.seen)
            return _saved(request, saved.get_absolute_url())
        except actions.LoopError as refused:
            form.add_error("parent", str(refused.message))
        except ChangedMeanwhileError:
            return _clash(request, form, "spaces/arrange.html")
    facts = {"space": found, "form": form}
    return render(request, "spaces/arrange.html", facts, status=422 if form.is_bound else 200)


def _saved(request: HttpRequest, address: str) -> HttpResponse:
    messages.success(request, _("It is saved. Everyone who looks here sees it now."))
    return redirect(address)


def _clash(request: HttpRequest, form: SpaceForm | ArrangeForm, template: str) -> HttpResponse:
    """Somebody else saved first: what they made of it stands beside what was typed here."""
    now = queries.get_space(request.user, form.space.slug)
    facts = {"space": now, "form": form, "theirs": form.differs_from(now)}
    form.start_from(form.mark_of(now))
    return render(request, template, facts, status=409)


@access("administrator", "GET", "POST")
def new(request: HttpRequest) -> HttpResponse:
    by = signed_in(request)
    form = NewSpaceForm(request.POST or None, person=by, initial={"parent": request.GET.get("in", "")})
    if request.method == "POST" and form.is_valid():
        parent = form.cleaned_data["parent"] or queries.platform()
        space, link = actions.open_space(by, parent, form.words, leads=form.leads)
        messages.success(request, _("%(space)s is there.") % {"space": space.name})
        return redirect("spaces:handed_over", token_of(link)) if link else redirect(space)
    return render(request, "spaces/new.html", {"form": form}, status=422 if form.is_bound else 200)


@access("administrator")
def handed_over(request: HttpRequest, invitation: str) -> HttpResponse:
    """The link for the first facilitator, for who just opened a space."""
    try:
        link = read_invitation(invitation)
    except LinkOverError:
        return redirect("spaces:list")
    facts = {"link": link, "address": request.build_absolute_uri(path_of(link))}
    return render(request, "spaces/handed_over.html", facts)
