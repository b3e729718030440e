"""From the first working day to nazorg, and the ways a traject leaves the main line."""

from datetime import date, time

from basis.dagen import add_working_days
from praktijkleren.demo import links, onderweg, teksten, voortgang
from praktijkleren.demo.hulp import bevestigd, controleer, identiteit
from praktijkleren.demo.plek import Leven, over, papier
from praktijkleren.demo.voor_de_start import contact
from trajecten import dossier, evaluaties, oordelen, workflow
from trajecten.evaluaties import Volgende
from trajecten.models import Traject
from trajecten.systeem import Systeem
from trajecten.workflow.beoordeling import VRAGEN_VOORAF, Eindoordeel

UITKOMSTEN = ["werk_hier", "werk_hier", "werk_hier", "werk_elders", "werk_en_opleiding", "ontwikkelbedrijf", "opleiding", "geen"]


def starten(leven: Leven, on: date) -> Traject:
    aangevraagd = leven.met("inschrijving_open") or leven.kans(35)
    leven.traject = bevestigd(
        workflow.starten,
        traject=leven.traject,
        eerste_werkdag=on,
        inschrijving="aangevraagd" if aangevraagd else "ingeschreven",
        inschrijving_op=over(on, -2),
        identiteit=identiteit(leven, on),
        by=leven.by,
        on=on,
    )
    if aangevraagd and not leven.met("inschrijving_open"):
        leven.later(over(on, 11), ingeschreven)
    if leven.met("pauze_geweest"):
        leven.later(over(on, 14), lambda leven, on: onderbreken(leven, on))
        leven.later(over(on, 28), hervatten)
    if leven.met("verlengd"):
        leven.later(over(on, 30), onderweg.verlengen)
    if leven.met("herplaatst"):
        leven.later(over(on, 25), onderweg.ander_leerbedrijf)
    if leven.met("vervallen"):
        leven.later(over(on, 12), contact)
    if leven.met("reactie") or leven.met("reactie_gelezen"):
        leven.later(over(on, 32), links.reactie)
    voortgang.volg(leven, on)
    return leven.traject


def ingeschreven(leven: Leven, on: date) -> Traject:
    dossier.ingeschreven(traject=leven.traject, by=leven.by, on=on, datum=over(on, -1))
    return leven.traject


def eerste_contact(leven: Leven, on: date) -> Traject:
    dossier.contact(
        traject=leven.traject,
        by=leven.by,
        on=on,
        soort=leven.rng.choice(["telefoon", "bezoek"]),
        datum=on,
        met_wie="deelnemer en praktijkopleider",
        samenvatting=leven.rng.choice(teksten.EERSTE_CONTACT),
        volgende_stap="Tussenevaluatie plannen",
    )
    evaluatie = leven.plan.get("tussenevaluatie")
    if evaluatie and evaluatie > on:
        tijd = time.fromisoformat(leven.rng.choice(teksten.TIJDEN))
        dossier.plan(
            traject=leven.traject, by=leven.by, on=on, soort="evaluatie", datum=evaluatie, tijd=tijd, plaats="Op de werkplek"
        )
    return leven.traject


def tussenevaluatie(leven: Leven, on: date) -> Traject:
    plaatsing = leven.traject.plaatsing
    values = ["oefenen", "oefenen", "voldoende", "niet_gedaan"]
    gezien = {w.pk: (leven.rng.choice(values), "") for w in plaatsing.werkprocessen.all() if leven.kans(85)}
    evaluaties.tussenevaluatie(
        traject=leven.traject,
        by=leven.by,
        on=on,
        datum=on,
        beoordelaar=plaatsing.praktijkopleider.naam,
        aanwezig=f"deelnemer, {plaatsing.praktijkopleider.naam}",
        oordelen=gezien,
        opmerking=leven.rng.choice(teksten.EVALUATIES),
        afspraken=teksten.AFSPRAKEN[len(gezien) % len(teksten.AFSPRAKEN)],
        volgende=Volgende(over(on, 28), time(10, 30), "Op de werkplek") if plaatsing.einddatum > over(on, 28) else None,
    )
    return leven.traject


def hercontrole(leven: Leven, on: date) -> Traject:
    erkenning = leven.traject.plaatsing.erkenning
    if erkenning.status == "erkend":
        controleer(leven, erkenning, on, ouder_dan=45)
    return leven.traject


def beoordeling_starten(leven: Leven, on: date) -> Traject:
    plaatsing = leven.traject.plaatsing
    if on < add_working_days(plaatsing.einddatum, -VRAGEN_VOORAF):
        extra = {"by": leven.by, "laatste_dag": over(on, 10), "reden": "Gaat met een baan beginnen en is eerder klaar."}
    else:
        extra = {"by": Systeem("termijnen")}
    leven.traject = workflow.beoordeling_starten(traject=leven.traject, on=on, **extra)
    if leven.met("teruggestuurd"):
        leven.later(over(on, 3), indienen)
        leven.later(over(on, 6), terugsturen)
    return leven.traject


def indienen(leven: Leven, on: date) -> Traject:
    chosen = list(leven.traject.plaatsing.werkprocessen.all())
    values = [leven.rng.choice(["goed", "voldoende", "voldoende", "goed", "oefenen"]) for _ in chosen]
    values[0] = "voldoende"
    eindoordeel = Eindoordeel(
        datum=on,
        beoordelaar=leven.traject.plaatsing.praktijkopleider.naam,
        oordelen={w.pk: (v, leven.rng.choice(teksten.TOELICHTING)) for w, v in zip(chosen, values, strict=True)},
        werkt_nog=leven.kans(90),
        kon_alles_oefenen=leven.kans(75),
        in_dienst=leven.kans(45),
        opmerking=leven.rng.choice(teksten.EVALUATIES),
    )
    if not leven.met("teruggestuurd"):
        controleer(leven, leven.traject.plaatsing.erkenning, on, ouder_dan=25)  # so that the school can decide by itself
    leven.traject = workflow.beoordeling_indienen(
        traject=leven.traject, eindoordeel=eindoordeel, by=leven.by, on=on, papier=papier()
    )
    if leven.met("schoollink"):
        leven.later(over(on, 1), links.schoollink)
    return leven.traject


def terugsturen(leven: Leven, on: date) -> Traject:
    leven.traject = workflow.terugsturen(
        traject=leven.traject, reden="Bij twee taken ontbreekt een toelichting.", by=leven.by, on=on
    )
    return leven.traject


def vaststellen(leven: Leven, on: date) -> Traject:
    plaatsing = leven.traject.plaatsing
    controleer(leven, plaatsing.erkenning, on, ouder_dan=25)
    school = next(school for school, organisatie in leven.plek.scholen if organisatie == plaatsing.school)
    behaald = [o.werkproces.pk for o in oordelen.behaald(leven.traject)]
    niet = behaald[-1] if len(behaald) > 2 and leven.kans(20) else None
    besluit = workflow.Besluit(
        datum=on,
        naam=school.ondertekenaar,
        functie=school.functie,
        plaats=school.plaats,
        regels={pk: (pk != niet, "Te kort geoefend volgens de school." if pk == niet else "") for pk in behaald},
        papier=papier(),
    )
    leven.traject = workflow.vaststellen(traject=leven.traject, besluit=besluit, by=leven.by, on=on)
    if leven.kans(50):
        dossier.plan(
            traject=leven.traject, by=leven.by, on=on, soort="uitreiking", datum=over(on, 20), tijd=time(15), plaats=school.plaats
        )
    return leven.traject


def uitreiken(leven: Leven, on: date) -> Traject:
    volgt = leven.met("mbo_volgt") or leven.kans(25)
    wijze = leven.rng.choice(["bijeenkomst", "bijeenkomst", "werkplek", "opgehaald", "post"])
    leven.traject = workflow.uitreiken(
        traject=leven.traject,
        datum=on,
        wijze=wijze,
        plaats="" if wijze == "post" else leven.traject.gemeente.naam,
        mbo_verklaring="volgt" if volgt else "ja",
        by=leven.by,
        on=on,
    )
    if volgt and not leven.met("mbo_volgt"):
        leven.later(over(on, 15), mbo_verklaring)
    return leven.traject


def mbo_verklaring(leven: Leven, on: date) -> Traject:
    dossier.mbo_verklaring(traject=leven.traject, by=leven.by, on=on, datum=on)
    return leven.traject


def nazorg(leven: Leven, on: date, maand: int) -> Traject:
    uitkomst = leven.rng.choice(UITKOMSTEN if maand == 0 else [*UITKOMSTEN, "onbekend"])
    if maand == 3 and links.vertelt(leven.traject, on, uitkomst, by=leven.by):
        return leven.traject
    hoe = "telefoon" if maand else "gesprek"
    dossier.nazorg(traject=leven.traject, by=leven.by, on=on, maand=maand, uitkomst=uitkomst, datum=on, hoe=hoe)
    return leven.traject


def onderbreken(leven: Leven, on: date, verwacht: int = 21) -> Traject:
    reden = leven.rng.choice(["verlof", "geen_werk", "wachten_papieren", "wisseling_praktijkopleider"])
    leven.traject = workflow.onderbreken(
        traject=leven.traject, reden=reden, van=on, verwacht_terug=over(on, verwacht), by=leven.by, on=on
    )
    return leven.traject


def hervatten(leven: Leven, on: date) -> Traject:
    leven.traject = workflow.hervatten(traject=leven.traject, datum=on, by=leven.by, on=on)
    return leven.traject


def pauzeren(leven: Leven, on: date) -> Traject:
    """The story stands still here; the expected return lies ahead, or passed unnoticed."""
    return onderbreken(leven, on, verwacht=14 if leven.met("terug_te_laat") else 28)


def stoppen(leven: Leven, on: date) -> Traject:
    reden = (
        "baan_gevonden" if leven.met("behaald") else leven.rng.choice(["motivatie", "komt_niet", "verhuizing", "leerbedrijf_stopt"])
    )
    started = leven.traject.eerste_werkdag or on
    leven.traject = bevestigd(
        workflow.stoppen,
        traject=leven.traject,
        reden=reden,
        laatste_dag=max(started, over(on, -2)),
        uren_gedaan=max(8, (on - started).days * 3),
        by=leven.by,
        on=on,
    )
    return leven.traject


def niet_starten(leven: Leven, on: date) -> Traject:
    reden = {"aangemeld": "niet_bereikbaar", "matching": "geen_leerbedrijf"}.get(leven.verhaal.bij, "leerbedrijf_trekt_terug")
    leven.traject = workflow.niet_starten(traject=leven.traject, reden=reden, by=leven.by, on=on)
    return leven.traject


def afsluiten(leven: Leven, on: date) -> Traject:
    leven.traject = workflow.afsluiten(traject=leven.traject, by=leven.by, on=on)
    return leven.traject
