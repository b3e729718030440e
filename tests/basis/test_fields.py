"""Each bad input gets a clear Dutch sentence that begins with what to do."""

from datetime import date

import pytest
import time_machine
from django import forms

from basis.fields import DatumVeld, JaNee, NaamOpDocument, PostcodeVeld, Tekst, TelefoonVeld, VrijeTekst
from basis.forms import Formulier


def error(field: forms.Field, value: object) -> str | None:
    form = type("F", (Formulier,), {"x": field})({"x": value})
    return form.errors["x"][0] if form.errors else None


def clean(field: forms.Field, value: object) -> object:
    form = type("F", (Formulier,), {"x": field})({"x": value})
    assert form.is_valid(), form.errors
    return form.cleaned_data["x"]


KEUZES = [("a", "A")]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (Tekst(), "", "Vul dit veld in."),
        (Tekst(), "   ", "Vul dit veld in."),
        (Tekst(), "bsn 123456782", "Haal het burgerservicenummer weg"),
        (Tekst(max_length=5), "zes456", "Zorg dat deze waarde niet meer dan 5 tekens bevat"),
        (Tekst(), "a\x00b", "Null-tekens zijn niet toegestaan."),
        (VrijeTekst(), "regel\n123 456 782", "Haal het burgerservicenummer weg"),
        (NaamOpDocument(), "Іван", "Op het document kunnen alleen Latijnse letters staan."),
        (NaamOpDocument(), "123456782", "Haal het burgerservicenummer weg"),
        (DatumVeld(), "", "Kies een datum."),
        (DatumVeld(), "31-02-2026", "Vul een bestaande datum in, zoals 31-12-2026."),
        (DatumVeld(), "morgen", "Vul een bestaande datum in, zoals 31-12-2026."),
        (DatumVeld(), "01-02-45", "Vul een bestaande datum in, zoals 31-12-2026."),
        (DatumVeld(), "0026-02-01", "Vul een datum in tussen 1900 en 2100."),
        (DatumVeld(not_future=True), "2026-11-23", "Kies vandaag of een eerdere dag"),
        (DatumVeld(not_past=True), "2026-11-21", "Kies vandaag of een latere dag"),
        (TelefoonVeld(), "bel mij", "Vul een telefoonnummer in, zoals 050 123 45 67."),
        (TelefoonVeld(), "12345678", "Vul een telefoonnummer in, zoals 050 123 45 67."),
        (TelefoonVeld(), "050 123 45", "Vul een telefoonnummer in, zoals 050 123 45 67."),
        (TelefoonVeld(), "012345672", "Vul een telefoonnummer in, zoals 050 123 45 67."),  # nine digits: a BSN, no number
        (PostcodeVeld(), "0711 AB", "Vul een postcode in, zoals 9711 AB."),
        (PostcodeVeld(), "9711 A", "Vul een postcode in, zoals 9711 AB."),
        (PostcodeVeld(), "９７１１ AB", "Vul een postcode in, zoals 9711 AB."),
        (JaNee(), "", "Kies ja of nee."),
        (JaNee(), "misschien", "Kies ja of nee."),
        (forms.ChoiceField(choices=KEUZES), "", "Maak een keuze."),
        (forms.ChoiceField(choices=KEUZES), "z", "Kies een van de mogelijkheden uit de lijst."),
        (forms.IntegerField(), "", "Vul dit veld in."),
        (forms.CharField(error_messages={"required": "Vul de plaats in."}), "", "Vul de plaats in."),
    ],
)
@time_machine.travel("2026-11-22T12:00Z", tick=False)
def test_bad_input(field, value, words):
    said = error(field, value)

    assert said and said.startswith(words)


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        (Tekst(), "  een \n twee ", "een twee"),
        (Tekst(required=False), "", ""),
        (VrijeTekst(), " een\r\ntwee ", "een\r\ntwee"),
        (NaamOpDocument(), "Nguyễn Thị Đorđe", "Nguyễn Thị Đorđe"),
        (DatumVeld(), "2026-02-01", date(2026, 2, 1)),
        (DatumVeld(), "1-2-2026", date(2026, 2, 1)),
        (DatumVeld(), "1/2/2026", date(2026, 2, 1)),
        (DatumVeld(), "1.2.2026", date(2026, 2, 1)),
        (DatumVeld(required=False), "", None),
        (DatumVeld(not_future=True, not_past=True), "2026-11-22", date(2026, 11, 22)),
        (TelefoonVeld(), "050 123 45 67", "050 123 45 67"),
        (TelefoonVeld(), "+31 (0)6-12345673", "+31 (0)6-12345673"),
        (TelefoonVeld(required=False), "", ""),
        (PostcodeVeld(), "9711ab", "9711 AB"),
        (PostcodeVeld(required=False), " ", ""),
        (JaNee(), "ja", True),
        (JaNee(), "nee", False),
        (JaNee(required=False), "", None),
    ],
)
@time_machine.travel("2026-11-22T12:00Z", tick=False)
def test_good_input(field, value, kept):
    assert clean(field, value) == kept


def test_free_text_says_what_does_not_belong_there():
    assert VrijeTekst(help_text="Kort.").help_text == "Kort. Schrijf hier niets over gezondheid, uitkering of burgerservicenummer."
    assert VrijeTekst(hint=False).help_text == ""


def test_what_was_answered_is_shown_again():
    assert [JaNee().prepare_value(v) for v in (True, False, None, "ja")] == ["ja", "nee", None, "ja"]
