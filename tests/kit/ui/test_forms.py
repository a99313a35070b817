from collections.abc import Callable, Iterator

import pytest
from django import forms
from django.utils import translation

from leerkring.kit.forms import RichTextField
from leerkring.kit.ui.widgets import Chips, LargeLine

Render = Callable[..., str]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


class QuestionForm(forms.Form):
    title = forms.CharField(label="Vraag", widget=LargeLine, help_text="In één zin.")
    text = RichTextField(label="Verhaal", max_length=500, required=False)
    theme = forms.ChoiceField(label="Thema", widget=Chips, choices=[("a", "Eén"), ("b", "Twee")])
    mail = forms.BooleanField(label="Mail mij", required=False)
    nonce = forms.CharField(widget=forms.HiddenInput, required=False)


def test_label_help_and_error_belong_to_the_input(render: Render) -> None:
    html = render('<c-field :field="form.title" />', form=QuestionForm({}))
    assert '<label class="utrecht-form-label" for="id_title">Vraag' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert "optional" not in html


def test_what_may_stay_empty_says_so(render: Render) -> None:
    form = QuestionForm()
    assert "(optional)" in render('<c-field :field="form.text" />', form=form)
    assert "(optional)" not in render('<c-field :field="form.text" quiet="1" />', form=form)


def test_a_choice_is_a_named_group(render: Render) -> None:
    html = render('<c-field :field="form.theme" />', form=QuestionForm(initial={"theme": "b"}))
    assert "<fieldset" in html
    assert "<legend" in html
    assert html.count('type="radio"') == 2
    assert html.count(" checked") == 1


def test_a_hidden_field_is_only_itself(render: Render) -> None:
    html = render('<c-field :field="form.nonce" />', form=QuestionForm(initial={"nonce": "x"}))
    assert html.strip().startswith('<input type="hidden"')
    assert "<label" not in html


def test_the_summary_leads_to_every_wrong_field(render: Render) -> None:
    html = render('<c-form-errors :form="form" />', form=QuestionForm({}))
    assert 'role="alert"' in html
    assert 'href="#id_title"' in html
    assert 'href="#id_theme"' in html
    assert render('<c-form-errors :form="form" />', form=QuestionForm()).strip() == ""


def test_a_form_printed_by_another_package_wears_our_components() -> None:
    html = str(QuestionForm({}))
    assert html.count("utrecht-form-field ") >= 3
    assert "Something is not right yet" in html
    assert str(QuestionForm()["title"].as_field_group()).strip().startswith("<div")


def test_rich_text_without_a_script_becomes_paragraphs() -> None:
    form = QuestionForm({"title": "x", "theme": "a", "text": "Een <b>\n\nTwee", "text_format": "plain"})
    assert form.is_valid()
    assert form.cleaned_data["text"] == "<p>Een &lt;b&gt;</p><p>Twee</p>"


def test_rich_text_with_the_script_is_html_and_clean() -> None:
    typed = "<p>Een <strong>twee</strong><script>alert(1)</script></p>"
    form = QuestionForm({"title": "x", "theme": "a", "text": typed, "text_format": "html"})
    assert form.is_valid()
    assert form.cleaned_data["text"] == "<p>Een <strong>twee</strong></p>"


def test_rich_text_shows_plain_words_and_keeps_the_style_for_the_script() -> None:
    html = str(QuestionForm(initial={"text": "<p>Een <strong>twee</strong></p>"})["text"])
    assert "Een twee</textarea>" in html
    assert "&lt;strong&gt;twee" in html
    assert 'name="text_format" value="plain"' in html


def test_a_line_stays_a_line() -> None:
    form = QuestionForm({"title": " Een\r\n twee ", "theme": "a"})
    assert form.is_valid()
    assert form.cleaned_data["title"] == "Een twee"
