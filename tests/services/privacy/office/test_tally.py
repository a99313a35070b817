"""Counts of what people placed all the same: of nobody, and without a word of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils.timezone import now

from leerkring.core.spaces.models import Space
from leerkring.services.privacy.models import Confirmation
from tests.world import ROLES, World, client_of, question

PAGE = reverse("guard:tally")


def confirm(world: World, place: Space, kind: str, reason: str, *, times: int = 1, days: int = 0) -> None:
    entry = question(world.member, place, title="Een heel herkenbare titel")
    Confirmation.objects.bulk_create(
        Confirmation(
            entry_id=entry.pk,
            person=world.member,
            kind=kind,
            length=5,
            mark=f"{n:032x}",
            reason=reason,
            words="Mijn eigen uitleg",
            at=now() - timedelta(days=days),
        )
        for n in range(times)
    )


def tally(world: World, period: str = "") -> Any:
    return client_of(world.administrator).get(PAGE, {"periode": period}).context["tally"]


@pytest.mark.parametrize("role", ROLES[1:])
def test_only_administrators_see_them(world: World, role: str) -> None:
    assert client_of(world.people[role]).get(PAGE).status_code == (200 if role == "administrator" else 404)


def test_it_counts_by_kind_reason_month_and_space(world: World) -> None:
    confirm(world, world.circle, "naam", "public", times=2)
    confirm(world, world.circle, "naam", "nobody")
    confirm(world, world.network, "school", "other", days=70)
    found = tally(world)
    assert found.total == 4
    assert [(str(one.label), one.counts, one.total) for one in found.kinds] == [
        ("Een naam", [2, 0, 1, 0], 3),
        ("Een school", [0, 0, 0, 1], 1),
    ]
    assert sorted(one.total for one in found.months) == [1, 3]
    assert [(one.label, one.total) for one in found.spaces] == [("Kring", 3), ("Netwerk", 1)]
    assert tally(world, "maand").total == 3
    assert tally(world, "onzin").total == 4


def test_it_tells_nobody_no_word_and_no_closed_space(world: World) -> None:
    confirm(world, world.closed, "naam", "other", times=3)
    page = client_of(world.administrator).get(PAGE).content.decode()
    for secret in ("herkenbare titel", "eigen uitleg", world.member.name + "<", f">{world.closed.name}<"):
        assert secret not in page
    found = tally(world)
    assert (found.total, found.spaces, found.hidden) == (3, [], 3)
    assert "Besloten ruimtes samen" in page


def test_it_says_when_words_seem_to_be_missing(world: World) -> None:
    confirm(world, world.circle, "school", "nobody", times=5)
    confirm(world, world.circle, "naam", "nobody", times=4)
    found = {str(one.label): one.mostly_nobody for one in tally(world).kinds}
    assert found == {"Een school": True, "Een naam": False}


def test_long_ago_counts_only_when_asked_for(world: World) -> None:
    confirm(world, world.circle, "naam", "public", days=500)
    assert tally(world).total == 0
    assert tally(world, "alles").total == 1
    assert "Niemand plaatste iets met een reden" in client_of(world.administrator).get(PAGE).content.decode()
