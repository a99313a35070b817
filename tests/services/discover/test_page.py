"""The page of results: what narrows it, what stands with each result, and who else is found."""

import re
from html import unescape

import pytest
from django.urls import reverse

from leerkring.core.people.models import Person
from leerkring.domains.community.models import Contribution
from leerkring.services.discover.index import index
from leerkring.services.discover.vocabulary import count_words
from leerkring.services.discussion import actions as talk
from tests.uploads import attached
from tests.world import World, answers, client_of, organisation, question

PAGE = reverse("discover:search")

pytestmark = pytest.mark.usefixtures("words_alone")


@pytest.fixture
def words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leerkring.services.discover.matching.has_meaning", lambda: False)


def titled(world: World, title: str, **facts: object) -> Contribution:
    made = question(world.facilitator, facts.pop("space", world.platform), title=title, **facts)  # type: ignore[arg-type]
    index([made.pk])
    return made


def look(who: Person | None, **query: str) -> str:
    return client_of(who).get(PAGE, query).content.decode()


def results(page: str) -> list[str]:
    return [unescape(href) for href in re.findall(r'class="row__link" href="([^"]*)"', page)]


def narrowings(page: str) -> dict[str, tuple[str, int]]:
    """Each way to narrow the results: its name, with the address and how many it promises."""
    found = re.findall(
        r'<a href="([^"]*)"><span class="facets__label">(.*?)</span> <span class="facets__count">(\d+)', page
    )
    return {unescape(label): (unescape(url), int(count)) for url, label, count in found}


def test_each_filter_leaves_as_many_as_it_promised_and_can_be_taken_off_again(world: World) -> None:
    titled(world, "De paardenstal", themes=world.themes[:1])
    titled(world, "Weer de paardenstal", themes=world.themes[1:3])
    titled(world, "Geleerd in de paardenstal", kind="lesson", themes=world.themes[:1])
    client = client_of(world.member)
    first = look(world.member, q="paardenstal")
    offered = narrowings(first)
    assert {"Vraag", "Les", world.themes[0].name, world.themes[1].name} <= offered.keys()
    for url, count in offered.values():
        narrowed = client.get(url).content.decode()
        assert len(results(narrowed)) == count
    url, _count = offered["Les"]
    off = re.search(r'class="chip chip--on" href="([^"]*)"', client.get(url).content.decode())
    assert off is not None
    assert unescape(off[1]) == f"{PAGE}?q=paardenstal"
    both = look(world.member, q="paardenstal", soort="lesson", thema=world.themes[0].slug)
    assert both.count('class="chip chip--on"') == 2
    assert "Haal alle filters weg" in both
    assert 'type="hidden" name="soort" value="lesson"' in both


def test_filters_count_only_what_the_viewer_may_see(world: World) -> None:
    titled(world, "De paardenstal", openness="public", themes=world.themes[:1])
    titled(world, "Weer de paardenstal", openness="public", kind="lesson")
    titled(world, "De paardenstal van ons netwerk", space=world.closed, themes=world.themes[1:2])
    assert world.themes[1].name not in narrowings(look(world.neighbour, q="paardenstal"))
    assert narrowings(look(world.neighbour, q="paardenstal"))["Vraag"][1] == 1
    assert narrowings(look(None, q="paardenstal"))["Vraag"][1] == 1
    assert narrowings(look(world.expert, q="paardenstal"))["Vraag"][1] == 2


def test_a_filter_with_which_nothing_fits_offers_to_search_in_everything(world: World) -> None:
    titled(world, "De paardenstal")
    page = look(world.member, q="paardenstal", soort="lesson")
    assert results(page) == []
    assert "Zoek in alles" in page
    assert f'href="{PAGE}?q=paardenstal"' in page


def test_a_result_leads_to_the_answer_on_its_own_page_and_names_who_wrote_it(world: World) -> None:
    made = titled(world, "Hoe begin je een gesprek?")
    answers(made, world.member, 34)
    reply = talk.reply(world.neighbour, made, "<p>Ga langs bij de giraf.</p>")
    page = look(world.member, q="giraf")
    assert results(page) == [f"{made.get_absolute_url()}?vanaf=31#antwoord-{reply.number}"]
    assert f"{world.neighbour.name} antwoordde:" in page
    assert f'id="antwoord-{reply.number}"' in client_of(world.member).get(results(page)[0]).content.decode()


def test_who_asked_without_a_name_answers_without_one_in_the_results_too(world: World) -> None:
    made = question(world.member, world.platform, title="Hoe begin je een gesprek?", is_anonymous=True)
    talk.reply(world.member, made, "<p>Ik ging langs bij de giraf.</p>")
    for who in (world.neighbour, world.member):
        page = look(who, q="giraf").split("<main")[1].split("</main")[0]
        assert "De vraagsteller antwoordde:" in page
        assert world.member.name not in page


def test_a_file_is_found_by_its_name_and_stands_with_the_result(world: World) -> None:
    made = titled(world, "Hoe begin je een gesprek?", space=world.closed)
    file = attached(world.facilitator, made, name="Plan_met_de_giraf.pdf")
    index([made.pk])
    page = look(world.expert, q="giraf")
    assert results(page) == [made.get_absolute_url()]
    assert f'href="{file.get_absolute_url()}"' in page
    assert 'Plan_met_de_<mark class="found">giraf</mark>.pdf' in page
    assert results(look(world.neighbour, q="giraf")) == []
    file.is_hidden = True
    file.save()
    index([made.pk])
    assert results(look(world.expert, q="giraf")) == []


def test_the_name_of_somebody_is_no_typing_error(world: World) -> None:
    titled(world, "Wachten op een indicatie")
    count_words()
    assert "We zochten naar “indicatie”" in look(world.member, q="indicattie")
    asked = look(world.member, q="indicattie", letterlijk="1")
    assert "Bedoelde je “indicatie”?" in asked
    assert f'href="{PAGE}?q=indicatie"' in asked
    organisation("Indicattie Zwolle")
    page = look(world.member, q="indicattie")
    assert "Indicattie Zwolle" in page
    assert results(page) == []
    assert "We zochten" not in page
    assert "Bedoelde je" not in page


def test_suggestions_are_options_and_name_people_where_few_titles_fit(world: World) -> None:
    made = titled(world, "Uithuisplaatsing van een baby", openness="public")
    live = {"HX-Request": "true"}
    client, url = client_of(world.member), reverse("discover:suggest")
    page = client.get(url, {"q": "uithuispl"}, headers=live).content.decode()
    assert re.search(rf'role="option" tabindex="-1" href="{made.get_absolute_url()}"', page)
    assert "1 voorstel" in page
    name = world.neighbour.name
    assert world.neighbour.get_absolute_url() in client.get(url, {"q": name}, headers=live).content.decode()
    assert name not in client_of(None).get(url, {"q": name}, headers=live).content.decode()
    assert client.get(url, {"q": "uithuispl"}).headers["Location"] == f"{PAGE}?q=uithuispl"
