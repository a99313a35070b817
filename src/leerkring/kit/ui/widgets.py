"""Form widgets of our own."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.templatetags.static import static
from django.utils.translation import gettext as _

from leerkring.kit import richtext
from leerkring.kit.text import one_line


class RichTextarea(forms.Textarea):
    """A plain textarea that a script turns into a small text editor.

    The form gets HTML either way: without the script the field's companion
    `<name>_format` stays "plain" and the typed text becomes paragraphs.
    Belongs to `kit.forms.RichTextField`, which cleans what comes in.
    """

    template_name = "ui/widgets/rich_textarea.html"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"rows": 6, **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        html = richtext.clean_html(value or "")
        context = super().get_context(name, richtext.to_plain(html), attrs)
        context["widget"]["format_name"] = f"{name}_format"
        context["widget"]["attrs"].update(_for_the_script(name, html))
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:  # noqa: ARG002
        text = data.get(name) or ""
        return text if data.get(f"{name}_format") == "html" else richtext.from_plain(text)


def _for_the_script(name: str, html: str) -> dict[str, str]:
    return {
        "data-rich-text": "plain",
        "data-html": html,
        "data-format": f"{name}_format",
        "data-sprite": static("ui/icons.svg"),
        "data-words-bar": _("Text style"),
        "data-words-bold": _("Bold"),
        "data-words-list": _("List"),
        "data-words-numbers": _("Numbered list"),
        "data-words-quote": _("Quotation"),
        "data-words-link": _("Link"),
        "data-words-address": _("Address of the link"),
        "data-words-add": _("Add the link"),
        "data-words-remove": _("Remove the link"),
        "data-words-pictures": _("A picture cannot stand in the text. Add it as an attachment."),
    }


class LargeLine(forms.Textarea):
    """One sentence, written large; it grows when the sentence is long."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"rows": 1, "class": "input--large", **(attrs or {})})

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:  # noqa: ARG002
        return one_line(data.get(name) or "")


class Chips(forms.RadioSelect):
    """One choice out of a few, as chips."""


class ManyChips(forms.CheckboxSelectMultiple):
    """Several choices out of a few, as chips."""


class TypeAhead(forms.TextInput):
    """A line to type in that offers what fits; without such help it is a plain line.

    `options` is set by the field: pairs of what is filled in and a word beside it. With a `source`
    those are only the first: that address answers with the options that fit what is typed
    (`ui/widgets/options.html`).
    """

    template_name = "ui/widgets/type_ahead.html"
    options: Iterable[tuple[str, str]] = ()
    source: Any = ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        own = context["widget"]["attrs"]
        own |= {"list": f"{own.get('id', name)}_options", "autocomplete": "off"}
        if self.source:
            own |= {"hx-get": str(self.source), "hx-target": f"#{own['list']}", "hx-sync": "this:replace"}
            own |= {"hx-trigger": "input changed delay:200ms", "hx-swap": "innerHTML"}
        context["widget"]["options"] = self.options
        return context
