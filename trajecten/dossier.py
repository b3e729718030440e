"""
What is done to a dossier besides the overgangen: one function an action.

Each locks the traject, checks the permission, writes its Gebeurtenis and recomputes termijnen and aan zet in one transaction.
"""

from collections.abc import Callable
from datetime import date, time

from accounts.models import Rol, User
from accounts.permissions import Permission
from basis.dagen import now
from basis.templatetags.basis import datum as in_words
from documenten import bestellen
from documenten.models import Document
from documenten.models import Status as DocumentStatus
from trajecten import documenten, gebeurtenissen, lijsten, oordelen, overeenkomst, plannen, tekenlinks, toegang, vraaglinks
from trajecten.actie import actie
from trajecten.herinneringen import verhuizen
from trajecten.models import Belemmering, Contactmoment, Nazorgmeting, Notitie, Planning, Traject, Verklaring
from trajecten.models.verklaring import Meetwijze
from trajecten.nazorg import meten
from trajecten.regels import GEEINDIGD, MET_PLAATSING, Partij, Status
from trajecten.workflow import OvergangGeweigerd
from trajecten.workflow.kern import require_since_aanmelding


@actie(Permission.TRAJECT_CONTACT)
def contact(
    *, traject: Traject, by: User, on: date, soort: str, datum: date, met_wie: str, samenvatting: str, volgende_stap: str = ""
) -> Contactmoment:
    """Keep a contactmoment that was. :raises OvergangGeweigerd: a day in the future."""
    if datum > on:
        raise OvergangGeweigerd("Kies de dag waarop het contact was: een datum in de toekomst kan niet.")
    return traject.contactmomenten.create(
        soort=soort, datum=datum, met_wie=met_wie, samenvatting=samenvatting, volgende_stap=volgende_stap, door=by, at=now()
    )


@actie(Permission.TRAJECT_NOTITIE)
def notitie(*, traject: Traject, by: User, on: date, tekst: str) -> Notitie:
    return traject.notities.create(tekst=tekst, door=by, at=now())


@actie(Permission.TRAJECT_CONTACT)
def plan(*, traject: Traject, by: User, on: date, soort: str, datum: date, tijd: time | None = None, plaats: str = "") -> Planning:
    """Plan an intakegesprek, evaluation or uitreiking. :raises OvergangGeweigerd: the traject ended, or the day is past."""
    if traject.status in GEEINDIGD:
        raise OvergangGeweigerd("Dit traject is beëindigd: er valt niets meer te plannen.")
    if datum < on:
        raise OvergangGeweigerd("Kies een dag vanaf vandaag: plannen kan niet in het verleden.")
    plan = plannen.zet(traject, soort, datum=datum, tijd=tijd, plaats=plaats)
    details = {plan.get_soort_display(): plannen.in_woorden(plan)}
    gebeurtenissen.schrijf(traject, "gepland", by=by, on=on, details=details)
    return plan


@actie(Permission.TRAJECT_GEGEVENS)
def belemmeringen(*, traject: Traject, by: User, on: date, soorten: list[str]) -> None:
    """Tick what stands in the way of an open traject, untick what is gone. :raises OvergangGeweigerd: the traject ended."""
    if traject.status in GEEINDIGD:
        raise OvergangGeweigerd("Dit traject is beëindigd: belemmeringen horen bij een open traject.")
    now_open = {b.soort: b for b in traject.belemmeringen.filter(tot__isnull=True)}
    wanted = set(soorten)
    if wanted == now_open.keys():
        return
    for soort in now_open.keys() - wanted:
        Belemmering.objects.filter(pk=now_open[soort].pk).update(tot=on)
    Belemmering.objects.bulk_create(Belemmering(traject=traject, soort=soort, van=on) for soort in sorted(wanted - now_open.keys()))
    labels = lijsten.labels(traject.regio, "belemmering")
    text = ", ".join(labels.get(soort, soort) for soort in sorted(wanted)) or "geen"
    gebeurtenissen.schrijf(traject, "belemmeringen", by=by, on=on, details={"Nu": text})


@actie(Permission.TRAJECT_BEHANDELAAR)
def behandelaar(*, traject: Traject, by: User, on: date, nieuw: User) -> None:
    """Appoint who handles this traject. :raises OvergangGeweigerd: not a coordinator or begeleider of this regio."""
    roles = {lid.rol for lid in nieuw.lidmaatschappen_on(on) if lid.regio_id == traject.regio_id}
    if not roles & {"coordinator", "begeleider"}:
        raise OvergangGeweigerd("Kies een coördinator of begeleider van deze regio.")
    before = traject.behandelaar.naam if traject.behandelaar else "niemand"
    if traject.behandelaar_id == nieuw.pk:
        return
    traject.behandelaar = nieuw
    traject.save(update_fields=["behandelaar"])
    gebeurtenissen.schrijf(traject, "behandelaar", by=by, on=on, details={"Van": before, "Naar": nieuw.naam})


@actie(Permission.TRAJECT_GEGEVENS)
def gegevens(*, traject: Traject, by: User, on: date, bewaar: Callable[[], object], gewijzigd: str) -> None:
    """
    Keep what is known of the deelnemer; with another date of birth another may have to sign.

    :param bewaar: saves the form on its version.
    :param gewijzigd: the names of the fields, for the log; never their values. Empty: nothing happens.
    """
    if not gewijzigd:
        return
    email = traject.deelnemer.email
    bewaar()
    gebeurtenissen.schrijf(traject, "gegevens", by=by, on=on, details={"Gewijzigd": gewijzigd})
    traject.deelnemer.refresh_from_db()
    if traject.deelnemer.email != email:
        tekenlinks.trek_in(traject, at=now())
        vraaglinks.trek_in(traject, at=now())
        verhuizen.deelnemer(traject, at=now())
    overeenkomst.volg_leeftijd(traject, on=on)


@actie(Permission.TRAJECT_INTAKE)
def geinformeerd(*, traject: Traject, by: User, on: date, datum: date) -> None:
    """Record when the deelnemer was informed about privacy (AVG art. 13 and 14)."""
    if datum > on:
        raise OvergangGeweigerd("Kies vandaag of een eerdere dag: deze datum ligt in de toekomst.")
    require_since_aanmelding(traject, datum, wat="het informeren over privacy")
    traject.geinformeerd_op = datum
    traject.save(update_fields=["geinformeerd_op"])
    gebeurtenissen.schrijf(traject, "geinformeerd", by=by, on=on, details={"Op": in_words(datum)})


@actie(Permission.TRAJECT_INSCHRIJVEN)
def ingeschreven(*, traject: Traject, by: User, on: date, datum: date) -> None:
    """The school enrolled the deelnemer. :raises OvergangGeweigerd: no Plaatsing, enrolled already, or a day in the future."""
    plaatsing = traject.plaatsing
    if plaatsing is None or traject.status not in MET_PLAATSING:
        raise OvergangGeweigerd("Er is nog geen plaatsing met een school. Match de deelnemer eerst.")
    if plaatsing.inschrijving == "ingeschreven":
        raise OvergangGeweigerd(f"De inschrijving staat al vast, per {in_words(plaatsing.inschrijving_op)}.")
    if datum > on:
        raise OvergangGeweigerd("Kies vandaag of een eerdere dag: deze datum ligt in de toekomst.")
    plaatsing.inschrijving, plaatsing.inschrijving_op = "ingeschreven", datum
    plaatsing.save(update_fields=["inschrijving", "inschrijving_op"])
    zelf = toegang.is_eigen(by, Rol.SCHOOL, Permission.TRAJECT_INSCHRIJVEN, traject, on=on)
    namens = "" if zelf else Partij.SCHOOL
    gebeurtenissen.schrijf(traject, "ingeschreven", by=by, on=on, namens=namens, details={"Per": in_words(datum)})


@actie(Permission.TRAJECT_NAZORG)
def nazorg(*, traject: Traject, by: User, on: date, hoe: str = Meetwijze.TELEFOON, **meting) -> Nazorgmeting:
    """Record the outcome at 0, 3, 6 or 12 months; after 12 the dossier closes by itself. :raises OvergangGeweigerd: as `meten`."""
    row = meten.leg_vast(traject, by=by, on=on, hoe=hoe, **meting)
    meten.sluit_als_klaar(traject, on=on)
    return row


@actie(Permission.TRAJECT_NAZORG)
def nazorg_verbeteren(*, traject: Traject, by: User, on: date, **meting) -> Nazorgmeting:
    """Correct an outcome; a closed dossier stays closed. :raises OvergangGeweigerd: as `meten.verbeter`."""
    return meten.verbeter(traject, by=by, on=on, **meting)


def mbo_verklaring_volgt(traject: Traject) -> Verklaring | None:
    """The verklaring with which an mbo-verklaring is still to be handed over."""
    return traject.verklaringen.filter(status="geldig", mbo_verklaring="volgt", mbo_verklaring_op__isnull=True).first()


@actie(Permission.TRAJECT_MBO_VERKLARING)
def mbo_verklaring(*, traject: Traject, by: User, on: date, datum: date) -> None:
    """
    The mbo-verklaring that was to follow has been handed over: said by the school, or recorded on its behalf.

    :raises OvergangGeweigerd: none is to follow, or a day before the uitreiking or in the future.
    """
    verklaring = mbo_verklaring_volgt(traject)
    if verklaring is None:
        raise OvergangGeweigerd("Er volgt geen mbo-verklaring meer bij dit traject.")
    if not (verklaring.uitgereikt_op or datum) <= datum <= on:
        raise OvergangGeweigerd("Kies een dag na de uitreiking en niet in de toekomst.")
    verklaring.mbo_verklaring_op = datum
    verklaring.save(update_fields=["mbo_verklaring_op"])
    zelf = toegang.is_eigen(by, Rol.SCHOOL, Permission.TRAJECT_MBO_VERKLARING, traject, on=on)
    namens = "" if zelf else Partij.SCHOOL
    gebeurtenissen.schrijf(traject, "mbo_verklaring", by=by, on=on, namens=namens, details={"Op": in_words(datum)})


@actie(Permission.TRAJECT_DOCUMENTEN)
def document(*, traject: Traject, by: User, on: date, titel: str, papier, bsn_weg: bool, soort: str = "bijlage") -> None:
    """Put a scan or file in the dossier. :param papier: a checked upload. :param bsn_weg: the tick, logged (domein §10)."""
    kept = bestellen.bewaar_upload(soort, upload=papier, titel=titel, door_id=by.pk, nummer=traject.nummer)
    documenten.voeg_toe(traject, kept, plaatsing=traject.plaatsing)
    gebeurtenissen.schrijf(
        traject, "document", by=by, on=on, details={"Document": titel, "BSN onleesbaar": "ja" if bsn_weg else "nee"}
    )


@actie(Permission.TRAJECT_DOCUMENTEN)
def document_opnieuw(*, traject: Traject, by: User, on: date, document: Document) -> None:
    """Try a paper that could not be made once more, from the same facts. :raises OvergangGeweigerd: it did not fail."""
    if document.status != DocumentStatus.MISLUKT:
        raise OvergangGeweigerd("Dit document wordt al gemaakt of is al klaar. Ververs de pagina.")
    bestellen.opnieuw(document)
    gebeurtenissen.schrijf(traject, "document_opnieuw", by=by, on=on, details={"Document": document.titel})


@actie(Permission.TRAJECT_VASTSTELLEN)
def concept(*, traject: Traject, by: User, on: date) -> None:
    """Order a concept of the praktijkverklaring, to check before the school decides. :raises OvergangGeweigerd: not now."""
    bestel_concept(traject, on=on)


def bestel_concept(traject: Traject, *, on: date) -> None:
    """For whoever may, of a locked traject. :raises OvergangGeweigerd: it does not lie with the school, or nothing was achieved."""
    if traject.status != Status.VASTSTELLING:
        raise OvergangGeweigerd("Een concept kan alleen als de beoordeling bij de school ligt.")
    if not oordelen.behaald(traject):
        raise OvergangGeweigerd("Er is nog geen werkproces voldoende of goed beoordeeld: er komt geen verklaring.")
    documenten.bestel_concept(traject, on=on)
