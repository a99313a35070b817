"""Dates and choices: the same every time, on working days, never in the future."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from leerkring.site.demo.chance import CLOSES, OPENS, answered_at, asked_at, between, draw, shuffled

HERE = ZoneInfo("Europe/Amsterdam")
EARLIEST, LATEST = (datetime.fromisoformat(day) for day in ("2024-01-01", "2030-01-01"))
moments = st.datetimes(EARLIEST, LATEST, timezones=st.just(HERE))


@given(moments, st.integers(0, 430), st.text(max_size=5))
def test_questions_are_asked_on_working_days_in_the_past(now: datetime, days: int, name: str) -> None:
    at = asked_at(now, days, name)
    assert at == asked_at(now, days, name)
    assert at <= now - timedelta(minutes=20)
    assert at.astimezone(HERE).weekday() < 5
    assert OPENS <= at.astimezone(HERE).hour * 60 + at.astimezone(HERE).minute < CLOSES
    assert now - at < timedelta(days=days + 5)


@given(moments, st.integers(0, 40), st.integers(0, 20), st.text(max_size=5))
def test_answers_come_after_what_was_said_and_before_now(
    now: datetime, days: int, after: int, name: str
) -> None:
    asked = asked_at(now, days, name)
    first = answered_at(asked, asked, after, now, name, 1)
    second = answered_at(first, asked, after, now, name, 2)
    assert asked < first < second < now


@given(moments, st.integers(1, 10_000), st.integers(1, 500))
def test_between_stays_inside(start: datetime, minutes: int, span: int) -> None:
    end = start + timedelta(minutes=minutes)
    assert start < between(start, end, timedelta(minutes=span), minutes) < end


def test_draws_are_spread_and_repeatable() -> None:
    draws = [draw("x", number) for number in range(500)]
    assert draws == [draw("x", number) for number in range(500)]
    assert 200 < sum(one < 5000 for one in draws) < 300
    assert all(0 <= one < 10_000 for one in draws)
    assert shuffled("abcdefgh", 1) != shuffled("abcdefgh", 2)
