"""Our own small drawings, 20 x 20, one stroke; decorative beside words, so hidden from screen readers."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

ICONS = {
    "zoek": "M9 3a6 6 0 1 1 0 12A6 6 0 0 1 9 3m4.5 10.5L18 18",
    "kruis": "M5 5l10 10M15 5L5 15",
    "vinkje": "M4 10.5l4 4 8-9",
    "klok": "M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15M10 6v4.5l3 2",
    "let-op": "M10 3l8 14H2zM10 8v4m0 2.2v.3",
    "pijl-links": "M12.5 4l-6 6 6 6",
    "pijl-rechts": "M7.5 4l6 6-6 6",
    "plus": "M10 4v12M4 10h12",
    "document": "M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5M7.5 10h5m-5 3h5",
    "persoon": "M10 3a3.2 3.2 0 1 1 0 6.4A3.2 3.2 0 0 1 10 3M3.5 17.5c.6-4 3.2-6 6.5-6s5.9 2 6.5 6",
}


def icon(naam: str) -> SafeString:
    """:raises KeyError: there is no such drawing."""
    return format_html(
        '<svg class="icoon" width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="2"'
        ' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        ICONS[naam],
    )
