"""What the documents need in their templates: dates from JSON, a QR as tagged SVG, a colour that cannot be anything else."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import groupby

import segno
from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from documenten.letters import boxed

register = template.Library()


@register.filter
def dag(iso: str) -> str:
    """
    A date from the facts as people write it.

    >>> dag("2026-11-02")
    '2\\xa0november\\xa02026'
    """
    return date_format(date.fromisoformat(iso), "j F Y").replace(" ", "\u00a0")


@register.filter
def drukbaar(note: str) -> str:
    return boxed(note)


@register.filter
def kleur(value: str) -> SafeString:
    """A brand colour, and nothing else, for the style sheet."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise ValueError("geen kleur")
    return mark_safe(value)  # checked above: six hexadecimal digits


@register.filter
def voorbeelden(kerntaken: list[dict]) -> bool:
    """Whether one of the werkprocessen is an example and not SBB's."""
    return any(not w["officieel"] for k in kerntaken for w in k.get("werkprocessen", k.get("oordelen", [])))


@register.filter
def aantal_werkprocessen(kerntaken: list[dict]) -> int:
    return sum(len(k["werkprocessen"]) for k in kerntaken)


@register.simple_tag
def qr(address: str, title: str) -> SafeString:
    """The address as inline SVG; its <title> is what a screen reader says."""
    matrix = segno.make(address, error="m", micro=False).matrix
    path = "".join(_row(number, row) for number, row in enumerate(matrix))
    return format_html(
        '<svg class="qr" viewBox="0 0 {} {}" role="img"><title>{}</title><path d="{}" fill="#000"/></svg>',
        len(matrix),
        len(matrix),
        title,
        path,
    )


def _row(number: int, row: Iterable[int]) -> str:
    """The dark runs of one row as rectangles: single squares would show seams in print."""
    parts, x = [], 0
    for dark, run in groupby(row):
        width = len(list(run))
        parts.append(f"M{x} {number}h{width}v1h-{width}z" if dark else "")
        x += width
    return "".join(parts)
