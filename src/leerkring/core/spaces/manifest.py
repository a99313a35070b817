from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerkring.core.people.models import Person
from leerkring.core.spaces.models import JoinRequest, Membership
from leerkring.core.spaces.queries import facilitators_of
from leerkring.kit.manifest import Manifest, MenuItem, Notice, PersonalData, SpaceTab, Verb, register


def _facilitators(request: JoinRequest) -> QuerySet[Person]:
    return facilitators_of(request.space)


def _the_person(about: JoinRequest | Membership) -> QuerySet[Person]:
    return Person.objects.filter(pk=about.person_id)


register(
    Manifest(
        verbs=(
            Verb("spaces.joined", _("joined a space")),
            Verb("spaces.join_asked", _("asked to join a space")),
            Verb("spaces.let_in", _("let somebody into a space")),
            Verb("spaces.turned_down", _("turned down a request to join")),
            Verb("spaces.invited", _("invited somebody into a space")),
            Verb("spaces.left", _("left a space")),
        ),
        notices=(
            Notice(
                "spaces.join_asked",
                "join_asked",
                _("Somebody asks to join a space that you look after"),
                to=_facilitators,
                template="spaces/notices/join_asked",
                private=True,
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
        ),
        personal_data=(
            PersonalData("spaces.Membership.person", _("to what you belong"), "delete", _("until you leave")),
            PersonalData(
                "spaces.JoinRequest.person", _("where you want to join"), "delete", _("until it is answered")
            ),
        ),
        menu=(MenuItem(_("Spaces"), "spaces:list", "circles", 30),),
        space_tabs=(
            SpaceTab(_("About"), "spaces:detail", "info-circle", 10),
            SpaceTab(_("Members"), "spaces:members", "users", 30, members_only=True),
        ),
    )
)
