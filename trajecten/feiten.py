"""The facts of one traject on which termijnen and aan zet are computed: read once, so that the rules stay pure functions."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from trajecten.regels import MET_PLAATSING, Doel, Ondertekenaar, Partij, Status


@dataclass(frozen=True)
class Getekend:
    """One signature that was asked; `getekend_op` None while it is open."""

    ondertekenaar: Ondertekenaar
    versie: int
    gevraagd_op: date
    getekend_op: date | None = None
    geweigerd_op: date | None = None
    plaatsing: int = 1
    wacht_op_blik: bool = False  # another coordinator looks at the scan


@dataclass(frozen=True)
class Pauze:
    van: date
    tot: date | None
    verwacht_terug: date


@dataclass(frozen=True)
class Subsidie:
    """
    A subsidy that is to be asked.

    :param sluit_op: the last day on which it can be. :param zelf: the leerbedrijf of now asks it itself; a former one gets no task.
    """

    sleutel: str
    sluit_op: date
    zelf: bool
    aangevraagd_op: date | None = None


@dataclass(frozen=True)
class OpenTermijn:
    """A termijn that waits, as the aan zet rules need it."""

    soort: str
    partij: Partij
    op: date
    ontstaan_op: date
    sleutel: str = ""
    momenten: tuple[int, ...] = ()  # a regio's own; empty for those of the table


@dataclass(frozen=True)
class Feiten:
    """
    :param sinds: per status the day it was last entered.
    :param mist_plaatsing: taken over at a step that has a Plaatsing, and not filled in yet.
    :param uren_gevraagd: attendance is asked; `uren_leeg_vanaf` is the Monday of the first week without, None when there is none.
    :param eerste_werkdag: of the current Plaatsing; `begonnen_op` of the first.
    :param nazorg: per month (0, 3, 6, 12) the day its outcome was recorded.
    :param gemelde_fouten: who reported an error on a bpv-blad that is still open.
    :param subsidies: of which the window is known, and not closed without anybody asking.
    :param gesloten: per party the closed periods (first day, last day).
    :param besluit_in: working days agreed with this school for its decision.
    :param afwijkingen: a regio's own number of days per soort, and `momenten` its own moments.
    """

    status: Status
    aangemeld_op: date
    overgenomen_op: date | None = None
    mist_plaatsing: bool = False
    sinds: dict[Status, date] = field(default_factory=dict)
    doel: Doel = Doel.PRAKTIJKVERKLARING
    geinformeerd_op: date | None = None
    intakegesprek_op: date | None = None
    voorstel_wacht_sinds: date | None = None
    startdatum: date | None = None
    einddatum: date | None = None
    eerste_werkdag: date | None = None
    begonnen_op: date | None = None
    laatste_werkdag: date | None = None
    handtekeningen: tuple[Getekend, ...] = ()
    gemelde_fouten: tuple[Ondertekenaar, ...] = ()
    inschrijving: str = ""
    inschrijving_op: date | None = None
    pauzes: tuple[Pauze, ...] = ()
    eerste_contact_op: date | None = None
    tussenevaluatie_op: date | None = None
    uren_gevraagd: bool = False
    uren_leeg_vanaf: date | None = None
    laatste_controle_op: date | None = None
    ingediend_op: date | None = None
    vastgesteld_op: date | None = None
    uitgereikt_op: date | None = None
    afgerond_op: date | None = None
    mbo_verklaring: str = ""
    mbo_verklaring_op: date | None = None
    nazorg: dict[int, date] = field(default_factory=dict)
    subsidies: tuple[Subsidie, ...] = ()
    gesloten: dict[Partij, tuple[tuple[date, date], ...]] = field(default_factory=dict)
    besluit_in: int | None = None
    afwijkingen: dict[str, int] = field(default_factory=dict)
    momenten: dict[str, tuple[int, ...]] = field(default_factory=dict)


def lees(traject, *, on: date | None = None) -> Feiten:
    """
    Read the facts of a traject as they stand now; a handful of queries, and none for what its status makes of no use.

    :param on: the day on which it is asked who has access; without it no scan waits for a second look.
    """
    plaatsing = _huidige(traject) if traject.status not in {Status.AANGEMELD, Status.INTAKE} else None
    return Feiten(
        status=Status(traject.status),
        aangemeld_op=traject.aangemeld_op,
        overgenomen_op=traject.overgenomen_op,
        mist_plaatsing=mist_plaatsing(traject),
        sinds=_sinds(traject),
        doel=Doel(traject.doel),
        geinformeerd_op=traject.geinformeerd_op,
        intakegesprek_op=_intakegesprek_op(traject) if traject.status == Status.INTAKE else None,
        voorstel_wacht_sinds=_voorstel_wacht_sinds(traject) if traject.status == Status.MATCHING else None,
        ingediend_op=traject.ingediend_op,
        vastgesteld_op=traject.vastgesteld_op,
        uitgereikt_op=traject.uitgereikt_op,
        begonnen_op=traject.eerste_werkdag,
        afgerond_op=traject.afgerond_op,
        pauzes=_pauzes(traject) if traject.eerste_werkdag else (),
        nazorg=_nazorg(traject) if traject.status == Status.NAZORG else {},
        **(_van_plaatsing(traject, plaatsing, on) if plaatsing else {}),
        **(_van_verklaring(traject) if traject.uitgereikt_op else {}),
        besluit_in=_besluit_in(traject, plaatsing) if plaatsing and traject.ingediend_op else None,
        subsidies=_subsidies(traject, plaatsing, on) if traject.eerste_werkdag else (),
        **_eigen_regels(traject),
    )


def _huidige(traject):
    """The bare row: what a page shows of a Plaatsing is of no use here."""
    return traject.plaatsingen.filter(huidig=True).select_related("leerbedrijf").first()


def mist_plaatsing(traject) -> bool:
    """Only what was taken over may lack one, so nothing else costs a query."""
    return traject.overgenomen and traject.status in MET_PLAATSING and _huidige(traject) is None


def _intakegesprek_op(traject) -> date | None:
    return traject.planningen.filter(soort="intake", vervallen=False).values_list("datum", flat=True).first()


def _pauzes(traject) -> tuple[Pauze, ...]:
    return tuple(Pauze(p.van, p.tot, p.verwacht_terug) for p in traject.onderbrekingen.all())


def _nazorg(traject) -> dict[int, date]:
    return dict(traject.nazorgmetingen.values_list("maand", "datum"))


def _sinds(traject) -> dict[Status, date]:
    counts = traject.gebeurtenissen.filter(draait_terug__isnull=True, teruggedraaid_door__isnull=True)
    entered = counts.exclude(naar="").order_by("at", "pk").values_list("naar", "on")
    return {**{Status(naar): on for naar, on in entered}, Status(traject.status): traject.status_sinds}


def _voorstel_wacht_sinds(traject) -> date | None:
    voorstel = traject.voorstellen.filter(huidig=True, status="wacht_op_erkenning").select_related("erkenning").first()
    return voorstel and ((voorstel.erkenning and voorstel.erkenning.aangevraagd_op) or voorstel.gevraagd_op)


def _van_plaatsing(traject, plaatsing, on: date | None) -> dict:
    from trajecten.models import Handtekening

    asked = Handtekening.objects.filter(pok_versie__plaatsing=plaatsing, pok_versie__vervallen_op__isnull=True)
    if plaatsing.eerste_werkdag:  # a paper of before the overname is asked of nobody once the deelnemer works
        asked = asked.exclude(pok_versie__bron="eerder", getekend_op__isnull=True)
    rows = list(asked.select_related("pok_versie"))
    waits = _wacht_op_blik(traject, rows, on)
    return {
        "startdatum": plaatsing.startdatum,
        "einddatum": plaatsing.einddatum,
        "eerste_werkdag": plaatsing.eerste_werkdag,
        "laatste_werkdag": plaatsing.laatste_werkdag,
        "handtekeningen": tuple(
            Getekend(
                Ondertekenaar(h.partij),
                h.pok_versie.versie,
                h.gevraagd_op,
                h.getekend_op,
                h.geweigerd_op,
                plaatsing.volgnummer,
                h.pk in waits,
            )
            for h in rows
        ),
        "gemelde_fouten": _gemelde_fouten(plaatsing) if plaatsing.eerste_werkdag else (),
        "inschrijving": plaatsing.inschrijving,
        "inschrijving_op": plaatsing.inschrijving_op,
        **(_van_het_werk(traject, plaatsing) if plaatsing.eerste_werkdag else {}),
        "gesloten": _gesloten(plaatsing),
    }


def _wacht_op_blik(traject, rows, on: date | None) -> set[int]:
    """Asks nothing more where no scan was recorded under that rule."""
    from trajecten import tweede_blik

    waits = {h.pk for h in rows if h.tweede_blik and h.getekend_op and h.bekeken_at is None}
    return waits if waits and on and tweede_blik.geldt(traject.regio, on=on) else set()


def _gemelde_fouten(plaatsing) -> tuple[Ondertekenaar, ...]:
    from trajecten.models import Instemming

    still = Instemming.objects.filter(bpv_blad__plaatsing=plaatsing, fout_gemeld_op__isnull=False, afgehandeld_op__isnull=True)
    return tuple(Ondertekenaar(partij) for partij in still.order_by("fout_gemeld_op", "pk").values_list("partij", flat=True))


def _van_het_werk(traject, plaatsing) -> dict:
    contacts = traject.contactmomenten.filter(datum__gte=plaatsing.eerste_werkdag)
    tussen = plaatsing.beoordelingen.filter(soort="tussen").order_by("datum")
    checks = _controles(plaatsing, traject.kwalificatie_id).order_by("-datum")
    return {
        "eerste_contact_op": contacts.values_list("datum", flat=True).first(),
        "tussenevaluatie_op": tussen.values_list("datum", flat=True).first(),
        "laatste_controle_op": checks.values_list("datum", flat=True).first(),
        **_uren(traject, plaatsing),
    }


def _uren(traject, plaatsing) -> dict:
    from trajecten import aanwezigheid, financiering

    if not financiering.vraagt_uren(plaatsing):
        return {}
    return {"uren_gevraagd": True, "uren_leeg_vanaf": aanwezigheid.leeg_vanaf(plaatsing, pauzes=_pauzes(traject))}


def _controles(plaatsing, kwalificatie_id):
    """Checks that found an erkenning of this leerbedrijf for this kwalificatie, one given anew on the way included."""
    from werkgevers.models import ErkenningCheck, Uitkomst

    about = (
        Q(erkenning=plaatsing.erkenning_id)
        | Q(erkenning__kwalificatie=kwalificatie_id)
        | Q(erkenning__bevestigingen__kwalificatie=kwalificatie_id)
    )
    own = ErkenningCheck.objects.filter(about, erkenning__leerbedrijf=plaatsing.leerbedrijf_id)
    return own.exclude(uitkomst=Uitkomst.NIET_GEVONDEN)


def _gesloten(plaatsing) -> dict[Partij, tuple[tuple[date, date], ...]]:
    from accounts.models import GeslotenPeriode

    party = {plaatsing.leerbedrijf.organisatie_id: Partij.LEERBEDRIJF, plaatsing.school_id: Partij.SCHOOL}
    rows = list(GeslotenPeriode.objects.filter(organisatie__in=party).values_list("organisatie", "van", "tot"))
    return {partij: tuple((van, tot) for pk, van, tot in rows if pk == organisatie) for organisatie, partij in party.items()}


def _van_verklaring(traject) -> dict:
    verklaring = traject.verklaringen.filter(status="geldig").first()
    if not verklaring:
        return {}
    return {"mbo_verklaring": verklaring.mbo_verklaring, "mbo_verklaring_op": verklaring.mbo_verklaring_op}


def _subsidies(traject, plaatsing, on: date | None) -> tuple[Subsidie, ...]:
    from trajecten import financieringsregels
    from trajecten.models.financiering import SUBSIDIE, FinancieringStatus, Ontvanger

    found, here = [], {None, plaatsing.pk} if plaatsing else set()
    for row in traject.financieringen.telt().filter(bron=SUBSIDIE):
        closes, asked = financieringsregels.sluit_op(row.bron, row.tot), row.aangevraagd_op
        waits = row.status == FinancieringStatus.OVERWOGEN and asked is None
        if closes and (asked or waits and not (on and closes < on)):
            own = row.voor == Ontvanger.LEERBEDRIJF and row.plaatsing_id in here
            found.append(Subsidie(str(row.pk), closes, own, asked))
    return tuple(found)


def _besluit_in(traject, plaatsing) -> int | None:
    from trajecten.models import SchoolAfspraak

    agreed = SchoolAfspraak.objects.filter(regio=traject.regio_id, school=plaatsing.school_id)
    return agreed.values_list("vaststelling_werkdagen", flat=True).first()


def _eigen_regels(traject) -> dict:
    from trajecten.models import TermijnAfwijking

    rows = list(TermijnAfwijking.objects.filter(regio=traject.regio_id))
    return {
        "afwijkingen": {row.soort: row.dagen for row in rows},
        "momenten": {row.soort: tuple(row.momenten) for row in rows if row.momenten},
    }
