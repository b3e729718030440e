"""
No free text of any form takes a BSN (domein §10): every form of every room, field by field.

A field with a format of its own is named here, one by one; a new form with a plain CharField fails.
"""

from importlib import import_module
from pkgutil import walk_packages

import pytest
from allauth.account.forms import PasswordField
from django import forms
from django.core.exceptions import ValidationError

from basis.fields import PostcodeVeld, Tekst, TelefoonVeld, VrijeTekst

ROOMS = ["basis", "documenten", "berichten", "accounts", "kwalificaties", "werkgevers", "trajecten", "portaal", "rapportage"]
BSN = ["123456782", "1234 56 782", "bel 123.456.782", "012345672"]
FORMAT = (forms.EmailField, TelefoonVeld, PostcodeVeld, PasswordField)
OWN_FORMAT = {
    "accounts.forms.NieuwAccountForm.wachtwoord": "a password, kept as a hash",
    "accounts.forms.PasskeyForm.credential": "the answer of a passkey",
    "accounts.sign_in.PasskeyLoginForm.credential": "the answer of a passkey",
    "accounts.sign_in.ConfirmCodeForm.code": "compared with the code in the mail, kept nowhere",
    "accounts.sign_in.UserTokenForm.key": "the key in a link",
    "accounts.sign_in.UserTokenForm.uidb36": "the key in a link",
    "accounts.forms.OrganisatieForm.brin": "four signs",
    "accounts.forms.RegioForm.merkkleur": "a colour",
    "werkgevers.forms.leerbedrijf.NieuwLeerbedrijfForm.leerbedrijf_id": "exactly nine digits",
    "werkgevers.forms.leerbedrijf.NieuwLeerbedrijfForm.kvk": "exactly eight digits",
    "werkgevers.forms.leerbedrijf.LeerbedrijfForm.leerbedrijf_id": "exactly nine digits",
    "werkgevers.forms.leerbedrijf.LeerbedrijfForm.kvk": "exactly eight digits",
    "kwalificaties.forms.KwalificatieFilter.zoek": "a search",
    "kwalificaties.forms.BevestigForm.gezien": "the hash of a report",
    "kwalificaties.forms.WerkprocesForm.nummer": "a code such as B1-K1-W1",
    "kwalificaties.forms.WerkprocesWijzigenForm.nummer": "a code such as B1-K1-W1",
    "trajecten.forms.portaal.TekenForm.gezien": "the hash of a file",
    "trajecten.forms.portaal.VersturenForm.gezien": "the hash of what was read",
    "trajecten.forms.termijnregels.TermijnregelForm.gelezen": "compared with the choice, kept nowhere",
    "trajecten.forms.lijst.TrajectFilter.zoek": "a search",
    "trajecten.forms.lijst.ZoekForm.zoek": "a search",
    "trajecten.forms.signalen.EvenNietForm.sleutel": "a code of the page, compared",
    "werkgevers.forms.lijst.FilterForm.zoek": "a search",
    "werkgevers.forms.lijst.FilterForm.sorteer": "a sorting",
    "werkgevers.forms.lijst.FilterForm.regio": "a code",
    "werkgevers.forms.lijst.ZoekForm.zoek": "a search",
}


def _subclasses(kind: type) -> set[type]:
    return {sub for direct in kind.__subclasses__() for sub in {direct, *_subclasses(direct)}}


def _fields() -> dict[str, forms.CharField]:
    for room in ROOMS:
        for module in walk_packages(import_module(room).__path__, f"{room}."):
            if ".migrations." not in module.name:
                import_module(module.name)
    own = [form for form in _subclasses(forms.BaseForm) if form.__module__.partition(".")[0] in ROOMS]
    return {
        f"{form.__module__}.{form.__name__}.{name}": field
        for form in own
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.CharField)
    }


def _takes(field: forms.CharField, text: str) -> bool:
    try:
        field.clean(text)
    except ValidationError:
        return False
    return True


def test_no_free_text_field_of_any_form_takes_a_bsn():
    fields = _fields()

    free = {name: field for name, field in fields.items() if name not in OWN_FORMAT and not isinstance(field, FORMAT)}
    assert len(free) > 40, "the walk found the forms"
    assert {name for name, field in free.items() if any(_takes(field, text) for text in BSN)} == set()
    assert OWN_FORMAT.keys() <= fields.keys(), "the list names fields that are there"
    assert not any(_takes(TelefoonVeld(), text) for text in BSN)


@pytest.mark.parametrize("field", [Tekst(required=False), VrijeTekst(required=False), TelefoonVeld(required=False)])
def test_control_without_its_check_a_field_takes_a_bsn(field):
    field.validators = []

    assert all(_takes(field, text) for text in BSN)
