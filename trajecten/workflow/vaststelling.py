"""The school decides, and the numbered Praktijkverklaring comes into being (domein §3 vaststellen, §6)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from accounts.models import Rol, User
from accounts.permissions import Permission
from basis.templatetags.basis import datum
from documenten import bestellen
from documenten.upload import Gekeurd
from trajecten import documenten, oordelen, toegang, verklaringen
from trajecten.models import Traject, Vaststelling, VaststellingRegel
from trajecten.oordelen import Laatste
from trajecten.regels import Overgang, Partij, Status
from trajecten.systeem import Systeem
from trajecten.verklaringen import Schoolpapier
from trajecten.workflow.kern import (
    Bevestiging,
    CoordinatorNodig,
    OvergangGeweigerd,
    begin,
    complete,
    require_confirmed,
    require_past,
    require_praktijkverklaring,
    voor_overname,
)
from werkgevers.erkenning import oordeel
from werkgevers.models import Uitkomst

CONTROLE_DAGEN = 30  # an erkenning check made on or after the last day of work minus these


@dataclass(frozen=True)
class Besluit:
    """
    The decision of the bevoegd gezag.

    :param regels: per werkproces key (vastgesteld, reason when not).
    :param erkenning_reden: why it decides although the erkenning lapsed.
    :param papier: the written decision, a checked upload; needed when a coordinator records it.
    :param bsn_weg: the tick beside the papers, logged (domein §10).
    :param gezien: `oordelen.kenmerk` of what was read; "" for what was read on paper.
    :param verklaring: the school's own verklaring with its number, where `verklaring_bron` is the school.
    """

    datum: date
    naam: str
    functie: str
    plaats: str
    regels: dict[int, tuple[bool, str]]
    erkenning_reden: str = ""
    papier: Gekeurd | None = None
    verklaring: Gekeurd | None = None
    school_nummer: str = ""
    bsn_weg: bool = False
    gezien: str = ""


@transaction.atomic
def vaststellen(
    *,
    traject: Traject,
    besluit: Besluit,
    by: User | Systeem,
    on: date,
    bevestigd: Bevestiging = Bevestiging(),  # noqa: B008
) -> Traject:
    """
    Record the decision per werkproces and register the Praktijkverklaring under the next number of its year.

    :raises OvergangGeweigerd: no werkproces, a reason or paper missing, dates out of order, or the erkenning stands in the way.
    :raises BevestigingNodig: the erkenning was looked up before the overname.
    """
    traject = begin(Overgang.VASTSTELLEN, traject, by, on=on)
    require_praktijkverklaring(traject)
    namens = not toegang.is_eigen(by, Rol.SCHOOL, Permission.TRAJECT_VASTSTELLEN, traject, on=on)
    if besluit.gezien and besluit.gezien != oordelen.kenmerk(traject):
        raise OvergangGeweigerd("Het leerbedrijf heeft intussen iets anders ingevuld. Lees het hieronder opnieuw en besluit dan.")
    can = oordelen.behaald(traject)
    _check_besluit(traject, can, besluit, namens, on)
    _check_regels(can, besluit)
    _check_namen(traject)
    eerder: list[str] = []
    for plaatsing in {o.plaatsing for o in can if besluit.regels[o.werkproces.pk][0]}:
        eerder += _check_erkenning(traject, plaatsing, [o for o in can if o.plaatsing == plaatsing], besluit)
    require_confirmed(voor_overname(traject, eerder), bevestigd)
    vaststelling = _bewaar(traject, can, besluit, namens, by)
    papier = Schoolpapier(besluit.verklaring, besluit.school_nummer)
    verklaring = verklaringen.registreer(traject, vaststelling, papier, by=by)
    traject.vastgesteld_op, traject.resultaat = besluit.datum, "praktijkverklaring"
    return complete(
        Overgang.VASTSTELLEN,
        traject,
        by,
        naar=Status.UITREIKING,
        bevestigd=bevestigd,
        on=on,
        namens=Partij.SCHOOL if namens else "",
        changed=["vastgesteld_op", "resultaat"],
        details={
            "Besluit van": f"{besluit.naam}, {besluit.functie}",
            "Op": datum(besluit.datum),
            "Registernummer": verklaring.nummer,
        }
        | ({"BSN onleesbaar": "ja"} if besluit.bsn_weg else {}),
    )


def _check_besluit(traject: Traject, can: list[Laatste], b: Besluit, namens: bool, on: date) -> None:
    require_past(b.datum, on=on, wat="het besluit")
    final = oordelen.laatste_eind(traject.plaatsing)
    judged = max([o.datum for o in can if o.datum] + ([final.datum] if final else []), default=traject.eerste_werkdag)
    if judged and b.datum < judged:
        raise OvergangGeweigerd(f"Kies een besluitdatum op of na de beoordeling van {datum(judged)}.")
    if not (b.naam and b.functie and b.plaats):
        raise OvergangGeweigerd("Vul naam, functie en plaats in van wie namens de school besluit.")
    if namens and b.papier is None:
        raise OvergangGeweigerd("Voeg het schriftelijke besluit van de school toe.")


def _check_regels(can: list[Laatste], b: Besluit) -> None:
    if not can:
        raise OvergangGeweigerd("Geen werkproces is voldoende of goed beoordeeld. Kies 'Afronden zonder verklaring'.")
    keys = {o.werkproces.pk for o in can}
    if b.regels.keys() - keys:
        raise OvergangGeweigerd("Alleen werkprocessen die voldoende of goed zijn beoordeeld, kunnen worden vastgesteld.")
    if missing := [o.werkproces.nummer for o in can if o.werkproces.pk not in b.regels]:
        raise OvergangGeweigerd(f"Kies ja of nee voor elk werkproces. Er ontbreekt nog: {', '.join(missing)}.")
    without = [o.werkproces.nummer for o in can if not b.regels[o.werkproces.pk][0] and not b.regels[o.werkproces.pk][1].strip()]
    if without:
        raise OvergangGeweigerd(f"Vul in waarom de school dit niet vaststelt: {', '.join(without)}.")
    if not any(ja for ja, _ in b.regels.values()):
        raise OvergangGeweigerd("De school stelt geen enkel werkproces vast. Kies dan 'Afronden zonder verklaring'.")


def _check_namen(traject: Traject) -> None:
    d = traject.deelnemer
    if not (d.voornamen or d.geslachtsnaam) or not d.geboorteplaats or not d.geboorteland or d.geboortedatum is None:
        raise CoordinatorNodig(
            "Vul eerst de officiële naam, geboortedatum, geboorteplaats en het geboorteland van de deelnemer aan, "
            "zoals op het identiteitsbewijs.",
            "De officiële naam of de geboortegegevens van de deelnemer ontbreken.",
        )


def _check_erkenning(traject: Traject, plaatsing, can: list[Laatste], b: Besluit) -> list[str]:
    """
    Checked late enough; and what lapsed since D covers only what was last judged before D (domein §3).

    :returns: what is to be confirmed instead: who worked there until before the overname was looked up elsewhere.
    """
    last_day = plaatsing.tot_en_met(b.datum)
    grond = oordeel(plaatsing.leerbedrijf, traject.gekozen_kwalificatie, on=last_day)
    check = grond.erkenning.laatste_check if grond.erkenning else None
    if check is None and traject.overgenomen_op and last_day < traject.overgenomen_op:
        return [f"een controle van de erkenning van {plaatsing.leerbedrijf}"]
    if grond.erkenning is None or not (grond.erkend or grond.vervallen_per):
        raise CoordinatorNodig(grond.reden, "De erkenning van het leerbedrijf is niet in orde.")
    if check is None or check.uitkomst == Uitkomst.NIET_GEVONDEN or check.datum < last_day - timedelta(days=CONTROLE_DAGEN):
        raise CoordinatorNodig(
            f"Controleer eerst de erkenning van {plaatsing.leerbedrijf}: er is een controle nodig van "
            f"{datum(last_day - timedelta(days=CONTROLE_DAGEN))} of later, waarbij de erkenning is gevonden.",
            "De erkenning van het leerbedrijf is niet op tijd gecontroleerd.",
        )
    lapsed = grond.erkenning.vervallen_per
    if lapsed is None:
        return []
    late = [o.werkproces.nummer for o in can if b.regels[o.werkproces.pk][0] and o.datum and o.datum >= lapsed]
    if late:
        raise OvergangGeweigerd(
            f"De erkenning is vervallen per {datum(lapsed)}. Niet vast te stellen, want later beoordeeld: {', '.join(late)}."
        )
    if lapsed <= b.datum and not b.erkenning_reden.strip():
        raise OvergangGeweigerd(f"De erkenning is vervallen per {datum(lapsed)}. Vul in waarom de school toch besluit.")
    return []


def _bewaar(traject: Traject, can: list[Laatste], b: Besluit, namens: bool, by: User | Systeem) -> Vaststelling:
    document = None
    if b.papier is not None:
        document = bestellen.bewaar_upload(
            "besluit", upload=b.papier, titel="Schriftelijk besluit van de school", door_id=by.pk, nummer=traject.nummer
        )
        documenten.voeg_toe(traject, document, plaatsing=traject.plaatsing)
    vaststelling = Vaststelling.objects.create(
        traject=traject,
        school=traject.plaatsing.school,
        datum=b.datum,
        naam=b.naam,
        functie=b.functie,
        plaats=b.plaats,
        namens=namens,
        besluit=document,
        vastgelegd_door_id=by.pk,
        erkenning_reden=b.erkenning_reden,
    )
    VaststellingRegel.objects.bulk_create(
        VaststellingRegel(
            vaststelling=vaststelling, plaatsing=o.plaatsing, werkproces=o.werkproces, vastgesteld=ja, reden="" if ja else reden
        )
        for o in can
        for ja, reden in [b.regels[o.werkproces.pk]]
    )
    return vaststelling
