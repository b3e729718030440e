"""A dossier in SBB's XML format about the keeping of windmills: invented, with five werkprocessen over two kerntaken."""

from pathlib import Path
from textwrap import dedent

from django.core.management import call_command

CREBO, KWALIFICATIE = "25981", "Medewerker molenonderhoud"
WERKPROCESSEN = {
    "B1-K1-W1": "Zet de molen in de wind",
    "B1-K1-W2": "Smeert de assen en tandwielen",
    "B1-K1-W3": "Legt zeilen op de wieken",
    "P1-K1-W1": "Maalt graan tot meel",
    "P1-K1-W2": "Zakt meel af en weegt het",
}
XML = dedent(
    """\
    <?xml version="1.0" encoding="utf-8"?>
    <sbb>
      <domeinen><domein nr="1" titel="Ambacht en laboratorium" crebo="79140"/></domeinen>
      <sectorkamers><sectorkamer nr="9" titel="Sectorkamer specialistisch vakmanschap"/></sectorkamers>
      <dossiers>
        <dossier nr="7" titel="Molens onderhouden" versie="" status="Vastgesteld" referentiedomein="1">
          <dossiercrebos><dossiercrebo ministerie="OCW">23981</dossiercrebo></dossiercrebos>
          <voorblad><omschrijving><penvoerder><sectorkamer referentie="9"/></penvoerder></omschrijving></voorblad>
          <basis><basistaken><basiskerntaken>
            <kerntaak nr="70" titel="Bedient een molen" hoofdstuk="1">
              <basiswerkprocessen>
                <werkproces nr="71" titel="Zet de molen in de wind" hoofdstuk="1"/>
                <werkproces nr="72" titel="Smeert de assen en tandwielen" hoofdstuk="2"/>
                <werkproces nr="73" titel="Legt zeilen op de wieken" hoofdstuk="3"/>
              </basiswerkprocessen>
            </kerntaak>
          </basiskerntaken></basistaken></basis>
          <profielen>
            <profiel nr="80" titel="Medewerker molenonderhoud" hoofdstuk="1" niveau="2">
              <creboinformatie><crebo ministerie="OCW" Geldig_vanaf="01-08-2015">25981</crebo></creboinformatie>
              <profielkerntaken>
                <kerntaak nr="81" titel="Maalt en verpakt" hoofdstuk="1">
                  <profielwerkprocessen>
                    <werkproces nr="82" titel="Maalt graan tot meel" hoofdstuk="1"/>
                    <werkproces nr="83" titel="Zakt meel af en weegt het" hoofdstuk="2"/>
                  </profielwerkprocessen>
                </kerntaak>
              </profielkerntaken>
            </profiel>
          </profielen>
        </dossier>
      </dossiers>
    </sbb>
    """
)


def neem_op(folder: Path) -> None:
    """By the command a beheerder types."""
    file = folder / "molens.xml"
    file.write_text(XML)
    call_command("importeer_dossier", file, "--toepassen", verbosity=0)
