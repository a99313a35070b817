from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.queries import followers_of_themes
from leerkring.core.people.models import Person
from leerkring.domains.community.models import Contribution, ContributionKind
from leerkring.domains.community.picks import latest_in
from leerkring.kit.manifest import (
    Kind,
    Manifest,
    MenuItem,
    Notice,
    PersonalData,
    SpacePart,
    SpaceTab,
    Verb,
    register,
)
from leerkring.services.notifications.recipients import who_want_everything


def _colleagues_nearby(contribution: Contribution) -> QuerySet[Person]:
    """Who follows one of the themes and works in the same region, for a question only."""
    if not contribution.is_question or contribution.region_id is None:
        return Person.objects.none()
    return followers_of_themes(contribution).filter(municipality__region=contribution.region_id)


def _who_want_everything(contribution: Contribution) -> QuerySet[Person]:
    """Who chose to hear of everything new in the space."""
    return who_want_everything(contribution.space)


register(
    Manifest(
        verbs=(
            Verb("community.asked", _("asked or shared something")),
            Verb("community.draft_saved", _("kept a draft"), changes="no page"),
            Verb("community.draft_discarded", _("threw a draft away"), changes="no page"),
            Verb("community.draft_put_back", _("put a draft back"), changes="no page"),
            Verb("community.withdrawn", _("withdrew what nobody had answered")),
            Verb("community.put_back", _("put back what was withdrawn")),
            Verb("community.edited", _("changed the own text")),
            Verb("community.name_shown", _("let the own name be seen")),
        ),
        notices=(
            Notice(
                "community.asked",
                "question_nearby",
                _("A question in your themes and region"),
                to=_colleagues_nearby,
                template="community/notices/question_nearby",
                aim="wide",
            ),
            Notice(
                "community.asked",
                "new_in_space",
                _("Something new in a space of which you want to hear everything"),
                to=_who_want_everything,
                template="community/notices/new_in_space",
                aim="wide",
            ),
        ),
        personal_data=(
            PersonalData(
                "community.SavedFilter.person", _("the filters you keep"), "delete", _("until you leave")
            ),
        ),
        kinds=tuple(
            Kind(kind.value, kind.label, "community:thread", comes_round=kind == ContributionKind.QUESTION)
            for kind in ContributionKind
        ),
        menu=(MenuItem(_("Questions"), "community:list", "messages", 20),),
        space_tabs=(
            SpaceTab(_("Conversation"), "community:list", "messages", 20, parameter="ruimte"),
            SpaceTab(_("Files"), "community:files", "paperclip", 40),
        ),
        space_parts=(SpacePart("community/_in_space.html", latest_in, 10),),
    )
)
