"""Files at the door: with a question, with an answer, by themselves; good ones and bad ones."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import now

from leerkring.core.entries.models import ATTACHMENTS, Attachment, Entry
from leerkring.core.entries.tasks import forget_files
from leerkring.domains.community.models import Contribution
from leerkring.domains.community.tasks import empty_bin
from leerkring.kit.files import limit
from leerkring.services.discussion.models import Reply
from tests import uploads
from tests.uploads import attached
from tests.world import World, answers, asked, client_of, question

pytestmark = pytest.mark.usefixtures("quick_worker")

ASK = "/vragen/stel/"


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> Path:
    """Real files, to see what is left of them."""
    folder = tmp_path / "uploads"
    settings.MEDIA_ROOT = folder
    real = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": real}
    return folder


@pytest.fixture
def browser(world: World) -> Client:
    return client_of(world.member)


def stored(folder: Path) -> set[str]:
    return {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()}


def good(name: str = "Plan van aanpak.pdf") -> SimpleUploadedFile:
    return uploads.upload(name, uploads.pdf())


def photo(name: str = "foto.jpg") -> SimpleUploadedFile:
    return uploads.upload(name, uploads.jpeg())


def test_a_question_takes_its_files_along(browser: Client, own_folder: Path) -> None:
    response = browser.post(ASK, asked(attachments=[good(), photo()]), follow=True)
    page = response.content.decode()
    kept = Contribution.objects.get().attachments.all()
    assert [(one.name, one.kind) for one in kept] == [("Plan van aanpak.pdf", "pdf"), ("foto.jpg", "jpeg")]
    assert "Plan van aanpak.pdf" in page
    assert 'loading="lazy"' in page
    assert len(stored(own_folder)) == 3
    assert not [one for one in stored(own_folder) if "plan" in one.lower()]


def test_an_answer_takes_its_files_along(browser: Client, world: World) -> None:
    entry = question(world.facilitator, world.platform)
    sent = {"text": "Zo doen wij het.", "nonce": str(uuid4()), "attachments": [good()]}
    page = browser.post(f"/bijdragen/{entry.pk}/antwoorden/", sent, follow=True).content.decode()
    assert entry.attachments.get().number == 1
    assert "Plan van aanpak.pdf" in page


@pytest.mark.parametrize("what", uploads.BAD)
def test_a_bad_file_says_what_to_do_and_the_rest_stays(what: str, browser: Client, world: World) -> None:
    name, content, words = uploads.BAD[what]
    entry = question(world.facilitator, world.platform)
    reply = f"/bijdragen/{entry.pk}/antwoorden/"
    typed = "Dit heb ik net zorgvuldig uitgetypt."
    for address, facts in ((ASK, asked(text=typed)), (reply, {"text": typed, "nonce": str(uuid4())})):
        response = browser.post(address, {**facts, "attachments": [uploads.upload(name, content), good()]})
        page = response.content.decode()
        assert response.status_code == 422, what
        assert words in page
        assert typed in page
        assert "Plan van aanpak.pdf" in page, "the good one stays"
    assert not Reply.objects.exists()
    assert Contribution.objects.count() == 1


def test_what_came_in_is_there_when_the_rest_is_right(browser: Client) -> None:
    facts = asked(title="", attachments=[good()])
    page = browser.post(ASK, facts).content.decode()
    nonce = str(Attachment.objects.get().nonce)
    assert f'value="{nonce}"' in page
    browser.post(ASK, asked(files_nonce=nonce))
    assert Contribution.objects.get().attachments.get().name == "Plan van aanpak.pdf"


def test_a_file_comes_in_by_itself_and_can_go_out_again(
    browser: Client, own_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    nonce = str(uuid4())
    for one in (good(), photo()):
        row = browser.post("/bijlagen/", {"files_nonce": nonce, "attachments": one})
        assert row.status_code == 200
        assert str(one.name) in row.content.decode()
    first, second = Attachment.objects.all()
    facts = asked(
        files_nonce=nonce,
        remove_file=[first.pk],
        **{f"describe-{second.pk}": "Een  bord\u202e vol plakbriefjes"},
    )
    with django_capture_on_commit_callbacks(execute=True):
        page = browser.post(ASK, facts, follow=True).content.decode()
    kept = Contribution.objects.get().attachments.get()
    assert kept == second
    assert kept.description == "Een bord vol plakbriefjes"
    assert 'alt="Een bord vol plakbriefjes"' in page
    assert len(stored(own_folder)) == 2


def test_the_same_file_sent_twice_is_there_once(browser: Client) -> None:
    nonce = str(uuid4())
    rows = [browser.post("/bijlagen/", {"files_nonce": nonce, "attachments": good()}) for _ in range(2)]
    assert [one.status_code for one in rows] == [200, 200]
    assert Attachment.objects.count() == 1


def test_at_most_five_and_removing_makes_room(browser: Client) -> None:
    nonce = str(uuid4())
    for n in range(5):
        browser.post("/bijlagen/", {"files_nonce": nonce, "attachments": good(f"plan {n}.pdf")})
    refused = browser.post("/bijlagen/", {"files_nonce": nonce, "attachments": good("zes.pdf")})
    assert refused.status_code == 422
    assert "hoogstens 5 bestanden" in refused.content.decode()
    first = Attachment.objects.all()[0]
    facts = {"files_nonce": nonce, "attachments": good("zes.pdf"), "remove_file": [first.pk]}
    assert browser.post("/bijlagen/", facts).status_code == 200
    crowded = browser.post(ASK, asked(files_nonce=nonce))
    assert crowded.status_code == 422
    browser.post(ASK, asked(files_nonce=nonce, remove_file=[first.pk]))
    assert Contribution.objects.get().attachments.count() == 5


def test_too_many_at_once_without_a_script(browser: Client) -> None:
    response = browser.post(ASK, asked(attachments=[good(f"plan {n}.pdf") for n in range(7)]))
    assert response.status_code == 422
    assert "hoogstens 5 bestanden" in response.content.decode()


def test_nobody_takes_the_files_of_another_form(world: World) -> None:
    mine, other = client_of(world.member), client_of(world.facilitator)
    nonce = str(uuid4())
    mine.post("/bijlagen/", {"files_nonce": nonce, "attachments": good()})
    other.post(ASK, asked(files_nonce=nonce, remove_file=[Attachment.objects.get().pk]))
    assert not Contribution.objects.get().attachments.exists()
    assert Attachment.objects.get().person == world.member


def test_nobody_removes_the_files_of_another_text(world: World) -> None:
    entry = question(world.facilitator, world.platform)
    there = attached(world.facilitator, entry)
    client_of(world.member).post(ASK, asked(remove_file=[there.pk], **{f"describe-{there.pk}": "Van mij"}))
    there.refresh_from_db()
    assert there.description == ""


def test_changing_a_text_changes_its_files(browser: Client, world: World) -> None:
    entry = question(world.member, world.platform)
    old, answer = attached(world.member, entry), answers(entry, world.member)[0]
    attached(world.member, entry, number=answer.number)
    theme = entry.themes.get().slug
    facts = {"title": entry.title, "text": "Nieuw.", "themes": [theme], "attachments": [photo()]}
    browser.post(f"/vragen/{entry.pk}/wijzigen/", {**facts, "remove_file": [old.pk]})
    assert [one.name for one in entry.attachments.filter(number=0)] == ["foto.jpg"]
    browser.post(f"/antwoorden/{answer.pk}/wijzigen/", {"text": answer.text, "attachments": [good()]})
    assert entry.attachments.filter(number=answer.number).count() == 2


def test_a_draft_that_is_gone_for_good_took_its_files_along(
    browser: Client, world: World, own_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    draft = question(world.member, world.platform, state="draft", published_at=None, bumped_at=None)
    attached(world.member, draft, kind="jpeg")
    browser.post(f"/vragen/{draft.pk}/weggooien/")
    assert len(stored(own_folder)) == 2, "it can still be put back"
    Entry.objects.filter(pk=draft.pk).update(edited_at=now() - timedelta(days=31))
    with django_capture_on_commit_callbacks(execute=True):
        empty_bin(0)
    assert stored(own_folder) == set()


def test_what_no_form_sent_goes_after_two_days(
    world: World, own_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    entry = question(world.member, world.platform)
    placed = attached(world.member, entry)
    fresh = attached(world.member)
    attached(world.member, at=now() - timedelta(days=3))
    lost = default_storage.save(f"{ATTACHMENTS}/zz/{'0' * 32}", SimpleUploadedFile("x", b"kwijt"))
    new = default_storage.save(f"{ATTACHMENTS}/zz/{'1' * 32}", SimpleUploadedFile("x", b"net binnen"))
    long_ago = (now() - timedelta(days=3)).timestamp()
    os.utime(own_folder / lost, (long_ago, long_ago))
    os.utime(own_folder / str(placed.file.name), (long_ago, long_ago))
    with django_capture_on_commit_callbacks(execute=True):
        forget_files(0)
    assert stored(own_folder) == {placed.file.name, fresh.file.name, new}


def test_a_cut_off_request_breaks_nothing(browser: Client) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="attachments"; filename="a.pdf"\r\n\r\n%PDF-1.7'
    response = browser.post("/bijlagen/", data=body, content_type="multipart/form-data; boundary=x")
    assert response.status_code == 422


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a" * 500 + ".pdf", "plan\u202efdp.exe", "👩‍👧.pdf", "C:\\x\\plan.pdf"]
)
def test_any_name_can_come_in(name: str, browser: Client) -> None:
    response = browser.post("/bijlagen/", {"files_nonce": str(uuid4()), "attachments": good(name)})
    assert response.status_code == 200
    made = Attachment.objects.get()
    assert made.name.endswith(".pdf")
    file = browser.get(made.get_absolute_url())
    assert file.status_code == 200
    file.close()


@pytest.mark.parametrize("nonce", ["", "geen-nonce", "\x00", "0" * 5000])
def test_a_broken_form_number_is_a_new_form(nonce: str, browser: Client) -> None:
    response = browser.post(
        "/bijlagen/", {"files_nonce": nonce, "attachments": good(), "remove_file": ["x", "9" * 30]}
    )
    assert response.status_code == 200


def test_more_than_fits_is_refused_with_a_page(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, "MOST_WITH_FILES", 2000)
    monkeypatch.setattr(limit, "MOST_WITHOUT", 1000)
    for content_type, size in (("multipart/form-data; boundary=x", 2001), ("text/plain", 1001)):
        response = browser.generic("POST", ASK, b"x" * size, content_type=content_type)
        assert response.status_code == 413
        assert "Dat is te veel in één keer" in response.content.decode()
