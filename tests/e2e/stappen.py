"""
The main line as a coordinator walks it in the browser: one function per step, each from a page to the page it ends on.

Links and buttons are found by what stands on them, fields by their label: what a person goes by. Nothing here knows an address,
but the first.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.browser import assert_accessible
from tests.documenten import bestanden

VOORNAMEN, ACHTERNAAM = "Łukasz", "Şahin Ğülşen Ĳsbrand Nguyễn Đorđe"
GEBOREN = date(1998, 5, 3)
LEERBEDRIJF, PLAATS, LEERBEDRIJF_ID = "Molenaar & Zonen", "Noordbroek", "100273554"
OPLEIDER = "Jorrit van der Meulen"


@dataclass
class Bezoek:
    """
    Somebody at a screen.

    :param met_axe: axe looks at every page that is filled in or read on the way.
    """

    page: Page
    met_axe: bool = False

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def kijk(self) -> None:
        if self.met_axe:
            assert_accessible(self.page)

    def veld(self, label: str) -> Locator:
        return self.main.get_by_label(_precies(label))

    def vul(self, **velden: str | date) -> None:
        """:param velden: what to type, by label; an underscore stands for a space."""
        for label, waarde in velden.items():
            self.veld(label.replace("_", " ")).fill(str(waarde))

    def kies(self, vraag: str, antwoord: str) -> None:
        self.main.get_by_role("group", name=_precies(vraag)).get_by_label(antwoord, exact=True).check()

    def papier(self, label: str, vinkje: str) -> None:
        """A scan, with the tick about the BSN."""
        scan = {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": bestanden.pdf("Gescand papier")}
        self.veld(label).set_input_files(scan)  # type: ignore[arg-type]
        self.main.get_by_label(vinkje).check()

    def naar(self, link: str) -> None:
        self.main.get_by_role("link", name=link).first.click()

    def actie(self, link: str) -> None:
        """What stands under "Meer acties"."""
        self.main.locator("summary", has_text="Meer acties").click()
        self.naar(link)

    def verstuur(self, knop: str, klaar: str) -> None:
        """Look at the page, press the button, and read what was done."""
        self.kijk()
        self.main.get_by_role("button", name=knop, exact=True).click()
        self.page.locator("#meldingen").get_by_text(klaar).wait_for()
        self.page.wait_for_load_state()

    def bevestig(self, knop: str, vraag: str, reden: str, klaar: str) -> None:
        """The page asks whether something unusual is right: say that it is, and why."""
        self.main.get_by_role("button", name=knop, exact=True).click()
        self.main.get_by_label(re.compile(vraag)).check()
        self.vul(**{"Waarom gaat u toch door?": reden})
        self.verstuur(knop, klaar)


def _precies(label: str) -> re.Pattern:
    return re.compile(rf"^\s*{re.escape(label)}(\s+\(niet verplicht\))?\s*$")


def _van(nummer: str) -> re.Pattern:
    """What begins with the number of a werkproces."""
    return re.compile(rf"^\s*{re.escape(nummer)} ")


def log_in(b: Bezoek, email: str, wachtwoord: str) -> None:
    b.page.goto("/")
    b.vul(**{"E-mailadres": email, "Wachtwoord": wachtwoord})
    b.kijk()
    b.main.get_by_role("button", name="Inloggen", exact=True).click()
    b.page.get_by_role("heading", name="Vandaag", level=1).wait_for()
    b.kijk()


def leerbedrijf_toevoegen(b: Bezoek) -> None:
    b.page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Leerbedrijven").click()
    b.kijk()
    b.naar("Leerbedrijf toevoegen")
    b.vul(**{"Leerbedrijf-ID": LEERBEDRIJF_ID, "Naam": LEERBEDRIJF, "Plaats": PLAATS})
    b.verstuur("Leerbedrijf toevoegen", "Het leerbedrijf is toegevoegd.")
    b.naar("Toevoegen praktijkopleider")
    b.vul(Naam=OPLEIDER, Functie="Molenaar")
    b.verstuur("Opslaan", "De praktijkopleider is toegevoegd.")


def erkenning_vastleggen(b: Bezoek, crebo: str, on: date) -> None:
    """Registered, and then checked once more today."""
    b.naar("Erkenning toevoegen")
    b.vul(**{"Zoek op naam of crebo": crebo})
    b.main.get_by_role("button", name="Zoek", exact=True).click()
    b.kijk()
    b.naar("Is al erkend")
    b.vul(**{"Erkend sinds": on - timedelta(days=400), "Gecontroleerd op": on - timedelta(days=1), "Wat zag u?": "Op Stagemarkt."})
    b.kies("Waar hebt u gekeken?", "Stagemarkt")
    b.verstuur("Opslaan", "De erkenning is geregistreerd.")
    b.naar("Controleren")
    b.vul(**{"Gecontroleerd op": on, "Wat zag u?": "Ook in MijnSBB."})
    b.kies("Waar hebt u gekeken?", "MijnSBB")
    b.kies("Uitkomst", "Erkend")
    b.verstuur("Opslaan", "De controle is vastgelegd.")
    b.kijk()


def aanmelden(b: Bezoek, gemeente: str) -> None:
    b.page.get_by_role("link", name="Deelnemer aanmelden").first.click()
    b.vul(Roepnaam=VOORNAMEN, Achternaam=ACHTERNAAM, Dag=str(GEBOREN.day), Jaar=str(GEBOREN.year), Telefoonnummer="050 123 45 67")
    b.veld("Maand").select_option("mei")
    b.veld("Woongemeente").select_option(gemeente)
    b.kies("Startpunt", "Werkzoekend")
    b.veld("Soort aanmelder").select_option("Gemeente")
    b.vul(Naam_van_de_contactpersoon="A. Consulent")
    b.verstuur("Deelnemer aanmelden", "Aangemeld als ")
    b.kijk()


def intake_starten(b: Bezoek, on: date) -> None:
    b.naar("Plan intake")
    b.vul(**{"Datum van het intakegesprek": on, "Tijd": "10:30", "Plaats": "Werkplein"})
    b.verstuur("Intake plannen", "Het intakegesprek is gepland.")


def intake_afronden(b: Bezoek, on: date) -> None:
    b.naar("Rond intake af")
    b.vul(**{"Datum van het intakegesprek": on, "Wie waren erbij?": "deelnemer en jobcoach", "Hoogste opleiding": "vmbo"})
    b.vul(**{"Gewenst werk": "op een molen", "Beschikbare uren per week": "24", "Beschikbaar vanaf": on})
    b.vul(**{"Waarom wel of niet?": "Werkt graag met de handen.", "Wanneer is de deelnemer over privacy geïnformeerd?": on})
    b.kies("Heeft de deelnemer een startkwalificatie?", "Nee")
    for vraag in ("Is vervoer nodig?", "Is kinderopvang nodig?", "Is hulp met taal nodig?"):
        b.kies(vraag, "Nee")
    b.kies("Past een praktijkverklaring bij deze deelnemer?", "Ja")
    b.main.get_by_label("Ik heb gelezen dat de school").check()
    b.verstuur("Intake afronden", "De intake is afgerond.")


def matchen(b: Bezoek, werkprocessen: list[str], school: str, on: date) -> None:
    """From last week on, so that everything can be done today: the page asks to confirm that."""
    knop, start = "Match en maak de overeenkomst", on - timedelta(days=7)
    b.naar("Match")
    b.kijk()
    b.veld("Leerbedrijf").select_option(f"{LEERBEDRIJF}, {PLAATS}")
    b.main.get_by_role("button", name="Verder").click()
    b.kijk()
    b.naar("Kies")
    for nummer in werkprocessen:
        b.main.get_by_label(_van(nummer)).check()
    b.veld("Praktijkopleider").select_option(OPLEIDER)
    b.veld("School").select_option(school)
    b.vul(Startdatum=start, Einddatum=start + timedelta(days=120), Uren_per_week="24")
    b.kies("Vorm", "Stage")
    b.kies("Dienstverband", "Geen dienstverband")
    b.kijk()
    b.bevestig(knop, "is al voorbij", "De deelnemer is al begonnen.", "De overeenkomst staat klaar om te tekenen.")
    b.kijk()


def teken_namens_allen(b: Bezoek, on: date) -> int:
    """:returns: how many signatures were asked."""
    bord, gevraagd = b.page.locator("#overeenkomst"), 0
    while (open_plaatsen := bord.get_by_role("link", name="Leg vast")).count():
        gevraagd += 1
        open_plaatsen.first.click()
        b.vul(Datum_op_het_papier=on)
        b.papier("Scan of foto van de getekende bladzijde", "Het BSN is onleesbaar gemaakt")
        b.verstuur("Leg handtekening vast", "De handtekening is vastgelegd.")
    return gevraagd


def starten(b: Bezoek, on: date) -> None:
    """Before the last signature, which the page asks to confirm."""
    start = on - timedelta(days=7)
    b.naar("Bevestig start")
    b.vul(**{"Eerste werkdag": start, "Datum van de inschrijving": on})
    b.kies("Inschrijving bij de school", "Ingeschreven")
    b.vul(Voornamen=VOORNAMEN, Achternaam=ACHTERNAAM, Geboortedatum=GEBOREN, Geboorteplaats="Łódź", Geboorteland="Polen")
    b.vul(**{"Gezien door": "M. Veen", "Gezien op": on})
    b.kijk()
    b.bevestig("Start vastleggen", "vóór de laatste handtekening", "De papieren kwamen later.", "De start is vastgelegd.")
    b.kijk()


def beoordeling_starten(b: Bezoek, on: date) -> None:
    b.actie("Eindbeoordeling vragen")
    b.vul(**{"Laatste werkdag": on, "Waarom rondt de deelnemer eerder af?": "Alles is geoefend."})
    b.verstuur("Eindbeoordeling vragen", "De eindbeoordeling is gevraagd.")


def beoordeling_indienen(b: Bezoek, oordelen: dict[str, str], on: date) -> None:
    """:param oordelen: label of the scale by number of the werkproces."""
    b.naar("Leg vast")
    b.vul(Datum_van_de_beoordeling=on)
    for nummer, oordeel in oordelen.items():
        b.main.get_by_role("group", name=_van(nummer)).get_by_label(oordeel, exact=True).check()
    b.kies("Werkt de deelnemer nog bij u?", "Ja")
    b.kies("Kon de deelnemer alle afgesproken taken oefenen?", "Nee")
    b.kies("Neemt u de deelnemer in dienst of is die al in dienst?", "Ja")
    b.papier("Het ingevulde beoordelingsformulier", "Het BSN is onleesbaar gemaakt")
    b.verstuur("Leg de beoordeling vast", "De eindbeoordeling is vastgelegd en ligt nu bij de school.")
    b.kijk()


def vaststellen(b: Bezoek, ja: list[str], nee: dict[str, str], on: date) -> None:
    """:param nee: reason by number of what the school does not decide positively on."""
    b.naar("Leg besluit vast")
    for nummer in [*ja, *nee]:
        b.main.get_by_role("group", name=_van(nummer)).get_by_label("Nee" if nummer in nee else "Ja", exact=True).check()
    for nummer, reden in nee.items():
        vouw = b.main.locator("details", has_text=f"bij {nummer}")
        vouw.locator("summary").click()
        vouw.get_by_label("Reden als het nee is").fill(reden)
    b.vul(**{"Datum van het besluit": on, "Naam van wie besluit": "P. de Boer", "Functie": "Voorzitter examencommissie"})
    b.vul(Plaats="Groningen")
    b.papier("Het schriftelijke besluit van de school", "Het BSN is onleesbaar gemaakt")
    b.verstuur("Leg het besluit vast", "Het besluit is vastgelegd en de praktijkverklaring heeft een nummer.")
    b.kijk()


def download_verklaring(b: Bezoek) -> tuple[str, bytes]:
    """From the dossier. :returns: the name of the file, and what is in it."""
    b.naar("Ververs")
    with b.page.expect_download() as download:
        b.naar("Praktijkverklaring PV-")
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def uitreiken(b: Bezoek, on: date) -> None:
    b.naar("Leg uitreiking vast")
    b.vul(Datum_van_de_uitreiking=on, Plaats="Winschoten")
    b.kies("Hoe is de verklaring uitgereikt?", "Tijdens een bijeenkomst")
    b.kies("Is de mbo-verklaring van de school meegegeven?", "Ja, meegegeven")
    b.verstuur("Uitreiking vastleggen", "De uitreiking is vastgelegd.")


def nazorg_vastleggen(b: Bezoek, on: date) -> None:
    b.naar("Leg vast")
    b.kies("Wat doet de deelnemer nu?", "Betaald werk bij dit leerbedrijf")
    b.kies("Hoe weet u dat?", "In een gesprek")
    b.vul(Gevraagd_op=on)
    b.verstuur("Leg vast", "De uitkomst is vastgelegd.")


def afsluiten(b: Bezoek) -> None:
    b.actie("Traject afsluiten")
    b.verstuur("Traject afsluiten", "Het traject is afgesloten.")
    b.kijk()
