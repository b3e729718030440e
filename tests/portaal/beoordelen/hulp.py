"""What the tests of judging share."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from basis.once import new_key
from tests.documenten.bestanden import jpeg_with_place
from tests.trajecten.overgangen.hulp import VANDAAG
from trajecten import oordelen, tussendoor
from trajecten.models import Plaatsing
from trajecten.regels import Status
from trajecten.tussendoor import Gezien

S = Status
DAG = timedelta(days=1)
HTMX = {"HTTP_HX_REQUEST": "true"}
VRAGEN = {"werkt_nog": "ja", "kon_alles_oefenen": "ja", "in_dienst": "nee"}


def adres(deur: str, plaatsing: Plaatsing, werkproces=None) -> str:
    return reverse(f"portaal:{deur}", args=[plaatsing.code, *([werkproces.code] if werkproces else [])])


def getoond(page, deur: str, plaatsing: Plaatsing) -> dict:
    """What the page shows, as a browser would send it back."""
    form = page.get(adres(deur, plaatsing)).context["form"]
    return {"once": new_key()} | {bound.html_name: "" if bound.value() is None else bound.value() for bound in form}


def een(werkproces, waarde="oefenen", noot="", was="0.") -> dict:
    code = werkproces.code
    return {"once": new_key(), f"oordeel-{code}": waarde, f"noot-{code}": noot, f"was-{code}": was}


def beoordeel(plaatsing, by, werkproces, waarde, noot="", versie=0, on=VANDAAG):
    given = {werkproces.pk: Gezien(waarde, noot, versie)}
    return tussendoor.beoordeel(traject=plaatsing.traject, by=by, on=on, gezien=given)


def laatste(plaatsing) -> list[str]:
    return [row.waarde for row in oordelen.laatste(plaatsing)]


def vul_in(page, plaatsing, waarde="goed"):
    """The first two steps."""
    page.post(adres("eindbeoordeling", plaatsing), getoond(page, "eindbeoordeling", plaatsing) | VRAGEN)
    keuzes = {f"oordeel-{w.code}": waarde for w in plaatsing.werkprocessen.all()}
    page.post(adres("eind_werkprocessen", plaatsing), getoond(page, "eind_werkprocessen", plaatsing) | keuzes)


def verstuur(page, plaatsing, **anders):
    data = getoond(page, "eind_versturen", plaatsing) | {"beoordelaar": "Jolanda Smit", "akkoord": "on"} | anders
    return page.post(adres("eind_versturen", plaatsing), data)


def foto(**anders) -> dict:
    return {
        "once": new_key(),
        "bestand": SimpleUploadedFile("IMG_0042.jpg", jpeg_with_place(), "image/jpeg"),
        "omschrijving": "Schap na het spiegelen",
        "akkoord": "on",
        "bsn_weg": "on",
        **anders,
    }


def indruk(page, traject, **keuzes):
    url = reverse("trajecten:indruk", args=[traject.code])
    form = page.get(url).context["form"]
    shown = {bound.html_name: bound.value() or "" for bound in form}
    return page.post(url, {"once": new_key(), **shown, **keuzes})
