from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base.provider import Provider as LibraryProvider
from allauth.socialaccount.providers.base.provider import ProviderAccount
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest

from leerkring.kit.openid import Identity, Provider


class OrganisationProvider(LibraryProvider):
    """How the library sees one of our providers. Its rows carry the issuer as the provider's name,

    so that another issuer under the same id in the settings opens no account.
    """

    id = "openid_connect"
    account_class = ProviderAccount

    @classmethod
    def of(cls, request: HttpRequest, one: Provider) -> "OrganisationProvider":
        app = SocialApp(provider=cls.id, provider_id=one.issuer, name=one.name, client_id=one.client_id)
        made = cls(request, app=app)
        made.name = one.name
        return made

    def login_of(self, request: HttpRequest, identity: Identity) -> SocialLogin:
        """The library's object for somebody on the way in. Its mail address counts only when verified."""
        login: SocialLogin = self.sociallogin_from_response(request, identity)
        login.state = {"process": "login"}
        return login

    def serialize(self) -> dict[str, Any]:
        """For the session, while a code or a second step is still asked: by issuer, as in our rows."""
        return {**super().serialize(), "id": self.app.provider_id}

    def extract_uid(self, data: Identity) -> str:
        return data.subject

    def extract_extra_data(self, data: Identity) -> dict[str, Any]:
        """Only what its owner needs to recognise the account."""
        return {"email": data.email[:254], "name": data.name[:100]}

    def extract_common_fields(self, data: Identity) -> dict[str, Any]:
        return {"name": data.name, "email": data.email}

    def extract_email_addresses(self, data: Identity) -> list[EmailAddress]:
        if not data.email:
            return []
        return [EmailAddress(email=data.email, verified=data.is_email_verified, primary=True)]


@receiver(pre_save, sender=SocialAccount)
def keep_no_name_behind_a_pseudonym(instance: SocialAccount, **_rest: Any) -> None:
    """At every sign-in the library takes over what the provider told."""
    if instance.user.is_pseudonymous:
        instance.extra_data = {}


def is_known(identity: Identity) -> bool:
    """Whether somebody here comes in with this account."""
    found: bool = SocialAccount.objects.filter(provider=identity.issuer, uid=identity.subject).exists()
    return found
