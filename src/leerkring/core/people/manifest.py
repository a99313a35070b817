from django.utils.translation import gettext_lazy as _

from leerkring.kit.manifest import Manifest, PersonalData, Verb, register

register(
    Manifest(
        verbs=(
            Verb("people.profile_edited", _("edited the own profile")),
            Verb("people.organisation_added", _("added an organisation")),
        ),
        personal_data=(
            PersonalData(
                "events.Event.by", _("who did what, for the trail"), "keep without name", _("always")
            ),
        ),
    )
)
