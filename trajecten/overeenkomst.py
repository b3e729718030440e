"""The praktijkovereenkomst: its versions and who signs (domein §3 Signatories, §6 POK and bpv-blad)."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from accounts.permissions import Permission
from basis.dagen import now
from basis.templatetags.basis import datum
from documenten import bestellen
from trajecten import aan_zet, documenten, gebeurtenissen, toegang, toegang_portaal, tweede_blik
from trajecten.models import Handtekening, Plaatsing, PokVersie, SchoolAfspraak, Tekenlink, Traject
from trajecten.models.deelnemer import minderjarig
from trajecten.models.overeenkomst import PokBron
from trajecten.regels import AAN_HET_WERK, Ondertekenaar, Status
from trajecten.systeem import Systeem
from trajecten.workflow.kern import OvergangGeweigerd
from werkgevers.naam import naam_buiten

ONBEKENDE_OUDER = "Ouder of voogd"
# A new agreement after the start (domein §6) is signed while the traject goes on.
TEKENEN_IN = frozenset({Status.OVEREENKOMST, *AAN_HET_WERK})


def nieuwe_versie(plaatsing: Plaatsing, *, on: date, reden: str = "") -> PokVersie:
    """Draw up the next version and ask everybody to sign it; what was signed before is void, with the reason."""
    laat_vervallen(plaatsing, on=on, reden=reden)
    afspraak = SchoolAfspraak.objects.filter(regio=plaatsing.traject.regio_id, school=plaatsing.school_id).first()
    versie = PokVersie.objects.create(
        plaatsing=plaatsing,
        versie=plaatsing.pok_versies.count() + 1,
        bron=afspraak.overeenkomst_bron if afspraak else "systeem",
        gemaakt_op=on,
    )
    for ondertekenaar in ondertekenaars(plaatsing.traject, on=on):
        _vraag(versie, ondertekenaar, on)
    if versie.bron == "systeem":
        documenten.bestel_overeenkomst(versie)
    if plaatsing.werkprocessen.exists():
        documenten.bestel_werkproceskeuze(versie)
    return versie


def laat_vervallen(plaatsing: Plaatsing, *, on: date, reden: str) -> None:
    """The current version is void with all its signatures; they stay to be seen, struck, with the reason."""
    plaatsing.pok_versies.filter(vervallen_op__isnull=True).update(vervallen_op=on, vervallen_reden=reden[:200])


def ondertekenaars(traject: Traject, *, on: date) -> list[Ondertekenaar]:
    """Deelnemer, leerbedrijf, school, and a wettelijk vertegenwoordiger of who is under 18 on the day of signing."""
    minor = traject.deelnemer.is_minderjarig(on)
    return [o for o in Ondertekenaar if minor or o != Ondertekenaar.VERTEGENWOORDIGER]


def ontbrekende(plaatsing: Plaatsing) -> list[Handtekening]:
    """The signatures of the current version that are not there."""
    return list(_geldig(plaatsing).filter(getekend_op__isnull=True))


def gevraagd() -> QuerySet[Handtekening]:
    """Every signature that can be given now: of a version that counts, of a traject in which is signed, not given yet."""
    return Handtekening.objects.filter(
        getekend_op__isnull=True, pok_versie__vervallen_op__isnull=True, pok_versie__plaatsing__traject__status__in=TEKENEN_IN
    )


def geldige_versie(plaatsing: Plaatsing) -> PokVersie:
    return plaatsing.pok_versies.get(vervallen_op__isnull=True)


def is_van_eerder(plaatsing: Plaatsing) -> bool:
    """Whether the agreement that counts was drawn up before the traject was taken over."""
    return plaatsing.pok_versies.filter(vervallen_op__isnull=True, bron=PokBron.EERDER).exists()


def laatste_handtekening_op(plaatsing: Plaatsing) -> date | None:
    return _geldig(plaatsing).order_by("-getekend_op").values_list("getekend_op", flat=True).first()


def _vraag(versie: PokVersie, ondertekenaar: Ondertekenaar, on: date) -> Handtekening:
    return Handtekening.objects.create(
        pok_versie=versie, partij=ondertekenaar, naam=naam_van(versie.plaatsing, ondertekenaar), gevraagd_op=on
    )


def naam_van(plaatsing: Plaatsing, ondertekenaar: Ondertekenaar) -> str:
    """Who it is on the board, until a paper says otherwise."""
    deelnemer = plaatsing.traject.deelnemer
    return {
        Ondertekenaar.DEELNEMER: deelnemer.naam,
        Ondertekenaar.VERTEGENWOORDIGER: deelnemer.vertegenwoordiger or ONBEKENDE_OUDER,
        Ondertekenaar.LEERBEDRIJF: naam_buiten(plaatsing.leerbedrijf),
        Ondertekenaar.SCHOOL: plaatsing.school.naam,
    }[ondertekenaar]


def vergrendel_traject(handtekening: Handtekening) -> Traject:
    return Traject.objects.select_for_update(of=("self",)).get(pk=handtekening.pok_versie.plaatsing.traject_id)


def vergrendel(handtekening: Handtekening) -> tuple[Traject, Handtekening]:
    """:raises OvergangGeweigerd: the version is void, or the traject moved on."""
    traject = vergrendel_traject(handtekening)
    row = Handtekening.objects.select_related("pok_versie__plaatsing__traject", "pok_versie__document").get(pk=handtekening.pk)
    if row.pok_versie.vervallen_op or traject.status not in TEKENEN_IN:
        raise OvergangGeweigerd(
            "Deze versie van de overeenkomst wordt niet meer getekend. Bekijk het dossier voor de nieuwste versie."
        )
    return traject, row


def _lock(handtekening: Handtekening, by: User, on: date, *, of_zelf: bool = False) -> tuple[Traject, Handtekening, bool]:
    """
    :param of_zelf: whether the party may do this itself too. :returns: at the end whether it does.
    :raises OvergangGeweigerd: as `vergrendel`, or this user may not.
    """
    traject, row = vergrendel(handtekening)
    zelf = of_zelf and row.partij in toegang_portaal.tekent_als(by, row.pok_versie.plaatsing, on=on)
    if not zelf and not toegang.may(by, Permission.TRAJECT_TEKENEN_VASTLEGGEN, traject, on=on):
        raise OvergangGeweigerd("Een handtekening vastleggen mag u bij dit traject niet doen.")
    return traject, row, zelf


@transaction.atomic
def leg_vast(*, handtekening: Handtekening, getekend_op: date, papier, by: User, on: date, naam: str = "") -> Handtekening:
    """
    Record a signature on paper on behalf of a party, with the scan; it counts from the date on the paper.

    :param papier: a checked upload.
    :raises OvergangGeweigerd: signed already, a date in the future, or the version is void.
    """
    traject, row, _ = _lock(handtekening, by, on)
    if row.getekend_op:
        raise OvergangGeweigerd("Deze handtekening staat er al. Bekijk het dossier: misschien was een collega u voor.")
    if getekend_op > on:
        raise OvergangGeweigerd("Kies de datum die op het papier staat: een datum in de toekomst kan niet.")
    if getekend_op < row.pok_versie.gemaakt_op and row.pok_versie.bron == "systeem":
        raise OvergangGeweigerd("Kies de datum die op het papier staat: deze versie bestond op die dag nog niet.")
    label = Ondertekenaar(row.partij).label
    document = bestellen.bewaar_upload(
        "handtekening", upload=papier, titel=f"Getekende overeenkomst, {label.lower()}", door_id=by.pk, nummer=traject.nummer
    )
    documenten.voeg_toe(traject, document, plaatsing=row.pok_versie.plaatsing)
    row.getekend_op, row.wijze, row.document = getekend_op, "papier", document
    row.geweigerd_op, row.geweigerd_reden = None, ""
    row.naam = naam or row.naam
    row.vastgelegd_door, row.vastgelegd_at = by, now()
    row.wis_blik()
    row.tweede_blik = tweede_blik.geldt(traject.regio, on=on)
    row.save()
    if row.partij == Ondertekenaar.DEELNEMER:
        volg_leeftijd_van(row, getekend_op)
    details = {"Wie": label, "Op": datum(getekend_op), "Hoe": "op papier", "BSN onleesbaar": "ja"}
    na_het_tekenen(traject, row, by=by, on=on, details=details)
    return row


@transaction.atomic
def weiger(*, handtekening: Handtekening, reden: str, by: User, on: date) -> Handtekening:
    """
    A party refuses to sign, and why: said by itself, or recorded on its behalf; the coordinator is aan zet.

    :raises OvergangGeweigerd: signed already.
    """
    traject, row, zelf = _lock(handtekening, by, on, of_zelf=True)
    row.vastgelegd_door, row.vastgelegd_at = by, now()
    noteer_weigering(traject, row, reden, by=by, on=on, zelf=zelf)
    return row


def noteer_weigering(traject: Traject, row: Handtekening, reden: str, *, by: User | Systeem, on: date, zelf: bool) -> None:
    """:raises OvergangGeweigerd: signed already."""
    if row.getekend_op:
        raise OvergangGeweigerd("Deze partij heeft al getekend. Een getekende versie kan niet meer geweigerd worden.")
    row.geweigerd_op, row.geweigerd_reden = on, reden
    row.wis_blik()
    row.save()
    vertel(traject, row, "geweigerd", by=by, on=on, details={"Wie": Ondertekenaar(row.partij).label}, reden=reden, zelf=zelf)


@transaction.atomic
def vraag_opnieuw(*, handtekening: Handtekening, by: User, on: date) -> Handtekening:
    """After a refusal that was talked over: ask the same party again."""
    traject, row, _ = _lock(handtekening, by, on)
    if row.geweigerd_op is None:
        raise OvergangGeweigerd("Deze partij heeft niet geweigerd: de handtekening is al gevraagd.")
    row.geweigerd_op, row.geweigerd_reden, row.gevraagd_op = None, "", on
    row.save()
    vertel(traject, row, "opnieuw_gevraagd", by=by, on=on, details={"Wie": Ondertekenaar(row.partij).label})
    return row


def mist_vertegenwoordiger(plaatsing: Plaatsing, *, geboren: date) -> bool:
    """Whether who was born on this day signed the current version as a minor, and nobody signed beside them."""
    signed = _geldig(plaatsing).filter(getekend_op__isnull=False)
    own = signed.filter(partij=Ondertekenaar.DEELNEMER).values_list("getekend_op", flat=True).first()
    if own is None or not minderjarig(geboren, on=own):
        return False
    return not signed.filter(partij=Ondertekenaar.VERTEGENWOORDIGER).exists()


def volg_leeftijd(traject: Traject, *, on: date) -> None:
    """The date of birth was mended: ask a wettelijk vertegenwoordiger to sign the open version, or ask no longer."""
    if traject.status not in TEKENEN_IN or traject.plaatsing is None:
        return
    if own := _geldig(traject.plaatsing).filter(partij=Ondertekenaar.DEELNEMER).first():
        volg_leeftijd_van(own, own.getekend_op or on)


def _geldig(plaatsing: Plaatsing) -> QuerySet[Handtekening]:
    """What is asked and signed of the current version."""
    return Handtekening.objects.filter(pok_versie__plaatsing=plaatsing, pok_versie__vervallen_op__isnull=True)


def volg_leeftijd_van(own: Handtekening, signs_on: date) -> None:
    """Whether a wettelijk vertegenwoordiger signs depends on the age on the day the deelnemer signs."""
    asked = own.pok_versie.handtekeningen.filter(partij=Ondertekenaar.VERTEGENWOORDIGER)
    if not own.pok_versie.plaatsing.traject.deelnemer.is_minderjarig(signs_on):
        unsigned = asked.filter(getekend_op__isnull=True)
        Tekenlink.objects.filter(handtekening__in=unsigned).delete()
        unsigned.delete()
    elif not asked.exists():
        _vraag(own.pok_versie, Ondertekenaar.VERTEGENWOORDIGER, own.gevraagd_op)


def na_het_tekenen(traject: Traject, row: Handtekening, *, by: User | Systeem, on: date, details: dict, zelf: bool = False) -> None:
    """Tell it; after the last signature what proves them all is put on paper."""
    bestel_bewijs(row.pok_versie, on=on)
    vertel(traject, row, "getekend", by=by, on=on, details=details, zelf=zelf)


def bestel_bewijs(versie: PokVersie, *, on: date) -> None:
    """What proves the signatures, once all are there and no scan waits for a second look; what nobody looked at then stays so."""
    if ontbrekende(versie.plaatsing) or tweede_blik.wachtend(versie.plaatsing, on=on):
        return
    versie.handtekeningen.filter(tweede_blik=True, bekeken_at__isnull=True).update(tweede_blik=False)
    documenten.bestel_ondertekening(versie)


def vertel(
    traject: Traject,
    row: Handtekening,
    soort: str,
    *,
    by: User | Systeem,
    on: date,
    details: dict,
    reden: str = "",
    zelf: bool = False,
) -> None:
    """The line in the log and who is aan zet now. :param zelf: done by the party itself, so not on its behalf."""
    namens = "" if zelf else Ondertekenaar(row.partij).partij
    gebeurtenissen.schrijf(traject, soort, by=by, on=on, namens=namens, reden=reden, details=details)
    aan_zet.bijwerken(traject, on=on)
