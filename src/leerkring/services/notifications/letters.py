"""The words of a mail, written when it is sent: after looking once more who may read them."""

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db.models import Model
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from leerkring.core.entries.models import Entry
from leerkring.core.events.models import Event
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Openness
from leerkring.kit import mail as post
from leerkring.kit.manifest import Notice
from leerkring.kit.text import one_line
from leerkring.services.notifications.models import OutgoingMail
from leerkring.services.notifications.queries import (
    actor_name,
    entry_of,
    notice_of,
    people_for,
    unwanted_kinds,
)
from leerkring.services.notifications.unsubscribe import token_for

CLOSED = "notifications/mail/closed"


def write(mail: OutgoingMail) -> EmailMultiAlternatives | None:
    """The message to send, with its words also on `mail`; None when its recipient should no longer get it."""
    if mail.recipient is None or mail.event is None:
        return post.compose(mail.to, mail, {"Message-ID": mail.message_id})
    notice = _still_for(mail.recipient, mail.kind, mail.event)
    if notice is None:
        return None
    with override(mail.recipient.language):
        token = token_for(mail.recipient, mail.kind)
        unsubscribe = post.absolute(reverse("notifications:unsubscribe", args=[token]))
        _write_notice(mail, notice, mail.event, unsubscribe)
        return post.compose(mail.to, mail, _headers(mail, entry_of(notice, mail.event), unsubscribe))


def html_of(subject: str, text: str, footer: list[post.Block] | None = None) -> str:
    """The HTML alternative, made from the text, in the language that is active."""
    facts = {"subject": subject, "blocks": post.blocks(text), "footer": footer or []}
    return render_to_string("notifications/mail/letter.html", facts | {"language": get_language()})


def _still_for(person: Person, kind: str, event: Event) -> Notice | None:
    notice = notice_of(event.verb, kind)
    if notice is None or event.target is None or kind in unwanted_kinds(person):
        return None
    return notice if people_for(notice, event).filter(pk=person.pk).exists() else None


def _write_notice(mail: OutgoingMail, notice: Notice, event: Event, unsubscribe: str) -> None:
    target: Any = event.target
    closed = _is_closed(target)
    facts: dict[str, Any] = {"url": post.absolute(target.get_absolute_url())}
    if not closed:
        facts |= {"name": actor_name(event), "entry": entry_of(notice, event), "target": target}
    template = get_template(f"{CLOSED if closed else notice.template}.txt").template  # type: ignore[attr-defined]
    subject, _line, text = template.render(Context(facts, autoescape=False)).strip().partition("\n")
    footer = _footer(notice, unsubscribe)
    mail.subject = one_line(subject)[:250]
    mail.html = html_of(mail.subject, text, post.blocks(footer))
    mail.text = f"{text.strip()}\n\n-- \n{footer}\n"


def _is_closed(target: Model) -> bool:
    """Whether only members of one space may know: then a mail says nothing but that there is something."""
    entry = getattr(target, "entry", None)
    if entry is not None:
        return bool(entry.is_closed)
    space = getattr(target, "space", None)
    return space is not None and space.openness == Openness.CLOSED


def _footer(notice: Notice, unsubscribe: str) -> str:
    why = _("Why you get this mail: %(kind)s.") % {"kind": notice.label}
    stop = _("No longer get this kind of mail")
    choose = _("Choose what comes by mail")
    preferences = post.absolute(reverse("notifications:preferences"))
    return f"{why}\n\n{stop}:\n{unsubscribe}\n\n{choose}:\n{preferences}"


def _headers(mail: OutgoingMail, entry: Entry | None, unsubscribe: str) -> dict[str, str]:
    host = post.host()
    headers = {
        "Message-ID": mail.message_id,
        "Auto-Submitted": "auto-generated",
        "List-Id": f"Leerkring <{mail.kind.replace('_', '-')}.{host}>",
        "List-Unsubscribe": f"<{unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    if entry is not None:
        thread = f"<entry-{entry.pk}@{host}>"
        headers |= {"In-Reply-To": thread, "References": thread}
    return headers
