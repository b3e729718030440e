"""
Whether another coordinator looks at the scan of a signature on paper, and which scans wait for that (keuze: per regio, off).

The rule holds in a regio that chose it and has two coordinators with access; with fewer it sleeps, and nothing waits. What was
recorded before it was chosen is not asked, nor what is in an evidence document already: there it says that nobody else looked.
"""

from datetime import date

from django.db.models import QuerySet

from accounts.models import Regio, User
from trajecten import instelling, toegang
from trajecten.models import Handtekening, Plaatsing

MINSTENS = 2  # coordinators with access
TE_WEINIG = (
    "Een tweede blik kan pas als twee of meer coördinatoren van uw regio toegang hebben. Nodig er eerst een uit bij Beheer > Leden."
)


def kan(regio: Regio, *, on: date) -> bool:
    """Whether there are coordinators enough."""
    return toegang.coordinatoren(regio, on=on).count() >= MINSTENS


def geldt(regio: Regio, *, on: date) -> bool:
    return instelling.van(regio, save=False).tweede_blik and kan(regio, on=on)


def slaapt(regio: Regio, *, on: date) -> bool:
    """Chosen, and with too few coordinators to hold."""
    return instelling.van(regio, save=False).tweede_blik and not kan(regio, on=on)


def niet_bekeken() -> QuerySet[Handtekening]:
    """Recorded while the rule held, and nobody else looked yet, on a version that counts."""
    return Handtekening.objects.filter(
        tweede_blik=True, bekeken_at__isnull=True, getekend_op__isnull=False, pok_versie__vervallen_op__isnull=True
    )


def wachtend(plaatsing: Plaatsing, *, on: date) -> list[Handtekening]:
    """The scans of this Plaatsing that wait; none while the rule sleeps or was chosen off."""
    rows = list(niet_bekeken().filter(pok_versie__plaatsing=plaatsing))
    return rows if rows and geldt(plaatsing.traject.regio, on=on) else []


def te_bekijken(user: User, regio: Regio, *, on: date) -> QuerySet[Handtekening]:
    """What waits in this regio for this coordinator: recorded by somebody else."""
    rows = niet_bekeken().filter(pok_versie__plaatsing__traject__regio=regio).exclude(vastgelegd_door=user)
    rows = rows.select_related("pok_versie__plaatsing__traject__deelnemer", "vastgelegd_door").order_by("vastgelegd_at", "pk")
    return rows if geldt(regio, on=on) else rows.none()


def wie_kan(row: Handtekening, *, on: date) -> str:
    """Who can look at it, in words: every coordinator but the one who recorded it."""
    others = toegang.coordinatoren(row.pok_versie.plaatsing.traject.regio, on=on).exclude(pk=row.vastgelegd_door_id or 0)
    *most, last = others.values_list("naam", flat=True)
    return f"{', '.join(most)} of {last}" if most else last


def waarom_niet(row: Handtekening, by: User, *, on: date) -> str:
    """Why this coordinator cannot look at this scan now, in one sentence; "" when they can."""
    regio = row.pok_versie.plaatsing.traject.regio
    if row.bekeken_at:
        return "Deze scan is al nagekeken. Bekijk het dossier: misschien was een collega u voor."
    if row.getekend_op is None or not row.tweede_blik:
        return "Op deze handtekening wacht geen tweede blik."
    if not geldt(regio, on=on):
        return "Een tweede blik is nu niet nodig: uw regio heeft dat uit staan of heeft maar één coördinator."
    if row.vastgelegd_door_id == by.pk:
        return f"U legde deze handtekening zelf vast. Iemand anders kijkt de scan na: {wie_kan(row, on=on)}."
    return ""
