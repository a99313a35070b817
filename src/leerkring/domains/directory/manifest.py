from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerkring.core.people.models import Person
from leerkring.domains.directory.models import MessageRequest
from leerkring.domains.directory.queries.found import found_organisations, found_people
from leerkring.kit.manifest import Finder, Manifest, MenuItem, Notice, PersonalData, Verb, register


def _receiver(request: MessageRequest) -> QuerySet[Person]:
    return Person.objects.filter(pk=request.receiver_id)


def _sender(request: MessageRequest) -> QuerySet[Person]:
    return Person.objects.filter(pk=request.sender_id)


def _under_own_name(viewer: Any) -> bool:
    """Whoever may look in the directory of people, as far as that can be told without asking the database."""
    return bool(viewer is not None and viewer.is_authenticated and not viewer.is_pseudonymous)


def _others(viewer: Any) -> bool:
    return not _under_own_name(viewer)


register(
    Manifest(
        verbs=(
            Verb("directory.listing_edited", _("said what they can help with"), changes="no page"),
            Verb("directory.request_sent", _("sent a message request"), changes="no page"),
            Verb("directory.request_answered", _("answered a message request"), changes="no page"),
            Verb("directory.request_declined", _("declined a message request"), changes="no page"),
            Verb("directory.sender_blocked", _("blocked a sender of message requests"), changes="no page"),
            Verb(
                "directory.sender_unblocked",
                _("lets somebody send message requests again"),
                changes="no page",
            ),
            Verb("directory.organisations_merged", _("merged two organisations")),
        ),
        notices=(
            Notice(
                "directory.request_sent",
                "message_request",
                _("A colleague sends you a message request"),
                to=_receiver,
                template="directory/notices/message_request",
                private=True,
                aim="called",
                reaches=_under_own_name,
            ),
            Notice(
                "directory.request_answered",
                "message_request_answered",
                _("Your message request is answered"),
                to=_sender,
                template="directory/notices/message_request_answered",
                private=True,
                aim="called",
                reaches=_under_own_name,
            ),
        ),
        personal_data=(
            PersonalData(
                "directory.Listing.person",
                _("what you tell about yourself in the directory"),
                "delete",
                _("until you leave"),
            ),
            PersonalData(
                "directory.Expertise.person",
                _("the themes you can help with"),
                "delete",
                _("until you leave"),
            ),
            PersonalData(
                "directory.MessageRequest.sender", _("message requests you sent"), "delete", _("one year")
            ),
            PersonalData(
                "directory.MessageRequest.receiver", _("message requests to you"), "delete", _("one year")
            ),
            PersonalData(
                "directory.Block.by",
                _("from whom you want no message requests"),
                "delete",
                _("until you leave"),
            ),
            PersonalData(
                "directory.Block.person",
                _("who wants no message requests from you"),
                "delete",
                _("until you leave"),
            ),
        ),
        finders=(
            Finder(_("People"), "user", found_people, "directory:people", "zoek", 10),
            Finder(
                _("Organisations"), "building", found_organisations, "directory:organisations", "zoek", 20
            ),
        ),
        menu=(
            MenuItem(_("People"), "directory:people", "users", 40, shown_to=_under_own_name),
            MenuItem(_("Organisations"), "directory:organisations", "building", 40, shown_to=_others),
        ),
    )
)
