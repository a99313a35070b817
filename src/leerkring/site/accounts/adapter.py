from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from leerkring.core.people.models import Person
from leerkring.core.spaces.actions import join
from leerkring.core.spaces.queries import platform
from leerkring.services.notifications.outgoing import queue_account_mail
from leerkring.site.security.adapters import AsksSecondStep


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
        user = super().save_user(request, user, form, commit=commit)
        if commit and isinstance(user, Person):
            join(user, platform())
        return user

    def get_signup_redirect_url(self, _request: HttpRequest) -> str:
        return reverse("people:profile")

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        person = request.user
        if isinstance(person, Person) and not person.is_known:
            return reverse("people:profile")
        return str(super().get_login_redirect_url(request))

    def format_email_subject(self, subject: str) -> str:
        return subject
