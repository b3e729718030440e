"""
What began before the system: taken over at the step it has (domein §3, overnemen).

The guards of the steps that are past do not apply. What is missing becomes a list on the dossier; no documents are made.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models import Regio, User
from accounts.permissions import Permission
from accounts.toegang import permissions_in
from basis.templatetags.basis import datum as in_words
from kwalificaties.models import Kwalificatie
from trajecten import aan_zet, duplicaten, gebeurtenissen, lijsten
from trajecten.models import Deelnemer, Onderbreking, Traject
from trajecten.regels import GESTART, Doel, Overgang, Resultaat, Status
from trajecten.workflow.aanmelding import Aanmelding, dubbel, nieuw_traject
from trajecten.workflow.kern import Bevestiging, OvergangGeweigerd, require_confirmed, require_past, require_reason

S = Status
MET_START = frozenset({*GESTART, S.UITREIKING, S.NAZORG, S.AFGESLOTEN, S.GESTOPT})
MET_RESULTAAT = frozenset({S.NAZORG, S.AFGESLOTEN})
ALLEEN_PRAKTIJKVERKLARING = frozenset({S.BEOORDELING, S.VASTSTELLING, S.UITREIKING})


@dataclass(frozen=True)
class Overname:
    """
    Where a traject stood elsewhere, as far as it is known.

    :param sinds: the day it came to this status. :param bron: what it was taken from, such as "Excel van Werk in Zicht".
    :param uitgereikt_op: of a verklaring handed over before the system; it has no registernummer of ours.
    :param reden: a code of the list of the status: stoppen, niet_starten or onderbreken.
    """

    aanmelding: Aanmelding
    status: Status
    sinds: date
    bron: str
    kwalificatie: Kwalificatie | None = None
    geinformeerd_op: date | None = None
    eerste_werkdag: date | None = None
    laatste_werkdag: date | None = None
    vastgesteld_op: date | None = None
    uitgereikt_op: date | None = None
    resultaat: str = ""
    reden: str = ""
    toelichting: str = ""
    verwacht_terug: date | None = None

    @property
    def aangemeld_op(self) -> date:
        return self.aanmelding.aangemeld_op or self.sinds


@transaction.atomic
def overnemen(*, regio: Regio, overname: Overname, by: User, on: date, bevestigd: Bevestiging = Bevestiging()) -> Traject:  # noqa: B008
    """
    Register a traject that began elsewhere, at the step it has there.

    :raises OvergangGeweigerd: not a coordinator here, no source, no status or date, or dates out of order.
    :raises BevestigingNodig: the deelnemer looks like somebody who is known.
    """
    if Permission.TRAJECT_OVERNEMEN not in permissions_in(by, regio, on):
        raise OvergangGeweigerd("Een traject overnemen mag u in deze regio niet doen. Vraag het een coördinator.")
    _check(overname, on)
    _check_dagen(overname, on)
    duplicates = duplicaten.zoek(regio, overname.aanmelding.persoon)
    require_confirmed([dubbel(duplicates)] if duplicates else [], bevestigd)
    deelnemer = Deelnemer.objects.create(regio=regio, **vars(overname.aanmelding.persoon))
    traject = nieuw_traject(regio, deelnemer, overname.aanmelding, by, on, is_coordinator=True)
    _zet(traject, overname, on)
    traject.save()
    if overname.status == S.ONDERBROKEN:
        _onderbroken(traject, overname, on)
    gebeurtenissen.schrijf(
        traject, Overgang.OVERNEMEN, by=by, on=on, naar=overname.status, details=_details(overname, bevestigd, duplicates)
    )
    aan_zet.bijwerken(traject, on=on)
    return traject


def _check(o: Overname, on: date) -> None:
    persoon = o.aanmelding.persoon
    if not o.bron.strip():
        raise OvergangGeweigerd("Vul in waar u dit traject uit overneemt, zoals 'Excel van de gemeente'.")
    if o.status not in S.values:
        raise OvergangGeweigerd("Kies de status die het traject nu heeft.")
    if not (persoon.roepnaam or persoon.achternaam):
        raise OvergangGeweigerd("Vul een roepnaam of een achternaam in.")
    if (persoon.geboortejaar, persoon.geboortemaand or 1, persoon.geboortedag or 1) > (on.year, on.month, on.day):
        raise OvergangGeweigerd("Kies een geboortedatum in het verleden.")
    if o.aanmelding.startpunt not in lijsten.codes("startpunt"):
        raise OvergangGeweigerd("Kies een startpunt uit de lijst.")
    if o.status in ALLEEN_PRAKTIJKVERKLARING and o.aanmelding.doel != Doel.PRAKTIJKVERKLARING:
        raise OvergangGeweigerd(
            f"De status {S(o.status).label.lower()} hoort bij een praktijkverklaring. Kies een andere status of een ander doel."
        )
    _check_reden(o)
    _check_resultaat(o)


def _check_reden(o: Overname) -> None:
    lijst = _REDENEN.get(S(o.status))
    if lijst and not (o.status == S.ONDERBROKEN and not o.reden):
        require_reason(lijst, o.reden, o.toelichting)


_REDENEN = {S.GESTOPT: "stoppen", S.NIET_GESTART: "niet_starten", S.ONDERBROKEN: "onderbreken"}


def _check_resultaat(o: Overname) -> None:
    if o.status not in MET_RESULTAAT:
        return
    if o.resultaat not in Resultaat.values:
        raise OvergangGeweigerd("Kies met welk resultaat het traject is geëindigd.")
    if o.resultaat == Resultaat.PRAKTIJKVERKLARING and o.uitgereikt_op is None:
        raise OvergangGeweigerd("Vul in wanneer de praktijkverklaring is uitgereikt.")


def _check_dagen(o: Overname, on: date) -> None:
    """No day in the future, and what is known in the order in which it happens."""
    if o.status in MET_START and o.eerste_werkdag is None:
        raise OvergangGeweigerd("Vul de eerste werkdag in: dit traject is al begonnen.")
    days = [
        ("de aanmelding", o.aangemeld_op),
        ("de eerste werkdag", o.eerste_werkdag if o.status in MET_START else None),
        ("de laatste werkdag", o.laatste_werkdag if o.status in MET_START else None),
        ("het besluit van de school", o.vastgesteld_op),
        ("de uitreiking", o.uitgereikt_op),
    ]
    known = [(wat, day) for wat, day in [*days, ("de status", o.sinds), ("het informeren over privacy", o.geinformeerd_op)] if day]
    for wat, day in known:
        if wat != "de laatste werkdag" or o.status not in {S.LOPEND, S.BEOORDELING, S.VASTSTELLING}:
            require_past(day, on=on, wat=wat)
    _check_volgorde([(wat, day) for wat, day in days if day and wat != "de laatste werkdag"])
    _check_volgorde([("de aanmelding", o.aangemeld_op), ("de status", o.sinds)])
    if o.eerste_werkdag and o.status in MET_START:
        _check_volgorde([("de eerste werkdag", o.eerste_werkdag), ("de status", o.sinds)])
    if o.laatste_werkdag and o.eerste_werkdag and o.status in MET_START:
        _check_volgorde([("de eerste werkdag", o.eerste_werkdag), ("de laatste werkdag", o.laatste_werkdag)])


def _check_volgorde(days: list[tuple[str, date]]) -> None:
    for (first, earlier), (second, later) in zip(days, days[1:], strict=False):
        if later < earlier:
            raise OvergangGeweigerd(f"Kies voor {second} een dag op of na {first}, {in_words(earlier)}.")


def _zet(traject: Traject, o: Overname, on: date) -> None:
    """What the step it has tells about the traject."""
    traject.status, traject.status_sinds = o.status, o.sinds
    traject.overgenomen, traject.overgenomen_bron, traject.overgenomen_op = True, o.bron.strip(), on
    traject.kwalificatie, traject.geinformeerd_op = o.kwalificatie, o.geinformeerd_op
    if o.status in MET_START:
        traject.eerste_werkdag, traject.laatste_werkdag = o.eerste_werkdag, o.laatste_werkdag
    if o.status == S.VASTSTELLING:
        traject.ingediend_op = o.sinds
    if o.status == S.UITREIKING:
        traject.vastgesteld_op, traject.resultaat = o.vastgesteld_op or o.sinds, Resultaat.PRAKTIJKVERKLARING
    if o.status in MET_RESULTAAT:
        _zet_resultaat(traject, o)
    if o.status in {S.GESTOPT, S.NIET_GESTART, S.AFGESLOTEN}:
        _zet_einde(traject, o, on)


def _zet_resultaat(traject: Traject, o: Overname) -> None:
    traject.resultaat = o.resultaat
    if o.resultaat == Resultaat.PRAKTIJKVERKLARING:
        traject.vastgesteld_op, traject.uitgereikt_op = o.vastgesteld_op, o.uitgereikt_op
    else:
        traject.afgerond_op = o.sinds


def _zet_einde(traject: Traject, o: Overname, on: date) -> None:
    """Which step it had before its end is not known: the usual one, so that heropenen leads somewhere (keuze)."""
    traject.aan_zet = "niemand"
    traject.einde_status = {S.GESTOPT: S.LOPEND, S.NIET_GESTART: S.AANGEMELD, S.AFGESLOTEN: S.NAZORG}[S(o.status)]
    traject.einde_op, traject.einde_vastgelegd_op = (o.laatste_werkdag if o.status == S.GESTOPT else None) or o.sinds, on
    if o.status != S.AFGESLOTEN:
        traject.einde_reden, traject.einde_toelichting = o.reden, o.toelichting


def _onderbroken(traject: Traject, o: Overname, on: date) -> None:
    Onderbreking.objects.create(
        traject=traject,
        van=o.sinds,
        verwacht_terug=max(o.verwacht_terug or on, o.sinds),
        reden=o.reden or lijsten.OVERIG,
        toelichting=o.toelichting or "Overgenomen uit een eerdere administratie.",
        status_ervoor=S.LOPEND,
    )


def _details(o: Overname, bevestigd: Bevestiging, duplicates: list[Traject]) -> dict[str, str]:
    found = {"Bron": o.bron.strip(), "Aangemeld op": in_words(o.aangemeld_op), "Status sinds": in_words(o.sinds)}
    if o.uitgereikt_op and o.status in MET_RESULTAAT:
        found["Verklaring uitgereikt op"] = f"{in_words(o.uitgereikt_op)}, zonder registernummer van dit systeem"
    return found | ({"Bevestigd": bevestigd.reden} if duplicates else {})
