"""Whatever comes into the forms to ask, to keep and to look up: never a fault, and the text stays."""

from typing import Any

from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leerkring.core.entries.states import State
from leerkring.domains.community.models import Contribution
from tests.world import World, asked, client_of, question

WORDS = "Wij proberen het al een tijd."
nasty = st.one_of(
    st.text(max_size=200),
    st.sampled_from(
        [
            "\x00",
            "\u202e\u202d\u2066",
            "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
            "👩🏽\u200d🏫" * 100,
            "<script>alert(1)</script>",
            "{{ 7 }}{% now 'Y' %}",
            " \t\u00a0",
            "x" * 21_000,
            "-1",
            "9" * 40,
            "' OR 1=1 --",
        ]
    ),
)
FIELDS = [
    "kind",
    "title",
    "text",
    "themes",
    "audience",
    "nonce",
    "mark",
    "anonymous",
    "text_format",
    "files_nonce",
]
forms = st.dictionaries(st.sampled_from(FIELDS), nasty, max_size=4)
often = settings(
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@often
@given(
    said=forms, later=st.booleans(), place=st.sampled_from(["", "?ruimte=besloten", "?from=9", "?soort=x"])
)
def test_no_form_to_ask_breaks(world: World, said: dict[str, str], later: bool, place: str) -> None:
    client = client_of(world.member)
    sent: dict[str, Any] = {**asked(text=WORDS), **said, "bewaar" if later else "plaats": "1"}
    response = client.post(f"/vragen/stel/{place}", sent)
    assert response.status_code in (302, 409, 422)
    if response.status_code == 422 and "text" not in said:
        assert WORDS in response.content.decode()
    if response.status_code == 302:
        assert client.get(response["Location"], follow=True).status_code == 200


@often
@given(said=forms, draft=st.sampled_from(["", "?concept=0", "?concept=x", "?concept=99999999999999999999"]))
def test_no_form_that_keeps_itself_breaks(world: World, said: dict[str, str], draft: str) -> None:
    response = client_of(world.member).post(f"/vragen/stel/bewaren/{draft}", {**asked(text=WORDS), **said})
    assert response.status_code in (200, 404, 409, 422)
    if response.status_code in (200, 409, 422):
        assert response.json()["kept"] is (response.status_code == 200)
    assert not Contribution.objects.filter(state=State.PUBLISHED).exists()


@often
@given(said=forms)
def test_no_change_breaks(world: World, said: dict[str, str]) -> None:
    mine = question(world.member, world.platform)
    url = reverse("community:edit", args=[mine.pk])
    response = client_of(world.member).post(url, {**asked(text=WORDS), **said})
    assert response.status_code in (302, 409, 422)
    if response.status_code != 302 and "text" not in said:
        assert WORDS in response.content.decode()


@often
@given(reason=nasty, nonce=nasty)
def test_no_reason_breaks(world: World, reason: str, nonce: str) -> None:
    asked_so = question(world.member, world.platform, is_anonymous=True)
    url = reverse("community:look_up", args=[asked_so.pk])
    response = client_of(world.core_group).post(url, {"reason": reason, "nonce": nonce})
    assert response.status_code in (200, 422)


def test_broken_utf_8_and_a_field_that_comes_twice(world: World) -> None:
    client = client_of(world.member)
    body = b"title=%ff%fe&title=Tweede&text=" + WORDS.encode() + b"&audience=members&kind=question&nonce=x"
    response = client.post("/vragen/stel/", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 422
    assert WORDS in response.content.decode()


def test_two_windows_with_one_draft_lose_nothing(world: World) -> None:
    client, facts = client_of(world.member), asked()
    first = client.post("/vragen/stel/bewaren/", facts).json()
    assert first["kept"]
    client.post("/vragen/stel/bewaren/", {**facts, "title": "Eerste venster", "mark": first["mark"]})
    second = client.post("/vragen/stel/bewaren/", {**facts, "title": "Tweede venster", "mark": first["mark"]})
    assert (second.status_code, second.json()["kept"]) == (409, False)
    page = client.post("/vragen/stel/", {**facts, "title": "Tweede venster", "mark": first["mark"]})
    html = page.content.decode()
    assert page.status_code == 409
    assert "Tweede venster" in html
    assert "Eerste" in html
    assert Contribution.objects.get().title == "Eerste venster"
    chosen = {**facts, "title": "Tweede venster", "mark": page.context["form"]["mark"].value()}
    assert client.post("/vragen/stel/", chosen).status_code == 302
    assert Contribution.objects.get().title == "Tweede venster"


def test_two_windows_that_change_what_is_out_choose(world: World) -> None:
    client, mine = client_of(world.member), question(world.member, world.platform)
    url = reverse("community:edit", args=[mine.pk])
    mark = client.get(url).context["form"]["mark"].value()
    client.post(url, asked(title="Eerste venster", mark=mark))
    page = client.post(url, asked(title="Tweede venster", mark=mark))
    assert page.status_code == 409
    mine.refresh_from_db()
    assert mine.title == "Eerste venster"
    client.post(url, asked(title="Tweede venster", mark=page.context["form"]["mark"].value()))
    mine.refresh_from_db()
    assert mine.title == "Tweede venster"
    history = client_of(world.facilitator).get(reverse("community:history", args=[mine.pk]))
    assert [len(one.title) > 1 for one in history.context["changes"]] == [True, True]


def test_a_question_that_the_back_button_sends_again_is_not_placed_twice(world: World) -> None:
    client, facts = client_of(world.member), asked()
    first = client.post("/vragen/stel/", facts)
    second = client.post("/vragen/stel/", asked(title=facts["title"], text=facts["text"]))
    assert first["Location"] == second["Location"]
    assert facts["nonce"] in first.cookies["arrived"].value
    assert Contribution.objects.count() == 1
