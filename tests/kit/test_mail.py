"""From plain text to the parts of a mail, and what the mail server's answers mean."""

import smtplib

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from pytest_django import Settings

from leerkring.kit import mail
from leerkring.kit.mail import Block, RefusedError, TryLaterError, UnsureError, blocks


def test_the_parts_of_a_text() -> None:
    text = "Hello,\nyou there\n\n> one\n> two\n\nRead it:\nhttps://a.example/b\n\n\nAB-12C\n\n \nhttps://a.example/c"
    assert blocks(text) == [
        Block("text", "Hello,\nyou there"),
        Block("quote", "one\ntwo"),
        Block("link", "Read it", "https://a.example/b"),
        Block("code", "AB-12C"),
        Block("text", "https://a.example/c"),
    ]


def test_what_people_typed_cannot_become_a_link_or_code_by_its_lines() -> None:
    assert blocks("Hello\njavascript:alert(1)") == [Block("text", "Hello\njavascript:alert(1)")]
    assert blocks("> AB-12C") == [Block("quote", "AB-12C")]


class Words:
    subject = "Subject"
    text = "Text"
    html = "<p>Text</p>"


class Broken(BaseEmailBackend):
    """A mail server connection that fails as it is told to."""

    opens: Exception | None = None
    sends: Exception | None = None

    def open(self) -> bool:
        if self.opens:
            raise self.opens
        return True

    def send_messages(self, _messages: object) -> int:
        if self.sends:
            raise self.sends
        return 1


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch) -> type[Broken]:
    monkeypatch.setattr(mail, "get_connection", Broken)
    return Broken


def test_the_mail_server_is_away(backend: type[Broken], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backend, "opens", smtplib.SMTPAuthenticationError(535, b"for user x"))
    told: list[str] = []
    with pytest.raises(TryLaterError, match=r"^535$"):
        mail.hand_over(mail.compose("a@example.org", Words(), {}), lambda: told.append("now"))
    assert told == []


@pytest.mark.parametrize(
    ("answer", "expected", "says"),
    [
        (smtplib.SMTPDataError(452, b"full: a@example.org"), TryLaterError, "452"),
        (smtplib.SMTPDataError(554, b"spam: secret"), RefusedError, "554"),
        (smtplib.SMTPSenderRefused(450, b"busy", "x@example.org"), TryLaterError, "450"),
        (smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"unknown")}), RefusedError, "550"),
        (smtplib.SMTPRecipientsRefused({"a@example.org": (450, b"grey")}), TryLaterError, "450"),
        (smtplib.SMTPNotSupportedError("no utf8"), RefusedError, "not a usable address"),
        (ValueError("bad address secret"), RefusedError, "not a usable address"),
        (smtplib.SMTPServerDisconnected("gone"), UnsureError, ""),
        (TimeoutError("slow"), UnsureError, ""),
    ],
)
def test_what_an_answer_means_and_that_its_words_are_not_kept(
    backend: type[Broken],
    monkeypatch: pytest.MonkeyPatch,
    answer: Exception,
    expected: type[Exception],
    says: str,
) -> None:
    monkeypatch.setattr(backend, "sends", answer)
    told: list[str] = []
    with pytest.raises(expected) as caught:
        mail.hand_over(mail.compose("a@example.org", Words(), {}), lambda: told.append("now"))
    assert str(caught.value) == says
    assert caught.value.__cause__ is None
    assert told == ["now"]


def test_addresses_are_those_of_the_platform(settings: Settings) -> None:
    settings.SITE_URL = "https://leerkring.example"
    assert mail.absolute("/vragen/") == "https://leerkring.example/vragen/"
    assert mail.new_message_id().endswith("@leerkring.example>")
    assert mail.new_message_id() != mail.new_message_id()
