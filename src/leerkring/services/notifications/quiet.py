"""When mail may go out: never in somebody's quiet hours, and never lost in them."""

from datetime import UTC, datetime, time, timedelta

from django.utils.timezone import get_default_timezone

from leerkring.services.notifications.models import MailHours

SATURDAY = 5


def next_moment(hours: MailHours, moment: datetime) -> datetime:
    """`moment` itself, or where mail waits then, the first moment after it at which it may go."""
    while is_quiet(hours, moment):
        moment = _end_of_waiting(hours, _local(moment)).astimezone(UTC)
    return moment


def is_quiet(hours: MailHours, moment: datetime) -> bool:
    local = _local(moment)
    return _is_paused(hours, local) or _is_weekend(hours, local) or _is_night(hours, local.time())


def _end_of_waiting(hours: MailHours, local: datetime) -> datetime:
    """The end of one reason to wait; another one may hold then."""
    if hours.paused_until and _is_paused(hours, local):
        return datetime.combine(hours.paused_until, time(), local.tzinfo)
    if _is_weekend(hours, local):
        monday = local.date() + timedelta(days=7 - local.weekday())
        return datetime.combine(monday, time(), local.tzinfo)
    day = local.date() if local.time() < hours.end else local.date() + timedelta(days=1)
    # The hour that comes twice in autumn: the end lies in the same one of the two.
    return datetime.combine(day, hours.end.replace(fold=local.fold), local.tzinfo)


def _is_paused(hours: MailHours, local: datetime) -> bool:
    return hours.paused_until is not None and local.date() < hours.paused_until


def _is_weekend(hours: MailHours, local: datetime) -> bool:
    return hours.weekend and local.weekday() >= SATURDAY


def _is_night(hours: MailHours, clock: time) -> bool:
    if not hours.quiet:
        return False
    if hours.start < hours.end:
        return hours.start <= clock < hours.end
    return clock >= hours.start or clock < hours.end


def _local(moment: datetime) -> datetime:
    return moment.astimezone(get_default_timezone())
