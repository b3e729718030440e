"""Our own small drawings, 24 by 24, stroked in the colour of the text. Decoration only: the words stand beside them."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

ICONS: dict[str, str] = {
    "aanmelden": '<circle cx="10" cy="8" r="3.5"/><path d="M3.5 20c.5-4 3-6 6.5-6s6 2 6.5 6"/><path d="M19 6.5v6M16 9.5h6"/>',
    "agenda": '<rect x="3.5" y="5" width="17" height="15.5" rx="2.5"/><path d="M3.5 10h17M8 2.8v4M16 2.8v4"/>',
    "beheer": '<path d="M4 7h9M17.5 7H20M4 17h2.5M11 17h9"/><circle cx="15.2" cy="7" r="2.3"/><circle cx="8.8" cy="17" r="2.3"/>',
    "bewerken": '<path d="M4 20l1-4.5L16.2 4.3a1.8 1.8 0 0 1 2.6 0l.9.9a1.8 1.8 0 0 1 0 2.6L8.5 19z"/><path d="M14 6.5l3.5 3.5"/>',
    "blad": '<path d="M6 3.5h8l4.5 4.5v12.5H6z"/><path d="M14 3.5V8h4.5M9 12.5h6M9 16h6"/>',
    "boek": '<path d="M12 6.5C10 5 7 4.5 3.5 4.5v14c3.5 0 6.5.5 8.5 2 2-1.5 5-2 8.5-2v-14c-3.5 0-6.5.5-8.5 2z"/><path d="M12 6.5v14"/>',
    "check": '<path d="M4.5 12.5l5 5L19.5 6.5"/>',
    "contact": '<path d="M4 5h16v11H10.5L6 19.8V16H4z"/><path d="M8 9h8M8 12h5"/>',
    "coordinator": '<rect x="5" y="4.5" width="14" height="16" rx="2"/><path d="M9 2.8h6v3.4H9zM9 13.2l2.3 2.3 4.2-4.7"/>',
    "dashboard": '<path d="M4 20h16"/><rect x="5" y="11" width="3.5" height="6"/><rect x="10.3" y="5" width="3.5" height="12"/><rect x="15.6" y="8.5" width="3.5" height="8.5"/>',
    "deelnemer": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.6-4.5 3.5-6.5 7.5-6.5s6.9 2 7.5 6.5"/>',
    "download": '<path d="M12 3.5v11M7.5 10.5l4.5 4.5 4.5-4.5"/><path d="M4.5 18.5v1.8h15v-1.8"/>',
    "extern": '<path d="M10 5H5v14h14v-5"/><path d="M13.5 4.5h6v6M19 5l-8 8"/>',
    "filter": '<path d="M3.5 5.5h17l-6.5 7.5v6l-4-2v-4z"/>',
    "fout": '<circle cx="12" cy="12" r="9"/><path d="M12 7.3v5.7M12 16.6v.1"/>',
    "gebouw": '<path d="M4 20.5V6l8-2.5v17M12 9.5h8v11"/><path d="M2.5 20.5h19M7 9v.1M7 12.5v.1M7 16v.1M16 13v.1M16 16.5v.1"/>',
    "goed": '<circle cx="12" cy="12" r="9"/><path d="M7.8 12.3l3 3 5.5-6"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.7M12 7.3v.1"/>',
    "bel": '<path d="M6 10a6 6 0 0 1 12 0c0 5.2 2 6.5 2 6.5H4s2-1.3 2-6.5z"/><path d="M10 19.5a2.2 2.2 0 0 0 4 0"/>',
    "klok": '<circle cx="12" cy="12" r="9"/><path d="M12 6.5V12l3.5 2.5"/>',
    "kruis": '<path d="M6 6l12 12M18 6L6 18"/>',
    "leden": '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6"/><path d="M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 14.3c2 .9 3.2 2.8 3.5 5.7"/>',
    "leeg": '<path d="M3.5 13.5L6 5h12l2.5 8.5v6h-17z"/><path d="M3.5 13.5H9c0 2 1.2 3 3 3s3-1 3-3h5.5"/>',
    "leerbedrijf": '<path d="M4 10v10.5h16V10"/><path d="M3 6.5L5 3.5h14l2 3c0 2-1 3.3-2.6 3.3S15.5 8.5 15.5 7c0 1.5-1.5 2.8-3.5 2.8S8.5 8.5 8.5 7c0 1.5-1.3 2.8-2.9 2.8S3 8.5 3 6.5z"/><path d="M10 20.5v-6h4v6"/>',
    "let-op": '<path d="M12 4L2.8 20h18.4z"/><path d="M12 10v4.7M12 17.3v.1"/>',
    "links": '<path d="M14.5 5.5L8 12l6.5 6.5"/>',
    "mail": '<rect x="3" y="5.5" width="18" height="13.5" rx="2"/><path d="M3.5 7.5L12 13.5l8.5-6"/>',
    "medaille": '<circle cx="12" cy="9" r="5.5"/><path d="M8.5 13.5L7 21l5-2.5L17 21l-1.5-7.5"/>',
    "menu": '<path d="M4 6.5h16M4 12h16M4 17.5h16"/>',
    "netwerk": '<circle cx="12" cy="5.5" r="2.5"/><circle cx="5" cy="18" r="2.5"/><circle cx="19" cy="18" r="2.5"/><path d="M10.8 7.7L6.2 15.8M13.2 7.7l4.6 8.1M7.5 18h9"/>',
    "niemand": '<circle cx="12" cy="12" r="9"/><path d="M8 12h8"/>',
    "notitie": '<path d="M5 3.5h14v11l-5 6H5z"/><path d="M14 20v-5.5h5M8.5 8h7M8.5 11.5h5"/>',
    "omhoog": '<path d="M12 19V5.5M6.5 11L12 5.5l5.5 5.5"/>',
    "omlaag": '<path d="M12 5v13.5M6.5 13l5.5 5.5 5.5-5.5"/>',
    "pijl": '<path d="M4.5 12h14M13 6.5l5.5 5.5-5.5 5.5"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "rechts": '<path d="M9.5 5.5L16 12l-6.5 6.5"/>',
    "regio": '<path d="M12 21c4.5-4.8 6.8-8.3 6.8-11.2a6.8 6.8 0 0 0-13.6 0C5.2 12.7 7.5 16.2 12 21z"/><circle cx="12" cy="9.8" r="2.5"/>',
    "sbb": '<path d="M12 3l7.5 3v5.5c0 4.5-3 8-7.5 9.5-4.5-1.5-7.5-5-7.5-9.5V6z"/><path d="M8.5 11.8l2.6 2.6 4.6-5"/>',
    "school": '<path d="M12 4.5L1.8 9.5 12 14.5l10.2-5z"/><path d="M6 12v5c1.5 1.5 3.5 2.2 6 2.2s4.5-.7 6-2.2v-5M21.5 10v5.5"/>',
    "slot": '<rect x="5" y="10.5" width="14" height="10" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5M12 14.5v2"/>',
    "telefoon": '<path d="M5 3.5h4l1.5 5-2.3 1.7c1 2.3 2.6 3.9 5 5l1.7-2.3 5 1.6V19c0 1-.7 1.5-1.7 1.5C10.3 20 4.3 13.8 3.5 5.5c0-1.2.5-2 1.5-2z"/>',
    "tekenen": '<path d="M3.5 20.5h17"/><path d="M6 16.5l.8-3.7L15.5 4l3 3-8.8 8.8z"/>',
    "trajecten": '<circle cx="6" cy="18.5" r="2.3"/><circle cx="18" cy="5.5" r="2.3"/><path d="M8.3 18.5H15a3.3 3.3 0 0 0 0-6.5H9a3.3 3.3 0 0 1 0-6.5h6.7"/>',
    "uitloggen": '<path d="M14 4.5H5v15h9"/><path d="M10.5 12h10M17 8.5l3.5 3.5-3.5 3.5"/>',
    "vandaag": '<rect x="3.5" y="5" width="17" height="15.5" rx="2.5"/><path d="M3.5 9.8h17M8 2.8v4M16 2.8v4M8.5 15l2.5 2.3 4.5-4.6"/>',
    "verversen": '<path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.4"/><path d="M20 3.5v4.3h-4.3"/>',
    "zoek": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5l5 5"/>',
}


def icon(naam: str) -> SafeString:
    """:raises KeyError: there is no drawing of that name."""
    drawing = mark_safe(ICONS[naam])  # constants above, nothing from outside
    return format_html('<svg class="icoon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>', drawing)
