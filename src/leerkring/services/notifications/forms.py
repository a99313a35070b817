from django import forms
from django.utils.translation import gettext_lazy as _

from leerkring.services.notifications.queries import kinds


class MailForm(forms.Form):
    """Which kinds of notice come by mail."""

    wanted = forms.MultipleChoiceField(
        label=_("Mail me about"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: list(kinds().items()),
    )

    def choices_made(self) -> dict[str, bool]:
        return {kind: kind in self.cleaned_data["wanted"] for kind in kinds()}
