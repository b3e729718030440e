"""Papers that are made when somebody asks: overviews of a Plaatsing, and the empty forms of a regio (domein §6)."""

from datetime import date

from accounts.models import User
from accounts.permissions import Permission
from documenten.models import Document
from trajecten import documenten_voortgang, financiering, gebeurtenissen
from trajecten.actie import actie
from trajecten.models import Plaatsing, Traject
from trajecten.workflow import OvergangGeweigerd


@actie(Permission.TRAJECT_VOORTGANG)
def aanwezigheidsoverzicht(*, traject: Traject, by: User, on: date, plaatsing: Plaatsing) -> Document:
    """Weeks, hours and absence so far, to sign. :raises OvergangGeweigerd: no hours yet."""
    if not plaatsing.aanwezigheid.exists():
        raise OvergangGeweigerd("Er staan nog geen uren. Vul eerst de aanwezigheid in.")
    return _bestel("aanwezigheidsoverzicht", traject, plaatsing, by, on)


@actie(Permission.TRAJECT_FINANCIERING)
def begeleidingsverklaring(*, traject: Traject, by: User, on: date, plaatsing: Plaatsing) -> Document:
    """Who guided, at the end of a Plaatsing with a subsidy row. :raises OvergangGeweigerd: no subsidy, or not ended."""
    if not financiering.heeft_subsidie(plaatsing):
        raise OvergangGeweigerd("Een begeleidingsverklaring hoort bij een subsidie. Leg eerst de financiering vast.")
    if not financiering.is_geeindigd(plaatsing, on=on):
        raise OvergangGeweigerd("Een begeleidingsverklaring komt na de laatste werkdag bij dit leerbedrijf.")
    return _bestel("begeleidingsverklaring", traject, plaatsing, by, on)


def _bestel(soort: str, traject: Traject, plaatsing: Plaatsing, by: User, on: date) -> Document:
    document = documenten_voortgang.bestel_overzicht(soort, plaatsing, on=on)
    gebeurtenissen.schrijf(traject, "overzicht", by=by, on=on, details={"Document": document.titel})
    return document
