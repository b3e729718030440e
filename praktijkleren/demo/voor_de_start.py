"""From aanmelding to the signatures, as coordinators of the demo do it."""

from datetime import date, time
from decimal import Decimal

from praktijkleren.demo import onderweg, teksten
from praktijkleren.demo.hulp import bevestigd, controleer
from praktijkleren.demo.plek import Keuze, Leven, over, papier
from trajecten import dossier, overeenkomst, voorstellen, workflow
from trajecten.models import Handtekening, Traject
from trajecten.models.plaatsing import VoorstelStatus
from trajecten.regels import Doel, Leerweg, Ondertekenaar
from trajecten.workflow.aanmelding import Aanmelder, Aanmelding, Persoon
from trajecten.workflow.plaatsing import Afspraken
from werkgevers import erkenning as erkenningen
from werkgevers.models import Erkenning

STATUSHOUDER = {"Syrië", "Eritrea", "Irak", "Oekraïne"}
VORMEN = [
    ("leerbaan", "leerbedrijf"),
    ("leerbaan", "ander"),
    ("stage", "werkervaringsplaats"),
    ("stage", "geen"),
    ("stage", "proefplaats"),
]
GROEN = {"25451", "25452", "25258"}


def aanmelden(leven: Leven, on: date) -> Traject:
    leven.geboren = _geboren(leven)
    by = leven.plek.consulent if leven.met("consulent") and leven.plek.consulent else leven.by
    bbl = {"doel": Doel.CERTIFICAAT, "leerweg": Leerweg.BBL} if leven.met("bbl") else {}
    gemeente = leven.rng.choice(leven.plek.gemeenten)
    aanmelding = Aanmelding(
        persoon=_persoon(leven, gemeente.naam),
        aanmelder=_aanmelder(leven, gemeente),
        gemeente=gemeente,
        startpunt=leven.rng.choice(["werkzoekend"] * 5 + ["werkend", "schoolverlater", "ontwikkelbedrijf", "anders"]),
        doelgroepen=_doelgroepen(leven),
        **bbl,
    )
    leven.traject = bevestigd(workflow.aanmelden, regio=leven.plek.regio, aanmelding=aanmelding, by=by, on=on)
    leven.plek.bekend.append(leven.traject.deelnemer)
    if leven.plek.begeleider and leven.kans(6):
        dossier.behandelaar(traject=leven.traject, by=leven.by, on=on, nieuw=leven.plek.begeleider)
    return leven.traject


def _geboren(leven: Leven) -> date:
    if leven.met("minderjarig"):
        return over(leven.agenda.tot, -17 * 365 - 60)
    return over(
        leven.agenda.tot,
        -leven.rng.choice([19, 21, 23, 24, 26, 28, 31, 33, 36, 38, 41, 44, 47, 52, 55, 58, 61]) * 365 - leven.rng.randrange(360),
    )


def _persoon(leven: Leven, plaats: str) -> Persoon:
    m = leven.mens
    if leven.met("dubbel"):
        known = leven.plek.bekend[-12]  # somebody of a few weeks ago
        same = ("roepnaam", "achternaam", "geboortejaar", "geboortemaand", "geboortedag", "telefoon")
        return Persoon(**{name: getattr(known, name) for name in same})
    partly = leven.kans(15) and not leven.met("minderjarig")  # only the year is known, as it often is at first
    reach = (
        {"via_aanmelder": True}
        if leven.met("via_aanmelder")
        else {"telefoon": m.telefoon, "email": m.email if leven.kans(70) else ""}
    )
    adres = {
        "straat": f"{leven.rng.choice(teksten.STRATEN)} {leven.rng.randint(1, 240)}",
        "postcode": f"9{leven.rng.randint(400, 999)} ZZ",
    }
    return Persoon(
        roepnaam=m.roepnaam,
        achternaam=m.achternaam,
        geboortejaar=leven.geboren.year,
        geboortemaand=None if partly else leven.geboren.month,
        geboortedag=None if partly else leven.geboren.day,
        **reach,
        **(adres | {"plaats": plaats} if leven.kans(60) else {}),
    )


def _aanmelder(leven: Leven, gemeente) -> Aanmelder:
    if leven.met("consulent"):
        return Aanmelder(
            "gemeente", organisatie=leven.plek.consulent_van, naam=leven.plek.consulent.naam, consulent=leven.plek.consulent
        )
    if leven.met("zelf_aangemeld"):
        return Aanmelder("deelnemer")
    own = [o for o in leven.plek.aanmelders if o.gemeente_id == gemeente.pk]
    organisatie = leven.rng.choice(
        own * 3 + [o for o in leven.plek.aanmelders if o.soort in {"uwv", "sw_bedrijf", "doorstroompunt"}]
    )
    naam = leven.rng.choice(teksten.FUNCTIES_CONSULENT)
    return Aanmelder(organisatie.soort, organisatie=organisatie, naam=naam, contact="050 000 03 00")


def _doelgroepen(leven: Leven) -> list[str]:
    age = (leven.agenda.tot - leven.geboren).days // 365
    found = ["zonder_startkwalificatie"] if leven.kans(55) else []
    found += ["statushouder"] if leven.mens.geboorteland in STATUSHOUDER else []
    return found + (["jongere"] if age < 27 else ["vijftig_plus"] if age >= 50 else [])


def intake_starten(leven: Leven, on: date) -> Traject:
    datum = leven.plan.get("intake_afronden") or over(on, leven.rng.randint(2, 6))
    tijd = time.fromisoformat(leven.rng.choice(teksten.TIJDEN))
    plaats = f"{leven.rng.choice(teksten.PLAATSEN_INTAKE)}, {leven.traject.gemeente.naam}"
    leven.traject = workflow.intake_starten(traject=leven.traject, datum=datum, tijd=tijd, plaats=plaats, by=leven.by, on=on)
    if leven.met("taal"):
        leven.later(over(on, 8), lambda leven, on: _belemmerd(leven, on, ["taal", "vervoer_kinderopvang"]))
    if leven.kans(35):
        dossier.notitie(traject=leven.traject, by=leven.by, on=on, tekst=leven.rng.choice(teksten.NOTITIES))
    return leven.traject


def _belemmerd(leven: Leven, on: date, soorten: list[str]) -> Traject:
    dossier.belemmeringen(traject=leven.traject, by=leven.by, on=on, soorten=soorten)
    return leven.traject


def intake_afronden(leven: Leven, on: date) -> Traject:
    verslag = {
        "datum": on,
        "aanwezig": leven.rng.choice(teksten.AANWEZIG),
        "startkwalificatie": leven.rng.choice(["nee", "nee", "ja", "onbekend"]),
        "opleiding": leven.rng.choice(teksten.OPLEIDING),
        "gewenst_werk": leven.rng.choice(teksten.WERK),
        "uren_beschikbaar": leven.rng.choice([16, 20, 24, 28, 32, 36]),
        "beschikbaar_vanaf": over(on, 14),
        "vervoer_nodig": leven.kans(25),
        "kinderopvang_nodig": leven.kans(15),
        "taalhulp_nodig": leven.mens.geboorteland != "Nederland" and leven.kans(60),
        "past": True,
        "past_toelichting": leven.rng.choice(teksten.PAST),
        "identiteit_gelezen": True,
    }
    leven.traject = workflow.intake_afronden(traject=leven.traject, geinformeerd_op=on, by=leven.by, on=on, **verslag)
    for wat in ("geen_leerbedrijf", "financiering"):
        if leven.met(wat):
            leven.later(over(on, 15), lambda leven, on, wat=wat: _belemmerd(leven, on, [wat]))
    if leven.met("sbb") or leven.met("sbb_te_laat"):
        leven.later(over(on, 3), wacht_op_sbb)
    elif leven.met("voorstellen"):
        leven.later(over(on, 3), vraag_rond)
    elif leven.kans(40):
        leven.later(over(on, 5), contact)
    return leven.traject


def contact(leven: Leven, on: date) -> Traject:
    """One of the ordinary contacts on the way."""
    usual = teksten.CONTACTEN if leven.traject.eerste_werkdag else teksten.CONTACTEN[2:5]
    words = dict(zip(("soort", "met_wie", "samenvatting", "volgende_stap"), leven.rng.choice(usual), strict=True))
    dossier.contact(traject=leven.traject, by=leven.by, on=on, datum=on, **words)
    return leven.traject


def wacht_op_sbb(leven: Leven, on: date) -> Traject:
    """A leerbedrijf says yes and asks SBB for the erkenning."""
    kwalificatie, bedrijf = _zonder_erkenning(leven)
    wie = {"traject": leven.traject, "by": leven.by, "on": on}
    asked = voorstellen.vragen(leerbedrijf=bedrijf, kwalificatie=kwalificatie, datum=on, **wie)
    erkenningen.aanvragen(leerbedrijf=bedrijf, kwalificatie=kwalificatie, aangevraagd_op=on, by=leven.by, on=on)
    voorstellen.antwoord(voorstel=asked, status=VoorstelStatus.WACHT_OP_ERKENNING, datum=on, **wie)
    dossier.belemmeringen(traject=leven.traject, by=leven.by, on=on, soorten=["geen_erkenning"])
    return leven.traject


def vraag_rond(leven: Leven, on: date) -> Traject:
    """Three leerbedrijven are asked: one has no place, one thinks about it, one would like to."""
    wie = {"traject": leven.traject, "by": leven.by, "on": on}
    chosen = {keuze[0].leerbedrijf.pk: keuze for keuze in (leven.plek.trek() for _ in range(12))}
    asked = [
        voorstellen.vragen(leerbedrijf=bedrijf.leerbedrijf, kwalificatie=kwalificatie, datum=on, **wie)
        for bedrijf, kwalificatie, _, _ in list(chosen.values())[:3]
    ]
    voorstellen.antwoord(voorstel=asked[0], status=VoorstelStatus.NEE, datum=on, reden="Heeft tot de zomer geen plek.", **wie)
    voorstellen.antwoord(voorstel=asked[-1], status=VoorstelStatus.JA, datum=on, reden="Wil eerst kennismaken.", **wie)
    voorstellen.kies(voorstel=asked[-1], **wie)
    return leven.traject


def _zonder_erkenning(leven: Leven) -> tuple:
    for _, kwalificatie, _, _ in leven.rng.sample(leven.plek.kaarten, len(leven.plek.kaarten)):
        for bedrijf in leven.rng.sample(leven.plek.bedrijven, len(leven.plek.bedrijven)):
            if not Erkenning.objects.filter(
                leerbedrijf=bedrijf.leerbedrijf, kwalificatie__dossier=kwalificatie.dossier_id
            ).exists():
                return kwalificatie, bedrijf.leerbedrijf
    raise LookupError("every leerbedrijf is erkend for everything")


def matchen(leven: Leven, on: date) -> Traject:
    keuze = leven.plek.trek()
    if leven.met("vervallen"):
        keuze = next(
            (b, *e) for b in leven.plek.bedrijven for e in b.erkend if b.leerbedrijf.organisatie.naam == "Hotel Dollardzicht"
        )
    if leven.met("herplaatst"):
        keuze = next(k for k in leven.plek.kaarten if onderweg.elders(leven, k))
    controleer(leven, keuze[2], on, ouder_dan=25)
    if leven.met("minderjarig"):
        leven.traject.deelnemer.vertegenwoordiger = f"S. {leven.mens.achternaam}"
        leven.traject.deelnemer.save(update_fields=["vertegenwoordiger"])
    leven.traject = bevestigd(workflow.matchen, traject=leven.traject, afspraken=_afspraken(leven, keuze), by=leven.by, on=on)
    if leven.met("versie2"):
        leven.later(over(on, 6), onderweg.tweede_versie)
    if leven.met("weigert"):
        leven.later(over(on, 5), weigeren)
    return leven.traject


def _afspraken(leven: Leven, keuze: Keuze) -> Afspraken:
    bedrijf, kwalificatie, _, scope = keuze
    vorm, dienstverband = ("leerbaan", "leerbedrijf") if leven.met("bbl") else leven.rng.choice(VORMEN)
    uren = leven.rng.choice([16, 20, 24, 24, 28, 32, 36])
    einde = over(leven.plan["einddatum"], 42 if leven.met("eerder") else 0)
    weken = (einde - leven.plan["startdatum"]).days // 7
    return Afspraken(
        leerbedrijf=bedrijf.leerbedrijf,
        kwalificatie=kwalificatie,
        werkprocessen=sorted(leven.rng.sample(scope, min(len(scope), leven.rng.randint(3, 6))), key=lambda w: w.pk),
        school=_school(leven, kwalificatie.crebo),
        praktijkopleider=leven.rng.choice(bedrijf.opleiders),
        vorm=vorm,
        dienstverband=dienstverband,
        dienstverband_organisatie=f"Ontwikkelbedrijf De Schakel {leven.plek.regio.naam}" if dienstverband == "ander" else "",
        startdatum=leven.plan["startdatum"],
        einddatum=einde,
        uren_per_week=Decimal(uren),
        uren_totaal=weken * uren,
    )


def _school(leven: Leven, crebo: str):
    green = [o for school, o in leven.plek.scholen if school.naam == "Terra"]
    others = [o for school, o in leven.plek.scholen if school.naam != "Terra"]
    return green[0] if green and crebo in GROEN else leven.rng.choice(others)


def teken(leven: Leven, on: date, wie: Ondertekenaar) -> Traject:
    asked = _gevraagd(leven, wie).filter(getekend_op__isnull=True, geweigerd_op__isnull=True).first()
    if asked:
        overeenkomst.leg_vast(handtekening=asked, getekend_op=on, papier=papier(), by=leven.by, on=on)
    return leven.traject


def _gevraagd(leven: Leven, wie: Ondertekenaar):
    return Handtekening.objects.filter(
        pok_versie__plaatsing__traject=leven.traject, pok_versie__vervallen_op__isnull=True, partij=wie
    ).select_related("pok_versie__plaatsing")


def weigeren(leven: Leven, on: date) -> Traject:
    asked = _gevraagd(leven, Ondertekenaar.LEERBEDRIJF).get()
    overeenkomst.weiger(handtekening=asked, reden="Wil eerst weten wie de begeleiding betaalt.", by=leven.by, on=on)
    return leven.traject
