"""What the parties agreed changes: afspraken_wijzigen and verlengen, and the paper that follows from it (domein §3, §6)."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import transaction

from accounts.models import OrganisatieSoort, User
from basis.dagen import add_working_days
from basis.templatetags.basis import datum
from documenten.upload import Gekeurd
from kwalificaties.models import Werkproces
from trajecten import bpv_blad, oordelen, overeenkomst, wijziging
from trajecten.bpv_blad import Akkoord
from trajecten.models import Plaatsing, Traject
from trajecten.models.plaatsing import Dienstverband, Inschrijving
from trajecten.regels import Doel, Ondertekenaar, Overgang, Status
from trajecten.wijziging import Afgesproken, Gevolg, Gevolgsoort, Verschil
from trajecten.workflow.beoordeling import VRAGEN_VOORAF
from trajecten.workflow.kern import OvergangGeweigerd, begin, complete
from werkgevers.erkenning import oordeel


class LeesEerst(OvergangGeweigerd):
    """The change may go on once somebody has read what follows from it. Nothing was changed."""

    def __init__(self, gevolg: Gevolg, rows: list[Verschil]):
        super().__init__(gevolg.uitleg)
        self.gevolg, self.verschillen = gevolg, rows


@dataclass(frozen=True)
class Papierwerk:
    """
    What goes with a change.

    :param gelezen: the consequence that was shown, and read.
    :param akkoord: of each party that agreed already, when and how; for a bpv-blad.
    :param stand: the mark of what was agreed when the form was opened.
    :param papier: the school's own blad, where that school makes it; a checked upload. :param bsn_weg: the tick beside it.
    """

    gelezen: Gevolgsoort | None = None
    akkoord: dict[Ondertekenaar, Akkoord] = field(default_factory=dict)
    papier: Gekeurd | None = None
    bsn_weg: bool = False
    stand: str = ""


@transaction.atomic
def afspraken_wijzigen(
    *,
    traject: Traject,
    afgesproken: Afgesproken,
    vanaf: date,
    reden: str,
    by: User,
    on: date,
    verbetering: bool = False,
    papierwerk: Papierwerk = Papierwerk(),  # noqa: B008
) -> Traject:
    """
    Change what the parties agreed within one Plaatsing.

    :param verbetering: "er verandert niets aan de afspraak": a typing error.
    :raises LeesEerst: what follows from it was not read yet, or is something else now.
    :raises OvergangGeweigerd: nothing changed, days out of order, a werkproces that may not come or go, a later einddatum.
    """
    traject = begin(Overgang.AFSPRAKEN_WIJZIGEN, traject, by, on=on)
    plaatsing = _plaatsing(traject)
    rows = _check(traject, plaatsing, afgesproken, on, verbetering)
    if plaatsing.eerste_werkdag and afgesproken.einddatum > plaatsing.einddatum:
        raise OvergangGeweigerd("Kies 'Verlengen' voor een latere einddatum.")
    if verbetering and afgesproken.school != plaatsing.school:
        raise OvergangGeweigerd("Een andere school is geen typefout. Haal het vinkje bij 'verbetering' weg.")
    if not verbetering and plaatsing.eerste_werkdag and not plaatsing.eerste_werkdag <= vanaf <= afgesproken.einddatum:
        raise OvergangGeweigerd("Kies een ingangsdatum tussen de eerste werkdag en de einddatum.")
    gevolg = wijziging.gevolg(traject, plaatsing, afgesproken, on=on, verbetering=verbetering)
    details = _voer_door(traject, plaatsing, afgesproken, rows, gevolg, papierwerk, vanaf=vanaf, reden=reden, by=by, on=on)
    overgang, naar = Overgang.AFSPRAKEN_WIJZIGEN, Status(traject.status)
    return complete(overgang, traject, by, naar=naar, on=on, reden=reden, details=details)


@transaction.atomic
def verlengen(
    *,
    traject: Traject,
    einddatum: date,
    reden: str,
    by: User,
    on: date,
    uren_totaal: int | None = None,
    papierwerk: Papierwerk = Papierwerk(),  # noqa: B008
) -> Traject:
    """
    Move the einddatum; who is in beoordeling goes on learning when it lies more than 15 working days ahead.

    :param uren_totaal: the hours in total, when they change with it.
    :raises LeesEerst: as in `afspraken_wijzigen`. :raises OvergangGeweigerd: not later than the old einddatum, or past.
    """
    traject = begin(Overgang.VERLENGEN, traject, by, on=on)
    plaatsing = _plaatsing(traject)
    if einddatum <= plaatsing.einddatum:
        raise OvergangGeweigerd(f"Kies een einddatum na de huidige, {datum(plaatsing.einddatum)}.")
    if einddatum < on:
        raise OvergangGeweigerd("Kies een einddatum vanaf vandaag: deze datum is al voorbij.")
    if not reden.strip():
        raise OvergangGeweigerd("Vul in waarom het traject wordt verlengd.")
    before = wijziging.nu(plaatsing)
    after = replace(before, einddatum=einddatum, uren_totaal=uren_totaal or before.uren_totaal)
    gevolg = wijziging.gevolg(traject, plaatsing, after, on=on)
    old = plaatsing.einddatum
    rows = wijziging.verschillen(before, after)
    details = _voer_door(traject, plaatsing, after, rows, gevolg, papierwerk, vanaf=max(on, old), reden=reden, by=by, on=on)
    plaatsing.laatste_werkdag = traject.laatste_werkdag = None  # of an earlier end that does not come
    plaatsing.save(update_fields=["laatste_werkdag"])
    naar = _status_na(traject, einddatum, on)
    changed = ["laatste_werkdag"]
    return complete(Overgang.VERLENGEN, traject, by, naar=naar, on=on, reden=reden, details=details, changed=changed)


def _status_na(traject: Traject, einddatum: date, on: date) -> Status:
    if traject.status == Status.BEOORDELING and einddatum > add_working_days(on, VRAGEN_VOORAF):
        return Status.LOPEND
    return Status(traject.status)


def _plaatsing(traject: Traject) -> Plaatsing:
    if traject.plaatsing is None:
        raise OvergangGeweigerd("Er is geen plaatsing bij een leerbedrijf. Vul die eerst aan.")
    return traject.plaatsing


def _check(traject: Traject, plaatsing: Plaatsing, a: Afgesproken, on: date, verbetering: bool) -> list[Verschil]:
    rows = wijziging.verschillen(wijziging.nu(plaatsing), a)
    if not rows:
        raise OvergangGeweigerd("U heeft nog niets gewijzigd. Pas aan wat anders wordt.")
    changed = {row.veld for row in rows}
    _check_days(plaatsing, a, changed, on, verbetering)
    if a.praktijkopleider.leerbedrijf_id != plaatsing.leerbedrijf_id:
        raise OvergangGeweigerd(
            f"Kies een praktijkopleider van {plaatsing.leerbedrijf}, of voeg die eerst toe bij het leerbedrijf."
        )
    if a.school.soort != OrganisatieSoort.SCHOOL:
        raise OvergangGeweigerd("Kies een school.")
    if a.dienstverband == Dienstverband.ANDER and not a.dienstverband_organisatie:
        raise OvergangGeweigerd("Vul in bij welke organisatie de deelnemer in dienst is.")
    if "werkprocessen" in changed:
        _check_werkprocessen(traject, plaatsing, a.werkprocessen, on)
    return rows


def _check_days(plaatsing: Plaatsing, a: Afgesproken, changed: set[str], on: date, verbetering: bool) -> None:
    if a.einddatum <= a.startdatum:
        raise OvergangGeweigerd("Kies een einddatum na de startdatum.")
    if "startdatum" in changed and plaatsing.eerste_werkdag and not verbetering:
        raise OvergangGeweigerd(f"De deelnemer is begonnen op {datum(plaatsing.eerste_werkdag)}: de startdatum staat vast.")
    if "einddatum" in changed and a.einddatum < on and not verbetering:
        raise OvergangGeweigerd(f"De einddatum {datum(a.einddatum)} is al voorbij. Kies een einddatum vanaf vandaag.")
    if plaatsing.eerste_werkdag and a.einddatum < plaatsing.eerste_werkdag:
        raise OvergangGeweigerd(f"Kies een einddatum na de eerste werkdag, {datum(plaatsing.eerste_werkdag)}.")


def _check_werkprocessen(traject: Traject, plaatsing: Plaatsing, chosen: Collection[Werkproces], on: date) -> None:
    if not chosen and traject.doel == Doel.PRAKTIJKVERKLARING:
        raise OvergangGeweigerd("Kies minstens één werkproces.")
    judged = [o.werkproces for o in oordelen.laatste(plaatsing) if o.waarde]
    if gone := [w.nummer for w in judged if w not in chosen]:
        raise OvergangGeweigerd(f"{', '.join(gone)} is al beoordeeld en blijft daarom bij de afspraken staan.")
    known = set(plaatsing.werkprocessen.all())
    if extra := [w for w in chosen if w not in known]:
        _check_extra(traject, plaatsing, extra, on)


def _check_extra(traject: Traject, plaatsing: Plaatsing, extra: list[Werkproces], on: date) -> None:
    kwalificatie = traject.gekozen_kwalificatie
    own = set(Werkproces.objects.van(kwalificatie).values_list("pk", flat=True))
    if strange := [w for w in extra if w.pk not in own or (w.regio_id and w.regio_id != traject.regio_id)]:
        raise OvergangGeweigerd(f"{strange[0].nummer} hoort niet bij {kwalificatie}. Kies werkprocessen van deze kwalificatie.")
    grond = oordeel(plaatsing.leerbedrijf, kwalificatie, on=on)
    if not grond.erkend:
        raise OvergangGeweigerd(f"Er kan nu geen werkproces bij. {grond.reden}")
    if outside := [w.nummer for w in extra if grond.werkprocessen is not None and w.pk not in grond.werkprocessen]:
        raise OvergangGeweigerd(f"De erkenning van {plaatsing.leerbedrijf} geldt niet voor {', '.join(outside)}.")


def _voer_door(
    traject: Traject,
    plaatsing: Plaatsing,
    a: Afgesproken,
    rows: list[Verschil],
    gevolg: Gevolg,
    p: Papierwerk,
    *,
    vanaf: date,
    reden: str,
    by: User,
    on: date,
) -> dict[str, str]:
    """Change the Plaatsing and make the paper. :returns: what the log says."""
    if p.stand and p.stand != wijziging.stand(plaatsing):
        raise OvergangGeweigerd("Een collega wijzigde de afspraken intussen. Open dit formulier opnieuw en kijk wat er nu staat.")
    if p.gelezen != gevolg.soort:
        raise LeesEerst(gevolg, rows)
    _bewaar(plaatsing, a, on)
    details = {row.wat: f"{row.was} → {row.wordt}" for row in rows}
    if gevolg.soort == Gevolgsoort.VERBETERING:
        return {"Verbetering": "er verandert niets aan de afspraak", **details}
    if gevolg.soort == Gevolgsoort.BLAD:
        blad = bpv_blad.maak(plaatsing, rows, vanaf=vanaf, reden=reden, akkoord=p.akkoord, by=by, on=on, papier=p.papier)
        ticked = {"BSN onleesbaar": "ja"} if p.papier and p.bsn_weg else {}
        return {"Bpv-blad": str(blad.nummer), "Vanaf": datum(vanaf), **details, **ticked}
    versie = overeenkomst.nieuwe_versie(plaatsing, on=on, reden=reden)
    return {"Praktijkovereenkomst": f"versie {versie.versie}", **details}


def _bewaar(plaatsing: Plaatsing, a: Afgesproken, on: date) -> None:
    names = [name for name in a.__dataclass_fields__ if name != "werkprocessen"]
    if plaatsing.school != a.school and plaatsing.inschrijving:
        plaatsing.inschrijving, plaatsing.inschrijving_op = Inschrijving.AANGEVRAAGD, on  # the new school enrols anew
    for name in names:
        setattr(plaatsing, name, getattr(a, name))
    plaatsing.save(update_fields=[*names, "inschrijving", "inschrijving_op"])
    plaatsing.werkprocessen.set(a.werkprocessen)
