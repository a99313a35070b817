"""What is said about each kind of personal data: what it is, why it matters, and neutral words instead."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leerkring.kit.pii.kinds import Kind
from leerkring.services.privacy.queries import UNREAD

Text = str | Promise


_BOY, _GIRL, _NAMELESS = _("a boy of 14"), _("a girl of 14"), _("[name]")
_TAKE_OUT = ""
_ROLES: tuple[tuple[str, tuple[Text, ...]], ...] = (
    ("zoon|zoontje|jongen|broer|broertje|kleinzoon|pleegzoon|neefje", (_TAKE_OUT, _BOY, _NAMELESS)),
    ("dochter|dochtertje|meisje|zus|zusje|kleindochter|pleegdochter|nichtje", (_TAKE_OUT, _GIRL, _NAMELESS)),
    ("kind|cliënt|client|leerling|jongere|baby|peuter|kleuter|puber", (_TAKE_OUT, _BOY, _GIRL, _NAMELESS)),
    (
        "moeder|vader|mama|papa|ouder|oma|opa|stiefvader|stiefmoeder|pleegmoeder|pleegvader|tante|oom|collega|juf",
        (_TAKE_OUT, _NAMELESS),
    ),
)
"""After a word that says who it is, the name itself adds nothing: it can simply go."""


@dataclass(frozen=True, slots=True)
class About:
    label: Text
    why: Text
    instead: tuple[Text, ...]


ABOUT: dict[str, About] = {
    Kind.NAME: About(
        _("A name"),
        _("With a name everybody knows whom this is about."),
        (_BOY, _GIRL, _("the mother"), _NAMELESS),
    ),
    Kind.BSN: About(
        _("A citizen service number"),
        _("This number belongs to one person."),
        (_("[number]"),),
    ),
    Kind.IBAN: About(
        _("A bank account number"),
        _("This number belongs to one person."),
        (_("[account number]"),),
    ),
    Kind.PHONE: About(
        _("A phone number"),
        _("Everybody who reads along can call it."),
        (_("[phone number]"),),
    ),
    Kind.EMAIL: About(
        _("A mail address"),
        _("Everybody who reads along can use it, and it often holds a name."),
        (_("[mail address]"),),
    ),
    Kind.POSTCODE: About(
        _("A postcode"),
        _("A postcode with a number is one front door."),
        (_("[postcode]"), _("in the region")),
    ),
    Kind.ADDRESS: About(
        _("An address"),
        _("With a street everybody knows where somebody lives."),
        (_("[address]"), _("in the neighbourhood")),
    ),
    Kind.BIRTH: About(
        _("A date of birth"),
        _("An age says enough, and nobody can be found by it."),
        (_("14 years old"), _("[date of birth]")),
    ),
    Kind.CASE: About(
        _("A case number"),
        _("With this number a file can be found."),
        (_("[case number]"),),
    ),
    Kind.HANDLE: About(
        _("A user name"),
        _("With a user name somebody can be found at once."),
        (_("[user name]"),),
    ),
    Kind.PLATE: About(
        _("A number plate"),
        _("A number plate belongs to one owner."),
        (_("[number plate]"), _("a car")),
    ),
    Kind.SCHOOL: About(
        _("A school"),
        _("Together with an age, a school often says who it is."),
        (_("a primary school"), _("a secondary school"), _("[school]")),
    ),
    Kind.RARE: About(
        _("A rare combination"),
        _("In a small place people know who this is."),
        (_("a small place"), _("in the region")),
    ),
    UNREAD: About(
        _("A file that we could not look through"),
        _("It has pictures of text, too much text, or very many names. Look yourself."),
        (),
    ),
}


def instead_of(kind: str, before: str) -> tuple[Text, ...]:
    """Neutral words, also "" for none at all, for what stands after `before`."""
    if kind == Kind.NAME:
        for roles, words in _ROLES:
            if re.search(rf"\b(?:{roles}),? $", before[-30:], re.IGNORECASE):
                return words
    return ABOUT[kind].instead
