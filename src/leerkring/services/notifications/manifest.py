from django.utils.translation import gettext_lazy as _

from leerkring.core.spaces.rules import administers
from leerkring.kit.manifest import Manifest, OfficePage, PersonalData, Reading, Verb, register
from leerkring.services.notifications.actions import see_place, unsee_place

register(
    Manifest(
        verbs=(
            Verb("notifications.kinds_chosen", _("chose how kinds of messages come"), changes="no page"),
            Verb("notifications.space_chosen", _("chose what to hear from a space"), changes="no page"),
            Verb("notifications.hours_chosen", _("chose when mail waits"), changes="no page"),
            Verb("notifications.mail_retried", _("had a mail tried again"), changes="no page"),
        ),
        personal_data=(
            PersonalData("notifications.Told.person", _("what you were told"), "delete", _("one year")),
            PersonalData(
                "notifications.KindChoice.person",
                _("which messages you want, and how"),
                "delete",
                _("until you leave"),
            ),
            PersonalData(
                "notifications.SpaceChoice.person",
                _("what you want to hear from a space"),
                "delete",
                _("until you leave"),
            ),
            PersonalData(
                "notifications.MailHours.person", _("when mail to you waits"), "delete", _("until you leave")
            ),
            PersonalData(
                "notifications.OutgoingMail.recipient",
                _("which mails went to you, without their text"),
                "delete",
                _("30 days"),
            ),
        ),
        office=(
            OfficePage(
                _("Mails that did not arrive"),
                _("What the mail server refused in the last 30 days, and trying it again."),
                "notifications:failed_mails",
                "mail",
                60,
                shown_to=administers,
            ),
        ),
        reading=(Reading(see_place, unsee_place),),
    )
)
