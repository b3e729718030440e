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
