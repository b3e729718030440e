"""What goes differently once there is an agreement: it changes, it lasts longer, or another leerbedrijf is found."""

from dataclasses import replace
from datetime import date

from praktijkleren.demo import teksten
from praktijkleren.demo.hulp import bevestigd, controleer, identiteit
from praktijkleren.demo.plek import Keuze, Leven, over, papier
from trajecten import overeenkomst, wijziging, workflow
from trajecten.bpv_blad import Akkoord
from trajecten.models import Traject
from trajecten.regels import Ondertekenaar
from trajecten.wijziging import Gevolgsoort
from trajecten.workflow import Papierwerk
from trajecten.workflow.herplaatsen import Afscheid
from trajecten.workflow.plaatsing import Afspraken


def tweede_versie(leven: Leven, on: date) -> Traject:
    """The einddatum moves before the start: a new version, signed again (domein §6)."""
    before = wijziging.nu(leven.traject.plaatsing)
    leven.traject = workflow.afspraken_wijzigen(
        traject=leven.traject,
        afgesproken=replace(before, einddatum=over(before.einddatum, 14)),
        vanaf=on,
        reden="Het leerbedrijf heeft langer werk",
        by=leven.by,
        on=on,
        papierwerk=Papierwerk(Gevolgsoort.VERSIE),
    )
    leven.later(over(on, 2), lambda leven, on: teken(leven, on, [Ondertekenaar.DEELNEMER]))
    return leven.traject


def teken(leven: Leven, on: date, wie: list[Ondertekenaar]) -> Traject:
    for asked in overeenkomst.ontbrekende(leven.traject.plaatsing):
        if asked.partij in wie:
            overeenkomst.leg_vast(handtekening=asked, getekend_op=on, papier=papier(), by=leven.by, on=on)
    return leven.traject


def verlengen(leven: Leven, on: date) -> Traject:
    """Four weeks longer; the school still has to say that it agrees."""
    akkoord = {wie: Akkoord(on, "telefoon") for wie in (Ondertekenaar.DEELNEMER, Ondertekenaar.LEERBEDRIJF)}
    leven.traject = workflow.verlengen(
        traject=leven.traject,
        einddatum=over(leven.traject.plaatsing.einddatum, 28),
        reden="De deelnemer was een paar weken op vakantie en haalt die tijd in",
        by=leven.by,
        on=on,
        papierwerk=Papierwerk(Gevolgsoort.BLAD, akkoord),
    )
    return leven.traject


def ander_leerbedrijf(leven: Leven, on: date) -> Traject:
    """The leerbedrijf stops; what was learned there is kept, and two weeks later it goes on elsewhere."""
    plaatsing = leven.traject.plaatsing
    first, *rest = plaatsing.werkprocessen.all()
    given = {first.pk: ("voldoende", leven.rng.choice(teksten.TOELICHTING)), **{w.pk: ("oefenen", "") for w in rest[:2]}}
    leven.traject = workflow.herplaatsen(
        traject=leven.traject,
        reden="leerbedrijf_stopt",
        afscheid=Afscheid(on, max(8, (on - leven.traject.eerste_werkdag).days * 3), plaatsing.praktijkopleider.naam, given),
        by=leven.by,
        on=on,
    )
    leven.later(over(on, 6), opnieuw_matchen)
    return leven.traject


def elders(leven: Leven, keuze: Keuze) -> Keuze | None:
    """The same kwalificatie at another leerbedrijf."""
    return next((k for k in leven.plek.kaarten if k[1] == keuze[1] and k[0].leerbedrijf != keuze[0].leerbedrijf), None)


def opnieuw_matchen(leven: Leven, on: date) -> Traject:
    former = leven.traject.plaatsingen.get()
    bedrijf, kwalificatie, erkenning, scope = next(
        k for k in leven.plek.kaarten if k[1] == leven.traject.kwalificatie and k[0].leerbedrijf != former.leerbedrijf
    )
    controleer(leven, erkenning, on, ouder_dan=25)
    afspraken = Afspraken(
        leerbedrijf=bedrijf.leerbedrijf,
        kwalificatie=kwalificatie,
        werkprocessen=sorted(scope, key=lambda w: w.pk)[:4],
        school=former.school,
        praktijkopleider=bedrijf.opleiders[0],
        vorm=former.vorm,
        dienstverband=former.dienstverband,
        dienstverband_organisatie=former.dienstverband_organisatie,
        startdatum=over(on, 7),
        einddatum=max(former.einddatum, over(on, 70)),
        uren_per_week=former.uren_per_week,
        uren_totaal=former.uren_totaal,
    )
    leven.traject = bevestigd(workflow.matchen, traject=leven.traject, afspraken=afspraken, by=leven.by, on=on)
    leven.later(over(on, 5), lambda leven, on: teken(leven, on, list(Ondertekenaar)))
    leven.later(over(on, 7), opnieuw_starten)
    return leven.traject


def opnieuw_starten(leven: Leven, on: date) -> Traject:
    leven.traject = bevestigd(
        workflow.starten,
        traject=leven.traject,
        eerste_werkdag=on,
        inschrijving="ingeschreven",
        inschrijving_op=on,
        identiteit=identiteit(leven, on),
        by=leven.by,
        on=on,
    )
    return leven.traject
