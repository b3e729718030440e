"""Who pays for a traject, and whether the proofs a source asks are complete (domein §9). For coordinators only."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Q, QuerySet
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Permission
from basis.templatetags.basis import datum, meervoud
from documenten.models import Status as DocumentStatus
from trajecten import aanwezigheid, financieringsregels, gebeurtenissen, lijsten, overeenkomst
from trajecten.actie import actie
from trajecten.models import Financiering, FinancieringRegel, Plaatsing, RegioInstelling, Traject
from trajecten.models.financiering import SUBSIDIE, FinancieringStatus, Ontvanger
from trajecten.workflow import OvergangGeweigerd


@dataclass(frozen=True)
class Bewijs:
    """
    One proof a source asks.

    :param staat: compleet, bijna (made, not signed), later (cannot be there yet) or ontbreekt.
    :param url: where it is looked at or mended; `knop` when that is a POST.
    """

    naam: str
    staat: str
    tekst: str
    url: str = ""
    knop: str = ""


@dataclass(frozen=True)
class Rij:
    """A source as the dossier shows it."""

    financiering: Financiering
    bron: str
    regel: FinancieringRegel | None
    hoogste: financieringsregels.Hoogste | None
    bewijzen: list[Bewijs]

    @property
    def ontbreekt(self) -> int:
        return sum(bewijs.staat in {"ontbreekt", "bijna"} for bewijs in self.bewijzen)


@actie(Permission.TRAJECT_FINANCIERING)
def bewaar(*, traject: Traject, by: User, on: date, row: Financiering, bewaar: Callable[[], object]) -> None:
    """
    Keep a source of money. The log names the source, never an amount.

    :param row: as it is to be; `bewaar` saves it on its version.
    :raises OvergangGeweigerd: a period reversed, a Plaatsing of another traject, or the same source twice in a period.
    """
    if row.tot < row.van:
        raise OvergangGeweigerd("Kies een einddatum op of na de begindatum.")
    if row.plaatsing and row.plaatsing.traject_id != traject.pk:
        raise OvergangGeweigerd("Kies een leerbedrijf van dit traject.")
    if other := _overlapt(traject, row):
        raise OvergangGeweigerd(
            f"Deze bron staat er al van {datum(other.van)} tot en met {datum(other.tot)}. Pas die aan, of kies een andere periode."
        )
    row.traject = traject
    is_new = row.pk is None
    bewaar()
    _log(traject, row, "toegevoegd" if is_new else "gewijzigd", by, on)


def _overlapt(traject: Traject, row: Financiering) -> Financiering | None:
    """The same source in the same period; at another leerbedrijf, or once refused, it may be asked again."""
    if row.status == "afgewezen":
        return None
    rows = traject.financieringen.telt().filter(bron=row.bron, van__lte=row.tot, tot__gte=row.van).exclude(pk=row.pk)
    if row.plaatsing_id:
        rows = rows.filter(Q(plaatsing=row.plaatsing_id) | Q(plaatsing__isnull=True))
    return rows.first()


def te_vragen(plaatsing: Plaatsing) -> QuerySet[Financiering]:
    """The subsidies that its leerbedrijf is to ask itself, and did not yet."""
    return _subsidies(plaatsing).filter(voor=Ontvanger.LEERBEDRIJF, status=FinancieringStatus.OVERWOGEN, aangevraagd_op=None)


def vensters(plaatsing: Plaatsing) -> list[FinancieringRegel]:
    """The windows in which its subsidies can be asked, each once."""
    found = (financieringsregels.venster(row.bron, row.tot) for row in te_vragen(plaatsing).order_by("tot"))
    return list(dict.fromkeys(rule for rule in found if rule))


@actie(Permission.TRAJECT_SUBSIDIE)
def aangevraagd(*, traject: Traject, by: User, on: date, plaatsing: Plaatsing, datum: date) -> None:
    """
    The leerbedrijf says that it asked the subsidy; the log names no amount.

    :raises OvergangGeweigerd: there is none to ask, or it was asked before the deelnemer began.
    """
    rows = list(te_vragen(plaatsing).select_for_update(of=("self",)))
    if not rows:
        raise OvergangGeweigerd("Er staat geen subsidie meer open. Misschien legde de coördinator het al vast.")
    if plaatsing.eerste_werkdag and datum < plaatsing.eerste_werkdag:
        raise OvergangGeweigerd("Vul een datum in op of na de eerste werkdag.")
    for row in rows:
        row.status, row.aangevraagd_op, row.versie = FinancieringStatus.AANGEVRAAGD, datum, row.versie + 1
        row.save(update_fields=["status", "aangevraagd_op", "versie"])
        _log(traject, row, "aangevraagd door het leerbedrijf", by, on)


@actie(Permission.TRAJECT_FINANCIERING)
def verwijder(*, traject: Traject, by: User, on: date, row: Financiering) -> None:
    """Take away a source that was recorded by mistake; the log keeps that it was there."""
    found = traject.financieringen.filter(pk=row.pk).first()
    if found is None:
        raise OvergangGeweigerd("Deze bron is al weggehaald. Bekijk het dossier: misschien was een collega u voor.")
    _log(traject, found, "weggehaald", by, on)
    found.delete()


def _log(traject: Traject, row: Financiering, wat: str, by: User, on: date) -> None:
    details = {"Bron": lijsten.label(traject.regio, "financiering", row.bron), "Wat": wat}
    gebeurtenissen.schrijf(traject, "financiering", by=by, on=on, details=details)


def rijen(traject: Traject, *, on: date) -> list[Rij]:
    """Every source of a traject with what it can pay at most and its proofs."""
    rows = list(traject.financieringen.select_related("plaatsing__leerbedrijf__organisatie"))
    words = lijsten.labels(traject.regio, "financiering")
    return [_rij(traject, row, words[row.bron], on) for row in rows]


def _rij(traject: Traject, row: Financiering, bron: str, on: date) -> Rij:
    rule = financieringsregels.regel(row.bron, on=row.van)
    if rule is None:
        return Rij(row, bron, None, None, [])
    plaatsing = row.plaatsing or traject.plaatsing
    proofs = [BEWIJZEN[code](traject, plaatsing, on) for code in rule.bewijzen] if row.status != "afgewezen" else []
    return Rij(row, bron, rule, financieringsregels.hoogste(rule, van=row.van, tot=row.tot), proofs)


def _overeenkomst(traject: Traject, plaatsing: Plaatsing | None, on: date) -> Bewijs:
    naam, url = "Praktijkovereenkomst", f"{traject.get_absolute_url()}#overeenkomst"
    if plaatsing is None or not plaatsing.pok_versies.filter(vervallen_op__isnull=True).exists():
        return Bewijs(naam, "ontbreekt", "Er is nog geen overeenkomst.", url)
    if open_ones := overeenkomst.ontbrekende(plaatsing):
        return Bewijs(naam, "ontbreekt", f"Er {_ontbreken(len(open_ones))}.", url)
    last = overeenkomst.laatste_handtekening_op(plaatsing)
    return Bewijs(naam, "compleet", f"Getekend door alle partijen, als laatste op {datum(last)}.", url)


def _ontbreken(n: int) -> str:
    return "ontbreekt nog 1 handtekening" if n == 1 else f"ontbreken nog {n} handtekeningen"


def _aanwezigheid(traject: Traject, plaatsing: Plaatsing | None, on: date) -> Bewijs:
    naam = "Aanwezigheid"
    if plaatsing is None or plaatsing.eerste_werkdag is None or plaatsing.eerste_werkdag > on:
        return Bewijs(naam, "later", "Begint bij de eerste werkdag.")
    url = f"{reverse('trajecten:aanwezigheid', args=[traject.code])}?plaatsing={plaatsing.volgnummer}&alles=1"
    weeks = plaatsing.aanwezigheid.values_list("week", flat=True)
    empty = aanwezigheid.open_weken(plaatsing, on=on, ingevuld=weeks, pauzes=traject.onderbrekingen.all())
    if empty:
        return Bewijs(naam, "ontbreekt", f"Nog {meervoud(len(empty), 'week,weken')} zonder uren, vanaf {datum(empty[0])}.", url)
    return Bewijs(naam, "compleet", "Alle weken tot nu toe zijn ingevuld.", url)


def _begeleiding(traject: Traject, plaatsing: Plaatsing | None, on: date) -> Bewijs:
    naam = "Begeleidingsverklaring"
    if plaatsing is None or not is_geeindigd(plaatsing, on=on):
        return Bewijs(naam, "later", "Komt na de laatste werkdag bij het leerbedrijf.")
    make = reverse("trajecten:begeleidingsverklaring", args=[plaatsing.code])
    own = traject.documenten.filter(plaatsing=plaatsing, document__soort="begeleidingsverklaring").select_related("document")
    made = {row.document.herkomst: row for row in own.exclude(document__status=DocumentStatus.MISLUKT)}
    if signed := made.get("upload"):
        url = reverse("trajecten:document", args=[signed.code])
        return Bewijs(naam, "compleet", f"Getekend toegevoegd op {datum(signed.at)}.", url)
    if "systeem" in made:
        add = reverse("trajecten:document_toevoegen", args=[traject.code])
        return Bewijs(
            naam, "bijna", "Gemaakt. Laat het leerbedrijf tekenen en voeg de scan toe.", f"{add}?soort=begeleidingsverklaring"
        )
    return Bewijs(naam, "ontbreekt", "Nog niet gemaakt.", make, "Maak begeleidingsverklaring")


BEWIJZEN: dict[str, Callable[[Traject, Plaatsing | None, date], Bewijs]] = {
    "overeenkomst": _overeenkomst,
    "aanwezigheid": _aanwezigheid,
    "begeleiding": _begeleiding,
}


def is_geeindigd(plaatsing: Plaatsing, *, on: date) -> bool:
    return plaatsing.laatste_werkdag is not None and plaatsing.laatste_werkdag <= on


def heeft_subsidie(plaatsing: Plaatsing) -> bool:
    """Whether a subsidy row that counts is on this Plaatsing, or on its traject as a whole."""
    return _subsidies(plaatsing).exists()


def vraagt_uren(plaatsing: Plaatsing) -> bool:
    """Attendance is asked with a subsidy row, or where the regio asks it of all (domein §8); one question."""
    always = RegioInstelling.objects.filter(regio=plaatsing.traject.regio_id, aanwezigheid_altijd=True)
    return Plaatsing.objects.filter(Exists(always) | Exists(_subsidies(plaatsing)), pk=plaatsing.pk).exists()


def _subsidies(plaatsing: Plaatsing) -> QuerySet[Financiering]:
    own = Q(plaatsing=plaatsing.pk) | Q(plaatsing__isnull=True)
    return Financiering.objects.telt().filter(own, traject=plaatsing.traject_id, bron=SUBSIDIE)
