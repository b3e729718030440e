"""What a regio brings along and what comes after: two trajecten of before the system, and somebody who goes on for a diploma."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from basis.dagen import add_months
from praktijkleren.demo.agenda import Agenda
from praktijkleren.demo.plek import Plek
from praktijkleren.demo.voor_de_start import bevestigd
from trajecten import aanvullen, workflow
from trajecten.models import Traject
from trajecten.regels import Doel, Leerweg, Ondertekenaar, Status
from trajecten.workflow.aanmelding import Aanmelder, Aanmelding, Persoon
from trajecten.workflow.overnemen import Overname
from trajecten.workflow.plaatsing import Afspraken
from trajecten.workflow.vervolg import persoon_van

BRON = "Excel van het projectteam"
COMPLEET = Persoon("Geert-Jan", "Tuinstra", 1979, 3, 18, telefoon="06 00 00 09 01")
ONAF = Persoon("Selam", "Haile", 1993, telefoon="06 00 00 09 02")


def zet(plek: Plek, agenda: Agenda, on: date) -> None:
    agenda.zet(on - timedelta(days=12), partial(_met_plaatsing, plek))
    agenda.zet(on - timedelta(days=4), partial(_neem_over, plek, ONAF, dagen=35))
    agenda.zet(on - timedelta(days=3), partial(_ga_verder, plek))


def _neem_over(plek: Plek, persoon: Persoon, on: date, *, dagen: int) -> Traject:
    """At work for so many days already, as the list said."""
    start = on - timedelta(days=dagen)
    aanmelding = Aanmelding(
        persoon=persoon,
        aanmelder=Aanmelder("gemeente", naam="consulent werk en inkomen"),
        gemeente=plek.gemeenten[0],
        startpunt="werkzoekend",
        aangemeld_op=add_months(start, -2),
    )
    overname = Overname(aanmelding=aanmelding, status=Status.LOPEND, sinds=start, eerste_werkdag=start, bron=BRON)
    return bevestigd(workflow.overnemen, regio=plek.regio, overname=overname, by=plek.coordinatoren[0], on=on)


def _met_plaatsing(plek: Plek, on: date) -> Traject:
    """Filled in on the day itself, but for a signature and the names as on the identiteitsbewijs."""
    traject = _neem_over(plek, COMPLEET, on, dagen=70)
    bedrijf, kwalificatie, _, scope = plek.trek()
    start = on - timedelta(days=70)
    afspraken = Afspraken(
        leerbedrijf=bedrijf.leerbedrijf,
        kwalificatie=kwalificatie,
        werkprocessen=scope[:4],
        school=plek.scholen[0][1],
        praktijkopleider=bedrijf.opleiders[0],
        vorm="leerbaan",
        dienstverband="leerbedrijf",
        startdatum=start,
        einddatum=add_months(start, 5),
        uren_per_week=Decimal(24),
        uren_totaal=520,
    )
    papierwerk = aanvullen.Papierwerk("ingeschreven", start, {Ondertekenaar.LEERBEDRIJF: start, Ondertekenaar.SCHOOL: start})
    aanvullen.plaatsing(traject=traject, afspraken=afspraken, papierwerk=papierwerk, by=plek.coordinatoren[0], on=on)
    traject.refresh_from_db()
    return traject


def _ga_verder(plek: Plek, on: date) -> Traject:
    """After a praktijkverklaring the same deelnemer goes on for the diploma."""
    oud = plek.regio.trajecten.filter(status=Status.AFGESLOTEN, einde_reden="").order_by("nummer")[0]
    aanmelding = Aanmelding(
        persoon=persoon_van(oud.deelnemer),
        aanmelder=Aanmelder("deelnemer"),
        gemeente=oud.gemeente,
        startpunt="werkend",
        doel=Doel.DIPLOMA,
        leerweg=Leerweg.BBL,
    )
    return bevestigd(workflow.vervolg, traject=oud, aanmelding=aanmelding, by=plek.coordinatoren[0], on=on)
