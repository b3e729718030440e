"""Tags and filters every template has (settings: builtins)."""

from datetime import date, datetime
from decimal import Decimal
from secrets import token_hex

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from basis import begrippen
from basis.icons import icon as draw
from basis.once import FIELD, new_key

register = template.Library()
_DAGEN = ["ma", "di", "wo", "do", "vr", "za", "zo"]
_MAANDEN = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]


@register.simple_tag
def once() -> SafeString:
    """The hidden key by which a form counts once (basis/once.py)."""
    return format_html('<input type="hidden" name="{}" value="{}" autocomplete="off">', FIELD, new_key())


@register.filter
def datum(value: date | datetime | None) -> str:
    """22 november 2026"""
    return date_format(_day(value), "j F Y") if value else ""


@register.filter
def datum_kort(value: date | datetime | None) -> str:
    """zo 22 nov, with the year when it is not this one"""
    if not value:
        return ""
    day = _day(value)
    year = "" if day.year == timezone.localdate().year else f" {day.year}"
    return f"{_DAGEN[day.weekday()]} {day.day} {_MAANDEN[day.month - 1]}{year}"


@register.filter
def tijdstip(value: datetime | None) -> str:
    """22 november 2026, 14:05"""
    return date_format(timezone.localtime(value), "j F Y, H:i") if value else ""


@register.simple_tag
def icon(naam: str) -> SafeString:
    return draw(naam)


@register.simple_tag(takes_context=True)
def begrip(context, naam: str, tekst: str = "") -> SafeString:
    """
    A word with its explanation behind a button (a popover: keyboard, touch, no script). Not inside a label, link or button.

    :param tekst: the word as it stands here; by default as it was asked for.
    :raises Onbekend: the glossary has no such word.
    """
    found = begrippen.zoek(naam)
    own = {"begrip": found, "tekst": tekst or naam, "id": f"begrip-{found.anker}-{token_hex(4)}"}
    page = render_to_string("basis/_begrip.html", own | {"regio_query": context.get("regio_query", "")})
    return mark_safe(page.strip())  # without the line end a full stop can follow


@register.simple_tag(takes_context=True)
def url_with(context, **changes) -> str:
    """This page's query string with some values changed; None or "" takes one out, and every change goes back to page 1."""
    query = context["request"].GET.copy()
    query.pop("pagina", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"


@register.filter
def getal(value: Decimal) -> str:
    """{{ uren|getal }} -> 24 or 7,5: no zeros behind the comma"""
    return f"{value.normalize():f}".replace(".", ",")


@register.filter
def meervoud(count: int, words: str) -> str:
    """{{ 3|meervoud:"dag,dagen" }} -> 3 dagen"""
    one, many = words.split(",")
    return f"{count} {one if count == 1 else many}"


def _day(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value
