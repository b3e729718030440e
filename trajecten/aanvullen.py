"""
Filling in what a traject that was taken over lacks (domein §3, overnemen): facts from before, so no paper of ours is made.

What is filled in once stands; changing it afterwards goes the way of every traject.
"""

from dataclasses import dataclass, field
from datetime import date

from accounts.models import User
from accounts.permissions import Permission
from basis.templatetags.basis import datum as in_words
from trajecten import gebeurtenissen, overeenkomst
from trajecten.actie import actie
from trajecten.models import Handtekening, Intakeverslag, Plaatsing, PokVersie, Traject
from trajecten.models.overeenkomst import PokBron
from trajecten.models.plaatsing import Inschrijving
from trajecten.ontbreekt import BEGONNEN, GEGAAN, OPEN_NA_INTAKE
from trajecten.regels import Ondertekenaar, Status
from trajecten.workflow import OvergangGeweigerd
from trajecten.workflow.identiteit import Identiteit, check_identiteit, neem_over
from trajecten.workflow.kern import require_past
from trajecten.workflow.plaatsing import Afspraken, check_parties, nieuwe_plaatsing
from werkgevers.erkenning import oordeel


@dataclass(frozen=True)
class Papierwerk:
    """What is known of the enrolment and of who signed when, before the overname."""

    inschrijving: str = ""
    inschrijving_op: date | None = None
    getekend: dict[Ondertekenaar, date] = field(default_factory=dict)


def _require_overgenomen(traject: Traject) -> None:
    if not traject.overgenomen:
        raise OvergangGeweigerd("Aanvullen hoort bij een traject dat is overgenomen. Dit traject begon in dit systeem.")


@actie(Permission.TRAJECT_OVERNEMEN)
def plaatsing(*, traject: Traject, by: User, on: date, afspraken: Afspraken, papierwerk: Papierwerk) -> Plaatsing:
    """
    Complete the Plaatsing of a traject that was taken over without one.

    :raises OvergangGeweigerd: there is one, a party does not belong here, or days out of order.
    """
    _require_overgenomen(traject)
    if traject.status not in GEGAAN or traject.plaatsing is not None:
        raise OvergangGeweigerd("Er is hier geen plaatsing aan te vullen. Bekijk het dossier: misschien was een collega u voor.")
    check_parties(traject, afspraken)
    _check_dagen(traject, afspraken, papierwerk, on)
    grond = oordeel(afspraken.leerbedrijf, afspraken.kwalificatie, on=afspraken.startdatum)
    made = nieuwe_plaatsing(traject, afspraken, grond.erkenning if grond.erkend else None)
    if traject.status != Status.OVEREENKOMST:
        made.eerste_werkdag, made.laatste_werkdag = traject.eerste_werkdag, traject.laatste_werkdag
    made.inschrijving, made.inschrijving_op = papierwerk.inschrijving, papierwerk.inschrijving_op
    made.save(update_fields=["eerste_werkdag", "laatste_werkdag", "inschrijving", "inschrijving_op"])
    _bewaar_handtekeningen(traject, made, papierwerk, on)
    traject.kwalificatie = afspraken.kwalificatie
    traject.save(update_fields=["kwalificatie"])
    details = {
        "Leerbedrijf": str(afspraken.leerbedrijf),
        "Kwalificatie": str(afspraken.kwalificatie),
        "Periode": f"{in_words(afspraken.startdatum)} tot en met {in_words(afspraken.einddatum)}",
    }
    gebeurtenissen.schrijf(traject, "plaatsing_aangevuld", by=by, on=on, details=details)
    return made


def _check_dagen(traject: Traject, a: Afspraken, p: Papierwerk, on: date) -> None:
    first = traject.eerste_werkdag if traject.status != Status.OVEREENKOMST else None
    if first and first > a.einddatum:
        raise OvergangGeweigerd(f"Kies een einddatum op of na de eerste werkdag, {in_words(first)}.")
    if p.inschrijving not in Inschrijving.values:
        raise OvergangGeweigerd("Kies hoe het met de inschrijving staat.")
    if p.inschrijving and p.inschrijving_op is None:
        raise OvergangGeweigerd("Vul de datum van de inschrijving in.")
    if p.inschrijving_op:
        require_past(p.inschrijving_op, on=on, wat="de inschrijving")
    for signatory, day in p.getekend.items():
        require_past(day, on=on, wat=f"de handtekening van {signatory.label.lower()}")


def _bewaar_handtekeningen(traject: Traject, made: Plaatsing, p: Papierwerk, on: date) -> None:
    """
    The agreement of before, with who signed it; while it is still to be signed, the others are asked.

    Once the deelnemer works, nobody is asked to sign a paper of before: its scan belongs in the dossier.
    """
    asked = set(overeenkomst.ondertekenaars(traject, on=on)) if traject.status == Status.OVEREENKOMST else set()
    if not asked and not p.getekend:
        return
    versie = PokVersie.objects.create(plaatsing=made, versie=1, bron=PokBron.EERDER, gemaakt_op=min([on, *p.getekend.values()]))
    Handtekening.objects.bulk_create(
        Handtekening(
            pok_versie=versie,
            partij=who,
            naam=overeenkomst.naam_van(made, who),
            gevraagd_op=min(on, p.getekend.get(who, on)),
            getekend_op=p.getekend.get(who),
            wijze="papier" if who in p.getekend else "",
        )
        for who in Ondertekenaar
        if who in asked or who in p.getekend
    )


@actie(Permission.TRAJECT_OVERNEMEN)
def intakeverslag(*, traject: Traject, by: User, on: date, geinformeerd_op: date, **verslag) -> Intakeverslag:
    """
    Keep the verslag of an intake that was before the overname.

    :param verslag: the fields of Intakeverslag. :raises OvergangGeweigerd: there is one, or a day in the future.
    """
    _require_overgenomen(traject)
    if traject.status not in OPEN_NA_INTAKE or hasattr(traject, "intakeverslag"):
        raise OvergangGeweigerd("Er is geen intakeverslag aan te vullen. Bekijk het dossier: misschien was een collega u voor.")
    require_past(verslag["datum"], on=on, wat="het intakegesprek")
    require_past(geinformeerd_op, on=on, wat="het informeren over privacy")
    made = Intakeverslag.objects.create(traject=traject, **verslag)
    traject.geinformeerd_op = geinformeerd_op
    traject.save(update_fields=["geinformeerd_op"])
    gebeurtenissen.schrijf(traject, "intake_aangevuld", by=by, on=on, details={"Gesprek op": in_words(made.datum)})
    return made


@actie(Permission.TRAJECT_OVERNEMEN)
def identiteit(*, traject: Traject, by: User, on: date, identiteit: Identiteit) -> None:
    """Keep the names as on the identiteitsbewijs of who had started already. :raises OvergangGeweigerd: known, or incomplete."""
    _require_overgenomen(traject)
    if traject.status not in BEGONNEN or traject.deelnemer.identiteit_gezien_op:
        raise OvergangGeweigerd("De officiële namen staan er al, of horen nog niet bij deze stap. Bekijk het dossier.")
    check_identiteit(identiteit, on=on)
    neem_over(traject.deelnemer, identiteit)
    details = {"Gezien door": identiteit.gezien_door, "Op": in_words(identiteit.gezien_op)}
    gebeurtenissen.schrijf(traject, "identiteit_aangevuld", by=by, on=on, details=details)
