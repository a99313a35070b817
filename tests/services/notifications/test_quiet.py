"""Quiet hours by the clock alone: no mail in them, none later than needed, also on the odd days."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leerkring.services.notifications.models import MailHours
from leerkring.services.notifications.quiet import is_quiet, next_moment

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SPRING, AUTUMN = datetime(2026, 3, 29, tzinfo=AMSTERDAM), datetime(2026, 10, 25, tzinfo=AMSTERDAM)
SECOND = timedelta(seconds=1)

clocks = st.times().map(lambda one: one.replace(second=0, microsecond=0))
around_the_odd_days = st.sampled_from([SPRING, AUTUMN]).flatmap(
    lambda day: st.integers(-36 * 60, 60 * 60).map(lambda n: day.astimezone(UTC) + timedelta(minutes=n))
)
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
any_day = st.integers(0, 2 * 365 * 24 * 60).map(lambda n: NEW_YEAR + timedelta(minutes=n))
moments = any_day | around_the_odd_days


@st.composite
def hours(draw: st.DrawFn) -> MailHours:
    start = draw(clocks)
    end = draw(clocks.filter(lambda one: one != start))
    until = draw(st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1)))
    return MailHours(
        quiet=draw(st.booleans()), start=start, end=end, weekend=draw(st.booleans()), paused_until=until
    )


@given(hours(), moments)
@example(MailHours(start=time(2, 15), end=time(2, 45)), datetime(2026, 10, 25, 1, 20, tzinfo=UTC))
@example(MailHours(start=time(20), end=time(2, 30)), datetime(2026, 3, 28, 22, tzinfo=UTC))
def test_mail_goes_at_the_first_moment_outside_the_quiet_hours(hours: MailHours, moment: datetime) -> None:
    due = next_moment(hours, moment)
    assert due >= moment
    assert not is_quiet(hours, due), "never inside quiet hours"
    if due > moment and not _in_the_hour_that_is_not_there(due):
        assert is_quiet(hours, due - SECOND), "not later than needed"


@given(hours(), moments)
def test_mail_never_waits_for_ever(hours: MailHours, moment: datetime) -> None:
    from_when = moment
    if hours.paused_until:
        from_when = max(moment, datetime.combine(hours.paused_until, time(), AMSTERDAM))
    assert next_moment(hours, moment) <= from_when + timedelta(days=4)


def _in_the_hour_that_is_not_there(due: datetime) -> bool:
    """An end between two and three on the night that has no such hour is at that many minutes past three."""
    local = due.astimezone(AMSTERDAM)
    return local.month == SPRING.month and local.isoweekday() == 7 and local.hour in (3, 4)


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-11-23 12:00", "2026-11-23 12:00"),
        ("2026-11-23 19:59", "2026-11-23 19:59"),
        ("2026-11-23 20:00", "2026-11-24 07:00"),
        ("2026-11-24 06:59", "2026-11-24 07:00"),
        ("2026-03-28 22:00", "2026-03-29 07:00"),
        ("2026-10-24 22:00", "2026-10-25 07:00"),
    ],
)
def test_by_default_mail_waits_at_night(moment: str, due: str) -> None:
    assert next_moment(MailHours(), at(moment)) == at(due)


def test_friday_night_waits_for_monday_where_the_weekend_is_quiet_too() -> None:
    hours = MailHours(weekend=True)
    assert next_moment(hours, at("2026-11-27 21:00")) == at("2026-11-30 07:00")
    assert next_moment(hours, at("2026-11-29 12:00")) == at("2026-11-30 07:00")


def test_a_pause_ends_at_the_first_moment_of_its_day_at_which_mail_may_come() -> None:
    hours = MailHours(paused_until=date(2026, 12, 7))
    assert next_moment(hours, at("2026-11-23 12:00")) == at("2026-12-07 07:00")
    hours.quiet = False
    assert next_moment(hours, at("2026-11-23 12:00")) == at("2026-12-07 00:00")
    assert next_moment(hours, at("2026-12-07 00:00")) == at("2026-12-07 00:00")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)
