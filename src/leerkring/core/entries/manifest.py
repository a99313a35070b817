from django.utils.translation import gettext_lazy as _

from leerkring.kit.manifest import Manifest, PersonalData, Verb, register

register(
    Manifest(
        verbs=(Verb("entries.themes_followed", _("chose themes to follow")),),
        personal_data=(
            PersonalData(
                "entries.Attachment.person",
                _("the files that you placed"),
                "keep without name",
                _("always; what you did not send goes after two days"),
            ),
            PersonalData("entries.Entry.author", _("what you wrote"), "keep without name", _("always")),
            PersonalData(
                "entries.ThemeFollow.person", _("the themes you follow"), "delete", _("until you leave")
            ),
        ),
    )
)
