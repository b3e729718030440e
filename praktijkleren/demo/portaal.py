"""What the people of the portal did today: judged in between, and what a coordinator saw beside it."""

from datetime import date

from accounts.models import Rol, User
from accounts.permissions import Permission
from trajecten import toegang, toegang_portaal, tussendoor
from trajecten.models import Plaatsing
from trajecten.regels import AAN_HET_WERK
from trajecten.tussendoor import Gezien

ZAG = [("voldoende", "Werkt zelfstandig, vraagt op tijd om hulp."), ("oefenen", "Heeft bij drukte nog uitleg nodig."), ("goed", "")]
GELIJK = ("voldoende", "")  # what the coordinator saw on a visit


def vul(*, on: date) -> None:
    """Of each Plaatsing where the first praktijkopleider of the demo judges, the first three werkprocessen."""
    wie = User.objects.get(naam="Jolanda Smit")
    for plaatsing in toegang_portaal.plaatsingen(wie, on=on).filter(huidig=True, eerste_werkdag__lte=on).for_portaal():
        if plaatsing.traject.status in AAN_HET_WERK and toegang.is_eigen(
            wie, Rol.WERKGEVER, Permission.TRAJECT_BEOORDELEN, plaatsing.traject, on=on
        ):
            _oordelen(plaatsing, wie, on)


def _oordelen(plaatsing: Plaatsing, wie: User, on: date) -> None:
    chosen = list(plaatsing.werkprocessen.order_by("kerntaak__volgorde", "volgorde"))[: len(ZAG)]
    seen = {w.pk: Gezien(waarde, noot, 0) for w, (waarde, noot) in zip(chosen, ZAG, strict=False)}
    tussendoor.beoordeel(traject=plaatsing.traject, by=wie, on=on, gezien=seen)
    if by := plaatsing.traject.behandelaar:
        own = {w.pk: Gezien(*GELIJK, 0) for w in chosen[:2]}
        tussendoor.kijk_mee(traject=plaatsing.traject, by=by, on=on, gezien=own)
