"""What somebody asked and answered is shown as far as the viewer may see it; never what was anonymous."""

from itertools import product

import pytest

from leerkring.core.entries.states import Openness
from leerkring.core.people.models import Person
from leerkring.domains.community.models import Contribution
from leerkring.services.discussion.models import Reply
from tests.domains.directory.test_people import MAY_LOOK
from tests.world import SCOPES, World, answers, client_of, member, organisation, question

OPENNESS = {"public": Openness.PUBLIC, "members": Openness.MEMBERS, "closed": Openness.SPACE}


def everything_asked(world: World, author: Person) -> dict[tuple[str, bool], Contribution]:
    """An entry for every scope, anonymous and under the own name."""
    return {
        (scope, hidden): question(
            author,
            world.space(scope),
            openness=OPENNESS[scope],
            is_anonymous=hidden,
            title=f"Vraag {scope} {'verborgen' if hidden else 'open'}?",
        )
        for scope, hidden in product(SCOPES, (False, True))
    }


def reads(client: object, *urls: str) -> list[str]:
    pages = [client.get(url) for url in urls]  # type: ignore[attr-defined]
    assert {page.status_code for page in pages} == {200}
    return [page.content.decode() for page in pages]


@pytest.mark.parametrize("role", MAY_LOOK)
def test_questions_are_shown_as_far_as_the_viewer_may_see(world: World, role: str) -> None:
    work = organisation("Jeugdhulp Zuid")
    Person.objects.filter(pk=world.member.pk).update(organisation=work)
    asked = everything_asked(world, world.member)
    draft = question(world.member, world.platform, state="draft", title="Vraag in concept?")
    profile = world.member.get_absolute_url()
    viewer = world.people[role]
    own, listed, at_work = reads(client_of(viewer), profile, f"{profile}gevraagd/", work.get_absolute_url())
    for (scope, hidden), entry in asked.items():
        seen = world.may_know(role, scope)
        mine = viewer == world.member
        shown = seen and (mine or not hidden)
        assert (entry.title in listed) is shown, (role, entry.title)
        assert shown or entry.title not in own, (role, entry.title)
        assert (entry.title in at_work) is (seen and not hidden), (role, entry.title)
    assert not [page for page in (own, listed, at_work) if draft.title in page]
    assert ("alleen jij ziet dit" in listed) is (role == "member")


@pytest.mark.parametrize("role", MAY_LOOK)
def test_answers_are_shown_as_far_as_the_viewer_may_see(world: World, role: str) -> None:
    work = organisation("Jeugdhulp Zuid")
    Person.objects.filter(pk=world.member.pk).update(organisation=work)
    to_others = everything_asked(world, world.facilitator)
    to_own = question(
        world.member, world.platform, openness="members", is_anonymous=True, title="Eigen verborgen?"
    )
    for entry in (*to_others.values(), to_own):
        reply = answers(entry, world.member)[0]
        Reply.objects.filter(pk=reply.pk).update(helpful_count=1)
    away = answers(question(world.facilitator, world.platform, title="Antwoord weg?"), world.member)[0]
    Reply.objects.filter(pk=away.pk).update(deleted_at=away.at, text="")
    profile = world.member.get_absolute_url()
    viewer = world.people[role]
    own, listed, at_work = reads(client_of(viewer), profile, f"{profile}beantwoord/", work.get_absolute_url())
    for (scope, _hidden), entry in to_others.items():
        assert (entry.title in listed) is world.may_know(role, scope), (role, entry.title)
        if entry.title in own + at_work:
            assert world.may_know(role, scope), (role, entry.title)
    assert (to_own.title in listed) is (to_own.title in own) is (role == "member")
    assert to_own.title not in at_work
    assert "Antwoord weg?" not in own + listed + at_work
    expected = sum(2 for scope in SCOPES if world.may_know(role, scope)) + (role == "member")
    assert client_of(viewer).get(profile).context["helped"].helpful == expected


def test_the_work_of_who_left_or_is_pseudonymous_is_not_shown_with_the_organisation(world: World) -> None:
    work = organisation("Jeugdhulp Zuid")
    gone = member("weg", organisation=work)
    hidden = member("schuilnaam", is_pseudonymous=True)
    Person.objects.filter(pk=hidden.pk).update(organisation=work)
    Person.objects.filter(pk=gone.pk).update(is_active=False)
    question(gone, world.platform, title="Van wie weg is?")
    question(hidden, world.platform, title="Van een pseudoniem?")
    page = client_of(world.member).get(work.get_absolute_url()).content.decode()
    assert "Van wie weg is?" not in page
    assert "Van een pseudoniem?" not in page
    assert hidden.name not in page


def test_long_lists_go_on_on_pages(world: World) -> None:
    for n in range(23):
        entry = question(world.member, world.platform, title=f"Vraag nummer {n:02}?")
        answers(entry, world.member)
    profile = world.member.get_absolute_url()
    client = client_of(world.facilitator)
    for url in (f"{profile}gevraagd/", f"{profile}beantwoord/"):
        first = client.get(url)
        second = client.get(url + first.context["page"].next_url)
        shown = first.content.decode() + second.content.decode()
        assert [n for n in range(23) if f"Vraag nummer {n:02}?" not in shown] == []
