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
            PersonalData(
                "mfa.Authenticator.user",
                _("your passkeys, your second step and your recovery codes"),
                "delete",
                _("until you remove them or leave"),
            ),
            PersonalData(
                "usersessions.UserSession.user",
                _("in which browsers you are signed in, and when you used them"),
                "delete",
                _("until you sign out there"),
            ),
            PersonalData(
                "socialaccount.SocialAccount.user",
                _("with which account of your organisation you sign in"),
                "delete",
                _("until you disconnect it or leave"),
            ),
        ),
        menu=(MenuItem(_("Start"), "home", "home", 10),),
    )
)
