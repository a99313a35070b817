from django import forms
from django.utils.translation import gettext_lazy as _

from leerkring.kit.forms import RichTextField

LONGEST_REPLY = 20_000


class ReplyForm(forms.Form):
    text = RichTextField(
        label=_("What is your experience?"),
        help_text=_("Tell what you did and what it brought. Write so that nobody can be recognised."),
        max_length=LONGEST_REPLY,
        rows=6,
        error_messages={"required": _("Write your answer first. A few sentences are enough.")},
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, required=False)
