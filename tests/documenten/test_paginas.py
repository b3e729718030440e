"""What comes out on paper: both standards, our own letters only, and exactly what was decided."""

import base64
import hashlib
import json
import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import segno
from django.template import Context, Template
from PIL import Image

from documenten import feiten
from documenten.afgeschermd import Mislukt, run_limited
from documenten.render import DocumentMislukt, Opdracht, build_pdf, facts_json
from tests.documenten import voorbeelden
from tests.documenten.lezen import (
    complaints,
    difference,
    font_names,
    pages,
    pdf_of,
    picture_of_name,
    text,
    verklaring,
)

REFERENCE = Path(__file__).with_name("naam.png")
WORDS = "diploma|certificaat|examen|geslaagd|cijfer|bsn|burgerservice|uitkering|gezondheid|beperking"
FORBIDDEN = re.compile(WORDS, re.IGNORECASE)
OUR_FONTS = {"Source-Sans-3,", "Source-Sans-3-Semi-Bold", "Source-Sans-3-Bold"}
LONG = "Wilhelmina-Antoinette van Ravenswaaij-Đorđević tot Nieuw-Scheemda en Noordbroeksterhamrik"
SOORTEN = [
    ("praktijkverklaring", voorbeelden.praktijkverklaring()),
    ("praktijkovereenkomst", voorbeelden.overeenkomst()),
    ("bpv_blad", voorbeelden.bpv_blad()),
    ("ondertekening", voorbeelden.ondertekening()),
    ("werkproceskeuze", voorbeelden.werkproceskeuze(kerntaken=voorbeelden.kerntaken(30, officieel=False))),
    ("beoordelingsformulier", voorbeelden.beoordeling()),
    ("beoordelingsformulier", voorbeelden.beoordeling(ingevuld=True, aantal=30)),
]


@pytest.mark.parametrize(("soort", "facts"), SOORTEN, ids=lambda value: value if isinstance(value, str) else "")
@pytest.mark.parametrize("concept", [False, True], ids=["", "concept"])
def test_every_document_keeps_both_standards_with_our_letters_only(soort, facts, concept):
    feiten.controleer(soort, facts)

    pdf = pdf_of(soort, facts, concept=concept, attach_json="feiten.json")

    assert complaints(pdf) == []
    assert font_names(pdf) <= OUR_FONTS
    assert ("Concept. Aan dit document" in text(pdf)) is concept


def test_control_the_validator_bites_on_a_file_that_does_not_claim_pdf_ua():
    with pikepdf.open(BytesIO(verklaring())) as doc:
        doc.Root.Metadata.write(doc.Root.Metadata.read_bytes().replace(b'pdfuaid:part="1"', b'pdfuaid:part="9"'))
        changed = BytesIO()
        doc.save(changed)

    assert complaints(changed.getvalue())


def test_the_name_on_the_verklaring_looks_as_it_should(tmp_path):
    picture = picture_of_name(verklaring(), "Łukasz")
    picture.save(tmp_path / "naam.png")

    with Image.open(REFERENCE) as reference:
        assert difference(picture, reference.convert("L")) < 3, f"look at {tmp_path}/naam.png; when it is right it replaces ours"


def test_control_the_picture_of_another_name_differs():
    facts = voorbeelden.praktijkverklaring(deelnemer={**voorbeelden.PERSOON, "naam": "ffukasz »ahin Gülsen Ijsbrand Nguyen Dorde"})

    picture = picture_of_name(pdf_of("praktijkverklaring", facts), "ffukasz")

    with Image.open(REFERENCE) as reference:
        assert difference(picture, reference.convert("L")) > 3


def test_the_verklaring_of_one_leerbedrijf_is_one_page():
    assert len(pages(verklaring())) == 1


def test_the_verklaring_holds_exactly_the_werkprocessen_and_all_that_was_decided():
    words = " ".join(text(verklaring()).split())
    facts = voorbeelden.praktijkverklaring()
    chosen = {w["code"]: w["titel"] for k in facts["delen"][0]["kerntaken"] for w in k["werkprocessen"]}

    assert set(re.findall(r"[BP]\d-K\d+-W\d+", words)) == set(chosen)
    for expected in [
        *(f"{code} {titel}" for code, titel in chosen.items()),
        voorbeelden.NAAM,
        "geboren op 3 mei 1998 in Łódź, Polen",
        "Uitvoerend bakker crebo 25185 · niveau 2 · kwalificatiedossier Brood en banket (crebo 23057)",
        "Bakkerij De Gouden Korenaar, Sappemeer",
        "2 maart 2026 tot en met 28 augustus 2026",
        "leerbedrijf-ID 100214837",
        "onderdeel van de mbo-verklaring (artikel 7.4.6a WEB)",
        "Voorzitter examencommissie",
        "Groningen, 4 september 2026",
        "PV-GR-2026-0074",
        "praktijkleren.voorbeeld.nl/v/7Qd2mXw9Lk3RtYpVbN8sHc",
    ]:
        assert expected in words


def test_the_line_about_the_mbo_verklaring_stands_only_where_the_school_confirmed_it():
    assert "7.4.6a" not in text(pdf_of("praktijkverklaring", voorbeelden.praktijkverklaring(onderdeel_mbo_verklaring=False)))


def test_our_own_words_on_the_verklaring_are_none_of_the_forbidden():
    besluit = {**voorbeelden.praktijkverklaring()["besluit"], "functie": "Directeur"}
    own = text(pdf_of("praktijkverklaring", voorbeelden.praktijkverklaring(besluit=besluit)))

    assert not FORBIDDEN.findall(own)
    assert FORBIDDEN.findall(text(verklaring())) == ["examen"], "control: a title of somebody else is printed as it is"


def test_a_leerbedrijf_with_a_hidden_address_has_no_place_and_no_number():
    hidden = {**voorbeelden.LEERBEDRIJF, "naam": "Leerbedrijf Noord", "plaats": "", "leerbedrijf_id": ""}
    deel = {**voorbeelden.praktijkverklaring()["delen"][0], "leerbedrijf": hidden}

    words = text(pdf_of("praktijkverklaring", voorbeelden.praktijkverklaring(delen=[deel])))

    assert "Leerbedrijf Noord" in words
    assert "leerbedrijf-ID" not in words
    assert "Sappemeer" not in words


def test_what_is_not_official_says_so_on_paper():
    example = {**voorbeelden.KWALIFICATIE, "officieel": False}
    deel = {**voorbeelden.praktijkverklaring()["delen"][0], "kerntaken": voorbeelden.kerntaken(2, officieel=False)}
    facts = voorbeelden.praktijkverklaring(kwalificatie=example, delen=[deel])

    words = text(pdf_of("praktijkverklaring", facts)).lower()

    assert words.count("voorbeeld, niet officieel") == 3
    assert "niet officieel" not in text(verklaring())


@pytest.mark.parametrize("aantal", [7, 13, 16, 19, 30])
def test_over_more_pages_heads_are_repeated_and_no_kerntaak_stands_alone_at_the_end(aantal):
    delen = [{**voorbeelden.praktijkverklaring()["delen"][0], "kerntaken": voorbeelden.kerntaken(aantal)}]

    sheets = pages(pdf_of("praktijkverklaring", voorbeelden.praktijkverklaring(delen=delen)))

    codes = [re.findall(r"B1-K\d+(?:-W\d+)?", sheet) for sheet in sheets]
    assert sum("-W" in code for sheet in codes for code in sheet) == aantal
    assert [sheet[-1] for sheet in codes if sheet and "-W" not in sheet[-1]] == []
    assert all("Code" in sheet for sheet, found in zip(sheets, codes, strict=True) if found)


@pytest.mark.parametrize("aantal", [4, 5, 6, 12])
def test_a_judgement_and_its_note_stay_on_one_page(aantal):
    sheets = pages(pdf_of("beoordelingsformulier", voorbeelden.beoordeling(aantal=aantal)))

    for sheet in sheets:
        assert len(re.findall(r"B1-K\d+-W\d+", sheet)) == sheet.count("Toelichting") == sheet.count("Bewijs")


def test_the_longest_names_stay_on_the_page():
    facts = voorbeelden.praktijkverklaring(
        deelnemer={**voorbeelden.PERSOON, "naam": LONG, "geboorteplaats": LONG},
        kwalificatie={**voorbeelden.KWALIFICATIE, "naam": LONG},
        delen=[{**voorbeelden.praktijkverklaring()["delen"][0], "leerbedrijf": {**voorbeelden.LEERBEDRIJF, "naam": LONG}}],
    )

    pdf = pdf_of("praktijkverklaring", facts)

    assert "".join(text(pdf).split()).count("".join(LONG.split())) >= 4
    assert complaints(pdf) == []


def test_a_filled_form_shows_each_judgement_in_its_own_column():
    filled = text(pdf_of("beoordelingsformulier", voorbeelden.beoordeling(ingevuld=True)))
    empty = text(pdf_of("beoordelingsformulier", voorbeelden.beoordeling()))

    assert filled.count("☑") == 5 + 3
    assert filled.count("☐") == 5 * 3 + 1 + 1 + 2
    assert (empty.count("☑"), empty.count("☐")) == (0, 5 * 4 + 7)


def test_the_facts_inside_the_verklaring_are_those_it_was_made_from():
    with pikepdf.open(BytesIO(verklaring())) as doc:
        attached = json.loads(doc.attachments["praktijkverklaring.json"].get_file().read_bytes())
        assert [str(spec.AFRelationship) for spec in doc.Root.AF] == ["/Alternative"]

    facts = voorbeelden.praktijkverklaring()
    assert attached == {name: value for name, value in facts.items() if name != "beelden"} == json.loads(facts_json(facts))


def test_the_same_order_gives_the_same_bytes():
    again = pdf_of("praktijkverklaring", voorbeelden.praktijkverklaring(), attach_json="praktijkverklaring.json")

    assert hashlib.sha256(again).digest() == hashlib.sha256(verklaring()).digest()


def test_the_qr_holds_the_address_and_says_what_it_is():
    address = "https://praktijkleren.voorbeeld.nl/v/7Qd2mXw9Lk3RtYpVbN8sHc"
    svg = Template('{% load documenten %}{% qr a "Controleer" %}').render(Context({"a": address}))
    dark = set()
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg):
        dark |= {(int(x) + step, int(y)) for step in range(int(width))}

    matrix = segno.make(address, error="m", micro=False).matrix

    assert dark == {(x, y) for y, row in enumerate(matrix) for x, on in enumerate(row) if on}
    assert "<title>Controleer</title>" in svg
    assert b"/Alt" in verklaring()


def test_a_logo_from_the_facts_is_printed_with_its_words():
    pixels = BytesIO()
    Image.new("RGB", (40, 16), "#b00").save(pixels, "PNG")
    picture = base64.b64encode(pixels.getvalue()).decode()
    pdf = pdf_of("praktijkverklaring", voorbeelden.praktijkverklaring(beelden={"regio": picture, "school": picture}))

    with pikepdf.open(BytesIO(pdf)) as doc:
        assert len(doc.pages[0].get_images()) >= 1
    assert complaints(pdf) == []


@pytest.mark.parametrize("letter", ["محمد", "玲", "🙂"])
def test_a_letter_our_font_does_not_have_fails_the_document(letter):
    facts = voorbeelden.praktijkverklaring(deelnemer={**voorbeelden.PERSOON, "naam": letter})

    with pytest.raises(DocumentMislukt):
        pdf_of("praktijkverklaring", facts)


def test_a_sign_in_a_note_that_we_cannot_print_becomes_a_box_and_stops_nothing():
    facts = voorbeelden.beoordeling(ingevuld=True)
    facts["kerntaken"][0]["oordelen"][0]["toelichting"] = "Top 👍\nGa zo door"

    assert "Top □\nGa zo door" in text(pdf_of("beoordelingsformulier", facts))


def test_an_overeenkomst_before_all_is_known_of_the_deelnemer():
    unknown = {**voorbeelden.PERSOON, "geboortedatum": "", "geboorteplaats": "", "geboorteland": ""}
    alone = [{**who, "naam": ""} for who in voorbeelden.ONDERTEKENAARS]

    words = text(pdf_of("praktijkovereenkomst", voorbeelden.overeenkomst(deelnemer=unknown, ondertekenaars=alone, coordinator="")))

    assert "geboren" not in words
    assert "coördinator (Werk in Zicht Groningen) regelt" in " ".join(words.split())


def test_a_colour_that_is_no_colour_never_reaches_the_style_sheet():
    huisstijl = {**voorbeelden.HUISSTIJL, "kleur": "red} @import url(http://boef.voorbeeld)"}

    with pytest.raises(ValueError, match="geen kleur"):
        pdf_of("werkproceskeuze", voorbeelden.werkproceskeuze(huisstijl=huisstijl))


# --- the limits of the child ---------------------------------------------------------------------------------------
def test_a_child_that_takes_too_long_is_killed():
    with pytest.raises(Mislukt, match="signaal 9"):
        run_limited(lambda: __import__("time").sleep(30), wall=0.3)


def test_a_child_that_eats_memory_fails_alone():
    with pytest.raises(Mislukt, match="MemoryError"):
        run_limited(lambda: bytearray(2 * 1024**3))


def test_a_child_that_eats_processor_time_is_killed(monkeypatch):
    monkeypatch.setattr("documenten.afgeschermd.CPU_SECONDS", 1)

    def spin():
        while True:
            pass

    with pytest.raises(Mislukt, match="signaal"):
        run_limited(spin)


def test_the_reason_a_child_gives_reaches_the_parent():
    def complain():
        raise DocumentMislukt("geen letter")

    with pytest.raises(Mislukt, match="DocumentMislukt: geen letter"):
        run_limited(complain)


def test_a_picture_that_is_no_picture_fails_the_document():
    with pytest.raises(DocumentMislukt):
        build_pdf(
            Opdracht(
                template="documenten/werkproceskeuze.html",
                titel="Werkproceskeuze",
                facts=voorbeelden.werkproceskeuze(beelden={"regio": "Z2VlbiBwbGFhdGpl"}),
                gemaakt_op=voorbeelden.GEMAAKT_OP,
            )
        )
