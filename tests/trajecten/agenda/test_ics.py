"""The iCalendar that goes out: read again by the library, and as the plain lines that RFC 5545 asks for."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar

from trajecten.agenda import ics
from trajecten.agenda.ics import ZONE, Item

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def item(**anders) -> Item:
    rest = {"sleutel": "a1", "versie": 3, "gewijzigd_at": AT, "titel": "Evaluatie GR-2026-0042 (J. V.)", "datum": date(2026, 5, 20)}
    return Item(**(rest | {"tijd": time(10, 30), "plaats": "Werkplein, Sappemeer"} | anders))


def lines(content: bytes) -> list[str]:
    """Unfolded, as a calendar reads them."""
    return content.decode().replace("\r\n ", "").split("\r\n")


def event(*items: Item):
    (found,) = Calendar.from_ical(ics.bestand(items)).walk("VEVENT")
    return found


def test_an_appointment_says_what_when_and_where_and_which_version_it_is():
    found = event(item(url="http://localhost:8000/trajecten/1/"))

    assert found["summary"] == "Evaluatie GR-2026-0042 (J. V.)"
    assert found["location"] == "Werkplein, Sappemeer"
    assert found["uid"] == "a1@localhost"
    assert found["sequence"] == 3
    assert found["dtstamp"].dt == found["last-modified"].dt == AT
    assert found.start == datetime(2026, 5, 20, 10, 30, tzinfo=ZONE)
    assert found.end - found.start == timedelta(hours=1)
    assert found["status"] == "CONFIRMED"
    assert found["url"] == "http://localhost:8000/trajecten/1/"


def test_the_lines_are_as_the_standard_writes_them():
    content = ics.bestand([item()])
    read = lines(content)

    assert read[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Praktijkleren//Agenda//NL"]
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in read
    assert "DTSTART;TZID=Europe/Amsterdam:20260520T103000" in read
    assert "DTSTAMP:20260302T093000Z" in read
    assert "DURATION:PT1H" in read
    assert r"LOCATION:Werkplein\, Sappemeer" in read
    assert read[-2:] == ["END:VCALENDAR", ""]
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")


def test_an_appointment_without_a_time_is_a_whole_day_that_blocks_nothing():
    read, found = lines(ics.bestand([item(tijd=None)])), event(item(tijd=None))

    assert "DTSTART;VALUE=DATE:20260520" in read
    assert (found.start, found.end) == (date(2026, 5, 20), date(2026, 5, 21))
    assert found["transp"] == "TRANSPARENT"
    assert event(item())["transp"] == "OPAQUE"


def test_what_was_called_off_says_so_in_words_and_to_the_calendar():
    found = event(item(vervallen=True))

    assert found["status"] == "CANCELLED"
    assert found["summary"] == "Vervallen: Evaluatie GR-2026-0042 (J. V.)"
    assert found["transp"] == "TRANSPARENT"


def test_a_line_is_at_most_75_octets_and_no_letter_is_cut_in_two():
    plaats = "Werkcentrum Ğüzelyalı–Šćepanović, Ændringsgård 12, Đakovo " + "é" * 90
    content = ics.bestand([item(plaats=plaats)])

    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert all(line.decode() is not None for line in content.split(b"\r\n"))
    assert event(item(plaats=plaats))["location"] == plaats


KWAAD = (
    "Zaal 1;\\, x\r\nEND:VEVENT\nBEGIN:VEVENT\rSUMMARY:Vals\x0bATTENDEE:mailto:a@b.test"
    "\x85URL:http://kwaad.test\u2028X-A:1\u2029X-B:2\x00\x1f"
)
ZICHTBAAR = "Zaal 1;\\, x END:VEVENT BEGIN:VEVENT SUMMARY:Vals ATTENDEE:mailto:a@b.test URL:http://kwaad.test X-A:1 X-B:2"


def property_names(content: bytes) -> list[str]:
    """However a program ends its lines: as Python does, at every sign that could end one."""
    unfolded = content.decode().replace("\r\n ", "")
    return [line.partition(":")[0].partition(";")[0] for line in unfolded.splitlines()]


def test_no_place_however_written_adds_a_line():
    content = ics.bestand([item(plaats=KWAAD)])
    (found,) = Calendar.from_ical(content).walk("VEVENT")

    assert found["location"] == ZICHTBAAR
    assert property_names(content) == property_names(ics.bestand([item()]))
    assert {"attendee", "x-a", "x-b"}.isdisjoint(key.lower() for key in found)


def test_control_without_its_cleaning_a_place_adds_lines(monkeypatch):
    monkeypatch.setattr(ics, "_regel", lambda words: words)

    assert property_names(ics.bestand([item(plaats=KWAAD)])) != property_names(ics.bestand([item()]))


def test_control_without_escaping_even_the_library_finds_a_second_appointment(monkeypatch):
    content = ics.bestand([item(plaats="PLAATS")]).replace(b"PLAATS", b"Zaal 1\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Vals")

    assert len(Calendar.from_ical(content).walk("VEVENT")) == 2


@pytest.mark.parametrize("titel", ["Termijn: Intake; afronden, GR-2026-0042", "Evaluatie \\n GR-2026-0042"])
def test_what_has_a_meaning_in_the_format_is_read_back_as_it_was(titel):
    assert event(item(titel=titel))["summary"] == titel


# --- the clock changes ---------------------------------------------------------------------------------------------------

# Wall clock in the Netherlands, and the moment it is.
KLOK = [
    (date(2026, 3, 28), time(10, 0), "2026-03-28T09:00"),
    (date(2026, 3, 29), time(0, 0), "2026-03-28T23:00"),
    (date(2026, 3, 29), time(1, 59), "2026-03-29T00:59"),
    (date(2026, 3, 29), time(2, 30), "2026-03-29T01:30"),  # this time does not exist that night: as before the change
    (date(2026, 3, 29), time(10, 0), "2026-03-29T08:00"),
    (date(2026, 3, 29), time(23, 59), "2026-03-29T21:59"),
    (date(2026, 10, 24), time(10, 0), "2026-10-24T08:00"),
    (date(2026, 10, 25), time(0, 0), "2026-10-24T22:00"),
    (date(2026, 10, 25), time(2, 30), "2026-10-25T00:30"),  # there are two of these: the first
    (date(2026, 10, 25), time(10, 0), "2026-10-25T09:00"),
    (date(2026, 10, 25), time(23, 59), "2026-10-25T22:59"),
]


@pytest.mark.parametrize(("datum", "tijd", "moment"), KLOK)
def test_the_hour_is_right_on_both_nights_when_the_clock_changes(datum, tijd, moment):
    """For a program that knows the zone by its name, and for one that reads the rules in the file."""
    content = ics.bestand([item(datum=datum, tijd=tijd)])
    wanted = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    (found,) = Calendar.from_ical(content).walk("VEVENT")

    assert found.start.astimezone(UTC) == wanted
    assert f"DTSTART;TZID=Europe/Amsterdam:{datum:%Y%m%d}T{tijd:%H%M}00" in lines(content)
    assert _by_the_rules(content, datetime.combine(datum, tijd)) == wanted


def _by_the_rules(content: bytes, wall: datetime) -> datetime:
    """What the VTIMEZONE itself says: the last change at or before this time on the clock decides the offset."""
    (zone,) = Calendar.from_ical(content).walk("VTIMEZONE")
    changes = []
    for part in zone.subcomponents:
        (month,), ((weekday),) = part["rrule"]["bymonth"], part["rrule"]["byday"]
        assert (part["rrule"]["freq"], weekday) == (["YEARLY"], "-1SU")
        at = part["dtstart"].dt.time()
        changes += [(_last_sunday(year, month, at), part["tzoffsetto"].td, part["tzoffsetfrom"].td) for year in (2025, 2026)]
    first_that_exists = [
        (moment if to < before else moment + (to - before), to) for moment, to, before in changes
    ]  # in March the clock jumps over an hour; until it lands the old offset counts
    if_back = [(moment, to) for moment, to in first_that_exists if moment <= wall]
    return (wall - max(if_back)[1]).replace(tzinfo=UTC)


def _last_sunday(year: int, month: int, at: time) -> datetime:
    day = date(year, month, 31)
    return datetime.combine(day - timedelta(days=(day.weekday() + 1) % 7), at)


def test_an_hour_lasts_an_hour_in_the_night_in_which_one_is_doubled():
    read = lines(ics.bestand([item(datum=date(2026, 10, 25), tijd=time(2, 30))]))

    assert "DURATION:PT1H" in read
    assert not any(line.startswith("DTEND") for line in read)


def test_control_a_time_without_its_zone_is_wrong_for_half_the_year(monkeypatch):
    monkeypatch.setattr(ics, "ZONE", UTC)
    found = event(item(datum=date(2026, 3, 29), tijd=time(10, 0)))

    assert found.start.astimezone(UTC) != datetime(2026, 3, 29, 8, 0, tzinfo=UTC)
