"""Where what a signal asks for is done: one page, for who may open it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts.models import User
from accounts.permissions import Permission as P
from trajecten import erkenningsalarm, toegang
from trajecten.models import Traject
from trajecten.regels import Status
from trajecten.signalen import nu
from trajecten.signalen.regels import Signaal

S = Status


@dataclass(frozen=True)
class Stap:
    """:param bij: the statuses in which this page can be used; empty for all of the signal's own."""

    pagina: str
    knop: str
    recht: P
    bij: frozenset[Status] = frozenset()


@dataclass(frozen=True)
class Getoond:
    """:param url: where it is done; "" for who may not, or where the page it stands on is that place."""

    signaal: Signaal
    knop: str = ""
    url: str = ""


_CONTACT = Stap("contact", "Leg contact vast", P.TRAJECT_CONTACT)
_INDIENEN = Stap("beoordeling_indienen", "Leg beoordeling vast", P.TRAJECT_BEOORDELEN, frozenset({S.BEOORDELING}))
STAPPEN: dict[str, list[Stap]] = {  # the first that fits
    "geen_contact": [_CONTACT],
    "onderbroken": [Stap("hervatten", "Hervat", P.TRAJECT_ONDERBREKEN), _CONTACT],
    "afwezig": [_CONTACT],
    "werkprocessen": [Stap("tussenevaluatie", "Leg evaluatie vast", P.TRAJECT_BEOORDELEN, frozenset({S.LOPEND})), _INDIENEN],
    "doorlooptijd": [
        Stap("beoordeling_starten", "Vraag beoordeling", P.TRAJECT_BEOORDELING_STARTEN, frozenset({S.LOPEND})),
        _INDIENEN,
        Stap("vaststellen", "Leg besluit vast", P.TRAJECT_VASTSTELLEN, frozenset({S.VASTSTELLING})),
        Stap("uitreiken", "Leg uitreiking vast", P.TRAJECT_UITREIKEN, frozenset({S.UITREIKING})),
    ],
}


@dataclass(frozen=True)
class Rij:
    """A traject on the list of Vandaag."""

    traject: Traject
    signalen: list[Getoond]
    mag: frozenset[P]


def rijen(trajecten: Iterable[Traject], signs: nu.Overzicht, user: User, *, on: date) -> list[Rij]:
    """:param trajecten: of one regio or more, loaded with `for_overview`; adds no query."""
    mag = toegang.rechten_in_lijsten(user, on=on)
    return [_rij(row, signs, mag.get(row.regio_id, frozenset())) for row in trajecten]


def _rij(traject: Traject, signs: nu.Overzicht, mag: frozenset[P]) -> Rij:
    return Rij(traject, getoond(traject, signs.per_traject[traject.pk].live, mag=mag), mag)


def op_dossier(traject: Traject, *, mag: frozenset[P], on: date) -> dict:
    """What its page shows: the live ones, those that come back later, and whether the alarm of the erkenning stands by itself."""
    stand = nu.van_een(traject, on=on)
    alarm = erkenningsalarm.alarm(traject, on=on) is not None
    live = [s for s in stand.live if not (alarm and s.soort == "erkenning")]
    return {"live": getoond(traject, live, mag=mag), "stil": stand.stil, "alarm": alarm and len(live) < len(stand.live)}


def getoond(traject: Traject, live: Iterable[Signaal], *, mag: frozenset[P]) -> list[Getoond]:
    """:param mag: what the reader may do with this traject."""
    return [_getoond(traject, signaal, mag) for signaal in live]


def _getoond(traject: Traject, signaal: Signaal, mag: frozenset[P]) -> Getoond:
    if signaal.soort == "erkenning":
        url = traject.plaatsing.leerbedrijf.get_absolute_url() if P.LEERBEDRIJF_LEZEN in mag else ""
        return Getoond(signaal, "Bekijk de erkenningen", url)
    for stap in STAPPEN[signaal.soort]:
        if stap.recht in mag and (not stap.bij or traject.status in stap.bij):
            return Getoond(signaal, stap.knop, reverse(f"trajecten:{stap.pagina}", args=[traject.code]))
    return Getoond(signaal)
