"""Every component in every state, on one page: for who builds, and for who judges."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from leerkring.kit.differences import Version, changes
from leerkring.kit.forms import RichTextField
from leerkring.kit.ui.tones import TONES
from leerkring.kit.ui.widgets import Chips, LargeLine, ManyChips

THEMES = [
    ("zon", "Normaliseren", 11),
    ("koraal", "Kwetsbare gezinnen", 18),
    ("zee", "Integraal werken", 14),
    ("lucht", "Leren & implementeren", 6),
]


class SampleForm(forms.Form):
    """One field of every kind."""

    title = forms.CharField(label="Je vraag in één zin", widget=LargeLine, max_length=160)
    text = RichTextField(
        label="Vertel kort wat er speelt",
        help_text="Wat gebeurt er, wat heb je al geprobeerd? Laat namen en andere herkenbare dingen weg.",
        max_length=2000,
    )
    theme = forms.ChoiceField(
        label="Bij welke leerkring past dit?",
        widget=Chips,
        choices=[(tone, name) for tone, name, _ in THEMES],
    )
    followed = forms.MultipleChoiceField(
        label="Welke thema’s wil je volgen?",
        widget=ManyChips,
        choices=[(tone, name) for tone, name, _ in THEMES],
        required=False,
    )
    place = forms.ChoiceField(
        label="Gemeente", choices=[("", "Kies je gemeente"), ("d", "Deventer"), ("g", "Gouda")]
    )
    email = forms.EmailField(label="E-mailadres", help_text="Hier sturen we je inlogcode naartoe.")
    code = forms.CharField(label="Code", widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}))
    role = forms.ChoiceField(
        label="Hoe doe je mee?",
        widget=forms.RadioSelect,
        choices=[
            ("a", "Als professional"),
            ("b", "Als vrijwilliger"),
            ("c", "Als ouder of jongere, op uitnodiging"),
        ],
    )
    digest = forms.BooleanField(
        label="Stuur mij elke week een overzicht",
        help_text="Je kunt dit altijd weer uitzetten.",
        required=False,
    )
    note = forms.CharField(label="Opmerking", widget=forms.Textarea(attrs={"rows": 3}), required=False)


FILLED = {
    "title": "Welke gemeente geeft een langere indicatie bij een levenslange hulpvraag?",
    "text": "<p>Ik werk in de <strong>toegang</strong>. Elk jaar opnieuw is er een indicatie nodig.</p>"
    "<ul><li>We belden de wijk.</li><li>We schreven een brief.</li></ul>",
    "theme": "koraal",
    "followed": ["koraal", "zee"],
    "place": "d",
    "email": "noor@voorbeeld.nl",
    "code": "K7Q2MX",
    "role": "a",
    "digest": True,
}


def _person(name: str, tone: str, facts: str) -> SimpleNamespace:
    return SimpleNamespace(name=name, tone=tone, facts=facts)


PEOPLE = [
    _person("Fenna", "koraal", "ambulant begeleider, Midden-Holland"),
    _person("Jan Willem", "lucht", "jeugdarts, Gouda"),
    _person("Ilse", "zee", "gedragswetenschapper, Holland Rijnland"),
    _person("Bas", "zon", "wijkagent, Zwolle"),
    _person("Hakim", "groen", "jongerenwerker, Leiden"),
    _person("Anouk", "aubergine", "kinderrechter, Den Haag"),
    _person("Thijs", "lucht", "intern begeleider, Gouda"),
]


STEPS = [
    ("Vraag", "done"),
    ("Onderzoek", "done"),
    ("Tussenstand", "now"),
    ("Advies", "todo"),
    ("In de praktijk", "todo"),
]
SIMILAR = [
    {
        "title": "Hoe kies je samen met een jongere een JIM?",
        "href": "#",
        "state": "round",
        "count": 6,
        "note": "‘Laat de jongere zelf bellen.’",
    },
    {
        "title": "Eén gezin, één plan: wie schrijft het?",
        "href": "#",
        "state": "reactions",
        "count": 4,
        "note": "4 antwoorden, nog niet rond",
    },
    {
        "title": "Wanneer stopt de rol van de gezinsvoogd in het team?",
        "href": "#",
        "state": "open",
        "count": 0,
        "note": "Sluit je aan bij deze vraag",
    },
]

WORDINGS = [
    ("Wie heeft ervaring met een JIM?", "<p>Wij beginnen ermee. Wat werkt?</p>"),
    ("Wie heeft ervaring met een JIM in de wijk?", "<p>Wij zijn ermee begonnen. Wat werkt bij jullie?</p>"),
]


def _samples() -> dict[str, Any]:
    now = timezone.now()
    return {
        "tones": TONES,
        "people": PEOPLE,
        "states": [("open", 0), ("reactions", 4), ("round", 3), ("none", 0)],
        "circles": [
            {"tone": tone, "label": name, "count": count, "href": "#"} for tone, name, count in THEMES
        ],
        "crumbs": [("Vragen", "#"), ("Integraal werken", "#"), ("Deze vraag", "")],
        "page": SimpleNamespace(previous_url="#", next_url="#"),
        "first_page": SimpleNamespace(previous_url="", next_url="#"),
        "steps": STEPS,
        "similar": SIMILAR,
        "seeds": ["de-specialist", "samen-voor-jeugd", "levenslang", "normaliseren"],
        "moments": [now, now - timedelta(hours=3), now - timedelta(days=2), now - timedelta(weeks=5)],
        "changes": changes([Version(now, *words) for words in WORDINGS]),
        "empty_form": SampleForm(),
        "filled_form": SampleForm(initial=FILLED, prefix="filled"),
        "wrong_form": SampleForm({"wrong-email": "noor@", "wrong-title": ""}, prefix="wrong"),
    }


def gallery(request: HttpRequest) -> HttpResponse:
    if "toast" in request.GET:
        messages.success(request, "Je antwoord staat erbij. Fenna krijgt bericht.")
        messages.warning(request, "Je concept is bewaard, maar nog niet geplaatst.")
    return render(request, "ui/gallery.html", _samples())
