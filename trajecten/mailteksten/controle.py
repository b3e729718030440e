"""What a regio may not write in a mail: other links, HTML, or a placeholder we do not know (M25; issue 5)."""

import re
import unicodedata
from collections.abc import Iterator

from trajecten.mailteksten.soorten import Soort

VELD = re.compile(r"\{([^{}]*)\}")
# What a mail program makes a link of by itself: an address of a site, of a mailbox, or something that looks like one.
_ADRES = re.compile(r"\S*(?:://|www\.|mailto:|@)\S*|[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}", re.IGNORECASE)
_PUNTEN = str.maketrans(dict.fromkeys("。．｡․", "."))
_ONZICHTBAAR = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}


def fouten(soort: Soort, inleiding: str, slot: str) -> Iterator[tuple[str, str]]:
    """:returns: what is wrong, each with the field it stands in."""
    for veld, tekst in (("inleiding", inleiding), ("slot", slot)):
        yield from ((veld, zin) for zin in _fouten(soort, tekst))
    for naam in soort.moet:
        if f"{{{naam}}}" not in inleiding:
            yield "inleiding", f"Zet {{{naam}}} in de inleiding: anders weet de ontvanger niet om welk traject het gaat."


def _fouten(soort: Soort, tekst: str) -> Iterator[str]:
    if any(unicodedata.category(c) in _ONZICHTBAAR for c in tekst if c != "\n"):
        yield "Typ de tekst opnieuw: er staat een teken in dat u niet ziet, misschien door kopiëren en plakken."
    if "<" in tekst or ">" in tekst:
        yield "Haal < en > weg: in een mail staat gewone tekst, geen HTML."
    filled = VELD.sub(lambda veld: veld[1] if veld[1] in soort.velden else " ", tekst)  # may be half of an address: {aantal}.nl
    if found := _ADRES.search(unicodedata.normalize("NFKC", filled.translate(_PUNTEN))):
        yield (
            f"Haal “{found[0].rstrip('.,;:!?')}” weg: dat lijkt op een adres van een website of mailbox. De link zet het systeem "
            "in de mail. Is het geen adres? Zet dan een spatie na de punt."
        )
    yield from _velden(soort, tekst)


def _velden(soort: Soort, tekst: str) -> Iterator[str]:
    known = ", ".join(f"{{{naam}}}" for naam in soort.velden)
    for naam in dict.fromkeys(VELD.findall(tekst)):
        if naam not in soort.velden:
            yield f"{{{naam}}} kennen we niet. U kunt dit gebruiken: {known}."
    if set("{}") & set(VELD.sub("", tekst)):
        yield f"Er staat een losse accolade. Zet er een woord tussen, zoals dit: {known}."
