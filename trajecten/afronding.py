"""With which result a traject may end without a praktijkverklaring: per status and doel (domein §2 and §3, afronden)."""

from trajecten.models import Traject
from trajecten.regels import AAN_HET_WERK, Doel, Resultaat, Status

S, R = Status, Resultaat

TE_VROEG = (
    "Een traject met doel praktijkverklaring rondt u af na de eindbeoordeling. Kies 'Eindbeoordeling vragen' of 'Traject stoppen'."
)
_NIETS_BEHAALD = (R.GEEN, R.MBO_VERKLARING)
_BESLUIT_NIETS: dict[tuple[Status, Doel], tuple[Resultaat, ...]] = {
    (S.BEOORDELING, Doel.PRAKTIJKVERKLARING): _NIETS_BEHAALD,  # none voldoende or goed; the school is informed
    (S.VASTSTELLING, Doel.PRAKTIJKVERKLARING): _NIETS_BEHAALD,  # the school decided: no werkproces
}
_OPLEIDING: dict[Doel, tuple[Resultaat, ...]] = {
    Doel.DIPLOMA: (R.DIPLOMA, R.CERTIFICAAT, R.MBO_VERKLARING, R.GEEN),
    Doel.CERTIFICAAT: (R.CERTIFICAAT, R.MBO_VERKLARING, R.GEEN),
}
# A doel that changed on the way may leave a diploma in beoordeling or vaststelling: it ends like one that is lopend.
RESULTATEN: dict[tuple[Status, Doel], tuple[Resultaat, ...]] = _BESLUIT_NIETS | {
    (status, doel): results for status in [*AAN_HET_WERK, S.VASTSTELLING] for doel, results in _OPLEIDING.items()
}


def resultaten(traject: Traject) -> tuple[Resultaat, ...]:
    """The results this traject may end with now; none when it cannot be afgerond."""
    return RESULTATEN.get((Status(traject.status), Doel(traject.doel)), ())
