"""The empty form to answer. It is long and on nearly every page, so it is made once in each language:
from page to page only the entry and the tokens differ, and they are filled in.
"""

from dataclasses import dataclass
from functools import lru_cache
from uuid import uuid4

from django.utils.safestring import SafeString, mark_safe

from leerkring.core.entries.forms import FilesForm
from leerkring.core.entries.models import Entry
from leerkring.core.people.models import Person
from leerkring.kit.ui.fragments import fragment
from leerkring.services.discussion.forms import ReplyForm

_ENTRY = 999_999_999_999_999_999


@dataclass(frozen=True, slots=True)
class _Open:
    """What the template of the form gets, with something recognisable where a page fills in its own."""

    entry: Entry
    form: ReplyForm
    files: FilesForm
    csrf_token: str


def blank(entry: Entry, token: str) -> SafeString:
    """The form to answer this entry; `token` is that of this request, against forgery."""
    made = _open()
    html = str(fragment("discussion/_form.html", made))
    own = {
        _ENTRY: entry.pk,
        made.form.initial["nonce"]: uuid4(),
        made.files.place.nonce: uuid4(),
        made.csrf_token: token,
    }
    for place, value in own.items():
        html = html.replace(str(place), str(value))
    return mark_safe(html)  # noqa: S308  # nosec B308 B703 (numbers and tokens in what a template escaped)


@lru_cache(maxsize=1)
def _open() -> _Open:
    entry = Entry(pk=_ENTRY)
    form = ReplyForm(initial={"nonce": uuid4()}, entry=entry)
    return _Open(entry, form, FilesForm(None, Person()), csrf_token=str(uuid4()))
