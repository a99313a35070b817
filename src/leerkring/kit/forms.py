"""Form fields that take what people paste and give back what may be stored."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
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
