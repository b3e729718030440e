"""
Appointments as iCalendar (RFC 5545): the only place that knows the format.

What is planned is a time on the clock in the Netherlands: it goes out with its zone, so that it stays right when the clock changes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, Timezone

ZONE = ZoneInfo("Europe/Amsterdam")
DUUR = timedelta(hours=1)  # keuze: of an appointment only the beginning is stored
VERS = timedelta(hours=1)  # keuze: how often a calendar is asked to look again
# The rule since 1996: the last Sunday of March and of October, at one o'clock UTC.
_VTIMEZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True)
class Item:
    """
    One line in a calendar; it names nobody but by initials.

    :param sleutel: stays the same when it is moved. :param versie: never goes down.
    :param tijd: None for a whole day, which keeps nobody from other appointments.
    """

    sleutel: str
    versie: int
    gewijzigd_at: datetime
    titel: str
    datum: date
    tijd: time | None = None
    plaats: str = ""
    url: str = ""
    vervallen: bool = False


def bestand(items: Iterable[Item]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Praktijkleren//Agenda//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Praktijkleren")
    calendar.add("refresh-interval", VERS, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    calendar.add_component(Timezone.from_ical(_VTIMEZONE))
    for item in items:
        calendar.add_component(_event(item))
    return calendar.to_ical()


def _event(item: Item) -> Event:
    event = Event()
    event.add("uid", f"{item.sleutel}@{settings.SITE_HOST}")
    event.add("dtstamp", item.gewijzigd_at)
    event.add("last-modified", item.gewijzigd_at)
    event.add("sequence", item.versie)
    event.add("summary", _regel(f"Vervallen: {item.titel}" if item.vervallen else item.titel))
    event.add("dtstart", datetime.combine(item.datum, item.tijd, ZONE) if item.tijd else item.datum)
    event.add("duration", DUUR if item.tijd else timedelta(days=1))
    event.add("status", "CANCELLED" if item.vervallen else "CONFIRMED")
    event.add("transp", "OPAQUE" if item.tijd and not item.vervallen else "TRANSPARENT")
    if plaats := _regel(item.plaats):
        event.add("location", plaats)
    if item.url:
        event.add("url", item.url)
    return event


def _regel(words: str) -> str:
    """
    On one line, and nothing that cannot be seen.

    The library escapes what the format knows; a form feed or U+2028 it lets through, and some programs end a line there.
    """
    return "".join(letter for letter in " ".join(words.split()) if letter.isprintable())
