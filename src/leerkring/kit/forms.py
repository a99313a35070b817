"""Form fields that take what people paste and give back what may be stored."""

import re
from collections.abc import Callable, Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from leerkring.kit.fold import fold
from leerkring.kit.richtext import clean_html, to_plain
from leerkring.kit.text import one_line, tidy
from leerkring.kit.ui.widgets import RichTextarea, TypeAhead

# A bound on the raw input, far above any text that people write: cleaning costs time.
LONGEST_INPUT = 500_000


class OneLineField(forms.CharField):
    """Text on one line: white space collapsed, invisible characters gone."""

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class ByNameField(OneLineField):
    """One of many things, typed or chosen by its name. The value is the thing, or None when left empty.

    `by_name` is set by the form: each thing under the name that people choose. A start that
    fits one name only is enough. Text that fits none is refused with what it resembles.
    """

    widget = TypeAhead
    default_error_messages = {
        "unknown": _("We do not know “%(text)s”. Type the first letters and choose from the list."),
        "several": _("Which one do you mean: %(names)s?"),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)
        self.by_name: dict[str, Any] = {}
        self._names: list[str] = []

    def offer(self, by_name: Mapping[str, Any], beside: Callable[[Any], str] = lambda _thing: "") -> None:
        self.by_name = {name_key(name): thing for name, thing in by_name.items()}
        self.widget.options = [(name, beside(thing)) for name, thing in by_name.items()]
        self._names = list(by_name)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        if exact := self.named(text):
            return exact
        names = self.like(text)
        if len({id(self.by_name[name_key(name)]) for name in names}) == 1:
            return self.by_name[name_key(names[0])]
        code = "several" if names else "unknown"
        message = self.error_messages[code] % {"text": text, "names": ", ".join(names[:5])}
        raise ValidationError(message, code=code)

    def named(self, text: str) -> Any:
        """The thing with exactly this name, or None."""
        return self.by_name.get(name_key(text))

    def like(self, text: str) -> list[str]:
        """The names that begin so; where none does, those in which a word begins so."""
        typed = name_key(text)
        starts = [name for name in self._names if name_key(name).startswith(typed)]
        return starts or [name for name in self._names if f" {typed}" in name_key(name)]


def name_key(name: str) -> str:
    """A name without case, accents and marks between its words: to compare what is typed with it."""
    return " ".join(re.findall(r"\w+", fold(name))) or name


class PlainTextField(forms.CharField):
    """Several lines of plain text."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")


class RichTextField(forms.Field):
    """Bold, lists, quotes and links. The value is clean HTML; `max_length` counts what people read."""

    widget = RichTextarea

    def __init__(self, *, max_length: int, rows: int = 8, **kwargs: Any) -> None:
        self.max_length = max_length
        kwargs.setdefault("widget", RichTextarea(attrs={"rows": rows}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        raw = str(value or "")
        if len(raw) > LONGEST_INPUT:
            raise ValidationError(self._too_long(len(raw)))
        html = clean_html(raw)
        length = len(to_plain(html))
        if self.required and not length:
            raise ValidationError(self.error_messages["required"], code="required")
        if length > self.max_length:
            raise ValidationError(self._too_long(length))
        return html if length else ""

    def _too_long(self, length: int) -> str:
        over = length - self.max_length
        return ngettext(
            "This text is %(over)d character too long. Make it shorter, or split it in two.",
            "This text is %(over)d characters too long. Make it shorter, or split it in two.",
            over,
        ) % {"over": over}


class RevisionForm(forms.Form):
    """A form over words that stand somewhere already, maybe open in two windows at once.

    `seen` is the mark (kit/differences.py) of the words that the writer started from. An action that
    gets it refuses with `ChangedMeanwhileError` when other words stand there now; then the view shows
    both, with `start_from(mark)` so that sending once more is a choice.
    """

    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    @property
    def seen(self) -> str | None:
        """What to give to the action; None in a form that carries no mark."""
        return self.cleaned_data.get("mark") or None

    def start_from(self, mark: str) -> None:
        """Say that the writer knows these words now."""
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix("mark")] = mark
        self.data = data
