"""Which words the page of an overgang explains beside its form; what they mean stands in BEGRIPPEN.md."""

from trajecten.regels import Overgang as OV

BIJ: dict[OV, list[str]] = {
    OV.AANMELDEN: ["aanmelder", "startpunt", "doelgroep", "leerweg", "doel"],
    OV.OVERNEMEN: ["overnemen", "startpunt", "leerweg", "doel", "kwalificatie"],
    OV.INTAKE_STARTEN: ["intake"],
    OV.INTAKE_AFRONDEN: ["intake", "startkwalificatie", "praktijkverklaring"],
    OV.NIET_STARTEN: ["stoppen", "belemmering", "heropenen"],
    OV.MATCHEN: ["erkenning", "crebo", "werkproces", "praktijkopleider", "stage", "leerbaan", "dienstverband", "proefplaats"],
    OV.STARTEN: ["praktijkovereenkomst", "tekenen", "inschrijving", "erkenning"],
    OV.HERPLAATSEN: ["herplaatsen", "plaatsing", "beoordeling"],
    OV.ONDERBREKEN: ["onderbreken", "duur", "verlengen"],
    OV.HERVATTEN: ["onderbreken", "verlengen"],
    OV.AFSPRAKEN_WIJZIGEN: ["praktijkovereenkomst", "bpv-blad", "werkproces", "praktijkopleider"],
    OV.VERLENGEN: ["verlengen", "bpv-blad", "duur"],
    OV.BEOORDELING_STARTEN: ["beoordeling", "eerder afronden"],
    OV.BEOORDELING_INDIENEN: ["beoordeling", "werkproces", "vaststellen"],
    OV.TERUGSTUREN: ["beoordeling", "vaststellen"],
    OV.VASTSTELLEN: ["vaststellen", "bevoegd gezag", "werkproces", "registernummer", "mandaat"],
    OV.AFRONDEN: ["afronden", "certificaat", "mbo-verklaring"],
    OV.VASTSTELLING_INTREKKEN: ["vaststellen", "bevoegd gezag", "registernummer"],
    OV.UITREIKEN: ["uitreiken", "mbo-verklaring", "nazorg"],
    OV.AFSLUITEN: ["afsluiten", "nazorg", "heropenen"],
    OV.STOPPEN: ["stoppen", "eerder afronden", "heropenen"],
    OV.HEROPENEN: ["heropenen"],
}
