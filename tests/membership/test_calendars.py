"""Calendar files: read back by the library, and by the lines that other programs read."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from membership.calendars import Event, Method, calendar, uid

STAMP = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
TERM = Event(
    uid=uid("deadline", "clarification", 7),
    summary="Ultima zi pentru răspuns",
    start=date(2026, 11, 17),
    stamp=STAMP,
    sequence=1,
    description="Răspundeți pe pagina cererii.",
    url="https://cluster.example/application/x",
    remind=timedelta(days=3),
)
SITTING = Event(
    uid=uid("sitting", 3),
    summary="Ședința Consiliului Director",
    start=datetime(2026, 12, 11, 18, 0, tzinfo=ZoneInfo("Europe/Bucharest")),
    end=datetime(2026, 12, 11, 20, 0, tzinfo=ZoneInfo("Europe/Bucharest")),
    stamp=STAMP,
    location="București",
)


def unfolded(file: bytes) -> str:
    return file.decode().replace("\r\n ", "")


def test_a_term_is_a_whole_day_that_keeps_nobody_busy() -> None:
    text = unfolded(calendar([TERM], name="Cererea"))
    assert "DTSTART;VALUE=DATE:20261117\r\n" in text
    assert "DTEND;VALUE=DATE:20261118\r\n" in text
    assert "TRANSP:TRANSPARENT\r\n" in text
    assert "TRIGGER:-P3D\r\n" in text


def test_a_sitting_is_written_in_universal_time() -> None:
    text = unfolded(calendar([SITTING], name="Ședințe"))
    assert "DTSTART:20261211T160000Z\r\n" in text
    assert "DTEND:20261211T180000Z\r\n" in text
    assert "TRANSP" not in text


def test_one_event_keeps_its_identity_and_says_which_version_it_is() -> None:
    assert uid("sitting", 3) == uid("sitting", 3)
    assert uid("sitting", 3) != uid("sitting", 4)
    assert "SEQUENCE:1\r\n" in unfolded(calendar([TERM], name="Cererea"))


def test_what_is_called_off_leaves_the_calendars_and_rings_no_more() -> None:
    text = unfolded(calendar([TERM], name="Cererea", method=Method.CANCEL))
    assert "METHOD:CANCEL\r\n" in text
    assert "STATUS:CANCELLED\r\n" in text
    assert "VALARM" not in text


def test_long_romanian_lines_are_folded_and_read_back_whole() -> None:
    long = Event(uid=uid("x"), summary="Șț, „ă”; " * 30, start=date(2026, 11, 17), stamp=STAMP)
    file = calendar([long], name="Cererea, „Exemplu”")
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    read = Calendar.from_ical(file)
    assert str(next(iter(read.walk("VEVENT")))["SUMMARY"]) == long.summary


def test_a_moment_without_an_offset_is_refused() -> None:
    naive = Event(uid=uid("x"), summary="x", start=datetime(2026, 11, 17, 9), stamp=STAMP)  # noqa: DTZ001
    with pytest.raises(ValueError, match="offset"):
        calendar([naive], name="Cererea")
