from django.utils.translation import gettext_lazy as _

from leerkring.kit.manifest import Manifest, PersonalData, Verb, register

register(
    Manifest(
        verbs=(Verb("notifications.mail_chosen", _("chose what comes by mail")),),
        personal_data=(
            PersonalData("notifications.Told.person", _("what you were told"), "delete", _("one year")),
            PersonalData(
                "notifications.MailOptOut.person",
                _("what you do not want by mail"),
                "delete",
                _("until you leave"),
            ),
            PersonalData(
                "notifications.OutgoingMail.recipient",
                _("which mails went to you, without their text"),
                "delete",
                _("30 days"),
            ),
        ),
    )
)
