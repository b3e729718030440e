""" "Wat moet ik doen?": what waits for somebody of a leerbedrijf or a school: open termijnen, and changes to agree to."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from accounts.models import Lidmaatschap, User
from accounts.permissions import Permission
from basis.dagen import working_days_between
from trajecten import bpv_blad, termijnen, toegang_portaal
from trajecten.models import Handtekening, Instemming, Plaatsing, Termijn
from trajecten.models.overeenkomst import PokBron
from trajecten.regels import MET_PLAATSING, Status
from trajecten.termijnrijen import als_open
from trajecten.zicht import Regel, regel


@dataclass(frozen=True)
class Soort:
    """
    :param deur: the page on which it is done; about the Plaatsing, or about the signature.
    :param meteen: asked at once; another is asked from its first reminder on.
    :param bij: the statuses in which it can be done; empty for whenever it is asked.
    """

    wat: str
    knop: str
    deur: str
    permission: Permission
    meteen: bool = True
    bij: frozenset[Status] = frozenset()


P = Permission
SOORTEN = {
    "pok_tekenen": Soort("Praktijkovereenkomst tekenen", "Lees en teken", "portaal:tekenen", P.PORTAAL_TEKENEN),
    "instemmen": Soort("Wijziging van de afspraken", "Lees en reageer", "portaal:instemmen", P.PORTAAL_TEKENEN),
    "inschrijving": Soort("Inschrijving bevestigen", "Bevestig", "portaal:inschrijven", P.TRAJECT_INSCHRIJVEN, bij=MET_PLAATSING),
    "tussenevaluatie": Soort("Tussenevaluatie", "Vul in", "portaal:evaluatie", P.TRAJECT_BEOORDELEN, meteen=False),
    "aanwezigheid": Soort("Uren invullen", "Vul in", "portaal:uren", P.TRAJECT_VOORTGANG, meteen=False),
    "subsidie": Soort("Subsidie aanvragen", "Bekijk", "portaal:subsidie", P.TRAJECT_SUBSIDIE, meteen=False),
    "eindbeoordeling": Soort(
        "Eindbeoordeling", "Beoordeel", "portaal:eindbeoordeling", P.TRAJECT_BEOORDELEN, bij=frozenset({Status.BEOORDELING})
    ),
    "vaststelling": Soort(
        "Besluit over de werkprocessen",
        "Neem besluit",
        "portaal:vaststellen",
        P.TRAJECT_VASTSTELLEN,
        bij=frozenset({Status.VASTSTELLING}),
    ),
    "mbo_verklaring": Soort(
        "Mbo-verklaring overhandigen",
        "Leg vast",
        "portaal:mbo_verklaring",
        P.TRAJECT_MBO_VERKLARING,
        bij=frozenset({Status.NAZORG}),
    ),
}


@dataclass(frozen=True)
class Taak:
    """One thing to do, with one button. `code` is of the Plaatsing, the signature or the consent."""

    soort: Soort
    code: UUID
    regel: Regel
    op: date
    te_laat: int = 0


def taken(user: User, *, on: date) -> list[Taak]:
    """What this person can do now, what is due first on top."""
    own = list(toegang_portaal.plaatsingen(user, on=on).filter(huidig=True).for_portaal())
    return _taken(own, {p.pk: toegang_portaal.als(user, p, on=on) for p in own}, on)


def _taken(plaatsingen: list[Plaatsing], lids: dict[int, list[Lidmaatschap]], on: date) -> list[Taak]:
    rows = {p.traject_id: p for p in plaatsingen}
    found = [*_van_termijnen(rows, lids, on), *_van_bladen(rows, lids, on)]
    return sorted(found, key=lambda taak: (taak.op, taak.regel.nummer))


def van(plaatsing: Plaatsing, lids: list[Lidmaatschap], *, on: date) -> list[Taak]:
    """What can be done now for one Plaatsing. :param lids: as whom, by `toegang_portaal.als`."""
    return _taken([plaatsing], {plaatsing.pk: lids}, on) if plaatsing.huidig else []


def _van_termijnen(rows: dict[int, Plaatsing], lids: dict, on: date) -> list[Taak]:
    waiting = Termijn.objects.filter(
        traject__in=rows, soort__in=SOORTEN, vervuld_op__isnull=True, vervallen_op__isnull=True
    ).order_by("op", "pk")
    signing = {(h.pok_versie.plaatsing_id, h.partij): h.code for h in _te_tekenen(rows)}
    found = []
    for termijn in waiting:
        plaatsing = rows[termijn.traject_id]
        soort = SOORTEN[termijn.soort]
        if not _is_van(termijn.partij, soort, plaatsing, lids) or not _is_nu(soort, termijn, plaatsing, on):
            continue
        code = signing.get((plaatsing.pk, termijn.partij)) if termijn.soort == "pok_tekenen" else plaatsing.code
        if code:
            found.append(Taak(soort, code, regel(plaatsing), termijn.op, _te_laat(termijn.op, on)))
    return found


def _te_tekenen(rows: dict[int, Plaatsing]):
    """Only of our own agreement: the school's own, and one of before the overname, are signed on paper."""
    asked = Handtekening.objects.filter(
        pok_versie__plaatsing__in=rows.values(), pok_versie__vervallen_op__isnull=True, pok_versie__bron=PokBron.SYSTEEM
    )
    return asked.filter(getekend_op__isnull=True, geweigerd_op__isnull=True).select_related("pok_versie")


def _van_bladen(rows: dict[int, Plaatsing], lids: dict, on: date) -> list[Taak]:
    """While somebody works there; after an error was dealt with it is asked again."""
    at_work = [p for p in rows.values() if p.traject.status in bpv_blad.LOOPT_NOG]
    quiet = Q(fout_gemeld_op__isnull=True) | Q(afgehandeld_op__isnull=False)
    asked = Instemming.objects.filter(quiet, bpv_blad__plaatsing__in=at_work, gegeven_op__isnull=True).select_related("bpv_blad")
    by_pk, soort = {p.pk: p for p in rows.values()}, SOORTEN["instemmen"]
    found = []
    for row in asked:
        plaatsing, due = by_pk[row.bpv_blad.plaatsing_id], bpv_blad.melden_tot(row.bpv_blad)
        if _is_van(row.partij, soort, plaatsing, lids):
            found.append(Taak(soort, row.code, regel(plaatsing), due, _te_laat(due, on)))
    return found


def _te_laat(due: date, on: date) -> int:
    return working_days_between(due, on) if due < on else 0


def _is_van(partij: str, soort: Soort, plaatsing: Plaatsing, lids: dict) -> bool:
    """Asked of the party this person is here, by a membership that may do it."""
    able = [lid for lid in lids[plaatsing.pk] if soort.permission in toegang_portaal.mag([lid], plaatsing)]
    return partij in toegang_portaal.partijen(able)


def _is_nu(soort: Soort, termijn: Termijn, plaatsing: Plaatsing, on: date) -> bool:
    return (not soort.bij or plaatsing.traject.status in soort.bij) and (soort.meteen or _is_begonnen(termijn, on))


def _is_begonnen(termijn: Termijn, on: date) -> bool:
    return termijnen.momenten(als_open(termijn))[0] <= on
