"""Beside the main line: who pays, the hours of every week, and that somebody calls now and then."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from praktijkleren.demo import teksten
from praktijkleren.demo.plek import Leven, over
from trajecten import aanwezigheid, dossier, financiering
from trajecten.aanwezigheid import Invoer, Uren
from trajecten.models import Financiering, Traject
from trajecten.regels import Status

TWEE_WEKEN = 14
BELLEN = (21, 38, 56, 74, 92)  # days after the start; with the first contact and the evaluation never three weeks apart


def volg(leven: Leven, on: date) -> None:
    """Of one in five a subsidy was asked, and then the hours are kept every two weeks; of a few the gemeente pays."""
    for n in BELLEN:
        if not leven.met("stil"):
            leven.later(over(on, n), bel)
    if leven.met("afwezig"):
        return leven.later(over(on, 28), afwezig)
    eigen = Random(leven.traject.nummer).randrange(100)
    if eigen < 20:
        leven.later(over(on, 2), subsidie)
        for n in range(1, 9):
            leven.later(over(on, n * TWEE_WEKEN), uren)
    elif eigen < 28:
        leven.later(over(on, 3), gemeente)


def bel(leven: Leven, on: date) -> Traject:
    traject = Traject.objects.get(pk=leven.traject.pk)
    if traject.status == Status.LOPEND:
        said = Random(f"{traject.nummer}{on}").choice(teksten.CONTACTEN)
        words = dict(zip(("soort", "met_wie", "samenvatting", "volgende_stap"), said, strict=True))
        dossier.contact(traject=traject, by=leven.by, on=on, datum=on, **words)
    return Traject.objects.get(pk=traject.pk)


def afwezig(leven: Leven, on: date) -> Traject:
    """Of four weeks the last three with a day missed of which nobody knew: a signal."""
    traject = Traject.objects.get(pk=leven.traject.pk)
    plaatsing = traject.plaatsing
    if plaatsing is not None:
        weeks = aanwezigheid.open_weken(plaatsing, on=on, ingevuld=[], pauzes=[])
        agreed, dag = plaatsing.uren_per_week, min(Decimal(8), plaatsing.uren_per_week)
        invoer = [Invoer(week, Uren(agreed - dag, Decimal(0), dag) if n else Uren(agreed), None) for n, week in enumerate(weeks)]
        aanwezigheid.leg_vast(traject=traject, by=leven.by, on=on, plaatsing=plaatsing, invoer=invoer)
    return Traject.objects.get(pk=traject.pk)


def subsidie(leven: Leven, on: date) -> Traject:
    return _bron(leven, on, bron="subsidie_praktijkleren", status="aangevraagd", bedrag_gevraagd=Decimal("1350"))


def gemeente(leven: Leven, on: date) -> Traject:
    return _bron(leven, on, bron="gemeente", status="toegekend", bedrag_toegekend=Decimal("500"), notitie="Voor werkkleding.")


def _bron(leven: Leven, on: date, **wat) -> Traject:
    traject = Traject.objects.get(pk=leven.traject.pk)
    plaatsing = traject.plaatsing
    if plaatsing is not None:
        row = Financiering(plaatsing=plaatsing, van=plaatsing.startdatum, tot=plaatsing.einddatum, **wat)
        financiering.bewaar(traject=traject, by=leven.by, on=on, row=row, bewaar=row.save)
    return Traject.objects.get(pk=traject.pk)


def uren(leven: Leven, on: date) -> Traject:
    """Of every week that is over and has none yet; somebody misses a day now and then."""
    traject = Traject.objects.get(pk=leven.traject.pk)
    plaatsing = traject.plaatsing
    if plaatsing is None or plaatsing.eerste_werkdag is None:
        return traject
    known = plaatsing.aanwezigheid.values_list("week", flat=True)
    weeks = aanwezigheid.open_weken(plaatsing, on=on + timedelta(days=1), ingevuld=known, pauzes=traject.onderbrekingen.all())
    eigen = Random(f"{traject.nummer}{on}")
    invoer = [Invoer(week, _week(eigen, plaatsing.uren_per_week), None) for week in weeks]
    aanwezigheid.leg_vast(traject=traject, by=leven.by, on=on, plaatsing=plaatsing, invoer=invoer)
    return Traject.objects.get(pk=traject.pk)


def _week(eigen: Random, afgesproken: Decimal) -> Uren:
    if eigen.randrange(100) < 75:
        return Uren(afgesproken)
    dag = min(Decimal(8), afgesproken)
    return Uren(afgesproken - dag, dag) if eigen.randrange(3) else Uren(afgesproken - dag, Decimal(0), dag)
