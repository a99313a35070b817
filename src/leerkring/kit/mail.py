"""Mail: from plain text to a message, and from a message to the mail server."""

import re
import smtplib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal, Protocol
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

_CODE = re.compile(r"[A-Z0-9-]{4,12}")
_ADDRESS = re.compile(r"https?://\S+")


class TryLaterError(Exception):
    """The mail server did not take the mail, and may take it later. Says a reply code, never its text."""


class RefusedError(Exception):
    """The mail server will never take this mail."""


class UnsureError(Exception):
    """The connection broke while the mail was handed over: nobody knows whether it went out."""


class Words(Protocol):
    """Something with the words of a mail."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a mail's text, as HTML shows it. `href` is for a link or item, whose label is `text`."""

    kind: Literal["text", "quote", "link", "item", "code"]
    text: str
    href: str = ""


def blocks(text: str) -> list[Block]:
    """The parts of a plain text, between blank lines.

    A quotation starts each line with "> "; a line with an address under a line that
    names it is a link, or where that line starts with "- " one item of several;
    a short word in capitals and digits is a code.
    """
    parts = (part.strip() for part in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")))
    return [_block(part) for part in parts if part]


def _block(part: str) -> Block:
    lines = [line.strip() for line in part.splitlines()]
    if all(line.startswith(">") for line in lines):
        return Block("quote", "\n".join(line.lstrip("> ") for line in lines))
    if len(lines) == 2 and _ADDRESS.fullmatch(lines[1]):
        kind: Literal["link", "item"] = "item" if lines[0].startswith("- ") else "link"
        return Block(kind, lines[0].removeprefix("- ").removesuffix(":"), lines[1])
    if len(lines) == 1 and _CODE.fullmatch(lines[0]):
        return Block("code", lines[0])
    return Block("text", "\n".join(lines))


def absolute(path: str) -> str:
    """The whole address of a path on this platform."""
    return f"{settings.SITE_URL}{path}"


def host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def new_message_id() -> str:
    return f"<{uuid4().hex}@{host()}>"


def compose(to: str, words: Words, headers: Mapping[str, str]) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(words.subject, words.text, to=[to], headers=dict(headers))
    message.attach_alternative(words.html, "text/html")
    return message


def hand_over(message: EmailMultiAlternatives, about_to: Callable[[], None]) -> None:
    """Connect, call `about_to()`, hand the message over.

    Raises `TryLaterError`, `RefusedError` or `UnsureError`, without the reply of the mail server:
    that may quote addresses and text. What `about_to` raises stops it all.
    """
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:
        raise TryLaterError(_code(error)) from None
    try:
        about_to()
        _transmit(connection, message)
    finally:
        with suppress(OSError):
            connection.close()


def _transmit(connection: BaseEmailBackend, message: EmailMultiAlternatives) -> None:
    try:
        connection.send_messages([message])
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        code = _code(error)
        raise (RefusedError if code.startswith("5") else TryLaterError)(code) from None
    except (smtplib.SMTPNotSupportedError, ValueError):
        raise RefusedError("not a usable address") from None
    except OSError:
        raise UnsureError from None


def _code(error: OSError) -> str:
    """Three digits where the mail server gave them, else the kind of error."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return str(next(iter(error.recipients.values()))[0])
    return str(getattr(error, "smtp_code", "") or type(error).__name__)
