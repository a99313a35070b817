"""Mail that is no notice: codes and news about somebody's own account."""

from django.db import transaction
from django.utils.timezone import now

from leerkring.kit.mail import new_message_id
from leerkring.services.notifications.letters import html_of
from leerkring.services.notifications.models import ACCOUNT, OutgoingMail
from leerkring.services.notifications.tasks import send

FIRST = 10
"""Somebody waits at the screen for this mail: it goes before all notices."""


@transaction.atomic
def queue_account_mail(address: str, subject: str, text: str) -> None:
    """Send plain text to an address, in the language that is active; commits with its caller."""
    mail = OutgoingMail.objects.create(
        kind=ACCOUNT,
        address=address,
        subject=subject[:250],
        text=text,
        html=html_of(subject, text),
        message_id=new_message_id(),
        due_at=now(),
    )
    send.configure(priority=FIRST).defer(mail_id=mail.pk)
