import pytest
from django import forms

from kwalificaties.keuze import KwalificatieVeld, WerkprocessenVeld
from kwalificaties.models import Kerntaak, Kwalificatie, Werkproces
from tests.kwalificaties.bronnen import VANDAAG


def maak_form(regio, kwalificatie, data=None) -> forms.Form:
    class Keuze(forms.Form):
        kwalificatie_ = KwalificatieVeld(regio=regio, on=VANDAAG)
        werkprocessen = WerkprocessenVeld(kwalificatie=kwalificatie, regio=regio)

    return Keuze(data)


def test_werkprocessen_are_ticked_per_kerntaak_in_the_order_of_their_numbers(groningen, catalogus):
    vaandelmaker = Kwalificatie.objects.get(crebo="25902")

    html = str(maak_form(groningen, vaandelmaker)["werkprocessen"])

    volgorde = ["B1-K1 Maakt vlaggen", "B1-K1-W1", "B1-K1-W2", "P2-K1 Borduurt vaandels", "P2-K1-W1"]
    plaatsen = [html.index(tekst) for tekst in volgorde]
    assert plaatsen == sorted(plaatsen)
    assert html.count('type="checkbox"') == 3


def test_the_choice_goes_by_public_code_and_never_by_key(groningen, vlaggenmaker):
    html = str(maak_form(groningen, vlaggenmaker))

    assert str(vlaggenmaker.code) in html and str(vlaggenmaker.werkprocessen()[0].code) in html
    assert 'value="1"' not in html


def test_a_choice_gives_the_rows(groningen, vlaggenmaker):
    gekozen = list(vlaggenmaker.werkprocessen())
    form = maak_form(groningen, vlaggenmaker, {"kwalificatie_": vlaggenmaker.code, "werkprocessen": [w.code for w in gekozen]})

    assert form.is_valid()
    assert (form.cleaned_data["kwalificatie_"], list(form.cleaned_data["werkprocessen"])) == (vlaggenmaker, gekozen)


@pytest.mark.parametrize("soort", ["other kwalificatie", "lapsed", "other regio", "no code at all", "nothing"])
def test_what_is_not_of_this_kwalificatie_cannot_be_chosen(groningen, friesland, vlaggenmaker, soort):
    taak = Kerntaak.objects.get(nummer="B1-K1")
    code = {
        "other kwalificatie": [Werkproces.objects.get(nummer="P2-K1-W1").code],
        "lapsed": [Werkproces.objects.create(kerntaak=taak, nummer="B1-K1-W8", titel="Oud", vervallen_op=VANDAAG).code],
        "other regio": [Werkproces.objects.create(kerntaak=taak, nummer="B1-K1-W9", titel="Elders", regio=friesland).code],
        "no code at all": ["1; drop"],
        "nothing": [],
    }[soort]

    form = maak_form(groningen, vlaggenmaker, {"kwalificatie_": vlaggenmaker.code, "werkprocessen": code})

    assert list(form.errors) == ["werkprocessen"]
    assert form.errors["werkprocessen"][0].startswith("Kies ")


def test_an_example_says_so_in_the_choice(groningen, catalogus, vlaggenmaker):
    Werkproces.objects.filter(nummer="B1-K1-W2").update(officieel=False)

    html = str(maak_form(groningen, vlaggenmaker))

    assert "Naait de baan – voorbeeld, niet officieel" in html
    assert "(25911, niveau 1) – voorbeeld, niet officieel" in html


def test_a_closed_kwalificatie_cannot_be_chosen(groningen, catalogus, vlaggenmaker):
    gesloten = Kwalificatie.objects.get(crebo="25902")

    form = maak_form(groningen, vlaggenmaker, {"kwalificatie_": gesloten.code, "werkprocessen": []})

    assert form.errors["kwalificatie_"] == ["Kies een kwalificatie uit de lijst."]
