"""The papers about how it goes: both standards, our own letters, what was recorded and nothing else."""

import re

import pytest

from documenten import feiten
from tests.documenten import voorbeelden_voortgang as voorbeelden
from tests.documenten.lezen import complaints, font_names, pages, pdf_of, text
from tests.documenten.test_paginas import LONG, OUR_FONTS

SOORTEN = [
    ("voortgangsverslag", voorbeelden.voortgangsverslag()),
    (
        "voortgangsverslag",
        voorbeelden.voortgangsverslag(kerntaken=voorbeelden.standen(30), deelnemer=LONG, aanwezig="", volgende=""),
    ),
    ("aanwezigheidsoverzicht", voorbeelden.aanwezigheidsoverzicht()),
    ("aanwezigheidsoverzicht", voorbeelden.aanwezigheidsoverzicht(52, leeg=(3, 4), deelnemer=LONG)),
    ("begeleidingsverklaring", voorbeelden.begeleidingsverklaring()),
    ("begeleidingsverklaring", voorbeelden.begeleidingsverklaring(evaluaties=[], kerntaken=[], uren="", deelnemer=LONG)),
    ("aanmeldformulier", voorbeelden.aanmeldformulier()),
    ("aanmeldformulier", voorbeelden.aanmeldformulier(doelgroepen=[])),
    ("intakeformulier", voorbeelden.intakeformulier()),
]


def words_of(soort: str, facts: dict) -> str:
    return " ".join(text(pdf_of(soort, facts)).split())


@pytest.mark.parametrize(("soort", "facts"), SOORTEN, ids=lambda value: value if isinstance(value, str) else "")
def test_every_paper_keeps_both_standards_with_our_letters_only(soort, facts):
    feiten.controleer(soort, facts)

    pdf = pdf_of(soort, facts)

    assert complaints(pdf) == []
    assert font_names(pdf) <= OUR_FONTS


def test_a_verslag_tells_who_was_there_where_each_werkproces_stands_and_what_was_agreed():
    words = words_of("voortgangsverslag", voorbeelden.voortgangsverslag())

    for expected in [
        "Evaluatie van 11 mei 2026 · vastgelegd door Marieke Veen",
        "jobcoach Ž. Čapek-Øvergård",
        "B1-K1-W1 Bereidt de werkzaamheden voor en stemt af Bakt zelf, ook als het druk is. Vraagt om uitleg bij glutenvrij. "
        "Voldoende 13 april 2026",
        "B1-K1-W3 Verwerkt deeg tot halffabricaten en eindproducten nog niet beoordeeld –",
        "Volgende maand zelf het deeg plannen. De school stuurt het rooster",
        "Volgende evaluatie: 8 juni 2026, 10:30",
    ]:
        assert expected in words


def test_a_long_verslag_repeats_its_head_and_loses_no_werkproces():
    sheets = pages(pdf_of("voortgangsverslag", voorbeelden.voortgangsverslag(kerntaken=voorbeelden.standen(30))))

    codes = [re.findall(r"B1-K\d+-W\d+", sheet) for sheet in sheets]
    assert sum(len(found) for found in codes) == 30
    assert all("Gegeven op" in sheet for sheet, found in zip(sheets, codes, strict=True) if found)


def test_what_was_typed_that_we_cannot_print_becomes_a_box():
    assert "Top □" in words_of("voortgangsverslag", voorbeelden.voortgangsverslag(afspraken="Top 👍", besproken="<b>&amp;"))


def test_an_overview_tells_each_week_the_totals_and_what_is_missing():
    words = words_of("aanwezigheidsoverzicht", voorbeelden.aanwezigheidsoverzicht(leeg=(2,)))

    assert "10 2 maart 2026 – 8 maart 2026 19,5 4,5 0" in words
    assert "12 16 maart 2026 – 22 maart 2026 – – –" in words
    assert "Samen, in uren 507 117 0" in words
    assert "Niet volledig: van 1 week zijn geen uren ingevuld." in words
    assert words.count("Namens Bakkerij De Gouden Korenaar") == 1
    assert "Niet volledig" not in words_of("aanwezigheidsoverzicht", voorbeelden.aanwezigheidsoverzicht())


def test_a_year_of_weeks_repeats_its_head_and_loses_none():
    sheets = pages(pdf_of("aanwezigheidsoverzicht", voorbeelden.aanwezigheidsoverzicht(52)))

    rows = [len(re.findall(r"19,5", sheet)) for sheet in sheets]
    assert sum(rows) == 52
    assert all("Gewerkt" in sheet for sheet, found in zip(sheets, rows, strict=True) if found)


def test_a_statement_of_guidance_names_who_when_and_what():
    words = words_of("begeleidingsverklaring", voorbeelden.begeleidingsverklaring())

    assert "M. Öztürk contactpersoon van Noorderpoort" in words
    assert "13 april 2026 Tussenevaluatie deelnemer, Jorrit van der Meulen" in words
    assert "507 uur in totaal" in words
    assert set(re.findall(r"B1-K\d-W\d", words)) == {"B1-K1-W1", "B1-K1-W2", "B1-K1-W3", "B1-K2-W1", "B1-K2-W2"}


@pytest.mark.parametrize("soort", ["aanmeldformulier", "intakeformulier"])
def test_a_form_to_print_asks_no_bsn_no_health_and_fits_on_one_sheet_on_both_sides(soort):
    sheets = pages(pdf_of(soort, getattr(voorbeelden, soort)()))

    assert len(sheets) <= 2
    assert "Geen BSN, geen gezondheidsgegevens" in " ".join(sheets[0].split())


def test_the_form_to_print_has_the_words_of_the_regio():
    words = words_of("aanmeldformulier", voorbeelden.aanmeldformulier(startpunten=["Zoekt werk", "Zit op school"]))

    assert "☐ Zoekt werk ☐ Zit op school" in words
    assert "Werkzoekend" not in words
