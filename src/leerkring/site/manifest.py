from django.utils.translation import gettext_lazy as _

from leerkring.kit.manifest import Manifest, MenuItem, PersonalData, register

register(
    Manifest(
        personal_data=(
            PersonalData(
                "account.EmailAddress.user",
                _("the mail address you log in with"),
                "delete",
                _("until you leave"),
            ),
        ),
        menu=(MenuItem(_("Start"), "home", "home", 10),),
    )
)
