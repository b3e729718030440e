"""
Asking leerbedrijven while a traject is in matching: asked, answered, one of them first choice (domein §3, matching).

Several may be asked for the same traject; matchen closes what is still open. While the first choice waits for an erkenning, SBB is
aan zet until its termijn has passed.
"""

from datetime import date

from django.db.models import Q

from accounts.models import User
from accounts.permissions import Permission
from basis.templatetags.basis import datum as in_words
from kwalificaties.models import Kwalificatie
from trajecten import gebeurtenissen
from trajecten.actie import actie
from trajecten.models import Traject, Voorstel
from trajecten.models.plaatsing import VoorstelStatus
from trajecten.regels import Status
from trajecten.workflow import OvergangGeweigerd
from trajecten.workflow.kern import require_past, require_since_aanmelding
from werkgevers.models import Erkenning, ErkenningStatus, Leerbedrijf

V = VoorstelStatus
ANTWOORDEN = [V.JA, V.NEE, V.WACHT_OP_ERKENNING]


@actie(Permission.TRAJECT_VOORSTEL)
def vragen(*, traject: Traject, by: User, on: date, leerbedrijf: Leerbedrijf, kwalificatie: Kwalificatie, datum: date) -> Voorstel:
    """
    Keep that a leerbedrijf was asked; the first one asked is the first choice.

    :raises OvergangGeweigerd: not in matching, another regio, another kwalificatie after the start, asked already, or a wrong day.
    """
    _require_matching(traject)
    _check_keuze(traject, leerbedrijf, kwalificatie)
    require_past(datum, on=on, wat="de vraag aan het leerbedrijf")
    require_since_aanmelding(traject, datum, wat="de vraag aan het leerbedrijf")
    if traject.voorstellen.open().filter(leerbedrijf=leerbedrijf, kwalificatie=kwalificatie).exists():
        raise OvergangGeweigerd(
            f"{leerbedrijf} is al gevraagd voor {kwalificatie}. Leg bij dat voorstel het antwoord vast, of trek het eerst in."
        )
    voorstel = traject.voorstellen.create(
        leerbedrijf=leerbedrijf,
        kwalificatie=kwalificatie,
        gevraagd_op=datum,
        huidig=not traject.voorstellen.filter(huidig=True).exists(),
    )
    gebeurtenissen.schrijf(traject, "voorstel", by=by, on=on, details=_wie(voorstel) | {"Gevraagd op": in_words(datum)})
    return voorstel


def _require_matching(traject: Traject) -> None:
    if traject.status != Status.MATCHING:
        raise OvergangGeweigerd("Voorstellen horen bij de bemiddeling. Dit traject staat op een andere stap: bekijk het dossier.")


def _check_keuze(traject: Traject, leerbedrijf: Leerbedrijf, kwalificatie: Kwalificatie) -> None:
    if leerbedrijf.regio_id != traject.regio_id or kwalificatie.regio_id not in {None, traject.regio_id}:
        raise OvergangGeweigerd("Kies een leerbedrijf en een kwalificatie van deze regio.")
    if traject.eerste_werkdag and traject.kwalificatie_id not in {None, kwalificatie.pk}:
        raise OvergangGeweigerd("Na de start staat de kwalificatie vast. Vraag het leerbedrijf voor die kwalificatie.")


def _wie(voorstel: Voorstel) -> dict[str, str]:
    return {"Leerbedrijf": str(voorstel.leerbedrijf), "Kwalificatie": str(voorstel.kwalificatie)}


def _opnieuw(traject: Traject, voorstel: Voorstel) -> Voorstel:
    """Read it again below the lock on its traject. :raises OvergangGeweigerd: it was closed meanwhile."""
    row = traject.voorstellen.open().for_overview().filter(pk=voorstel.pk).first()
    if row is None:
        raise OvergangGeweigerd("Dit voorstel is al gesloten. Bekijk het dossier: misschien was een collega u voor.")
    return row


@actie(Permission.TRAJECT_VOORSTEL)
def antwoord(*, traject: Traject, by: User, on: date, voorstel: Voorstel, status: str, datum: date, reden: str = "") -> Voorstel:
    """
    Keep what the leerbedrijf said. A no closes the voorstel; a wait hangs on the request that lies at SBB.

    :raises OvergangGeweigerd: closed meanwhile, a wrong day, or nothing to wait for.
    """
    _require_matching(traject)
    row = _opnieuw(traject, voorstel)
    if status not in ANTWOORDEN:
        raise OvergangGeweigerd("Kies het antwoord van het leerbedrijf.")
    require_past(datum, on=on, wat="het antwoord")
    if datum < row.gevraagd_op:
        raise OvergangGeweigerd(f"Kies voor het antwoord een dag op of na de vraag, {in_words(row.gevraagd_op)}.")
    row.erkenning = _aangevraagd(row) if status == V.WACHT_OP_ERKENNING else None
    row.status, row.antwoord_op, row.reden = status, datum, reden.strip()
    row.huidig = row.huidig and status != V.NEE
    row.save(update_fields=["status", "antwoord_op", "reden", "erkenning", "huidig"])
    details = _wie(row) | {"Antwoord": V(status).label, "Op": in_words(datum)}
    gebeurtenissen.schrijf(traject, "voorstel_antwoord", by=by, on=on, reden=row.reden, details=details)
    return row


def aanvraag(voorstel: Voorstel) -> Erkenning | None:
    """The request of this leerbedrijf for this kwalificatie that lies at SBB."""
    return Erkenning.objects.filter(
        leerbedrijf=voorstel.leerbedrijf_id, kwalificatie=voorstel.kwalificatie_id, status=ErkenningStatus.AANGEVRAAGD
    ).first()


def _aangevraagd(voorstel: Voorstel) -> Erkenning:
    if found := aanvraag(voorstel):
        return found
    raise OvergangGeweigerd(
        f"Er ligt geen aanvraag bij SBB van {voorstel.leerbedrijf} voor {voorstel.kwalificatie}. "
        "Leg eerst de aanvraag vast bij het leerbedrijf en kies daarna 'Wacht op erkenning'."
    )


@actie(Permission.TRAJECT_VOORSTEL)
def kies(*, traject: Traject, by: User, on: date, voorstel: Voorstel) -> Voorstel:
    """Make this the first choice, with which matchen begins. :raises OvergangGeweigerd: closed meanwhile."""
    _require_matching(traject)
    row = _opnieuw(traject, voorstel)
    if row.huidig:
        return row
    traject.voorstellen.filter(huidig=True).update(huidig=False)
    row.huidig = True
    row.save(update_fields=["huidig"])
    gebeurtenissen.schrijf(traject, "voorstel_gekozen", by=by, on=on, details=_wie(row))
    return row


@actie(Permission.TRAJECT_VOORSTEL)
def intrekken(*, traject: Traject, by: User, on: date, voorstel: Voorstel, reden: str = "") -> Voorstel:
    """Ask this leerbedrijf no longer; the row stays. :raises OvergangGeweigerd: closed meanwhile."""
    _require_matching(traject)
    row = _opnieuw(traject, voorstel)
    row.huidig, row.vervallen_op, row.vervallen_reden = False, on, "Ingetrokken"
    row.reden = reden.strip() or row.reden
    row.save(update_fields=["huidig", "vervallen_op", "vervallen_reden", "reden"])
    gebeurtenissen.schrijf(traject, "voorstel_ingetrokken", by=by, on=on, reden=reden.strip(), details=_wie(row))
    return row


def volg_besluit(traject: Traject, erkenning: Erkenning, *, by: User, on: date) -> None:
    """SBB decided on the request that a voorstel of this locked traject waits for: it becomes a yes or a no."""
    decided = {ErkenningStatus.ERKEND: V.JA, ErkenningStatus.AFGEWEZEN: V.NEE}.get(ErkenningStatus(erkenning.status))
    waiting = Q(erkenning=erkenning.pk, status=V.WACHT_OP_ERKENNING)
    for row in traject.voorstellen.open().filter(waiting).for_overview() if decided else ():
        row.status, row.antwoord_op = decided, erkenning.besluit_op or on
        row.huidig = row.huidig and decided != V.NEE
        row.save(update_fields=["status", "antwoord_op", "huidig"])
        details = _wie(row) | {"Besluit": erkenning.get_status_display(), "Op": in_words(row.antwoord_op)}
        gebeurtenissen.schrijf(traject, "voorstel_sbb", by=by, on=on, details=details)
