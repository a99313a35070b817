"""The files page of a space: what stands there, for whom, and placing one by itself."""

from pathlib import Path
from uuid import uuid4

import pytest
from pytest_django import Settings

from leerkring.core.entries.models import Attachment
from leerkring.domains.community.models import Contribution
from tests import uploads
from tests.uploads import attached
from tests.world import ROLES, SCOPES, World, answers, client_of, question

pytestmark = pytest.mark.usefixtures("quick_worker")

OPENNESS = {"public": "public", "members": "members", "closed": "space"}


def address(world: World, scope: str = "members") -> str:
    return f"/ruimtes/{world.space(scope).slug}/bestanden/"


def listed(world: World, role: str, url: str) -> str:
    return client_of(world.people.get(role)).get(url).content.decode()


@pytest.mark.parametrize("scope", SCOPES)
def test_everybody_sees_the_files_of_what_they_may_read(scope: str, world: World) -> None:
    entry = question(world.facilitator, world.space(scope), openness=OPENNESS[scope])
    attached(world.facilitator, entry, name="bij-de-vraag.pdf")
    attached(
        world.facilitator, entry, number=answers(entry, world.facilitator)[0].number, name="bij-antwoord.pdf"
    )
    for role in ROLES:
        page = listed(world, role, address(world, scope))
        for name in ("bij-de-vraag.pdf", "bij-antwoord.pdf"):
            assert (name in page) is world.may_know(role, scope), role


def test_what_is_for_the_space_alone_stays_there_also_on_an_open_page(world: World) -> None:
    attached(world.member, question(world.member, world.network, openness="space"))
    assert "plan.pdf" in listed(world, "member", address(world, "public"))
    for role in ("visitor", "neighbour", "administrator", "expert"):
        assert "plan.pdf" not in listed(world, role, address(world, "public"))


def test_drafts_and_what_was_taken_away_are_not_among_them(world: World) -> None:
    draft = question(world.member, world.circle, state="draft", published_at=None, bumped_at=None)
    attached(world.member, draft, name="concept.pdf")
    attached(world.member, question(world.member, world.circle), number=1, is_hidden=True, name="weg.pdf")
    attached(world.member, name="wacht.pdf")
    page = listed(world, "member", address(world))
    assert "Nog geen bestanden" in page


def test_it_is_narrowed_by_kind_and_by_name(world: World) -> None:
    entry = question(world.member, world.circle, title="Wat is een goed stappenplan?")
    attached(world.member, entry, kind="jpeg", name="bord.jpg", description="Plakbriefjes")
    attached(world.member, entry, kind="xlsx", name="uren.xlsx")
    found = {
        "soort=picture": {"bord.jpg"},
        "soort=table": {"uren.xlsx"},
        "naam=UREN": {"uren.xlsx"},
        "naam=plakbrief": {"bord.jpg"},
        "naam=stappenplan": {"bord.jpg", "uren.xlsx"},
        "soort=onzin&naam=%00": {"bord.jpg", "uren.xlsx"},
        "naam=bestaat-niet": set(),
    }
    for query, names in found.items():
        page = listed(world, "member", f"{address(world)}?{query}")
        assert {name for name in ("bord.jpg", "uren.xlsx") if name in page} == names, query


def test_the_newest_comes_first_page_by_page(world: World) -> None:
    entry = question(world.member, world.circle)
    for n in range(35):
        attached(world.member, entry, number=n, name=f"bestand-{n:02}.pdf")
    client = client_of(world.member)
    first = client.get(address(world))
    names = [row["file"].name for row in first.context["rows"]]
    assert names == [f"bestand-{n:02}.pdf" for n in range(34, 4, -1)]
    second = client.get(address(world) + first.context["page"].next_url)
    assert [row["file"].name for row in second.context["rows"]] == [
        f"bestand-{n:02}.pdf" for n in range(4, -1, -1)
    ]


def sent(**facts: object) -> dict[str, object]:
    file = uploads.upload("Stappenplan.docx", uploads.office())
    return {
        "title": "Stappenplan familiegroep",
        "text": "",
        "audience": "space",
        "attachments": [file],
        **facts,
    }


def test_a_member_places_a_file_that_can_be_answered(world: World) -> None:
    client = client_of(world.member)
    page = client.post(address(world) + "nieuw/", sent(), follow=True).content.decode()
    made = Contribution.objects.get()
    assert (made.kind, made.openness, made.space) == ("document", "space", world.circle)
    assert made.attachments.get().name == "Stappenplan.docx"
    assert "Stappenplan.docx" in page
    client_of(world.facilitator).post(f"/bijdragen/{made.pk}/antwoorden/", {"text": "Handig."})
    made.refresh_from_db()
    assert made.reply_count == 1


def test_another_file_under_the_same_words_is_another_document(world: World) -> None:
    client = client_of(world.member)
    for _ in range(2):
        client.post(address(world) + "nieuw/", sent(nonce=str(uuid4())))
    assert Contribution.objects.count() == 2
    assert Attachment.objects.filter(entry=None).count() == 0


def test_the_words_of_a_document_can_change_without_a_theme(world: World) -> None:
    client = client_of(world.member)
    client.post(address(world) + "nieuw/", sent())
    made = Contribution.objects.get()
    page = client.get(f"/vragen/{made.pk}/wijzigen/")
    assert page.status_code == 200
    changed = {"title": "Stappenplan, derde versie", "text": "", "mark": page.context["form"]["mark"].value()}
    assert client.post(f"/vragen/{made.pk}/wijzigen/", changed).status_code == 302
    made.refresh_from_db()
    assert made.title == "Stappenplan, derde versie"


def test_a_document_needs_a_file_and_words_and_keeps_what_came_in(world: World) -> None:
    client = client_of(world.member)
    without = client.post(address(world) + "nieuw/", sent(attachments=[]))
    assert without.status_code == 422
    assert "Kies eerst een bestand" in without.content.decode()
    nameless = client.post(address(world) + "nieuw/", sent(title="  "))
    assert nameless.status_code == 422
    assert "Stappenplan.docx" in nameless.content.decode()
    assert Attachment.objects.get().entry is None


def test_from_a_closed_space_nothing_goes_out(world: World) -> None:
    client = client_of(world.member)
    assert client.post(address(world, "closed") + "nieuw/", sent(audience="members")).status_code == 422
    client.post(address(world, "closed") + "nieuw/", sent())
    assert Contribution.objects.get().openness == "space"


def test_only_who_belongs_places_a_file(world: World) -> None:
    for role in ("neighbour", "administrator", "core_group", "editor"):
        client = client_of(world.people[role])
        assert client.post(address(world) + "nieuw/", sent()).status_code == 404
        assert "Zet er een bestand bij" not in client.get(address(world)).content.decode()


def test_a_document_is_not_among_what_one_can_ask(world: World) -> None:
    page = client_of(world.member).get("/vragen/stel/").content.decode()
    assert 'value="question"' in page
    assert 'value="document"' not in page


def test_a_file_that_cannot_be_looked_at_waits_as_a_draft_and_stays_a_document(
    world: World, settings: Settings, tmp_path: Path
) -> None:
    there, settings.GUARD_SOCKET = settings.GUARD_SOCKET, tmp_path / "nobody.sock"
    client, url = client_of(world.member), f"{address(world)}nieuw/"
    page = client.post(url, sent(), follow=True)
    made = Contribution.objects.get()
    assert made.title in page.content.decode()
    assert (made.kind, made.is_draft) == ("document", True)
    draft = client.get(f"/vragen/{made.pk}/wijzigen/")
    assert "ask-page--other" in draft.content.decode(), "its words are not those of a question"
    shown = draft.context["form"]
    kept = {name: shown[name].value() or "" for name in ("title", "text", "kind", "audience", "mark")}
    assert client.post(f"/vragen/{made.pk}/wijzigen/", kept | {"bewaar": "1"}).status_code == 302
    settings.GUARD_SOCKET = there
    uploads.read_all()
    made.refresh_from_db()
    assert (made.kind, made.is_draft) == ("document", False)
