"""Words that stand only in a file are found, by who may see that file, for as long as it is there."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from leerkring.core.entries.models import Attachment, AttachmentText
from leerkring.core.entries.tasks import read_files
from leerkring.domains.community.models import Contribution
from leerkring.services.discover import queries
from leerkring.services.discover.index import Distinct, index
from leerkring.services.discover.models import IndexRow
from leerkring.services.discover.queries import Wish
from leerkring.services.discussion import actions as talk
from leerkring.services.discussion.models import Reply
from tests import uploads
from tests.uploads import attached, read_all
from tests.world import World, asked, client_of, question

PAGE = reverse("discover:search")
TEXT = "Begin klein.\nVraag het dan aan de giraf, met een wandelkaart.\nEn rust daarna uit."


@pytest.fixture(autouse=True)
def _words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("matching", "understanding"):
        monkeypatch.setattr(f"leerkring.services.discover.{place}.has_meaning", lambda: False)


def found(viewer: Any, text: str) -> list[int]:
    return queries.search(viewer, Wish(text)).ids


def place(client: Client, **facts: Any) -> Contribution:
    """Ask a question with a file, as the page does."""
    nonce = uuid4()
    upload = uploads.upload("Wijzer.docx", uploads.docx_saying(*TEXT.splitlines()))
    client.post(reverse("attachments:bring"), {"files_nonce": str(nonce), "attachments": upload})
    read_all()
    assert client.post(reverse("community:ask"), asked(files_nonce=str(nonce), **facts)).status_code == 302
    return Contribution.objects.get_queryset().latest("pk")


def test_a_word_in_a_file_is_found_in_its_sentence(world: World) -> None:
    made = place(client_of(world.member))
    assert found(world.neighbour, "giraf") == [made.pk]
    assert found(world.neighbour, "wandelkaart") == [made.pk]
    page = client_of(world.neighbour).get(PAGE, {"q": "giraf"}).content.decode()
    assert "In de bijlage:" in page
    assert "<mark" in page
    assert "Wijzer.docx" in page
    assert "Begin klein" not in page, "only the sentence with the word"


def test_only_who_may_see_the_question_finds_its_file(world: World) -> None:
    entry = question(world.facilitator, world.closed)
    attached(world.facilitator, entry, kind="docx", text=TEXT)
    index([entry.pk])
    assert found(world.expert, "giraf") == [entry.pk]
    assert found(world.neighbour, "giraf") == []
    assert "giraf, met" not in client_of(world.neighbour).get(PAGE, {"q": "giraf"}).content.decode()


def test_a_file_that_goes_or_is_hidden_leaves_the_index_at_once(world: World) -> None:
    made = place(client_of(world.member))
    file = Attachment.objects.get()
    form = {
        "title": made.title,
        "text": made.text,
        "themes": [world.themes[0].slug],
        "remove_file": [file.pk],
    }
    assert client_of(world.member).post(reverse("community:edit", args=[made.pk]), form).status_code == 302
    assert not Attachment.objects.exists()
    assert found(world.neighbour, "giraf") == []


def test_the_file_of_an_answer_comes_and_goes_with_it(world: World) -> None:
    entry = question(world.facilitator, world.platform)
    upload = uploads.upload("Wijzer.pdf", uploads.pdf_saying(TEXT))
    form = {"text": "Kijk hier eens.", "nonce": uuid4(), "attachments": upload}
    client_of(world.member).post(reverse("discussion:reply_to", args=[entry.pk]), form)
    assert found(world.neighbour, "giraf") == [], "it waits"
    read_all()
    assert found(world.neighbour, "giraf") == [entry.pk]
    reply = Reply.objects.get()
    talk.take_away(world.member, reply)
    assert found(world.neighbour, "giraf") == []
    assert "giraf, met" not in client_of(world.neighbour).get(PAGE, {"q": "giraf"}).content.decode()
    talk.put_back(world.member, reply)
    assert found(world.neighbour, "giraf") == [entry.pk]


def test_a_file_that_is_read_later_is_found_from_then_on(world: World) -> None:
    entry = question(world.facilitator, world.platform)
    file = attached(world.facilitator, entry, kind="docx")
    AttachmentText.objects.all().delete()
    file.file.save("", uploads.upload("x", uploads.docx_saying(TEXT)))
    index([entry.pk])
    assert found(world.neighbour, "giraf") == []
    read_files(0)
    assert found(world.neighbour, "giraf") == [entry.pk]


def test_a_word_far_into_a_long_file_is_found_and_the_entry_counts_no_longer_for_it(world: World) -> None:
    entry = question(world.facilitator, world.platform)
    index([entry.pk])
    before = IndexRow.objects.get(pk=entry.pk).length
    attached(world.facilitator, entry, text="Rustig beginnen werkt goed. " * 20_000 + "De giraf.")
    index([entry.pk])
    assert found(world.neighbour, "giraf") == [entry.pk]
    assert IndexRow.objects.get(pk=entry.pk).length == before


def test_files_with_any_number_of_words_fit() -> None:
    words = Distinct()
    first = words.of(" ".join(f"woord{n}" for n in range(50_000)))
    assert len(first) < 150_000
    assert len(words.of(" ".join(f"ander{n}" for n in range(50_000)))) <= Distinct.AS_IT_IS
