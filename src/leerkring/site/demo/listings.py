"""What people can help with, and a message request that waits."""

from datetime import datetime, timedelta

from leerkring.core.entries.models import Theme
from leerkring.domains.directory.models import Expertise, Listing, MessageRequest
from leerkring.site.demo.chance import asked_at, draw
from leerkring.site.demo.people import Cast

WORDS = {
    "noor.hofstede": "Ik help gezinnen om hun eigen mensen erbij te halen. Bel gerust over een familieplan.",
    "samira.benhaddi": "Ik praat veel met ouders die weinig Nederlands spreken, en werk vaak met tolken.",
    "femke.oosterwold": "Ik zie jonge kinderen en hun ouders. Ik weet hoe je vroeg en gewoon iets bespreekt.",
    "joost.hazelaar": "Ik begeleid leerkringen en deel graag hoe je een eerste bijeenkomst opzet.",
    "hylke.wiarda": "Ik breng mensen bij elkaar die aan dezelfde vraag werken.",
    "wietske.tjalma": "Ik ben huisarts in een dorp. Bel me over korte lijnen met het wijkteam.",
}
"""In the own words of some, by login."""

REQUEST = (
    "Beste Noor, ik las je antwoord over het familiegroepsplan. Wij beginnen er na de zomer mee in "
    "drie wijken. Wil je een half uur met me bellen over hoe jullie de eerste gezinnen vonden?"
)
ANSWERED = "Wil je ons vertellen hoe jullie kring de eerste avond deed? Wij starten er in het voorjaar een."
ANSWER = "Ja, leuk. Ik stuur je het programma van onze eerste bijeenkomst en bel je daarna op."


def load_listings(now: datetime, cast: Cast, themes: dict[int, list[str]]) -> None:
    """Insert what members can help with: two of the themes they follow, for two in three of them."""
    keys = dict(Theme.objects.values_list("slug", "pk"))
    known = {cast.people[login].pk for login in WORDS}
    able = [one for one in cast.members if one.pk in known or draw("helps", one.email) % 3]
    Listing.objects.bulk_create(
        Listing(person=cast.people[login], helps_with=words) for login, words in WORDS.items()
    )
    Expertise.objects.bulk_create(
        Expertise(person=one, theme_id=keys[slug]) for one in able for slug in themes[one.pk][:2]
    )
    _load_requests(now, cast)


def _load_requests(now: datetime, cast: Cast) -> None:
    noor, samira, joost = (cast.people[one] for one in ("noor.hofstede", "samira.benhaddi", "joost.hazelaar"))
    asked, waiting = asked_at(now, 9, "request"), asked_at(now, 1, "request")
    MessageRequest.objects.create(
        sender=samira, receiver=noor, text=REQUEST, sender_email=samira.email, at=waiting
    )
    MessageRequest.objects.create(
        sender=noor,
        receiver=joost,
        text=ANSWERED,
        sender_email=noor.email,
        state="mailing",
        answer=ANSWER,
        receiver_email=joost.email,
        at=asked,
        answered_at=asked + timedelta(hours=20),
    )
