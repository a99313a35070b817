"""Who gets a file, in which shape, and that nothing on the way tells who brought it."""

from typing import Any

import pytest
from django.test import Client

from leerkring.core.entries.models import Attachment
from leerkring.core.spaces.models import Membership
from tests.uploads import attached
from tests.world import ROLES, SCOPES, World, answers, client_of, question

OPENNESS = {"public": "public", "members": "members", "closed": "space"}


def status(client: Client, one: Attachment) -> set[int]:
    addresses = [one.get_absolute_url(), *([one.small_url] if one.small else [])]
    return {client.get(url).status_code for url in addresses}


@pytest.mark.parametrize("scope", SCOPES)
def test_a_file_is_for_who_may_read_its_text(scope: str, world: World) -> None:
    entry = question(world.facilitator, world.space(scope), openness=OPENNESS[scope])
    number = answers(entry, world.facilitator)[0].number
    for one in (
        attached(world.facilitator, entry, kind="jpeg"),
        attached(world.facilitator, entry, number=number),
    ):
        for role in ROLES:
            seen = status(client_of(world.people.get(role)), one)
            assert seen == ({200} if world.may_know(role, scope) else {404}), role


def test_a_draft_and_what_waits_are_for_who_wrote_them(world: World) -> None:
    draft = question(world.member, world.network, state="draft", openness="public", published_at=None)
    for one in (attached(world.member, draft, kind="png"), attached(world.member, kind="png")):
        for role in ROLES:
            expected = 200 if role == "member" else 404
            assert status(client_of(world.people.get(role)), one) == {expected}, role


def test_who_leaves_a_space_gets_its_files_no_longer(world: World) -> None:
    entry = question(world.facilitator, world.closed)
    one, client = attached(world.facilitator, entry), client_of(world.member)
    first = client.get(one.get_absolute_url())
    Membership.objects.filter(space=world.closed, person=world.member).delete()
    again = client.get(one.get_absolute_url(), headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code) == (200, 404)


def test_the_files_of_an_answer_that_is_taken_away_go_with_it_and_come_back(world: World) -> None:
    entry = question(world.facilitator, world.network)
    reply = answers(entry, world.member)[0]
    one, client = attached(world.member, entry, number=reply.number), client_of(world.member)
    client.post(f"/antwoorden/{reply.pk}/weghalen/")
    assert status(client, one) == {404}
    client.post(f"/antwoorden/{reply.pk}/terugzetten/")
    assert status(client, one) == {200}


@pytest.mark.parametrize(("kind", "shown"), [("jpeg", True), ("png", True), ("pdf", True), ("docx", False)])
def test_nothing_in_a_file_can_act_in_a_browser(kind: str, shown: bool, world: World) -> None:
    one = attached(world.member, question(world.member, world.network, openness="public"), kind=kind)
    response = Client().get(one.get_absolute_url())
    assert response["Content-Disposition"].startswith("inline" if shown else "attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert ("sandbox" in response["Content-Security-Policy"]) is (kind != "pdf")
    assert "private" in response["Cache-Control"]
    assert response["Content-Type"] == one.file_kind.content_type


def test_a_name_of_any_letters_arrives(world: World) -> None:
    one = attached(world.member, question(world.member, world.network, openness="public"))
    one.name = "Überblick “gezin” 👩‍👧, deel 1;2.docx"
    one.kind = "docx"
    one.save()
    response = Client().get(one.get_absolute_url())
    assert response.status_code == 200
    assert "filename*=utf-8''%C3%9Cberblick" in response["Content-Disposition"]
    assert Client().get(f"/bijlagen/{one.pk}/anders.docx").status_code == 200


def test_a_browser_asks_again_and_hears_that_nothing_changed(world: World) -> None:
    one = attached(world.member, question(world.member, world.network, openness="public"))
    first = Client().get(one.get_absolute_url())
    assert b"".join(first.streaming_content) == b"abc"  # type: ignore[attr-defined]
    assert Client().get(one.get_absolute_url(), headers={"If-None-Match": first["ETag"]}).status_code == 304
    head = Client().head(one.get_absolute_url())
    assert (head.status_code, head["Content-Length"]) == (200, "3")


def test_a_file_that_is_lost_is_not_found(world: World) -> None:
    one = attached(world.member, question(world.member, world.network, openness="public"))
    one.file.storage.delete(str(one.file.name))
    assert Client().get(one.get_absolute_url()).status_code == 404


def test_what_is_no_picture_has_no_small_one(world: World) -> None:
    one = attached(world.member, question(world.member, world.network, openness="public"))
    assert Client().get(one.small_url).status_code == 404


def test_the_files_of_an_anonymous_question_name_nobody(world: World) -> None:
    asker: Any = world.facilitator
    entry = question(asker, world.circle, is_anonymous=True)
    attached(asker, entry)
    attached(asker, entry, number=answers(entry, asker)[0].number)
    for address in (entry.get_absolute_url(), f"/ruimtes/{world.circle.slug}/bestanden/"):
        page = client_of(world.member).get(address).content.decode()
        assert "plan.pdf" in page
        assert asker.name not in page.split("<main")[1].replace("facilitator@", "")
