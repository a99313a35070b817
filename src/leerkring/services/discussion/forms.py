from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries.models import Entry
from leerkring.kit.differences import fingerprint
from leerkring.kit.forms import RichTextField

LONGEST_REPLY = 20_000
MOST = 2**63 - 1


class ReplyForm(forms.Form):
    text = RichTextField(
        label=_("What is your experience?"),
        help_text=_("Tell what you did and what it brought. Write so that nobody can be recognised."),
        max_length=LONGEST_REPLY,
        rows=6,
        error_messages={"required": _("Write your answer first. A few sentences are enough.")},
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, required=False)
    citaat = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=MOST, label=_("Quotation")
    )

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs |= _naming(entry)


class ChangeForm(ReplyForm):
    """Changing an answer: with a mark of the text that the writer started from."""

    started_from = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def start_from(self, text: str) -> None:
        """Once the writer saw this text too, the next try replaces it."""
        data = cast("QueryDict", self.data).copy()
        data["started_from"] = fingerprint(text)
        self.data = data


def _naming(entry: Entry) -> dict[str, Any]:
    """For the script that offers people after an @."""
    return {
        "data-mention": reverse("discussion:mentionable", args=[entry.pk]),
        "data-words-mention": _("People you can name"),
        "data-words-nobody": _("Nobody found who may read this."),
    }
