"""The doors of the sign-in library that we use, at Dutch addresses. There are no passwords."""

from allauth.account import views
from allauth.mfa.base import views as steps
from allauth.mfa.webauthn import views as passkeys
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from leerkring.core.spaces.access import access
from leerkring.site.accounts.addresses import addresses
from leerkring.site.security.organisations.joining import confirm_address


@access("public")
def no_password(_request: HttpRequest) -> HttpResponse:
    """The library links here for a forgotten password; a code by mail is what we have instead."""
    return redirect("account_login")


urlpatterns = [
    path("inloggen/", views.login, name="account_login"),
    path("inloggen/code-vragen/", views.request_login_code, name="account_request_login_code"),
    path("inloggen/code/", views.confirm_login_code, name="account_confirm_login_code"),
    path("inloggen/zonder-wachtwoord/", no_password, name="account_reset_password"),
    path("inloggen/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("inloggen/tweede-stap/", steps.authenticate, name="mfa_authenticate"),
    path("meedoen/", views.signup, name="account_signup"),
    path("meedoen/code/", views.email_verification_sent, name="account_email_verification_sent"),
    path("meedoen/mailadres/", confirm_address, name="socialaccount_signup"),
    path("uitloggen/", views.logout, name="account_logout"),
    path("mailadressen/", addresses, name="account_email"),
    path("gesloten/", views.account_inactive, name="account_inactive"),
]
