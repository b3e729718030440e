"""From aanmelding to matching, and the ways it ends before the start (domein §3)."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta

from django.db import transaction

from accounts.models import Gemeente, Organisatie, Regio, Rol, User
from accounts.permissions import Permission, rechten
from basis.dagen import now
from basis.templatetags.basis import datum as in_words
from trajecten import aan_zet, duplicaten, gebeurtenissen, lijsten, nummers, oordelen, plannen
from trajecten.models import Deelnemer, Intakeverslag, Traject
from trajecten.regels import Doel, Leerweg, Overgang, Status
from trajecten.workflow.kern import (
    Bevestiging,
    OvergangGeweigerd,
    Vraag,
    beeindig,
    begin,
    complete,
    require_confirmed,
    require_past,
    require_reason,
    require_since_aanmelding,
)

REGISTREER_BINNEN = 366  # keuze: days after an aanmelding came in; what is older began before the system (overnemen)


@dataclass(frozen=True)
class Persoon:
    """Who is aangemeld; `geboortemaand` and `geboortedag` may be unknown."""

    roepnaam: str
    achternaam: str
    geboortejaar: int
    geboortemaand: int | None = None
    geboortedag: int | None = None
    telefoon: str = ""
    email: str = ""
    straat: str = ""
    postcode: str = ""
    plaats: str = ""
    via_aanmelder: bool = False


@dataclass(frozen=True)
class Aanmelder:
    """Who sent somebody: an organisation of the list, a person, or both."""

    soort: str
    organisatie: Organisatie | None = None
    naam: str = ""
    contact: str = ""
    consulent: User | None = None


@dataclass(frozen=True)
class Aanmelding:
    persoon: Persoon
    aanmelder: Aanmelder
    gemeente: Gemeente
    startpunt: str
    doelgroepen: list[str] = field(default_factory=list)
    doel: Doel = Doel.PRAKTIJKVERKLARING
    leerweg: Leerweg = Leerweg.DERDE_LEERWEG
    aangemeld_op: date | None = None  # when it came in earlier than it is recorded


@transaction.atomic
def aanmelden(*, regio: Regio, aanmelding: Aanmelding, by: User, on: date, bevestigd: Bevestiging = Bevestiging()) -> Traject:  # noqa: B008
    """
    Register somebody; makes the Deelnemer and the Traject with its number.

    A coordinator is shown a likely duplicate and confirms that it is somebody else; a consulent never learns of one: the aanmelding
    then carries "mogelijk dubbel" (domein §3, Duplicates).

    :raises OvergangGeweigerd: something of the list of domein §3 is missing.
    """
    is_coordinator = _role_for(regio, by, on)
    if not is_coordinator:
        _require_eigen(regio, aanmelding.aanmelder, by, on)
    check_aanmelding(aanmelding, on)
    duplicates = duplicaten.zoek(regio, aanmelding.persoon)
    if duplicates and is_coordinator:
        require_confirmed([dubbel(duplicates)], bevestigd)
    deelnemer = Deelnemer.objects.create(regio=regio, **vars(aanmelding.persoon))
    traject = nieuw_traject(regio, deelnemer, aanmelding, by, on, is_coordinator)
    traject.mogelijk_dubbel = bool(duplicates) and not is_coordinator
    traject.save()
    details = {"Aangemeld op": in_words(traject.aangemeld_op)} if traject.aangemeld_op != on else {}
    details |= {"Bevestigd": bevestigd.reden} if duplicates and is_coordinator else {}
    gebeurtenissen.schrijf(traject, Overgang.AANMELDEN, by=by, on=on, naar=Status.AANGEMELD, details=details)
    aan_zet.bijwerken(traject, on=on)
    return traject


def _role_for(regio: Regio, by: User, on: date) -> bool:
    """:returns: whether a coordinator registers. :raises OvergangGeweigerd: no role here that may."""
    roles = _aanmelders(regio, by, on)
    if not roles:
        raise OvergangGeweigerd("Aanmelden mag u in deze regio niet doen. Vraag het een coördinator.")
    return Rol.COORDINATOR in roles


def _aanmelders(regio: Regio, by: User, on: date) -> set[str]:
    """The roles of this person in this regio that may register somebody."""
    own = [lid for lid in by.lidmaatschappen_on(on) if lid.regio_id == regio.pk]
    return {lid.rol for lid in own if Permission.TRAJECT_AANMELDEN in rechten(lid)}


def is_coordinator_in(regio: Regio, by: User, on: date) -> bool:
    return Rol.COORDINATOR in _aanmelders(regio, by, on)


def _require_eigen(regio: Regio, aanmelder: Aanmelder, by: User, on: date) -> None:
    """:raises OvergangGeweigerd: a consulent registers as themselves, for an organisation where they work in this regio."""
    own = {lid.organisatie_id for lid in by.lidmaatschappen_on(on) if lid.regio_id == regio.pk and lid.rol == Rol.CONSULENT}
    if aanmelder.consulent != by or aanmelder.organisatie is None or aanmelder.organisatie.pk not in own:
        raise OvergangGeweigerd("Meld aan namens uw eigen organisatie. Werkt u er niet meer? Vraag de regio om toegang.")


def check_aanmelding(aanmelding: Aanmelding, on: date) -> None:
    """:raises OvergangGeweigerd: something of the list of domein §3 is missing."""
    persoon = aanmelding.persoon
    if not (persoon.roepnaam or persoon.achternaam):
        raise OvergangGeweigerd("Vul een roepnaam of een achternaam in.")
    if not (persoon.telefoon or persoon.email or persoon.straat or persoon.via_aanmelder):
        raise OvergangGeweigerd(
            "Vul in hoe we de deelnemer bereiken: een telefoonnummer, e-mailadres of adres, of kies 'via de aanmelder'."
        )
    if not on - timedelta(days=REGISTREER_BINNEN) <= (aanmelding.aangemeld_op or on) <= on:
        raise OvergangGeweigerd("Kies voor de aanmelding vandaag of een eerdere dag, niet langer dan een jaar geleden.")
    if (persoon.geboortejaar, persoon.geboortemaand or 1, persoon.geboortedag or 1) > (on.year, on.month, on.day):
        raise OvergangGeweigerd("Kies een geboortedatum in het verleden.")
    if aanmelding.startpunt not in lijsten.codes("startpunt"):
        raise OvergangGeweigerd("Kies een startpunt uit de lijst.")
    if not (aanmelding.aanmelder.organisatie or aanmelding.aanmelder.naam or aanmelding.aanmelder.soort == "deelnemer"):
        raise OvergangGeweigerd("Vul in wie de deelnemer aanmeldt: een organisatie, een persoon of beide.")


def dubbel(duplicates: list[Traject]) -> Vraag:
    numbers = ", ".join(traject.nummer for traject in duplicates)
    return Vraag(
        "dubbel", f"Deze deelnemer lijkt al bekend: {numbers}. Bekijk dat dossier eerst. Is dit iemand anders, bevestig dat dan."
    )


def nieuw_traject(regio, deelnemer, aanmelding: Aanmelding, by: User, on: date, is_coordinator: bool) -> Traject:
    aanmelder, arrived = aanmelding.aanmelder, aanmelding.aangemeld_op or on
    return Traject(
        regio=regio,
        nummer=nummers.trajectnummer(regio, arrived.year),
        deelnemer=deelnemer,
        status=Status.AANGEMELD,
        status_sinds=on,
        aan_zet_sinds=on,
        aangemeld_op=arrived,
        behandelaar=by if is_coordinator else None,
        gemeente=aanmelding.gemeente,
        startpunt=aanmelding.startpunt,
        doelgroepen=list(aanmelding.doelgroepen),
        doel=aanmelding.doel,
        leerweg=aanmelding.leerweg,
        aanmelder_soort=aanmelder.soort,
        aanmelder=aanmelder.organisatie,
        aanmelder_naam=aanmelder.naam,
        aanmelder_contact=aanmelder.contact,
        consulent=aanmelder.consulent,
        created_at=now(),
    )


@transaction.atomic
def intake_starten(*, traject: Traject, datum: date, by: User, on: date, tijd: time | None = None, plaats: str = "") -> Traject:
    """
    Plan the intakegesprek; its date may be in the future.

    :raises OvergangGeweigerd: wrong status, or a date before the aanmelding.
    """
    traject = begin(Overgang.INTAKE_STARTEN, traject, by, on=on)
    require_since_aanmelding(traject, datum, wat="het intakegesprek")
    changed = []
    if traject.behandelaar_id is None:
        traject.behandelaar, changed = by, ["behandelaar"]
    plan = plannen.zet(traject, "intake", datum=datum, tijd=tijd, plaats=plaats)
    details = {"Intakegesprek": plannen.in_woorden(plan)}
    return complete(Overgang.INTAKE_STARTEN, traject, by, naar=Status.INTAKE, on=on, details=details, changed=changed)


@transaction.atomic
def intake_afronden(*, traject: Traject, geinformeerd_op: date, by: User, on: date, **verslag) -> Traject:
    """
    Keep the intakeverslag; the route fits, matching begins.

    :param verslag: the fields of Intakeverslag.
    :param geinformeerd_op: the day the deelnemer was informed about privacy (AVG art. 13).
    :raises OvergangGeweigerd: wrong status, a day in the future, or the route does not fit.
    """
    traject = begin(Overgang.INTAKE_AFRONDEN, traject, by, on=on)
    require_past(verslag["datum"], on=on, wat="het intakegesprek")
    require_past(geinformeerd_op, on=on, wat="het informeren over privacy")
    require_since_aanmelding(traject, verslag["datum"], wat="het intakegesprek")
    require_since_aanmelding(traject, geinformeerd_op, wat="het informeren over privacy")
    if not verslag["past"]:
        raise OvergangGeweigerd("De praktijkverklaring past niet bij deze deelnemer. Kies dan 'Niet starten' en vul de reden in.")
    if not verslag["identiteit_gelezen"]:
        raise OvergangGeweigerd("Vink aan dat u heeft gelezen dat de school identiteit en verblijfsrecht controleert.")
    Intakeverslag.objects.create(traject=traject, **verslag)
    plannen.klaar(traject, "intake", on=on)
    traject.geinformeerd_op = geinformeerd_op
    return complete(Overgang.INTAKE_AFRONDEN, traject, by, naar=Status.MATCHING, on=on, changed=["geinformeerd_op"])


@transaction.atomic
def niet_starten(
    *,
    traject: Traject,
    reden: str,
    by: User,
    on: date,
    toelichting: str = "",
    bevestigd: Bevestiging = Bevestiging(),  # noqa: B008
) -> Traject:
    """
    End a traject before its start, with a structured reason.

    :raises OvergangGeweigerd: wrong status, no reason of the list, or "overig" without words.
    :raises BevestigingNodig: the deelnemer worked at an earlier leerbedrijf.
    """
    traject = begin(Overgang.NIET_STARTEN, traject, by, on=on)
    require_reason("niet_starten", reden, toelichting)
    require_confirmed(_al_gewerkt(traject) if reden != lijsten.OVERLIJDEN else [], bevestigd)
    changed = beeindig(traject, reden=reden, toelichting=toelichting, on=on)
    plannen.alles_vervalt(traject, on=on)
    label = lijsten.label(traject.regio, "niet_starten", reden)
    return complete(
        Overgang.NIET_STARTEN,
        traject,
        by,
        naar=Status.NIET_GESTART,
        on=on,
        reden=label,
        changed=changed,
        details={"Toelichting": toelichting} if toelichting else {},
        bevestigd=bevestigd,
    )


def _al_gewerkt(traject: Traject) -> list[Vraag]:
    """Another leerbedrijf was sought and not found: who leaves has a right to what was achieved."""
    if traject.eerste_werkdag is None:
        return []
    achieved = ", ".join(o.werkproces.nummer for o in oordelen.behaald(traject))
    also = f" en behaalde {achieved}" if achieved else ""
    return [
        Vraag(
            "al_gewerkt",
            f"De deelnemer werkte al vanaf {in_words(traject.eerste_werkdag)}{also}. Zo komt er geen verklaring.",
        )
    ]
