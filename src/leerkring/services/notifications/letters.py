"""The words of a mail, written when it is sent: after looking once more who may read them."""

from collections.abc import Sequence
from html import unescape
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db.models import Model
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from leerkring.core.entries.models import Entry
from leerkring.core.people.models import Person
from leerkring.core.spaces.models import Openness, Space
from leerkring.core.spaces.queries import memberships_of
from leerkring.kit import mail as post
from leerkring.kit.manifest import Notice
from leerkring.kit.text import one_line
from leerkring.services.notifications.bundles import Bundle, bundles_of
from leerkring.services.notifications.models import OutgoingMail
from leerkring.services.notifications.queries import actor_name
from leerkring.services.notifications.unsubscribe import token_for_kinds, token_for_space

MOST = 20
"""A mail shows so many things; the rest stands in the list of messages."""


def write(mail: OutgoingMail) -> EmailMultiAlternatives | None:
    """The message to send, with its words also on `mail`; None when its recipient should no longer get it."""
    if mail.recipient is None:
        return post.compose(mail.to, mail, {"Message-ID": mail.message_id})
    bundles = bundles_of(mail)
    if not bundles:
        return None
    with override(mail.recipient.language):
        stop = _stop_address(mail.recipient, bundles)
        _write_notice(mail, bundles, _footer(mail.recipient, bundles, stop))
        return post.compose(mail.to, mail, _headers(mail, bundles, stop))


def html_of(subject: str, text: str, footer: list[post.Block] | None = None) -> str:
    """The HTML alternative, made from the text, in the language that is active."""
    facts = {"subject": subject, "blocks": post.blocks(text), "footer": footer or []}
    return render_to_string("notifications/mail/letter.html", facts | {"language": get_language()})


def _write_notice(mail: OutgoingMail, bundles: Sequence[Bundle], footer: str) -> None:
    name, facts = _template_and_facts(bundles)
    template = get_template(f"{name}.txt").template  # type: ignore[attr-defined]
    subject, _line, text = template.render(Context(facts, autoescape=False)).strip().partition("\n")
    mail.subject = one_line(subject)[:250]
    mail.html = html_of(mail.subject, text, post.blocks(footer))
    mail.text = f"{text.strip()}\n\n-- \n{footer}\n"


def _template_and_facts(bundles: Sequence[Bundle]) -> tuple[str, dict[str, Any]]:
    """A template for one thing, for several about the same, or for what gathered in quiet hours."""
    first = bundles[0]
    if len(bundles) > 1:
        return "notifications/mail/gathered", _gathered(bundles)
    if _is_closed(first.target):
        return "notifications/mail/closed", {"url": _url(first)}
    if len(first.events) > 1:
        items = [
            {"name": actor_name(one), "excerpt": getattr(one.target, "excerpt", "")} for one in first.events
        ]
        shown = [one for one in items if one["excerpt"]][:MOST]
        facts = {"heading": _sentence(first), "items": shown, "url": _url(first)}
        return "notifications/mail/bundle", facts
    alone = {"name": actor_name(first.events[0]), "entry": first.entry, "target": first.target}
    return first.notice.template, alone | {"url": _url(first)}


def _gathered(bundles: Sequence[Bundle]) -> dict[str, Any]:
    lines = [{"text": _sentence(one), "url": _url(one)} for one in bundles[:MOST]]
    inbox = post.absolute(reverse("notifications:list"))
    return {"count": len(bundles), "lines": lines, "more": len(bundles) - len(lines), "url": inbox}


def _sentence(bundle: Bundle) -> str:
    """The line of the list of messages, as plain text."""
    if _is_closed(bundle.target):
        return _("There is something new in a closed space")
    facts = {
        "name": actor_name(bundle.events[-1]),
        "others": len({one.by_id for one in bundle.events}) - 1,
        "more": len(bundle.events) - 1,
        "entry": bundle.entry,
        "target": bundle.events[-1].target,
    }
    html = render_to_string(f"{bundle.notice.template}.line.html", facts)
    return one_line(unescape(strip_tags(html)))


def _url(bundle: Bundle) -> str:
    return post.absolute(bundle.target.get_absolute_url())


def _is_closed(target: Model) -> bool:
    """Whether only members of one space may know: then a mail says nothing but that there is something."""
    entry = getattr(target, "entry", None)
    if entry is not None:
        return bool(entry.is_closed)
    space = getattr(target, "space", None)
    return space is not None and space.openness == Openness.CLOSED


def _stop_address(person: Person, bundles: Sequence[Bundle]) -> str:
    """Where this kind of mail is switched off; nothing where it cannot be."""
    kinds = sorted({one.notice.kind for one in bundles if not one.notice.required})
    if not kinds:
        return ""
    return post.absolute(reverse("notifications:unsubscribe", args=[token_for_kinds(person, kinds)]))


def _footer(person: Person, bundles: Sequence[Bundle], stop: str) -> str:
    notices = list({one.notice.kind: one.notice for one in bundles}.values())
    choose = post.absolute(reverse("notifications:preferences"))
    parts = [_why(notices)]
    if stop:
        parts.append(f"{_('No longer get this kind of mail')}:\n{stop}")
    if space := _one_space(person, bundles):
        mute = post.absolute(reverse("notifications:unsubscribe", args=[token_for_space(person, space)]))
        parts.append(f"{_('Mute this space')}:\n{mute}")
    parts.append(f"{_('Choose what you want to hear')}:\n{choose}")
    return "\n\n".join(parts)


def _why(notices: Sequence[Notice]) -> str:
    if len(notices) == 1:
        return _("Why you get this mail: %(kind)s.") % {"kind": notices[0].label}
    return _("This came in while your mail waited. You chose to get it by mail.")


def _one_space(person: Person, bundles: Sequence[Bundle]) -> Space | None:
    """The space that all of it stands in, where the reader belongs to it and can mute it."""
    places = {one.place for one in bundles}
    place = places.pop() if len(places) == 1 else None
    if place is None or place.is_platform or not memberships_of(person).filter(space=place).exists():
        return None
    return place


def _headers(mail: OutgoingMail, bundles: Sequence[Bundle], stop: str) -> dict[str, str]:
    host = post.host()
    kind = bundles[0].notice.kind.replace("_", "-") if len(bundles) == 1 else "gathered"
    headers = {
        "Message-ID": mail.message_id,
        "Auto-Submitted": "auto-generated",
        "List-Id": f"Leerkring <{kind}.{host}>",
    }
    if stop:
        headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    entry: Entry | None = bundles[0].entry
    if entry is not None and len(bundles) == 1:
        thread = f"<entry-{entry.pk}@{host}>"
        headers |= {"In-Reply-To": thread, "References": thread}
    return headers
