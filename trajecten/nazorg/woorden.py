"""The outcomes of domein §11 as a deelnemer says them; the codes are those a coordinator records."""

from trajecten import lijsten
from trajecten.models import Traject
from werkgevers.naam import naam_buiten

VRAAG = "Wat doet u nu?"
_ZEGT = {
    "werk_hier": "Ik heb betaald werk bij {waar}",
    "werk_elders": "Ik heb betaald werk ergens anders",
    "ontwikkelbedrijf": "Ik werk bij een ontwikkelbedrijf (sociale werkplaats)",
    "werk_en_opleiding": "Ik werk en volg daarbij een opleiding (bbl)",
    "opleiding": "Ik volg een opleiding",
    "vrijwillig_dagbesteding": "Ik doe vrijwilligerswerk of ga naar dagbesteding",
    "geen": "Ik heb nu geen werk en geen opleiding",
    "onbekend": "Ik wil dit niet zeggen",
}


def keuzes(traject: Traject) -> list[tuple[str, str]]:
    """(code, words) of what this regio has in use, in its order."""
    plaatsing = traject.plaatsing
    where = naam_buiten(plaatsing.leerbedrijf) if plaatsing else "het bedrijf waar ik leerde"
    return [(code, _ZEGT[code].format(waar=where)) for code, _ in lijsten.keuzes(traject.regio, "uitkomst")]
