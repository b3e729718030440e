"""The bpv-blad bij wijziging: made, agreed to, and for ten working days open to the report of an error (domein §6)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from basis.dagen import add_working_days, now
from basis.templatetags.basis import datum
from documenten import bestellen
from documenten.upload import Gekeurd
from trajecten import aan_zet, documenten, gebeurtenissen, overeenkomst, toegang, toegang_portaal
from trajecten.models import BpvBlad, Instemming, Plaatsing, SchoolAfspraak, Traject
from trajecten.models.overeenkomst import Instemwijze
from trajecten.regels import AAN_HET_WERK, Ondertekenaar, Status
from trajecten.wijziging import Verschil
from trajecten.workflow.kern import OvergangGeweigerd

LOOPT_NOG = frozenset({*AAN_HET_WERK, Status.VASTSTELLING})
MELDEN_BINNEN = 10  # wd in which a party can report an error (domein §6)


@dataclass(frozen=True)
class Akkoord:
    """That a party agrees, told on a day in a way."""

    op: date
    wijze: str


def maak(
    plaatsing: Plaatsing,
    rows: list[Verschil],
    *,
    vanaf: date,
    reden: str,
    akkoord: dict[Ondertekenaar, Akkoord],
    by: User,
    on: date,
    papier: Gekeurd | None = None,
) -> BpvBlad:
    """
    Draw up the next blad after the change was made, and ask every party whether it agrees.

    :param akkoord: who said so already. :param papier: the school's own blad, where `overeenkomst_bron` is the school.
    :raises OvergangGeweigerd: the school's own blad is missing, or a day on which somebody agreed lies ahead.
    """
    if any(a.op > on for a in akkoord.values()):
        raise OvergangGeweigerd("Kies voor een akkoord vandaag of een eerdere dag: een datum in de toekomst kan niet.")
    afspraak = SchoolAfspraak.objects.filter(regio=plaatsing.traject.regio_id, school=plaatsing.school_id).first()
    blad = BpvBlad.objects.create(
        plaatsing=plaatsing,
        nummer=plaatsing.bpv_bladen.count() + 2,
        gemaakt_op=on,
        vanaf=vanaf,
        reden=reden,
        wijzigingen=[[row.wat, row.was, row.wordt] for row in rows],
        bron=afspraak.overeenkomst_bron if afspraak else "systeem",
    )
    for partij in overeenkomst.ondertekenaars(plaatsing.traject, on=on):
        _vraag(blad, partij, akkoord.get(partij), by, on)
    if blad.bron == "systeem":
        documenten.bestel_bpv_blad(blad, melden_tot=melden_tot(blad))
    else:
        _van_de_school(blad, papier, by)
    return blad


def _vraag(blad: BpvBlad, partij: Ondertekenaar, akkoord: Akkoord | None, by: User, on: date) -> None:
    known = {"gegeven_op": akkoord.op, "wijze": akkoord.wijze, "vastgelegd_door": by, "vastgelegd_at": now()} if akkoord else {}
    naam = overeenkomst.naam_van(blad.plaatsing, partij)
    Instemming.objects.create(bpv_blad=blad, partij=partij, naam=naam, gevraagd_op=on, **known)


def _van_de_school(blad: BpvBlad, papier: Gekeurd | None, by: User) -> None:
    if papier is None:
        raise OvergangGeweigerd("Deze school maakt zelf de overeenkomst. Voeg het bpv-blad van de school toe.")
    traject = blad.plaatsing.traject
    blad.document = bestellen.bewaar_upload(
        "bpv_blad", upload=papier, titel=f"Bpv-blad {blad.nummer} van de school", door_id=by.pk, nummer=traject.nummer
    )
    blad.save(update_fields=["document"])
    documenten.voeg_toe(traject, blad.document, plaatsing=blad.plaatsing)


def melden_tot(blad: BpvBlad) -> date:
    """The last day on which a party can report an error."""
    return add_working_days(blad.gemaakt_op, MELDEN_BINNEN)


def _lock(instemming: Instemming, by: User, on: date, *, of_zelf: bool = False) -> tuple[Traject, Instemming, bool]:
    """
    :param of_zelf: whether the party may do this itself too. :returns: at the end whether it does.
    :raises OvergangGeweigerd: this user may not.
    """
    traject = Traject.objects.select_for_update(of=("self",)).get(pk=instemming.bpv_blad.plaatsing.traject_id)
    row = Instemming.objects.select_related("bpv_blad__plaatsing__traject").get(pk=instemming.pk)
    zelf = of_zelf and row.partij in toegang_portaal.tekent_als(by, row.bpv_blad.plaatsing, on=on)
    if zelf and traject.status not in LOOPT_NOG:
        raise OvergangGeweigerd("Dit traject loopt niet meer. U hoeft niets meer te doen.")
    if not zelf and not toegang.may(by, Permission.TRAJECT_TEKENEN_VASTLEGGEN, traject, on=on):
        raise OvergangGeweigerd("Een akkoord vastleggen mag u bij dit traject niet doen.")
    return traject, row, zelf


@transaction.atomic
def stem_in(*, instemming: Instemming, gegeven_op: date, wijze: str, naam: str, by: User, on: date) -> Instemming:
    """
    A party agrees: said by itself in the portal, or recorded on its behalf.

    :raises OvergangGeweigerd: it did already, or a day before the blad or ahead.
    """
    traject, row, zelf = _lock(instemming, by, on, of_zelf=wijze == Instemwijze.PORTAAL)
    if row.gegeven_op:
        raise OvergangGeweigerd("Dit akkoord staat er al. Bekijk het dossier: misschien was een collega u voor.")
    if not row.bpv_blad.gemaakt_op <= gegeven_op <= on:
        raise OvergangGeweigerd(f"Kies een dag vanaf {datum(row.bpv_blad.gemaakt_op)} en niet in de toekomst.")
    row.gegeven_op, row.wijze, row.naam = gegeven_op, wijze, naam or row.naam
    details = {"Wie": Ondertekenaar(row.partij).label, "Op": datum(gegeven_op), "Hoe": Instemwijze(wijze).label.lower()}
    return _bewaar(traject, row, "ingestemd", by, on, details, zelf=zelf)


@transaction.atomic
def meld_fout(*, instemming: Instemming, fout: str, by: User, on: date) -> Instemming:
    """
    A party reports an error on the blad, itself or through a coordinator, who is aan zet now.

    :raises OvergangGeweigerd: ten working days have passed, or an error of this party is still open.
    """
    traject, row, zelf = _lock(instemming, by, on, of_zelf=True)
    if on > (last := melden_tot(row.bpv_blad)):
        wat = "Bel de coördinator als de afspraken niet kloppen." if zelf else "Kies nu 'Afspraken wijzigen'."
        raise OvergangGeweigerd(f"Een fout melden kon tot en met {datum(last)}. {wat}")
    if row.fout_gemeld_op and row.afgehandeld_op is None:
        raise OvergangGeweigerd("Deze partij meldde al een fout die nog openstaat. Handel die eerst af.")
    row.fout_gemeld_op, row.fout, row.afgehandeld_op = on, fout, None
    details = {"Wie": Ondertekenaar(row.partij).label}
    return _bewaar(traject, row, "fout_gemeld", by, on, details, reden=fout, zelf=zelf)


@transaction.atomic
def handel_af(*, instemming: Instemming, by: User, on: date) -> Instemming:
    """The error was talked over or mended. :raises OvergangGeweigerd: there is none."""
    traject, row, _ = _lock(instemming, by, on)
    if row.fout_gemeld_op is None or row.afgehandeld_op:
        raise OvergangGeweigerd("Er staat geen gemelde fout open bij deze partij.")
    row.afgehandeld_op = on
    return _bewaar(traject, row, "fout_afgehandeld", by, on, {"Wie": Ondertekenaar(row.partij).label})


def _bewaar(
    traject: Traject, row: Instemming, soort: str, by: User, on: date, details: dict, *, reden: str = "", zelf: bool = False
) -> Instemming:
    row.vastgelegd_door, row.vastgelegd_at = by, now()
    row.save()
    details = {"Bpv-blad": str(row.bpv_blad.nummer), **details}
    namens = "" if zelf else Ondertekenaar(row.partij).partij
    gebeurtenissen.schrijf(traject, soort, by=by, on=on, namens=namens, reden=reden, details=details)
    aan_zet.bijwerken(traject, on=on)
    return row
