"""One account, several mail addresses: the account stays when the job changes."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.account.signals import email_added, email_removed
from allauth.account.views import EmailView
from django.dispatch import receiver
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from leerkring.core.spaces.access import access
from leerkring.site.security.proof import needs_proof

_page = EmailView.as_view()


@access("member", "GET", "POST")
@needs_proof
def addresses(request: HttpRequest) -> HttpResponseBase:
    response = _page(request)
    if request.method == "POST" and response.status_code == 200:
        response.status_code = 422
    return response


@receiver(email_added)
def _tell_of_an_address(request: HttpRequest, user: Any, email_address: EmailAddress, **_rest: Any) -> None:
    """Whoever did not do this must hear of it at an address that they still have."""
    others = EmailAddress.objects.filter(user=user, verified=True).exclude(pk=email_address.pk)
    for one in others:
        get_adapter(request).send_notification_mail(
            "account/email/email_added", user, {"added_email": email_address.email}, email=one.email
        )


@receiver(email_removed)
def _tell_the_removed_address(
    request: HttpRequest, user: Any, email_address: EmailAddress, **_rest: Any
) -> None:
    """The library tells the main address; this one is gone from the account, and hears it last."""
    get_adapter(request).send_notification_mail(
        "account/email/email_deleted", user, {"deleted_email": email_address.email}, email=email_address.email
    )
