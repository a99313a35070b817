"""Every page a person can come across, and the way there."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Response

from tests.e2e.windows import Window

NOOR, JOOST, EMMA, VISITOR = "Noor Hofstede", "Joost Hazelaar", "Emma Sinnema", ""
NOORS_MAIL = "noor.hofstede@demo.leerkring.example"
CIRCLE = "/ruimtes/kwetsbare-gezinnen/"
SUBMIT = "it => HTMLFormElement.prototype.submit.call(it)"


@dataclass(frozen=True, slots=True)
class Place:
    """`way` is an address, or walks there; `phone`: one of the main pages, looked at on a phone too."""

    name: str
    way: str | Callable[[Window], Response]
    person: str = VISITOR
    status: int = 200
    phone: bool = False

    def enter(self, window: Window) -> Response:
        return window.go(self.way) if isinstance(self.way, str) else self.way(window)


def first(listing: str) -> Callable[[Window], Response]:
    """The first thing in a list."""

    def walk(window: Window) -> Response:
        window.go(listing)
        with window.page.expect_navigation() as leaving:
            window.page.locator("main ul.rows a").first.click()
        return leaving.value

    return walk


def _then(way: Callable[[Window], Response], link: str) -> Callable[[Window], Response]:
    def walk(window: Window) -> Response:
        way(window)
        with window.page.expect_navigation() as leaving:
            window.page.locator("main").get_by_role("link", name=link).first.click()
        return leaving.value

    return walk


def _home(card: str) -> Callable[[Window], Response]:
    """What stands first in a card at the side of the member's home page."""

    def walk(window: Window) -> Response:
        window.go("/")
        with window.page.expect_navigation() as leaving:
            window.page.get_by_role("region", name=card).get_by_role("link").first.click()
        return leaving.value

    return walk


def sent(form: str, way: Callable[[Window], object], change: str = "") -> Callable[[Window], Response]:
    """A form sent as it is (past the browser's own checks), after a change to it."""

    def walk(window: Window) -> Response:
        way(window)
        shape = window.page.locator(form).first
        if change:
            shape.evaluate(f"it => {{ {change} }}")
        with window.page.expect_navigation() as leaving:
            shape.evaluate(SUBMIT)
        return leaving.value

    return walk


def _asked_for_code(path: str, email: str) -> Callable[[Window], Response]:
    def walk(window: Window) -> Response:
        window.page.context.clear_cookies()  # who asked for a code already is led to it
        window.go(path)
        window.page.get_by_label("Je mailadres").fill(email)
        with window.page.expect_navigation() as leaving:
            window.page.get_by_role("button", name="Mail mij een code").click()
        return leaving.value

    return walk


def _too_often(window: Window) -> Response:
    """More sign-ups in a minute than anybody needs; none of them is one."""
    window.page.context.clear_cookies()
    window.go("/account/meedoen/")
    send = "fetch(it.action, {method: 'POST', body: new FormData(it)})"
    often = f"it => Promise.all(Array.from({{length: 25}}, () => {send}))"
    form = window.page.locator("main form")
    form.evaluate(often)
    with window.page.expect_navigation() as leaving:
        form.evaluate(SUBMIT)
    response = leaving.value
    window.faults.clear()  # the refusals before
    return response


def _unsubscribe(window: Window) -> Response:
    """By the link in a mail about a conversation."""
    window.go("/demo/post/")
    mails = window.page.locator("main ul.rows li").filter(has_text=re.compile("antwoord|rond"))
    while not mails.count():  # other journeys may have sent a page full of codes since
        with window.page.expect_navigation():
            window.page.locator("main a[rel=next]").click()
    mails.first.get_by_role("link").click()
    link = window.page.locator("pre a[href*=afmelden]").first.get_attribute("href")
    assert link
    return window.go(link)


def _proof_asked(window: Window) -> Response:
    """The page where the mailed code goes; asked again only when none is on its way."""
    response = window.go("/account/veiligheid/bevestigen/")
    if not window.page.locator("main input[name=code]").count():
        with window.page.expect_navigation() as leaving:
            window.page.get_by_role("button", name="Mail mij een code").click()
        response = leaving.value
    return response


def _proven(path: str) -> Callable[[Window], Response]:
    """A page behind the question whether it is really you."""

    def walk(window: Window) -> Response:
        response = window.go(path)
        if window.path() == path:
            return response
        _proof_asked(window)
        window.go("/demo/post/")
        code = re.search(r"[A-Z]{4}-[A-Z]{4}", window.page.locator("main").inner_text())
        assert code
        window.go(f"/account/veiligheid/bevestigen/?next={path}")
        window.page.locator("main input[name=code]").fill(code[0])
        with window.page.expect_navigation() as leaving:
            window.page.get_by_role("button", name="Verder").click()
        return leaving.value

    return walk


def _invitation(window: Window) -> Response:
    """By the link that a facilitator copied."""
    window.look_along_as(JOOST)
    window.go(f"{CIRCLE}uitnodigen/")
    address = window.page.get_by_label("De link").first.input_value()
    window.look_along_as("Bezoeker")
    return window.go(urlsplit(address).path)


_open = first("/vragen/?stand=open")
_login_code = _asked_for_code("/account/inloggen/", NOORS_MAIL)
_own_thread = _home("Antwoorden aan jou")


def _request_to(name: str) -> Callable[[Window], Response]:
    return _then(first(f"/mensen/?zoek={name}"), "Stuur een berichtverzoek")


HOURS, NO_TIME = "main form.hours", "it.elements.start.value = it.elements.end.value"
_OWN_RECOGNISED = "it.action = it.action.replace('antwoorden', 'speelt-ook')"

PLACES = [
    Place("bezoeker", "/", phone=True),
    Place("meer", "/meer/", phone=True),
    Place("zo-werkt-het", "/zo-werkt-het/"),
    Place("privacy", "/privacy/"),
    Place("toegankelijkheid", "/toegankelijkheid/"),
    Place("broncode", "/broncode/"),
    Place("vragen-bezoeker", "/vragen/"),
    Place("vraag-bezoeker", _open),
    Place("ruimtes-bezoeker", "/ruimtes/"),
    Place("inloggen", "/account/inloggen/", phone=True),
    Place("inloggen-fout", sent("main form", lambda window: window.go("/account/inloggen/")), status=200),
    Place("inloggen-code", _login_code),
    Place("inloggen-code-fout", sent("main form", _login_code, "it.elements.code.value = 'FOUT'")),
    Place("meedoen", "/account/meedoen/"),
    Place("meedoen-code", _asked_for_code("/account/meedoen/", "nieuw.lid@example.org")),
    Place("afmelden", _unsubscribe),
    Place("galerij", "/galerij/", phone=True),
    Place("post", "/demo/post/"),
    Place("mail", first("/demo/post/")),
    Place("niet-gevonden", "/bestaat-niet/", status=404),
    Place("te-vaak", _too_often, status=429),
    Place("start", "/", NOOR, phone=True),
    Place("vragen", "/vragen/", NOOR, phone=True),
    Place("vragen-leeg", "/vragen/?soort=lesson&regio=JZ07&stand=open", NOOR),
    Place("vraag-open", _open, NOOR, phone=True),
    Place("vraag-rond", first("/vragen/?stand=rond"), NOOR, phone=True),
    Place("vraag-eigen", _own_thread, NOOR),
    Place("vraag-besloten", first("/vragen/?ruimte=terugkijken"), JOOST),
    Place("stel-vraag", "/vragen/stel/", NOOR, phone=True),
    Place("concepten", "/vragen/concepten/", NOOR, phone=True),
    Place(
        "stel-vraag-fout",
        sent("main form", lambda window: window.go("/vragen/stel/")),
        NOOR,
        422,
        phone=True,
    ),
    Place("wijzigen", _then(_own_thread, "Pas aan"), NOOR),
    Place("concept", _home("Jouw concepten"), NOOR),
    Place("antwoord-fout", sent("main form.form--reply", _open), NOOR, 422),
    Place("ruimtes", "/ruimtes/", NOOR, phone=True),
    Place("ruimte", "/ruimtes/werkplaats-samen/", NOOR, phone=True),
    Place("ruimte-besloten", "/ruimtes/terugkijken/", JOOST),
    Place("leden", f"{CIRCLE}leden/", JOOST),
    Place("bestanden", f"{CIRCLE}bestanden/", JOOST, phone=True),
    Place("bestanden-leeg", f"{CIRCLE}bestanden/?naam=bestaat-niet", JOOST),
    Place("bestand-erbij", f"{CIRCLE}bestanden/nieuw/", JOOST, phone=True),
    Place(
        "bestand-erbij-fout",
        sent("main form", lambda window: window.go(f"{CIRCLE}bestanden/nieuw/")),
        JOOST,
        422,
    ),
    Place("aanvragen", f"{CIRCLE}aanvragen/", JOOST),
    Place("uitnodigen", f"{CIRCLE}uitnodigen/", JOOST, phone=True),
    Place("lid", _then(lambda window: window.go(f"{CIRCLE}leden/"), "Pas aan"), JOOST),
    Place("ruimte-aanpassen", f"{CIRCLE}aanpassen/", JOOST),
    Place("ruimte-inrichten", f"{CIRCLE}inrichten/", JOOST, phone=True),
    Place("weggaan", f"{CIRCLE}weggaan/", JOOST),
    Place("uitnodiging", _invitation, phone=True),
    Place("uitnodiging-voorbij", "/uitnodiging/1.x/", status=404),
    Place("ruimte-nieuw", "/ruimtes/nieuw/", EMMA),
    Place("welkom", "/welkom/", NOOR, phone=True),
    Place("berichten", "/berichten/", NOOR, phone=True),
    Place("berichten-nieuw", "/berichten/?alleen=nieuw", NOOR),
    Place("voorkeuren", "/berichten/voorkeuren/", NOOR, phone=True),
    Place(
        "mailuren-fout", sent(HOURS, lambda window: window.go("/berichten/voorkeuren/"), NO_TIME), NOOR, 422
    ),
    Place("post-mislukt", "/berichten/post/", EMMA),
    Place("profiel", "/mijn-profiel/", NOOR, phone=True),
    Place(
        "profiel-fout",
        sent("main form", lambda window: window.go("/mijn-profiel/"), "it.elements.name.value = ''"),
        NOOR,
        422,
    ),
    Place("mailadressen", "/account/mailadressen/", NOOR),
    Place("mensen", "/mensen/", NOOR, phone=True),
    Place("mensen-leeg", "/mensen/?zoek=zzzz", NOOR),
    Place("mens", first("/mensen/?zoek=samira"), NOOR, phone=True),
    Place("mens-zelf", first("/mensen/?zoek=noor"), NOOR),
    Place("mens-vroeg", _then(first("/mensen/?zoek=noor"), "Alle antwoorden"), NOOR),
    Place("organisaties-bezoeker", "/organisaties/"),
    Place("organisatie", first("/organisaties/?zoek=wijkteam+zwolle"), NOOR),
    Place("organisatie-bezoeker", first("/organisaties/")),
    Place("samenvoegen", _then(first("/organisaties/?zoek=wijkteam+zwolle"), "Voeg samen"), EMMA),
    Place("berichtverzoeken", "/berichtverzoeken/", NOOR, phone=True),
    Place("berichtverzoek", first("/berichtverzoeken/"), NOOR),
    Place("berichtverzoek-fout", sent("main form.form", first("/berichtverzoeken/")), NOOR, 422),
    Place("berichtverzoek-verstuurd", first("/berichtverzoeken/?kant=verstuurd"), NOOR),
    Place("stuur-berichtverzoek", _request_to("wietske"), NOOR, phone=True),
    Place("stuur-berichtverzoek-fout", sent("main form", _request_to("wietske")), NOOR, 422),
    Place("veiligheid", "/account/veiligheid/", NOOR, phone=True),
    Place("veiligheid-bevestigen", "/account/veiligheid/bevestigen/", NOOR),
    Place(
        "veiligheid-bevestigen-fout",
        sent("main form", _proof_asked, "it.elements.code.value = 'X'"),
        NOOR,
        422,
    ),
    Place("passkey-nieuw", _proven("/account/veiligheid/passkeys/nieuw/"), NOOR),
    Place("tweede-stap", _proven("/account/veiligheid/twee-stappen/"), NOOR),
    Place("uitloggen", "/account/uitloggen/", NOOR),
    Place("mag-niet", sent("main form.form--reply", _own_thread, _OWN_RECOGNISED), NOOR, 403),
    Place(
        "te-lang-open",
        sent("main form[action$='volgen/']", _open, "it.elements.csrfmiddlewaretoken.value = 'x'"),
        NOOR,
        403,
    ),
]
