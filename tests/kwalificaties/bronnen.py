"""Small files in the formats of SBB and the crebo list, with invented texts."""

from datetime import UTC, date, datetime
from textwrap import dedent

from kwalificaties.bestand import Bestand
from kwalificaties.importeren import importeer
from kwalificaties.models import ImportSoort

VANDAAG, NU = date(2026, 9, 1), datetime(2026, 9, 1, 8, 0, tzinfo=UTC)

XML = dedent(
    """\
    <?xml version="1.0" encoding="utf-8"?>
    <sbb>
      <domeinen><domein nr="1" titel="Zorg en welzijn" crebo="79140"/><domein nr="2" titel="Niet toebedeeld" crebo=""/></domeinen>
      <sectorkamers><sectorkamer nr="9" titel="Sectorkamer zorg, welzijn en sport"/></sectorkamers>
      <dossiers>
        <dossier nr="7" titel="Vlaggen maken" versie="" status="Vastgesteld" referentiedomein="1">
          <dossiercrebos><dossiercrebo ministerie="OCW">23901</dossiercrebo></dossiercrebos>
          <voorblad><omschrijving><penvoerder><sectorkamer referentie="9"/></penvoerder></omschrijving></voorblad>
          <basis><basistaken><basiskerntaken>
            <kerntaak nr="70" titel="Maakt vlaggen" hoofdstuk="1">
              <basiswerkprocessen>
                <werkproces nr="71" titel="Knipt  de stof " hoofdstuk="1">
                  <werkprocesomschrijving>Meet en knipt.</werkprocesomschrijving>
                  <werkprocesresultaat>De stof past.</werkprocesresultaat>
                  <werkprocesgedrag>De maker:
    - meet twee keer;
    - knipt één keer.<werkprocesgedragperprofiel/></werkprocesgedrag>
                </werkproces>
                <werkproces nr="72" titel="Naait de baan" hoofdstuk="2"/>
              </basiswerkprocessen>
            </kerntaak>
          </basiskerntaken></basistaken></basis>
          <profielen>
            <profiel nr="80" titel="Vlaggenmaker" hoofdstuk="1" niveau="2">
              <creboinformatie><crebo ministerie="OCW" Geldig_vanaf="01-08-2015">25901</crebo></creboinformatie>
              <profielkerntaken/>
            </profiel>
            <profiel nr="90" titel="Vaandelmaker" hoofdstuk="2" niveau="3">
              <creboinformatie>
                <crebo ministerie="OCW" Geldig_vanaf="01-08-2015" Datum_einde_instroom="31-07-2026">25902</crebo>
              </creboinformatie>
              <profielkerntaken>
                <kerntaak nr="91" titel="Borduurt vaandels" hoofdstuk="1">
                  <profielwerkprocessen><werkproces nr="92" titel="Borduurt een leeuw" hoofdstuk="1"/></profielwerkprocessen>
                </kerntaak>
              </profielkerntaken>
            </profiel>
          </profielen>
        </dossier>
      </dossiers>
    </sbb>
    """
)
CSV = dedent(
    """\
    dossier_crebo,dossier,crebo,kwalificatie,niveau,bron
    23901,Vlaggen maken,25901,Vlaggenmaker,2,XX
    23902,"Touw, koord en knopen",25911,"Knoper van touw, koord en één lus",1,XX
    """
)


def xml(text: str = XML, *, naam: str = "dossier.xml") -> Bestand:
    return Bestand(naam, text.encode())


def crebos(text: str = CSV, *, encoding: str = "utf-8") -> Bestand:
    return Bestand("crebos.csv", text.encode(encoding))


def neem_op(bestand: Bestand, *, on: date = VANDAAG) -> list[str]:
    """Import one file for real; :returns: the report."""
    soort = ImportSoort.DOSSIER if bestand.naam.endswith(".xml") else ImportSoort.CREBOS
    verslag: list[str] = []
    importeer(soort, [bestand], toon=lambda naam, verschil: verslag.extend(verschil.verslag()), on=on, at=NU)
    return verslag
