"""A small world, and a traject taken along the main line by the workflow itself: what tests of this room start from."""

import io
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache

import pikepdf

from accounts.models import Gemeente, Lidmaatschap, Organisatie, Regio, Rol, User
from documenten.upload import Gekeurd
from kwalificaties.models import Dossier, Kerntaak, Kwalificatie, Werkproces
from trajecten import dossier, overeenkomst, wijziging, workflow
from trajecten.models import SamenBesluit, SamenMatch, Traject
from trajecten.regels import GEEINDIGD, Status
from trajecten.workflow.aanmelding import Aanmelder, Aanmelding, Persoon
from trajecten.workflow.beoordeling import Eindoordeel
from trajecten.workflow.overnemen import MET_START, Overname
from trajecten.workflow.plaatsing import Afspraken, Identiteit
from trajecten.workflow.vaststelling import Besluit
from werkgevers.models import Erkenning, ErkenningCheck, Leerbedrijf, Praktijkopleider

BEGIN = date(2026, 3, 2)  # a Monday


@cache
def _pdf() -> bytes:
    file = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(file)
    return file.getvalue()


def papier() -> Gekeurd:
    """A scan that passed the checks."""
    return Gekeurd(_pdf(), "application/pdf")


@dataclass
class Wereld:
    """One regio with a coordinator, a leerbedrijf that is erkend for a kwalificatie, and a school."""

    regio: Regio
    gemeente: Gemeente
    coordinator: User
    leerbedrijf: Leerbedrijf
    opleider: Praktijkopleider
    school: Organisatie
    kwalificatie: Kwalificatie
    erkenning: Erkenning

    @property
    def werkprocessen(self) -> list[Werkproces]:
        return list(self.kwalificatie.werkprocessen())

    def controleer(self, on: date) -> ErkenningCheck:
        return ErkenningCheck.objects.create(
            erkenning=self.erkenning, datum=on, door=self.coordinator, hoe="stagemarkt", uitkomst="erkend", bewijs="Gezien."
        )


def wereld(code: str = "GR", *, on: date = BEGIN) -> Wereld:
    regio, _ = Regio.objects.get_or_create(regiocode=code, defaults={"naam": f"Regio {code}"})
    gemeente, _ = Gemeente.objects.get_or_create(
        cbs_code=f"GM{ord(code[0])}{ord(code[1])}", defaults={"naam": "Oldambt", "regio": regio}
    )
    user = User.objects.create_user(f"coordinator-{code.lower()}@voorbeeld.test", f"Coördinator {code}", "een goed wachtwoord")
    Lidmaatschap.objects.create(user=user, regio=regio, rol=Rol.COORDINATOR, vanaf=date(2020, 1, 1))
    bedrijf = Organisatie.objects.create(soort="leerbedrijf", regio=regio, naam="Kringloop Oost", plaats="Sappemeer")
    leerbedrijf = Leerbedrijf.objects.create(organisatie=bedrijf, regio=regio, leerbedrijf_id="100273554")
    opleider = Praktijkopleider.objects.create(leerbedrijf=leerbedrijf, naam="J. Mulder", functie="Werkleider")
    school, _ = Organisatie.objects.get_or_create(soort="school", brin="98ZZ", defaults={"naam": "Noorderlicht College"})
    k = kwalificatie()
    erkenning = Erkenning.objects.create(leerbedrijf=leerbedrijf, kwalificatie=k, status="erkend", sinds=date(2024, 1, 1))
    made = Wereld(regio, gemeente, user, leerbedrijf, opleider, school, k, erkenning)
    made.controleer(on - timedelta(days=3))
    return made


def kwalificatie(crebo: str = "25499") -> Kwalificatie:
    """With three werkprocessen: two of the basis, one of the profile."""
    found = Kwalificatie.objects.filter(crebo=crebo).first()
    if found:
        return found
    dossier_row, _ = Dossier.objects.get_or_create(crebo="23189", defaults={"naam": "Dienstverlening"})
    k = Kwalificatie.objects.create(
        dossier=dossier_row, crebo=crebo, naam="Medewerker facilitaire dienstverlening", niveau=2, officieel=True
    )
    basis, _ = Kerntaak.objects.get_or_create(dossier=dossier_row, nummer="B1-K1", defaults={"titel": "Voert dienstverlening uit"})
    for n, titel in ((1, "Bereidt werkzaamheden voor en stemt af"), (2, "Maakt ruimtes gebruiksklaar")):
        Werkproces.objects.get_or_create(kerntaak=basis, nummer=f"B1-K1-W{n}", defaults={"titel": titel, "officieel": True})
    profiel = Kerntaak.objects.create(dossier=dossier_row, kwalificatie=k, nummer="P1-K1", titel="Voert facilitair werk uit")
    Werkproces.objects.create(kerntaak=profiel, nummer="P1-K1-W2", titel="Voert logistieke werkzaamheden uit", officieel=True)
    return k


def persoon(**anders) -> Persoon:
    return Persoon(**{"roepnaam": "Andries", "achternaam": "de Wit", "geboortejaar": 1998, "telefoon": "050 123 45 67", **anders})


def aanmelding(w: Wereld, **anders) -> Aanmelding:
    return Aanmelding(
        persoon=persoon(**anders),
        aanmelder=Aanmelder("gemeente", naam="A. Consulent"),
        gemeente=w.gemeente,
        startpunt="werkzoekend",
    )


def verslag(on: date) -> dict:
    return {
        "datum": on,
        "aanwezig": "deelnemer",
        "startkwalificatie": "nee",
        "opleiding": "vmbo",
        "gewenst_werk": "werken in de kringloop",
        "uren_beschikbaar": 24,
        "beschikbaar_vanaf": on,
        "vervoer_nodig": False,
        "kinderopvang_nodig": False,
        "taalhulp_nodig": False,
        "past": True,
        "past_toelichting": "Werkt graag met de handen.",
        "identiteit_gelezen": True,
    }


def afspraken(w: Wereld, start: date, **anders) -> Afspraken:
    return Afspraken(
        **{
            "leerbedrijf": w.leerbedrijf,
            "kwalificatie": w.kwalificatie,
            "werkprocessen": w.werkprocessen,
            "school": w.school,
            "praktijkopleider": w.opleider,
            "vorm": "stage",
            "dienstverband": "geen",
            "startdatum": start,
            "einddatum": start + timedelta(days=120),
            "uren_per_week": Decimal("24"),
            "uren_totaal": 400,
            **anders,
        }
    )


def identiteit(on: date) -> Identiteit:
    return Identiteit("Andries Łukasz", "de Wit-Şahin", date(1998, 4, 12), "Winschoten", "Nederland", "M. Veen", on)


def eindoordeel(w: Wereld, on: date, waarden: tuple[str, ...] = ("voldoende", "goed", "oefenen")) -> Eindoordeel:
    oordelen = {x.pk: (waarde, "") for x, waarde in zip(w.werkprocessen, waarden, strict=True)}
    return Eindoordeel(on, "J. Mulder", oordelen, werkt_nog=True, kon_alles_oefenen=True, in_dienst=False)


def besluit(w: Wereld, on: date, behaald: int = 2) -> Besluit:
    regels = {x.pk: (True, "") for x in w.werkprocessen[:behaald]}
    return Besluit(on, "P. de Boer", "Voorzitter examencommissie", "Groningen", regels, papier=papier())


def teken_alles(traject: Traject, by: User, on: date) -> None:
    for handtekening in overeenkomst.ontbrekende(traject.plaatsing):
        overeenkomst.leg_vast(handtekening=handtekening, getekend_op=on, papier=papier(), by=by, on=on)


ROUTE = [
    Status.AANGEMELD, Status.INTAKE, Status.MATCHING, Status.OVEREENKOMST, Status.LOPEND, Status.BEOORDELING, Status.VASTSTELLING,
    Status.UITREIKING, Status.NAZORG, Status.AFGESLOTEN,
]  # fmt: skip


# The statuses beside the main line, each from where it is most often reached.
ZIJWEG = {Status.ONDERBROKEN: Status.LOPEND, Status.GESTOPT: Status.LOPEND, Status.NIET_GESTART: Status.INTAKE}


def weg(status: Status) -> list[Status]:
    """The statuses on the way there, that of the aanmelding left out."""
    if status in ZIJWEG:
        return [*weg(ZIJWEG[status]), status]
    return ROUTE[1 : ROUTE.index(status) + 1]


def naar(w: Wereld, status: Status, *, on: date = BEGIN, **deelnemer) -> Traject:
    """A new traject taken there by the workflow; steps a week apart."""
    by, day = w.coordinator, on
    traject = workflow.aanmelden(regio=w.regio, aanmelding=aanmelding(w, **deelnemer), by=by, on=day)
    for target in weg(status):
        day += timedelta(days=7)
        traject = STAPPEN[target](w, traject, day)
    return Traject.objects.get(pk=traject.pk)


def _matchen(w, t, day):
    w.controleer(day)
    return workflow.matchen(traject=t, afspraken=afspraken(w, day + timedelta(days=7)), by=w.coordinator, on=day)


def _starten(w, t, day):
    teken_alles(t, w.coordinator, day)
    return workflow.starten(
        traject=t,
        eerste_werkdag=day,
        inschrijving="ingeschreven",
        inschrijving_op=day,
        identiteit=identiteit(day),
        by=w.coordinator,
        on=day,
    )


def _beoordeling(w, t, day):
    return workflow.beoordeling_starten(traject=t, by=w.coordinator, on=day, laatste_dag=day, reden="Eerder klaar")


def _indienen(w, t, day):
    return workflow.beoordeling_indienen(traject=t, eindoordeel=eindoordeel(w, day), by=w.coordinator, on=day, papier=papier())


def _vaststellen(w, t, day):
    w.controleer(day)
    return workflow.vaststellen(traject=t, besluit=besluit(w, day), by=w.coordinator, on=day)


def _uitreiken(w, t, day):
    return workflow.uitreiken(
        traject=t, datum=day, wijze="bijeenkomst", plaats="Winschoten", mbo_verklaring="ja", by=w.coordinator, on=day
    )


def _afsluiten(w, t, day):
    dossier.nazorg(traject=t, maand=0, uitkomst="werk_hier", datum=day, by=w.coordinator, on=day)
    return workflow.afsluiten(traject=t, by=w.coordinator, on=day)


STAPPEN = {
    Status.INTAKE: lambda w, t, day: workflow.intake_starten(traject=t, datum=day, by=w.coordinator, on=day),
    Status.MATCHING: lambda w, t, day: workflow.intake_afronden(
        traject=t, geinformeerd_op=day, by=w.coordinator, on=day, **verslag(day)
    ),
    Status.OVEREENKOMST: _matchen,
    Status.LOPEND: _starten,
    Status.BEOORDELING: _beoordeling,
    Status.VASTSTELLING: _indienen,
    Status.UITREIKING: _vaststellen,
    Status.NAZORG: _uitreiken,
    Status.AFGESLOTEN: _afsluiten,
    Status.ONDERBROKEN: lambda w, t, day: workflow.onderbreken(
        traject=t, reden="verlof", van=day, verwacht_terug=day + timedelta(days=21), by=w.coordinator, on=day
    ),
    Status.GESTOPT: lambda w, t, day: workflow.stoppen(
        traject=t, reden="motivatie", laatste_dag=day, uren_gedaan=24, by=w.coordinator, on=day
    ),
    Status.NIET_GESTART: lambda w, t, day: workflow.niet_starten(traject=t, reden="ziet_ervan_af", by=w.coordinator, on=day),
}


def wijzig(w: Wereld, traject: Traject, on: date) -> None:
    """Ten hours more: a new version before the start, a bpv-blad after it."""
    now = wijziging.nu(traject.plaatsing)
    soort = wijziging.Gevolgsoort.BLAD if traject.eerste_werkdag else wijziging.Gevolgsoort.VERSIE
    workflow.afspraken_wijzigen(
        traject=traject,
        afgesproken=replace(now, uren_totaal=now.uren_totaal + 10),
        vanaf=on,
        reden="Meer uren",
        by=w.coordinator,
        on=on,
        papierwerk=workflow.Papierwerk(soort),
    )


def voorstel(w: Wereld, traject: Traject, **anders):
    """A leerbedrijf that was asked for a traject, as a row."""
    rest = {"leerbedrijf": w.leerbedrijf, "kwalificatie": w.kwalificatie, "gevraagd_op": traject.status_sinds, "huidig": True}
    return traject.voorstellen.create(**(rest | anders))


def samen(w: Wereld, *trajecten: Traject):
    """The result of a matching of several trajecten, as a row."""
    row = SamenMatch.objects.create(
        regio=w.regio,
        leerbedrijf=w.leerbedrijf,
        kwalificatie=w.kwalificatie,
        door=w.coordinator,
        at=datetime(2026, 3, 2, 9, tzinfo=UTC),
    )
    for n, traject in enumerate(trajecten):
        row.rijen.create(traject=traject, gelukt=not n, reden="Niet erkend." if n else "")
    return row


def samen_besloten(door: User, *trajecten: Traject):
    """The result of a decision about several trajecten of one school, as a row."""
    first = trajecten[0].plaatsing
    row = SamenBesluit.objects.create(school=first.school, datum=BEGIN, door=door, at=datetime(2026, 3, 2, 9, tzinfo=UTC))
    for n, traject in enumerate(trajecten):
        row.rijen.create(plaatsing=traject.plaatsing, vastgesteld="" if n else "B1-K1-W1", reden="Niets behaald." if n else "")
    return row


def overname(w: Wereld, status: Status, **anders) -> Overname:
    """What is known of a traject that began elsewhere, as somebody would type it over from a list."""
    sinds = anders.pop("sinds", BEGIN)
    rest = {
        Status.GESTOPT: {"reden": "verhuizing"},
        Status.NIET_GESTART: {"reden": "niet_bereikbaar"},
        Status.NAZORG: {"resultaat": "praktijkverklaring", "uitgereikt_op": sinds},
        Status.AFGESLOTEN: {"resultaat": "praktijkverklaring", "uitgereikt_op": sinds},
    }.get(status, {})
    arrived = sinds - timedelta(days=200)
    own = replace(aanmelding(w, **anders.pop("deelnemer", {})), aangemeld_op=arrived, doel=anders.pop("doel", "praktijkverklaring"))
    started = sinds - timedelta(days=90) if status in MET_START else None
    known = {"bron": "Excel van de gemeente", "eerste_werkdag": started} | rest
    return Overname(**({"aanmelding": own, "status": status, "sinds": sinds} | known | anders))


def in_status(w: Wereld, status: Status, **velden) -> Traject:
    """
    A traject put straight into a status with its Plaatsing, past the workflow: for tests of who may do what from there.

    The database guards changes of a status, not the first one.
    """
    from trajecten.models import Deelnemer, Plaatsing

    deelnemer = Deelnemer.objects.create(regio=w.regio, roepnaam="Ana", achternaam="Sok", geboortejaar=1990)
    einde = {"einde_reden": "overig", "einde_op": BEGIN, "einde_status": "lopend"} if status in GEEINDIGD else {}
    traject = Traject.objects.create(
        **{
            "regio": w.regio,
            "nummer": f"{w.regio.regiocode}-2026-{Traject.objects.count() + 9000}",
            "deelnemer": deelnemer,
            "status": status,
            "status_sinds": BEGIN,
            "aan_zet": "niemand" if status in GEEINDIGD else "coordinator",
            "aan_zet_sinds": BEGIN,
            "gemeente": w.gemeente,
            "startpunt": "werkzoekend",
            "aanmelder_soort": "gemeente",
            "aangemeld_op": BEGIN,
            "kwalificatie": w.kwalificatie,
            "behandelaar": w.coordinator,
            "vastgesteld_op": BEGIN,
            "created_at": datetime(2026, 3, 2, 9, tzinfo=UTC),
            **einde,
            **velden,
        }
    )
    afgesproken = afspraken(w, BEGIN)
    names = ("leerbedrijf", "school", "praktijkopleider", "vorm", "dienstverband", "startdatum", "einddatum", "uren_per_week")
    plaatsing = Plaatsing.objects.create(
        traject=traject, volgnummer=1, erkenning=w.erkenning, uren_totaal=400, **{n: getattr(afgesproken, n) for n in names}
    )
    plaatsing.werkprocessen.set(w.werkprocessen)
    return traject
