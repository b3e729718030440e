"""The facts of the signals, of many trajecten at once: a fixed number of queries, whether for one dossier or a whole regio."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, F, Max, Prefetch

from trajecten.erkenningsalarm import alarm
from trajecten.feiten import Pauze
from trajecten.models import Aanwezigheid, Beoordeling, Contactmoment, Indruk, Oordeel, Plaatsing, Reactie, Termijn, Traject
from trajecten.models.queries import TrajectQuerySet
from trajecten.regels import Doel, Status
from trajecten.signalen.regels import SOORTEN, Feiten, Week

STATUSSEN = frozenset().union(*(soort.bij for soort in SOORTEN.values()))
TERMIJNEN = ["erkenning_hercheck", "doorlooptijd"]


def geladen(trajecten: TrajectQuerySet) -> list[Traject]:
    """Those of these that can have a signal, with as much of them as the facts need."""
    current = Plaatsing.objects.filter(huidig=True).met_erkenning().select_related("leerbedrijf__organisatie")
    rows = trajecten.filter(status__in=STATUSSEN)
    return list(rows.prefetch_related(Prefetch("plaatsingen", queryset=current, to_attr="huidige"), "onderbrekingen"))


@dataclass(frozen=True)
class _Bijeen:
    """What was read of all of them, by the key of the traject or of its current Plaatsing."""

    contact: dict[int, date]
    bekend: dict[int, datetime]
    weken: dict[int, list[Week]]
    gekozen: dict[int, int]
    beoordeeld: dict[int, int]
    termijnen: dict[tuple[int, str], date] = field(default_factory=dict)


def lees(trajecten: Iterable[Traject], *, on: date) -> dict[int, Feiten]:
    """:param trajecten: loaded with `geladen` or `for_overview`. :returns: by the key of the traject."""
    rows = [row for row in trajecten if row.status in STATUSSEN]
    at_work = [row.plaatsing.pk for row in rows if row.plaatsing]
    ending = [row.plaatsing.pk for row in rows if _bijna_klaar(row, on)]
    contact, known = _contact([row.pk for row in rows if row.status in SOORTEN["afwezig"].bij])
    together = _Bijeen(
        contact=contact,
        bekend=known,
        weken=_weken(at_work),
        gekozen=_gekozen(ending),
        beoordeeld=_beoordeeld(ending),
        termijnen=_termijnen([row.pk for row in rows], on),
    )
    return {row.pk: _feiten(row, together, on) for row in rows}


def _einde(plaatsing: Plaatsing) -> date:
    return plaatsing.laatste_werkdag or plaatsing.einddatum


def _bijna_klaar(row: Traject, on: date) -> bool:
    soort = SOORTEN["werkprocessen"]
    return row.status in soort.bij and row.plaatsing is not None and 0 <= (_einde(row.plaatsing) - on).days <= soort.drempel


def _contact(keys: list[int]) -> tuple[dict[int, date], dict[int, datetime]]:
    """
    The last day of contact, and when the last contactmoment was written down.

    What counts (keuze): a contactmoment, an evaluation that was held, an answer of the deelnemer, and somebody's own impression of
    the work. A plan is none of these.
    """
    told = Contactmoment.objects.filter(traject__in=keys).values_list("traject").annotate(Max("datum"), Max("at")).order_by()
    days, known = {key: day for key, day, _ in told}, {key: at for key, _, at in told}
    of_plaatsing = {"plaatsing__traject__in": keys}
    held = Beoordeling.objects.filter(**of_plaatsing, soort="tussen").values_list("plaatsing__traject").annotate(Max("datum"))
    seen = Indruk.objects.filter(**of_plaatsing).values_list("plaatsing__traject").annotate(Max("datum"))
    said = Reactie.objects.filter(traject__in=keys).values_list("traject").annotate(Max("at__date"))
    for rows in (held, seen, said):
        for key, day in rows.order_by():
            days[key] = max(day, days.get(key, day))
    return days, known


def _weken(plaatsingen: list[int]) -> dict[int, list[Week]]:
    """The newest first, of those Plaatsingen only where enough was missed to matter."""
    missed = Aanwezigheid.objects.filter(plaatsing__in=plaatsingen, niet_afgesproken__gt=0).values("plaatsing")
    often = missed.annotate(n=Count("pk")).filter(n__gte=SOORTEN["afwezig"].drempel).order_by().values("plaatsing")
    found: dict[int, list[Week]] = defaultdict(list)
    rows = Aanwezigheid.objects.filter(plaatsing__in=often).order_by("-week")
    for key, week, hours, at in rows.values_list("plaatsing", "week", "niet_afgesproken", "at"):
        found[key].append(Week(week, hours, at))
    return found


def _gekozen(plaatsingen: list[int]) -> dict[int, int]:
    rows = Plaatsing.objects.filter(pk__in=plaatsingen).order_by().values_list("pk")
    return dict(rows.annotate(Count("werkprocessen")))


def _beoordeeld(plaatsingen: list[int]) -> dict[int, int]:
    """How many of what was agreed has a judgement of this leerbedrijf."""
    agreed = Oordeel.objects.filter(beoordeling__plaatsing__in=plaatsingen, beoordeling__plaatsing__werkprocessen=F("werkproces"))
    rows = agreed.order_by().values_list("beoordeling__plaatsing")
    return dict(rows.annotate(Count("werkproces", distinct=True)))


def _termijnen(keys: list[int], on: date) -> dict[tuple[int, str], date]:
    """The termijnen that are a signal once their day came: when that is, `termijnen.py` knows."""
    rows = Termijn.objects.open().filter(traject__in=keys, soort__in=TERMIJNEN, op__lte=on)
    return {(key, soort): op for key, soort, op in rows.values_list("traject", "soort", "op")}


def _feiten(row: Traject, b: _Bijeen, on: date) -> Feiten:
    plaatsing = row.plaatsing
    pauses = [Pauze(p.van, p.tot, p.verwacht_terug) for p in row.onderbrekingen.all()]
    back = max((p.tot for p in pauses if p.tot), default=None)
    weeks = b.weken.get(plaatsing.pk, []) if plaatsing else []
    return Feiten(
        status=Status(row.status),
        doel=Doel(row.doel),
        begin=_begin(row, plaatsing, back),
        contact_op=b.contact.get(row.pk),
        contact_bekend=b.bekend.get(row.pk),
        pauze=next((p for p in pauses if p.tot is None), None),
        pauzedagen=sum((p.tot - p.van).days for p in pauses if p.tot),
        weken=tuple(week for week in weeks if back is None or week.maandag >= back),
        **(_van_plaatsing(plaatsing, b) if plaatsing else {}),
        alarm=alarm(row, on=on),
        hercheck_op=b.termijnen.get((row.pk, "erkenning_hercheck")),
        begonnen_op=row.eerste_werkdag,
        lang_sinds=b.termijnen.get((row.pk, "doorlooptijd")),
    )


def _van_plaatsing(plaatsing: Plaatsing, b: _Bijeen) -> dict:
    return {
        "einde": _einde(plaatsing),
        "gekozen": b.gekozen.get(plaatsing.pk, 0),
        "beoordeeld": b.beoordeeld.get(plaatsing.pk, 0),
        "leerbedrijf": str(plaatsing.leerbedrijf),
    }


def _begin(row: Traject, plaatsing: Plaatsing | None, back: date | None) -> tuple[date, str] | None:
    """From when there can have been contact here: what was before the overname or a pause happened elsewhere, or was agreed on."""
    started = plaatsing.eerste_werkdag if plaatsing else None
    begins = [(started, "de start"), (back, "het hervatten"), (row.overgenomen_op, "het overnemen")]
    return max(((day, what) for day, what in begins if day), default=None)
