from typing import Any

from allauth.account.utils import get_next_redirect_url
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode

from leerkring.core.people.models import Person
from leerkring.core.spaces.actions import join
from leerkring.core.spaces.queries import platform
from leerkring.services.notifications.outgoing import queue_account_mail
from leerkring.site.accounts.invited import is_invited_as_expert
from leerkring.site.security.adapters import AsksSecondStep

CODE_SENT = {"account/messages/email_confirmation_sent.txt", "account/messages/login_code_sent.txt"}
WORKED = {"account/messages/email_confirmed.txt", "account/messages/logged_in.txt"}


class AccountAdapter(AsksSecondStep):
    """Sign-in mail goes through our own outgoing mail; whoever signs up is a member at once."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        context = {**context, "email": email, "request": self.request}
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", context, self.request).split())
        text = render_to_string(f"{template_prefix}_message.txt", context, self.request)
        queue_account_mail(email, self.format_email_subject(subject), text.strip())

    def save_user(
        self, request: HttpRequest, user: AbstractBaseUser, form: Any, commit: bool = True
    ) -> AbstractBaseUser:
        """Whoever is invited as an experience expert gets a pseudonym, and belongs to nothing else."""
        if isinstance(user, Person):
            user.is_pseudonymous = is_invited_as_expert(get_next_redirect_url(request))
        user = super().save_user(request, user, form, commit=commit)
        if commit and isinstance(user, Person) and not user.is_pseudonymous:
            join(user, platform())
        return user

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, *, redirect_url: str | None, **facts: Any
    ) -> HttpResponse:
        """Whoever has not said yet who they are does so first, and then goes where they were going."""
        if isinstance(user, Person) and not user.is_known:
            onward = redirect_url or get_next_redirect_url(request)
            query = f"?{urlencode({'next': onward})}" if onward else ""
            redirect_url = f"{reverse('people:profile')}{query}"
        response: HttpResponse = super().post_login(request, user, redirect_url=redirect_url, **facts)
        return response

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Left out is what the next page says itself: that a code comes, and to a newcomer that it worked."""
        is_known = isinstance(request.user, Person) and request.user.is_known
        is_said = message_template in CODE_SENT and request.POST.get("action") != "resend"
        if not is_said and (is_known or message_template not in WORKED):
            super().add_message(request, level, message_template, message_context, extra_tags, message)

    def format_email_subject(self, subject: str) -> str:
        return subject
