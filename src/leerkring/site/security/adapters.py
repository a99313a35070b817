"""Where the sign-in library asks us how things are here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base.provider import Provider as LibraryProvider
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leerkring.core.people.models import Person
from leerkring.core.spaces.actions import join
from leerkring.core.spaces.queries import platform
from leerkring.kit.text import one_line
from leerkring.kit.ui import qr
from leerkring.site.accounts.invited import is_invited_as_expert
from leerkring.site.security.organisations.provider import OrganisationProvider
from leerkring.site.security.queries import providers

LONGEST_NAME = 60


class AsksSecondStep(DefaultAccountAdapter):
    """For the account adapter: the second step is asked of who switched it on, not of all with a passkey."""

    def get_login_stages(self) -> list[str]:
        library = "allauth.mfa.stages.AuthenticateStage"
        ours = "leerkring.site.security.stages.SecondStep"
        return [ours if stage == library else stage for stage in super().get_login_stages()]


class MfaAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Try again, or use another one."),
        "unverified_email": _("Confirm your mail address first."),
    }

    def build_totp_svg(self, url: str) -> str:
        return qr.draw(url, str(_("QR code for your app")))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Leerkring"}


class OrganisationAdapter(DefaultSocialAccountAdapter):
    """Providers come from the settings alone; a person is issuer and subject, never a mail address."""

    def list_providers(self, request: HttpRequest) -> list[LibraryProvider]:
        return [OrganisationProvider.of(request, one) for one in providers()]

    def get_provider(
        self, request: HttpRequest, provider: Any, client_id: Any = None
    ) -> OrganisationProvider:
        for one in providers():
            if provider == one.issuer and client_id in (None, one.client_id):
                return OrganisationProvider.of(request, one)
        # The library takes this as: start over.
        raise ValueError("nobody vouches for people under this name any more")

    def can_authenticate_by_email(self, _login: SocialLogin, _email: str) -> bool:
        """Never, whatever a setting says."""
        return False

    def populate_user(self, _request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Any:
        person = sociallogin.user
        if not isinstance(person, Person):
            raise TypeError("everybody here is a Person")
        person.email = data.get("email") or ""
        person.name = one_line(data.get("name") or "")[:LONGEST_NAME].strip()
        return person

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> AbstractBaseUser:
        """Whoever is invited as an experience expert brings no name along, and belongs to nothing else."""
        new = sociallogin.user
        if isinstance(new, Person) and is_invited_as_expert(sociallogin.state.get("next")):
            new.is_pseudonymous, new.name = True, ""
        person: AbstractBaseUser = super().save_user(request, sociallogin, form)
        if isinstance(person, Person) and not person.is_pseudonymous:
            join(person, platform())
        return person

    def get_connect_redirect_url(self, _request: HttpRequest, _account: SocialAccount) -> str:
        return reverse("security:overview")
