from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from leerkring.core.entries import actions
from leerkring.core.entries.attaching import MOST_FILES, TOO_MANY, Files, Place, files_at
from leerkring.core.entries.models import Attachment, Entry
from leerkring.core.people.models import Person
from leerkring.kit.files.kinds import ACCEPTED
from leerkring.kit.text import one_line

LONGEST_DESCRIPTION = 200


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:  # noqa: ARG002
        return files.getlist(name) if hasattr(files, "getlist") else []


class ManyFilesField(forms.Field):
    widget = ManyFiles


class FilesForm(forms.Form):
    """The files of another form. They come in when it is sent, and stay also when the rest has a fault.

    `entry` and `number` are for changing something that is there already.
    """

    attachments = ManyFilesField(
        label=_("Attachments"),
        help_text=_(
            "Pdf, Word, Excel, PowerPoint, OpenDocument or pictures. At most 5 files of 15 MB each. "
            "We take out who made a file and where a photo was taken; what stands in it everybody can read."
        ),
        required=False,
        widget=ManyFiles(attrs={"accept": ACCEPTED, "class": "attach__input"}),
    )

    def __init__(
        self,
        request: HttpRequest | None,
        by: Person,
        *,
        nonce: UUID | None = None,
        entry: Entry | None = None,
        number: int = 0,
        required: bool = False,
    ) -> None:
        """Without a request, or with a GET, the form is empty."""
        post = QueryDict()
        if request is not None and request.method == "POST":
            post = request.POST
            super().__init__(post, request.FILES)
        else:
            super().__init__()
        found = _uuid(post.get("files_nonce"))
        known = found or nonce
        self.by = by
        self.resumed = known is not None
        self.place = Place(known, entry, number) if known else Place(entry=entry, number=number)
        self.removed = _numbers(post.getlist("remove_file"))
        self.needed = required
        self.descriptions = _descriptions(post)

    def clean_attachments(self) -> None:
        errors = []
        for upload in self.files.getlist("attachments"):
            try:
                actions.bring_file(self.by, self.place, upload, removed=self.removed)
            except ValidationError as refused:
                errors.append(refused)
        staying = sum(not one.is_removed for one in self.kept)
        if staying > MOST_FILES:
            errors.append(ValidationError(TOO_MANY, params={"most": MOST_FILES}))
        if self.needed and not errors and not staying:
            errors.append(ValidationError(_("Choose a file first."), code="required"))
        if errors:
            raise ValidationError(errors)

    @cached_property
    def kept(self) -> list[Attachment]:
        """What is there, in the state in which the form was sent."""
        if not self.is_bound and self.place.entry is None and not self.resumed:
            return []
        rows = list(files_at(self.by, self.place))
        for one in rows:
            one.is_removed = one.pk in self.removed
            one.description = self.descriptions.get(one.pk, one.description)
        return rows

    @property
    def result(self) -> Files:
        """What an action has to do with them."""
        return Files(self.place.nonce, self.removed, self.descriptions)

    @property
    def so_far(self) -> Files:
        """What a draft that keeps itself does with them: a tick can still be cleared, so nothing goes out."""
        return Files(self.place.nonce, frozenset(), self.descriptions)


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _numbers(texts: list[str]) -> frozenset[int]:
    return frozenset(int(one) for one in texts if one.isascii() and one.isdigit() and len(one) < 18)


def _descriptions(post: QueryDict) -> dict[int, str]:
    found = {}
    for name, text in post.items():
        for number in _numbers([name.removeprefix("describe-")]):
            found[number] = one_line(str(text))[:LONGEST_DESCRIPTION]
    return found
