from typing import Any

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from leerkring.site.security.queries import has_second_step


class SecondStep(AuthenticateStage):
    """After the mailed code or the organisation's account; a passkey is two things at once already."""

    login: Any

    def _should_handle(self, request: HttpRequest) -> bool:
        return bool(super()._should_handle(request)) and has_second_step(self.login.user)
