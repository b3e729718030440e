"""What a file may not be. Each refusal names the file, where possible the line, and writes nothing."""

import pytest
from defusedxml.sax import parseString

from kwalificaties import xml_boom
from kwalificaties.bestand import MAX_BYTES, Bestand, lees
from kwalificaties.models import CatalogusImport, Dossier, Kwalificatie, Werkproces
from kwalificaties.rijen import ImportGeweigerd
from tests.kwalificaties.bronnen import CSV, XML, crebos, neem_op, xml

pytestmark = pytest.mark.django_db

LOL = '<!DOCTYPE sbb [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERN = '<!DOCTYPE sbb [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
DTD = '<!DOCTYPE sbb SYSTEM "http://127.0.0.1:9/sbb.dtd">'


def met(oud: str, nieuw: str) -> Bestand:
    assert oud in XML
    return xml(XML.replace(oud, nieuw))


def met_doctype(doctype: str) -> Bestand:
    return met("<sbb>", f"{doctype}\n<sbb>")


def ruw(inhoud: bytes) -> Bestand:
    return Bestand("dossier.xml", inhoud)


SLECHTE_XML = {
    "billion laughs": (met_doctype(LOL), "DTD of entiteiten"),
    "external entity": (met_doctype(EXTERN), "DTD of entiteiten"),
    "outside DTD": (met_doctype(DTD), "DTD of entiteiten"),
    "cut off": (xml(XML[:900]), r"regel \d+: Dit is geen geldige XML"),
    "not XML": (xml("crebo;naam\n25901;Vlag\n"), "regel 1: Dit is geen geldige XML"),
    "a page of a website": (xml("<html><body/></html>"), "begint met <html>"),
    "no dossier": (xml("<sbb><dossiers/></sbb>"), "geen dossier in dit bestand"),
    "wrong letters": (ruw(XML.encode("cp1252")), r"regel 17: De letters zijn geen UTF-8"),
    "letters saved twice": (ruw(XML.encode().decode("cp1252").encode()), "onleesbare tekens"),
    "unknown encoding": (met('"utf-8"', '"klingon"'), "codering"),
    "nested too deep": (xml("<sbb>" + "<a>" * 80 + "</a>" * 80 + "</sbb>"), "te diep genest"),
    "a concept": (met("Vastgesteld", "Concept"), "nog een concept"),
    "no dossiercrebo": (met("dossiercrebos>", "crebos>"), "ontbreekt <dossiercrebos><dossiercrebo>"),
    "no profiles": (met("profielen>", "profiles>"), "ontbreekt <profielen>"),
    "no basis": (met("basiskerntaken>", "taken>"), "ontbreekt <basis>"),
    "werkprocessen elsewhere": (met("basiswerkprocessen>", "processen>"), "regel 10.*ontbreekt <basiswerkprocessen>"),
    "crebo of four digits": (met(">25901<", ">2590<"), "regel 25: De crebo van de kwalificatie moet uit vijf cijfers"),
    "niveau 5": (met('niveau="3"', 'niveau="5"'), "regel 28: Het niveau moet een getal van 1 tot en met 4 zijn"),
    "hoofdstuk is a word": (met('titel="Naait de baan" hoofdstuk="2"', 'titel="Naait de baan" hoofdstuk="twee"'), "regel 19"),
    "no title": (met('titel="Naait de baan"', 'titel=" "'), "regel 19: De titel van het werkproces is leeg"),
    "endless title": (met("Naait de baan", "n" * 401), "regel 19.*langer dan 400 tekens"),
    "no date": (met("31-07-2026", "31-06-2026"), "regel 30: Einde instroom is geen datum"),
    "dates out of order": (met("31-07-2026", "31-07-2014"), "regel 30: De data staan niet op volgorde"),
    "one code twice": (
        met('titel="Naait de baan" hoofdstuk="2"', 'titel="Naait de baan" hoofdstuk="1"'),
        "regel 19: Werkproces B1-K1-W1 van dossier 23901 staat er twee keer in, ook op regel 12",
    ),
    "one crebo twice": (met(">25902<", ">25901<"), "Kwalificatie 25901 staat er twee keer in"),
    "a BSN": (met("Meet en knipt.", "Meet en knipt voor 123456782."), "een BSN kan zijn"),
}


@pytest.mark.parametrize("geval", SLECHTE_XML)
def test_a_bad_dossier_is_refused_and_nothing_is_written(geval):
    bestand, zin = SLECHTE_XML[geval]

    with pytest.raises(ImportGeweigerd, match=f"dossier.xml.*{zin}"):
        neem_op(bestand)

    assert not Dossier.objects.exists() and not CatalogusImport.objects.exists()


def test_the_same_dossier_without_the_fault_is_taken_in():
    """The control of the corpus above: what is refused there is refused for its fault."""
    neem_op(xml())

    assert Kwalificatie.objects.count() == 2


def test_the_control_without_the_defence_an_entity_is_expanded(monkeypatch):
    open_deur = {"forbid_dtd": False, "forbid_entities": False, "forbid_external": False}
    monkeypatch.setattr(xml_boom, "parseString", lambda inhoud, bouwer, **dicht: parseString(inhoud, bouwer, **open_deur))

    neem_op(xml(XML.replace("<sbb>", f"{LOL}<sbb>").replace("Meet en knipt.", "&b;")))

    assert Werkproces.objects.get(nummer="B1-K1-W1").omschrijving == "ha" * 9


def test_a_byte_order_mark_does_no_harm():
    neem_op(ruw(b"\xef\xbb\xbf" + XML.encode()))

    assert Dossier.objects.get().naam == "Vlaggen maken"


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_another_encoding_that_the_file_names_is_read(encoding):
    neem_op(ruw(XML.replace("utf-8", encoding).encode(encoding)))

    assert "één" in Werkproces.objects.get(nummer="B1-K1-W1").gedrag


SLECHTE_CSV = {
    "column missing": (crebos(CSV.replace("niveau", "level")), "regel 1: In de eerste regel ontbreekt: niveau"),
    "column twice": (crebos(CSV.replace("bron", "crebo")), "regel 1: In de eerste regel staat dubbel: crebo"),
    "one cell too many": (crebos(CSV.replace("2,XX", "2,XX,YY")), "regel 2: Deze regel heeft niet de 6 kolommen"),
    "one cell too few": (crebos(CSV.replace("2,XX", "2")), "regel 2: Deze regel heeft niet de 6 kolommen"),
    "loose quote": (crebos(CSV.replace('lus"', 'l"us"')), "De aanhalingstekens op deze regel kloppen niet"),
    "quote never closed": (crebos(CSV.replace('lus",', "lus,")), "De aanhalingstekens"),
    "niveau 0": (crebos(CSV.replace("Vlaggenmaker,2", "Vlaggenmaker,0")), "regel 2: Het niveau"),
    "crebo with a letter": (crebos(CSV.replace("25911", "2591l")), "regel 3: De crebo moet uit vijf cijfers bestaan"),
    "crebo twice": (crebos(CSV + "23902,'x',25911,Touw,1,XX\n"), "heet op regel 3 anders"),
    "one crebo in two dossiers": (crebos(CSV.replace("25911", "25901")), "Kwalificatie 25901 staat er twee keer in"),
    "no rows": (crebos(CSV.splitlines()[0]), "geen kwalificaties"),
    "UTF-16": (crebos(encoding="utf-16"), "UTF-16"),
    "letters of no alphabet": (Bestand("crebos.csv", CSV.encode().replace(b"Vlaggenmaker", b"Vl\x81g")), "regel 2: De letters"),
    "one broken letter": (Bestand("crebos.csv", CSV.encode() + b"23901,Vlaggen maken,25903,Caf\xe9,2,X\n"), "regel 3.*onleesbare"),
    "unknown successor": (crebos(CSV.replace("bron", "opvolger").replace("2,XX", "2,25999").replace("XX", "")), "25999, maar die"),
}


@pytest.mark.parametrize("geval", SLECHTE_CSV)
def test_a_bad_crebo_list_is_refused_and_nothing_is_written(geval):
    bestand, zin = SLECHTE_CSV[geval]

    with pytest.raises(ImportGeweigerd, match=f"crebos.csv.*{zin}"):
        neem_op(bestand)

    assert not Dossier.objects.exists() and not CatalogusImport.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("teken", [",", ";"])
def test_a_crebo_list_from_any_spreadsheet_is_read(encoding, teken):
    text = (
        CSV
        if teken == ","
        else "\n".join(regel.replace(",", ";") for regel in CSV.replace(", ", "~").splitlines()).replace("~", ", ")
    )

    neem_op(crebos(text, encoding=encoding))

    assert Kwalificatie.objects.get(crebo="25911").naam == "Knoper van touw, koord en één lus"
    assert Dossier.objects.get(crebo="23902").naam == "Touw, koord en knopen"


def test_a_file_over_20_mb_is_refused_before_it_is_parsed(tmp_path):
    groot = tmp_path / "groot.xml"
    with groot.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)

    with pytest.raises(ImportGeweigerd, match="groot.xml: Het bestand is groter dan 20 MB"):
        lees(groot)


def test_a_file_that_is_not_there_or_empty_is_refused(tmp_path):
    (tmp_path / "leeg.csv").write_text(" \n")

    with pytest.raises(ImportGeweigerd, match="weg.csv: Het bestand kan niet worden gelezen"):
        lees(tmp_path / "weg.csv")
    with pytest.raises(ImportGeweigerd, match="leeg.csv: Het bestand is leeg"):
        lees(tmp_path / "leeg.csv")
