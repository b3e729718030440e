"""The final assessment: asked, handed in, sent back (domein §3)."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from accounts.models import Rol, User
from accounts.permissions import Permission
from basis.dagen import add_working_days
from basis.templatetags.basis import datum
from documenten import bestellen
from trajecten import documenten, oordelen, termijnen, termijnrijen, toegang
from trajecten.models import Beoordeling, Eindconcept, Plaatsing, Traject
from trajecten.models.beoordeling import ZonderLeerbedrijf
from trajecten.regels import Doel, Overgang, Partij, Status
from trajecten.systeem import Systeem
from trajecten.workflow.kern import OvergangGeweigerd, begin, complete, require_past, require_praktijkverklaring
from trajecten.workflow.oordeelrijen import Oordelen, bewaar_oordelen, check_oordelen

VRAGEN_VOORAF = 15  # wd before the einddatum the assessment is asked by itself (domein §3)


@dataclass(frozen=True)
class Eindoordeel:
    """
    What the leerbedrijf says at the end.

    :param oordelen: per werkproces key (waarde of the scale, explanation).
    :param dagen: per werkproces key the earlier day of a judgement that is handed in as it was: it was last judged then.
    """

    datum: date
    beoordelaar: str
    oordelen: Oordelen
    werkt_nog: bool
    kon_alles_oefenen: bool
    in_dienst: bool
    opmerking: str = ""
    dagen: dict[int, date] = field(default_factory=dict)


@transaction.atomic
def beoordeling_starten(
    *, traject: Traject, by: User | Systeem, on: date, laatste_dag: date | None = None, reden: str = ""
) -> Traject:
    """
    Ask the leerbedrijf for the final assessment.

    :param laatste_dag: with `reden` when it is earlier than 15 working days before the einddatum ("eerder afronden").
    :raises OvergangGeweigerd: another doel than a praktijkverklaring, or earlier without reason and last day.
    """
    traject = begin(Overgang.BEOORDELING_STARTEN, traject, by, on=on)
    plaatsing = traject.plaatsing
    if traject.doel != Doel.PRAKTIJKVERKLARING:
        raise OvergangGeweigerd("Alleen voor een praktijkverklaring wordt een eindbeoordeling gevraagd. Kies 'Afronden'.")
    changed: list[str] = []
    details: dict[str, str] = {}
    if on < add_working_days(plaatsing.einddatum, -VRAGEN_VOORAF):
        changed, details = _eerder(traject, plaatsing, laatste_dag, reden)
    if pauze := traject.onderbrekingen.filter(tot__isnull=True).first():
        pauze.tot = max(on, pauze.van)
        pauze.save(update_fields=["tot"])
    documenten.bestel_leeg_beoordelingsformulier(plaatsing)
    return complete(
        Overgang.BEOORDELING_STARTEN, traject, by, naar=Status.BEOORDELING, on=on, reden=reden, details=details, changed=changed
    )


def _eerder(traject: Traject, plaatsing: Plaatsing, laatste_dag: date | None, reden: str) -> tuple[list[str], dict]:
    if laatste_dag is None or not reden.strip():
        raise OvergangGeweigerd(
            f"Het is nog meer dan {VRAGEN_VOORAF} werkdagen tot de einddatum. "
            "Vul de laatste werkdag in en de reden van eerder afronden."
        )
    if plaatsing.eerste_werkdag and laatste_dag < plaatsing.eerste_werkdag:
        raise OvergangGeweigerd("Kies een laatste werkdag na de eerste werkdag.")
    if laatste_dag > plaatsing.einddatum:
        raise OvergangGeweigerd(f"Kies een laatste werkdag op of vóór de einddatum, {datum(plaatsing.einddatum)}.")
    traject.laatste_werkdag = plaatsing.laatste_werkdag = laatste_dag
    plaatsing.save(update_fields=["laatste_werkdag"])
    return ["laatste_werkdag"], {"Laatste werkdag": datum(laatste_dag)}


@transaction.atomic
def beoordeling_indienen(
    *, traject: Traject, eindoordeel: Eindoordeel, by: User, on: date, papier=None, bsn_weg: bool = False
) -> Traject:
    """
    Hand in the final assessment: by the leerbedrijf, or on its behalf with the paper form attached, marked so.

    :param papier: a checked upload. :param bsn_weg: the tick beside it, logged (domein §10).
    :raises OvergangGeweigerd: a chosen werkproces without judgement, a date in the future, no paper when on behalf of.
    """
    traject = begin(Overgang.BEOORDELING_INDIENEN, traject, by, on=on)
    require_praktijkverklaring(traject)
    plaatsing = traject.plaatsing
    namens = not toegang.is_eigen(by, Rol.WERKGEVER, Permission.TRAJECT_BEOORDELEN, traject, on=on)
    _check(traject, plaatsing, eindoordeel, on)
    if namens and papier is None:
        raise OvergangGeweigerd("Voeg het papieren beoordelingsformulier van het leerbedrijf toe.")
    beoordeling = _bewaar(traject, plaatsing, eindoordeel, by, on, papier if namens else None)
    documenten.bestel_ingevuld_beoordelingsformulier(beoordeling)
    details = {"Beoordelaar": eindoordeel.beoordelaar} | ({"BSN onleesbaar": "ja"} if papier and bsn_weg else {})
    return _naar_de_school(traject, plaatsing, by, on, namens=namens, details=details)


def _naar_de_school(traject: Traject, plaatsing: Plaatsing, by: User, on: date, *, namens: bool, details: dict, reden: str = ""):
    traject.ingediend_op = on
    changed = ["ingediend_op"]
    if plaatsing.laatste_werkdag is None and plaatsing.einddatum <= on:
        plaatsing.laatste_werkdag = traject.laatste_werkdag = plaatsing.einddatum
        plaatsing.save(update_fields=["laatste_werkdag"])
        changed.append("laatste_werkdag")
    return complete(
        Overgang.BEOORDELING_INDIENEN,
        traject,
        by,
        naar=Status.VASTSTELLING,
        on=on,
        namens=Partij.LEERBEDRIJF if namens else "",
        changed=changed,
        reden=reden,
        details=details,
    )


@transaction.atomic
def laatste_oordelen_indienen(*, traject: Traject, waarom: ZonderLeerbedrijf, toelichting: str, by: User, on: date) -> Traject:
    """
    Hand in the last recorded judgements without the leerbedrijf, which is gone or stays silent; marked so for the school.

    They keep their own days, and a werkproces that was never judged stays without judgement.

    :raises OvergangGeweigerd: nothing was ever judged, no words, or the last reminder has not gone out yet.
    """
    traject = begin(Overgang.BEOORDELING_INDIENEN, traject, by, on=on)
    require_praktijkverklaring(traject)
    plaatsing = traject.plaatsing
    if not any(o.waarde for o in oordelen.laatste(plaatsing)):
        raise OvergangGeweigerd("Er is nog geen enkel oordeel vastgelegd. Kies 'Afronden zonder verklaring' of 'Stoppen'.")
    if not toelichting.strip():
        raise OvergangGeweigerd("Schrijf op wat u heeft gedaan om het leerbedrijf te bereiken.")
    if waarom == ZonderLeerbedrijf.STIL and not _laatste_herinnering_voorbij(traject, on):
        raise OvergangGeweigerd("Het leerbedrijf kan nog antwoorden: de laatste herinnering is nog niet voorbij. Bel het bedrijf.")
    Beoordeling.objects.create(
        plaatsing=plaatsing,
        soort="eind",
        datum=on,
        beoordelaar=by.naam,
        opmerking=toelichting,
        ingediend_op=on,
        vastgelegd_door=by,
        namens=True,
        zonder_leerbedrijf=waarom,
    )
    details = {"Zonder het leerbedrijf": f"{ZonderLeerbedrijf(waarom).label}. De laatst vastgelegde oordelen tellen."}
    return _naar_de_school(traject, plaatsing, by, on, namens=True, reden=toelichting, details=details)


def _laatste_herinnering_voorbij(traject: Traject, on: date) -> bool:
    asked = [t for t in termijnrijen.open_termijnen(traject) if t.soort == "eindbeoordeling"]
    return any(termijnen.momenten(termijn)[-1] < on for termijn in asked)


def _check(traject: Traject, plaatsing: Plaatsing, e: Eindoordeel, on: date) -> None:
    require_past(e.datum, on=on, wat="de beoordeling")
    if plaatsing.eerste_werkdag and e.datum < plaatsing.eerste_werkdag:
        raise OvergangGeweigerd("Kies een datum na de eerste werkdag.")
    between = plaatsing.beoordelingen.exclude(soort="eind").filter(datum__gt=e.datum).order_by("-datum").first()
    if between:
        raise OvergangGeweigerd(f"Kies een datum op of na {datum(between.datum)}: toen heeft het leerbedrijf nog iets beoordeeld.")
    chosen = dict(plaatsing.werkprocessen.values_list("pk", "nummer"))
    check_oordelen(plaatsing, e.oordelen)
    missing = [code for pk, code in sorted(chosen.items(), key=lambda item: item[1]) if pk not in e.oordelen]
    if missing:
        raise OvergangGeweigerd(f"Vul voor elk werkproces een oordeel in. Er ontbreekt nog: {', '.join(missing)}.")


def _bewaar(traject: Traject, plaatsing: Plaatsing, e: Eindoordeel, by: User, on: date, papier) -> Beoordeling:
    document = None
    if papier is not None:
        document = bestellen.bewaar_upload(
            "beoordelingsformulier", upload=papier, titel="Eindbeoordeling op papier", door_id=by.pk, nummer=traject.nummer
        )
        documenten.voeg_toe(traject, document, plaatsing=plaatsing)
    beoordeling = Beoordeling.objects.create(
        plaatsing=plaatsing,
        soort="eind",
        datum=e.datum,
        werkt_nog=e.werkt_nog,
        kon_alles_oefenen=e.kon_alles_oefenen,
        in_dienst=e.in_dienst,
        opmerking=e.opmerking,
        beoordelaar=e.beoordelaar,
        ingediend_op=on,
        vastgelegd_door=by,
        namens=papier is not None,
        document=document,
    )
    bewaar_oordelen(beoordeling, e.oordelen, on=on, dagen=e.dagen)
    Eindconcept.objects.filter(plaatsing=plaatsing).delete()
    return beoordeling


@transaction.atomic
def terugsturen(*, traject: Traject, reden: str, by: User | Systeem, on: date) -> Traject:
    """Send the assessment back to the leerbedrijf, by the school or on its behalf. :raises OvergangGeweigerd: no reason."""
    traject = begin(Overgang.TERUGSTUREN, traject, by, on=on)
    if not reden.strip():
        raise OvergangGeweigerd("Vul in waarom de beoordeling terug moet naar het leerbedrijf.")
    is_school = toegang.is_eigen(by, Rol.SCHOOL, Permission.TRAJECT_TERUGSTUREN, traject, on=on)
    traject.ingediend_op = None
    return complete(
        Overgang.TERUGSTUREN,
        traject,
        by,
        naar=Status.BEOORDELING,
        on=on,
        reden=reden,
        namens="" if is_school else Partij.SCHOOL,
        changed=["ingediend_op"],
    )
