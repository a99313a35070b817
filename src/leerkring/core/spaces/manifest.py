from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerkring.core.people.models import Person
from leerkring.core.spaces.models import JoinRequest, Membership, Removal, Role, Space
from leerkring.core.spaces.queries import facilitators_of, roles_of
from leerkring.core.spaces.rules import administers
from leerkring.kit.manifest import (
    Manifest,
    MenuItem,
    Notice,
    OfficePage,
    PersonalData,
    SpaceTab,
    Verb,
    register,
)


def _facilitators(request: JoinRequest) -> QuerySet[Person]:
    return facilitators_of(request.space)


SMALL = 50
"""Up to so many members everybody hears who comes in; in a larger space only who looks after it."""


def _leaders(membership: Membership) -> QuerySet[Person]:
    """Who looks after the space that somebody came into."""
    return facilitators_of(membership.space)


def _others_inside(membership: Membership) -> QuerySet[Person]:
    """Who belongs to the space already, in a small one."""
    if membership.space.is_platform:
        return Person.objects.none()
    inside = Membership.objects.filter(space=membership.space_id).exclude(pk=membership.pk)
    if inside.count() > SMALL:
        return Person.objects.none()
    return Person.objects.filter(pk__in=inside.values("person_id"))


def _everyone_in(space: Space) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=Membership.objects.filter(space=space).values("person_id"))


def _the_person(about: JoinRequest | Membership | Removal) -> QuerySet[Person]:
    return Person.objects.filter(pk=about.person_id)


def _looks_after_a_space(person: Person) -> bool:
    return Role.FACILITATOR in roles_of(person).values()


def _somebody_came(verb: str) -> tuple[Notice, Notice]:
    """By themselves, or let in: one kind of news for who looks after the space, one for the others."""
    led = Notice(
        verb,
        "joined_led",
        _("Somebody joins a space that you look after"),
        to=_leaders,
        template="spaces/notices/joined",
        private=True,
        grouped=True,
        reaches=_looks_after_a_space,
    )
    inside = Notice(
        verb,
        "joined",
        _("Somebody joins a small space of yours"),
        to=_others_inside,
        template="spaces/notices/joined",
        private=True,
        aim="wide",
        default="inbox",
        grouped=True,
    )
    return led, inside


register(
    Manifest(
        verbs=(
            Verb("spaces.joined", _("joined a space")),
            Verb("spaces.join_asked", _("asked to join a space"), changes="no page"),
            Verb("spaces.let_in", _("let somebody into a space")),
            Verb("spaces.turned_down", _("turned down a request to join"), changes="no page"),
            Verb("spaces.invited", _("invited somebody into a space"), changes="no page"),
            Verb("spaces.left", _("left a space")),
            Verb("spaces.role_changed", _("gave somebody another role")),
            Verb("spaces.removed", _("put somebody out of a space")),
            Verb("spaces.link_made", _("made a link to invite with"), changes="no page"),
            Verb("spaces.link_withdrawn", _("withdrew a link to invite with")),
            Verb("spaces.edited", _("changed the page about a space")),
            Verb("spaces.arranged", _("gave a space another name or place")),
            Verb("spaces.openness_changed", _("changed who may know of a space")),
            Verb("spaces.opened", _("started a space")),
        ),
        notices=(
            Notice(
                "spaces.join_asked",
                "join_asked",
                _("Somebody asks to join a space that you look after"),
                to=_facilitators,
                template="spaces/notices/join_asked",
                private=True,
                reaches=_looks_after_a_space,
            ),
            Notice(
                "spaces.let_in",
                "let_in",
                _("You can enter a space"),
                to=_the_person,
                template="spaces/notices/let_in",
                private=True,
                aim="called",
            ),
            Notice(
                "spaces.invited",
                "invited",
                _("You are invited into a space"),
                to=_the_person,
                template="spaces/notices/invited",
                private=True,
                aim="called",
            ),
            Notice(
                "spaces.role_changed",
                "role_changed",
                _("You get another role in a space"),
                to=_the_person,
                template="spaces/notices/role_changed",
                private=True,
                aim="called",
            ),
            Notice(
                "spaces.removed",
                "removed",
                _("You no longer belong to a space"),
                to=_the_person,
                template="spaces/notices/removed",
                private=True,
                aim="called",
            ),
            Notice(
                "spaces.openness_changed",
                "openness_changed",
                _("A space of yours becomes more open, or less"),
                to=_everyone_in,
                template="spaces/notices/openness_changed",
                private=True,
            ),
            *_somebody_came("spaces.joined"),
            *_somebody_came("spaces.let_in"),
        ),
        personal_data=(
            PersonalData("spaces.Membership.person", _("to what you belong"), "delete", _("until you leave")),
            PersonalData(
                "spaces.JoinRequest.person", _("where you want to join"), "delete", _("until it is answered")
            ),
            PersonalData(
                "spaces.Removal.person",
                _("out of which spaces you were put"),
                "delete",
                _("until you leave"),
            ),
            PersonalData(
                "spaces.InviteLink.made_by",
                _("how you invite others"),
                "keep without name",
                _("always"),
            ),
            PersonalData(
                "spaces.InviteLinkUse.person",
                _("the link by which you came in"),
                "keep without name",
                _("always"),
            ),
        ),
        menu=(MenuItem(_("Spaces"), "spaces:list", "circles", 30),),
        office=(
            OfficePage(
                _("Start a space"),
                _("A network, circle or group, with somebody who facilitates it."),
                "spaces:new",
                "circles",
                50,
                shown_to=administers,
            ),
        ),
        space_tabs=(
            SpaceTab(_("About"), "spaces:detail", "info-circle", 10),
            SpaceTab(_("Members"), "spaces:members", "users", 30, members_only=True),
        ),
    )
)
