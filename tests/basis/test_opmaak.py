import pytest
from django import forms

from basis.forms import Formulier
from basis.icons import ICONS, icon
from basis.templatetags.opmaak import anchor, error_line


class Vragen(Formulier):
    naam = forms.CharField(label="Naam")
    keuze = forms.ChoiceField(label="Past het?", choices=[("a", "Ja")], widget=forms.RadioSelect)


def test_every_icon_is_decoration_and_carries_no_style():
    for naam in ICONS:
        assert 'aria-hidden="true"' in icon(naam)
        assert "style=" not in icon(naam)


def test_an_unknown_icon_is_a_mistake():
    with pytest.raises(KeyError):
        icon("bestaat niet")


def test_a_group_is_reached_at_its_first_option():
    form = Vragen()
    assert anchor(form["naam"]) == "id_naam"
    assert anchor(form["keuze"]) == "id_keuze_0"


def test_a_question_gets_no_colon_in_the_summary():
    form = Vragen()
    assert error_line(form["naam"], "Vul dit veld in.") == "Naam: Vul dit veld in."
    assert error_line(form["keuze"], "Maak een keuze.") == "Past het? Maak een keuze."


def test_each_kind_of_field_says_what_to_do():
    class Kort(Formulier):
        scan = forms.FileField()
        gelezen = forms.BooleanField()
        naam = forms.CharField()

    assert Kort({}).errors == {
        "scan": ["Kies een bestand."],
        "gelezen": ["Zet een vinkje om verder te gaan."],
        "naam": ["Vul dit veld in."],
    }
