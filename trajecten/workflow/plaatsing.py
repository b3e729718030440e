"""From matching to the first working day (domein §3: matchen, starten)."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from accounts.models import Organisatie, OrganisatieSoort, User
from basis.dagen import add_months
from basis.templatetags.basis import datum
from kwalificaties.models import Kwalificatie, Werkproces
from trajecten import duur, overeenkomst, tweede_blik
from trajecten.models import Plaatsing, Traject
from trajecten.models.plaatsing import Dienstverband, Inschrijving
from trajecten.regels import Doel, Ondertekenaar, Overgang, Status
from trajecten.workflow.identiteit import Identiteit, check_identiteit, neem_over
from trajecten.workflow.kern import (
    Bevestiging,
    OvergangGeweigerd,
    Vraag,
    begin,
    complete,
    require_confirmed,
    require_past,
    voor_overname,
)
from werkgevers.erkenning import oordeel
from werkgevers.models import Erkenning, Leerbedrijf, Praktijkopleider

CONTROLE_DAGEN = 30  # keuze: how old the check of an erkenning may be at matchen
PROEFPLAATS_MAANDEN = {"uwv": 6, "gemeente": 3}  # keuze: a longer proefplaats asks for a reason


@dataclass(frozen=True)
class Afspraken:
    """What the parties agree on for one Plaatsing."""

    leerbedrijf: Leerbedrijf
    kwalificatie: Kwalificatie
    werkprocessen: list[Werkproces]
    school: Organisatie
    praktijkopleider: Praktijkopleider
    vorm: str
    dienstverband: str
    startdatum: date
    einddatum: date
    uren_per_week: Decimal
    uren_totaal: int
    dienstverband_organisatie: str = ""


@transaction.atomic
def matchen(*, traject: Traject, afspraken: Afspraken, by: User, on: date, bevestigd: Bevestiging = Bevestiging()) -> Traject:  # noqa: B008
    """
    Bind the traject to a leerbedrijf and a kwalificatie by a new Plaatsing, and draw up the praktijkovereenkomst.

    :raises OvergangGeweigerd: wrong status; no erkenning of THAT leerbedrijf for it, checked lately; a werkproces outside it.
    :raises BevestigingNodig: startdatum in the past, duur outside 3-6 months, a long proefplaats, a second open traject.
    """
    traject = begin(Overgang.MATCHEN, traject, by, on=on)
    check_parties(traject, afspraken)
    _check_nieuw(traject, afspraken, on)
    grond = _check_erkenning(afspraken, on)
    require_confirmed(_ongewoon(traject, afspraken, on), bevestigd)
    plaatsing = nieuwe_plaatsing(traject, afspraken, grond.erkenning)
    traject.kwalificatie = afspraken.kwalificatie
    overeenkomst.nieuwe_versie(plaatsing, on=on)
    details = {
        "Leerbedrijf": str(afspraken.leerbedrijf),
        "Kwalificatie": f"{afspraken.kwalificatie.crebo} {afspraken.kwalificatie.naam}",
        "Periode": f"{datum(afspraken.startdatum)} tot en met {datum(afspraken.einddatum)}",
        **_sluit_voorstellen(traject, afspraken, on),
    }
    return complete(
        Overgang.MATCHEN,
        traject,
        by,
        naar=Status.OVEREENKOMST,
        on=on,
        details=details,
        changed=["kwalificatie"],
        bevestigd=bevestigd,
    )


def _check_nieuw(traject: Traject, a: Afspraken, on: date) -> None:
    """What only an agreement that is still to be drawn up asks."""
    if not traject.deelnemer.naam_op_papier:
        raise OvergangGeweigerd(
            "Vul bij de gegevens van de deelnemer de achternaam in Latijnse letters in, zoals op het identiteitsbewijs: "
            "de overeenkomst kan geen andere letters drukken."
        )
    if a.einddatum < on:
        raise OvergangGeweigerd(f"De einddatum {datum(a.einddatum)} is al voorbij. Kies een einddatum vanaf vandaag.")
    if not a.werkprocessen and traject.doel == Doel.PRAKTIJKVERKLARING:
        raise OvergangGeweigerd("Kies minstens één werkproces.")


def check_parties(traject: Traject, a: Afspraken) -> None:
    """:raises OvergangGeweigerd: a leerbedrijf, praktijkopleider, school, kwalificatie or werkproces that does not belong here."""
    if a.leerbedrijf.regio_id != traject.regio_id:
        raise OvergangGeweigerd("Kies een leerbedrijf van deze regio.")
    if a.praktijkopleider.leerbedrijf_id != a.leerbedrijf.pk:
        raise OvergangGeweigerd(f"Kies een praktijkopleider van {a.leerbedrijf}, of voeg die eerst toe bij het leerbedrijf.")
    if a.school.soort != OrganisatieSoort.SCHOOL:
        raise OvergangGeweigerd("Kies een school.")
    if traject.eerste_werkdag and traject.kwalificatie_id not in {None, a.kwalificatie.pk}:
        raise OvergangGeweigerd("Na de start staat de kwalificatie vast. Begin voor een andere kwalificatie een nieuw traject.")
    if not a.einddatum > a.startdatum:
        raise OvergangGeweigerd("Kies een einddatum na de startdatum.")
    if a.dienstverband == Dienstverband.ANDER and not a.dienstverband_organisatie:
        raise OvergangGeweigerd("Vul in bij welke organisatie de deelnemer in dienst is.")
    mine = Q(regio__isnull=True) | Q(regio=traject.regio_id)
    own = set(Werkproces.objects.van(a.kwalificatie).filter(mine).values_list("pk", flat=True))
    if strange := [w for w in a.werkprocessen if w.pk not in own]:
        raise OvergangGeweigerd(f"{strange[0].nummer} hoort niet bij {a.kwalificatie}. Kies werkprocessen van deze kwalificatie.")


def _check_erkenning(a: Afspraken, on: date):
    grond = oordeel(a.leerbedrijf, a.kwalificatie, on=on)
    if not grond.erkend:
        raise OvergangGeweigerd(grond.reden)
    if grond.laatste_check is None or grond.laatste_check < on - timedelta(days=CONTROLE_DAGEN):
        raise OvergangGeweigerd(
            f"Controleer eerst de erkenning van {a.leerbedrijf} voor {a.kwalificatie}: "
            f"de laatste controle is meer dan {CONTROLE_DAGEN} dagen geleden."
        )
    outside = [w for w in a.werkprocessen if grond.werkprocessen is not None and w.pk not in grond.werkprocessen]
    if outside:
        codes = ", ".join(w.nummer for w in outside)
        raise OvergangGeweigerd(
            f"De erkenning van {a.leerbedrijf} geldt niet voor {codes}. Kies andere werkprocessen of vraag de erkenning aan."
        )
    return grond


def _ongewoon(traject: Traject, a: Afspraken, on: date) -> list[Vraag]:
    vragen = []
    if a.startdatum < on:
        vragen.append(Vraag("start_voorbij", f"De startdatum {datum(a.startdatum)} is al voorbij."))
    usual = duur.is_gebruikelijk(traject, None, startdatum=a.startdatum, einddatum=a.einddatum)
    if traject.doel == Doel.PRAKTIJKVERKLARING and not usual:
        vragen.append(Vraag("duur", "De periode is korter dan 3 of langer dan 6 maanden."))
    limit = PROEFPLAATS_MAANDEN.get(traject.aanmelder_soort)
    if a.dienstverband == Dienstverband.PROEFPLAATS and limit and a.einddatum > add_months(a.startdatum, limit):
        vragen.append(Vraag("proefplaats", f"Een proefplaats duurt hier normaal hoogstens {limit} maanden."))
    if (closed := a.kwalificatie.einde_instroom) and closed < a.startdatum:
        vragen.append(
            Vraag("instroom", f"De instroom van {a.kwalificatie} sloot op {datum(closed)}: kan de school nog inschrijven?")
        )
    others = Traject.objects.open().filter(deelnemer=traject.deelnemer_id).exclude(pk=traject.pk)
    if other := others.order_by("-aangemeld_op").first():
        vragen.append(Vraag("tweede_traject", f"Deze deelnemer heeft nog een open traject: {other.nummer}."))
    return vragen


def _sluit_voorstellen(traject: Traject, a: Afspraken, on: date) -> dict[str, str]:
    """Nobody else is asked any more. :returns: what the log says of it."""
    others = []
    for voorstel in traject.voorstellen.open().for_overview():
        chosen = (voorstel.leerbedrijf_id, voorstel.kwalificatie_id) == (a.leerbedrijf.pk, a.kwalificatie.pk)
        voorstel.huidig, voorstel.vervallen_op = False, on
        voorstel.vervallen_reden = "Gematcht" if chosen else "Gematcht met een ander leerbedrijf"
        voorstel.save(update_fields=["huidig", "vervallen_op", "vervallen_reden"])
        others += [] if chosen else [str(voorstel.leerbedrijf)]
    return {"Voorstellen vervallen": ", ".join(others)} if others else {}


def nieuwe_plaatsing(traject: Traject, a: Afspraken, erkenning) -> Plaatsing:
    plaatsing = Plaatsing.objects.create(
        traject=traject,
        volgnummer=traject.plaatsingen.count() + 1,
        leerbedrijf=a.leerbedrijf,
        school=a.school,
        praktijkopleider=a.praktijkopleider,
        erkenning=erkenning,
        vorm=a.vorm,
        dienstverband=a.dienstverband,
        dienstverband_organisatie=a.dienstverband_organisatie,
        startdatum=a.startdatum,
        einddatum=a.einddatum,
        uren_per_week=a.uren_per_week,
        uren_totaal=a.uren_totaal,
    )
    plaatsing.werkprocessen.set(a.werkprocessen)
    return plaatsing


@transaction.atomic
def starten(
    *,
    traject: Traject,
    eerste_werkdag: date,
    inschrijving: str,
    inschrijving_op: date,
    identiteit: Identiteit,
    by: User,
    on: date,
    bevestigd: Bevestiging = Bevestiging(),  # noqa: B008
) -> Traject:
    """
    Record the first working day, the enrolment and the official names.

    :raises OvergangGeweigerd: a signature is missing, the erkenning is not valid on that day, a day in the future.
    :raises BevestigingNodig: the first working day lies before the last signature; or something of before the overname.
    """
    traject = begin(Overgang.STARTEN, traject, by, on=on)
    plaatsing = traject.plaatsing
    require_past(eerste_werkdag, on=on, wat="de eerste werkdag")
    require_past(inschrijving_op, on=on, wat="de inschrijving")
    check_identiteit(identiteit, on=on)
    if inschrijving not in {Inschrijving.INGESCHREVEN, Inschrijving.AANGEVRAAGD}:
        raise OvergangGeweigerd("Kies of de deelnemer is ingeschreven of dat de inschrijving is aangevraagd, met de datum.")
    eerder = _check_signed(traject, plaatsing, identiteit, on)
    plaatsing.erkenning, niet_bewezen = _check_valid(traject, plaatsing, eerste_werkdag)
    if eerste_werkdag > plaatsing.einddatum:
        raise OvergangGeweigerd(f"Kies een eerste werkdag vóór de einddatum, {datum(plaatsing.einddatum)}.")
    if traject.laatste_werkdag and eerste_werkdag <= traject.laatste_werkdag:
        raise OvergangGeweigerd(
            f"Kies een eerste werkdag na de laatste werkdag bij het vorige leerbedrijf, {datum(traject.laatste_werkdag)}."
        )
    last = overeenkomst.laatste_handtekening_op(plaatsing)
    early = [Vraag("voor_handtekening", f"De eerste werkdag ligt vóór de laatste handtekening, van {datum(last)}.")]
    vragen = (early if last and eerste_werkdag < last else []) + voor_overname(traject, eerder + niet_bewezen)
    require_confirmed(vragen, bevestigd)
    if tweede_blik.niet_bekeken().filter(pok_versie__plaatsing=plaatsing).exists():  # the rule sleeps: nobody else looks any more
        overeenkomst.bestel_bewijs(overeenkomst.geldige_versie(plaatsing), on=on)
    _store(traject, plaatsing, eerste_werkdag, Inschrijving(inschrijving), inschrijving_op, identiteit)
    details = {
        "Eerste werkdag": datum(eerste_werkdag),
        "Inschrijving": f"{Inschrijving(inschrijving).label} op {datum(inschrijving_op)}",
    }
    return complete(
        Overgang.STARTEN,
        traject,
        by,
        naar=Status.LOPEND,
        on=on,
        details=details,
        changed=["eerste_werkdag", "laatste_werkdag"],
        bevestigd=bevestigd,
    )


def _check_signed(traject: Traject, plaatsing: Plaatsing, i: Identiteit, on: date) -> list[str]:
    """:returns: what is missing on an agreement of before the overname, to be confirmed."""
    missing = overeenkomst.ontbrekende(plaatsing)
    names = ", ".join(h.naam for h in missing)
    if missing and not (traject.overgenomen and overeenkomst.is_van_eerder(plaatsing)):
        raise OvergangGeweigerd(f"Nog niet iedereen heeft de overeenkomst getekend. Er wordt gewacht op: {names}.")
    if waits := tweede_blik.wachtend(plaatsing, on=on):
        labels = " en ".join(Ondertekenaar(h.partij).label.lower() for h in waits)
        wie = tweede_blik.wie_kan(waits[0], on=on)
        raise OvergangGeweigerd(f"De scan van de handtekening ({labels}) wacht nog op een tweede blik. Dat kan {wie} doen.")
    if overeenkomst.mist_vertegenwoordiger(plaatsing, geboren=i.geboortedatum):
        raise OvergangGeweigerd(
            "Volgens het identiteitsbewijs was de deelnemer nog geen 18 op de dag van tekenen: ook een ouder of voogd tekent. "
            "Verbeter de geboortedatum bij de gegevens van de deelnemer; dan wordt die handtekening gevraagd."
        )
    return [f"de handtekening van {names}"] if missing else []


def _check_valid(traject: Traject, plaatsing: Plaatsing, on: date) -> tuple[Erkenning | None, list[str]]:
    """:returns: the erkenning on which the start stands (it may be another than at matchen), and what is to be confirmed of it."""
    grond = oordeel(plaatsing.leerbedrijf, traject.gekozen_kwalificatie, on=on)
    if grond.erkend:
        return grond.erkenning, []
    if traject.overgenomen_op and on < traject.overgenomen_op:
        return None, [f"de erkenning van {plaatsing.leerbedrijf} op de eerste werkdag"]
    raise OvergangGeweigerd(f"Op de eerste werkdag moet het leerbedrijf erkend zijn. {grond.reden}")


def _store(traject, plaatsing, eerste_werkdag, inschrijving, inschrijving_op, i: Identiteit) -> None:
    neem_over(traject.deelnemer, i)
    plaatsing.eerste_werkdag = eerste_werkdag
    plaatsing.inschrijving, plaatsing.inschrijving_op = inschrijving, inschrijving_op
    plaatsing.save(update_fields=["eerste_werkdag", "inschrijving", "inschrijving_op", "erkenning"])
    traject.eerste_werkdag = traject.eerste_werkdag or eerste_werkdag
    traject.laatste_werkdag = None  # that of an earlier Plaatsing stays with it
