"""The clock: where it starts, and that it says so when it is set off."""

from datetime import UTC, datetime, timedelta

import pytest

from tegerek.lib import clock


def test_no_text_means_no_shift() -> None:
    assert clock.shift_from("") == timedelta()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-06T09:00+06:00", datetime(2026, 3, 6, 3, tzinfo=UTC)),
        ("2026-03-06T09:00", datetime(2026, 3, 6, 3, tzinfo=UTC)),
        ("2026-03-06T03:00Z", datetime(2026, 3, 6, 3, tzinfo=UTC)),
        ("2026-03-06", datetime(2026, 3, 5, 18, tzinfo=UTC)),
    ],
)
def test_the_clock_starts_at_the_moment_given_and_local_time_is_meant(text: str, moment: datetime) -> None:
    before = datetime.now(UTC)

    shift = clock.shift_from(text)

    after = datetime.now(UTC)
    assert before + shift <= moment <= after + shift


@pytest.mark.parametrize("text", ["yesterday", "06.03.2026", "2026-13-01"])
def test_a_moment_nobody_can_read_names_the_variable_the_value_and_the_form(text: str) -> None:
    with pytest.raises(ValueError, match=f"TEGEREK_NOW='{text}' is not a moment; write it like 2026-"):
        clock.shift_from(text)


def test_a_shifted_clock_runs_on_and_says_that_it_is_shifted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_shift", timedelta(days=-1000))
    real = datetime.now(UTC)

    first, second = clock.now(), clock.now()

    assert clock.is_shifted()
    assert timedelta() <= first - (real - timedelta(days=1000)) < timedelta(minutes=1)
    assert first <= second


def test_today_is_the_local_day(monkeypatch: pytest.MonkeyPatch) -> None:
    late_evening_utc = datetime(2026, 3, 8, 20, 0, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: late_evening_utc)

    today = clock.today()

    assert today.isoformat() == "2026-03-09"


def test_the_monotonic_clock_never_goes_back() -> None:
    assert clock.monotonic() <= clock.monotonic()
