"""As whom you can look along: one person for each role."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from leerkring.core.people.models import Person
from leerkring.kit.manifest import Text
from leerkring.site.demo.people import email_of


@dataclass(frozen=True, slots=True)
class Persona:
    slug: str
    email: str
    name: str
    role: Text
    why: Text


PERSONAS = (
    Persona(
        "noor",
        email_of("noor.hofstede"),
        "Noor Hofstede",
        _("Member"),
        _("Noor asked questions and has answers waiting, follows conversations and keeps two drafts."),
    ),
    Persona(
        "samira",
        email_of("samira.benhaddi"),
        "Samira Benhaddi",
        _("Member who answers"),
        _("Samira works in another region and another organisation, and often knows something."),
    ),
    Persona(
        "femke",
        email_of("femke.oosterwold"),
        "Femke Oosterwold",
        _("Follower"),
        _("Femke mostly reads along: she follows a lot, and asked to join a circle."),
    ),
    Persona(
        "joost",
        email_of("joost.hazelaar"),
        "Joost Hazelaar",
        _("Facilitator"),
        _("Joost looks after a circle and a closed group, and has a request to answer."),
    ),
    Persona(
        "hylke",
        email_of("hylke.wiarda"),
        "Hylke Wiarda",
        _("Core group"),
        _("Hylke watches over the questions that nobody answered yet."),
    ),
    Persona(
        "lotte",
        email_of("lotte.van.beusekom"),
        "Lotte van Beusekom",
        _("Editor"),
        _("Lotte makes what colleagues write into something to read."),
    ),
    Persona(
        "emma",
        email_of("emma.sinnema"),
        "Emma Sinnema",
        _("Administrator"),
        _("Emma sets up networks, and still sees nothing of what a closed group says."),
    ),
    Persona(
        "roos",
        email_of("roos"),
        "Roos",
        _("Experience expert"),
        _("Roos goes by a name of her own choice, and sees one closed group and what is public."),
    ),
    Persona(
        "wietske",
        email_of("wietske.tjalma"),
        "Wietske Tjalma",
        _("Member of another space"),
        _("Wietske belongs to one network only, and sees nothing that others keep to themselves."),
    ),
)


def persona(slug: str) -> Persona | None:
    return next((one for one in PERSONAS if one.slug == slug), None)


def people_to_look_along_with() -> list[Person]:
    """The personas as they are in the database."""
    return list(Person.objects.filter(email__in=[one.email for one in PERSONAS], is_active=True))
