"""Form fields that take what people paste and give back what may be stored."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import ngettext

from leerkring.kit.richtext import clean_html, to_plain
from leerkring.kit.text import one_line, tidy
from leerkring.kit.ui.widgets import RichTextarea

# A bound on the raw input, far above any text that people write: cleaning costs time.
LONGEST_INPUT = 500_000


class OneLineField(forms.CharField):
    """Text on one line: white space collapsed, invisible characters gone."""

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


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
        data = QueryDict(mutable=True)
        data.update(cast(QueryDict, self.data))
        data[self.add_prefix("mark")] = mark
        self.data = data
