"""Form fields that carry a rule of the house; a room's forms are built from these."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from basis.bsn import validate_no_bsn
from basis.dagen import today
from basis.tekst import validate_printable

GEVOELIG = "Schrijf hier niets over gezondheid, uitkering of burgerservicenummer."
_TELEFOON = re.compile(r"^(?:\+[0-9](?:[ \-()]{0,2}[0-9]){7,13}|0[0-9](?:[ \-()]{0,2}[0-9]){8,13})\Z")
_POSTCODE = re.compile(r"([1-9][0-9]{3}) ?([A-Z]{2})")


class VrijeTekst(forms.CharField):
    """Several lines of free text: no BSN, and a hint that neither health nor a benefit belongs here (domein §10)."""

    default_validators = [validate_no_bsn]

    def __init__(self, *, max_length=4000, rows=4, hint=True, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        if hint:
            kwargs["help_text"] = f"{kwargs.get('help_text', '')} {GEVOELIG}".strip()
        super().__init__(max_length=max_length, **kwargs)


class Tekst(forms.CharField):
    """One line of free text: no BSN; spaces and line ends in it become one space."""

    default_validators = [validate_no_bsn]

    def __init__(self, *, max_length=150, **kwargs):
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value):
        return " ".join((super().to_python(value) or "").split())


class NaamOpDocument(Tekst):
    """A name, place or function that is printed: Latin letters of the document font only."""

    default_validators = [*Tekst.default_validators, validate_printable]


class DatumVeld(forms.DateField):
    """
    A day; picked, or typed as 31-12-2026 where the browser has no calendar.

    :param not_future: refuses a day after today.
    :param not_past: refuses a day before today.
    """

    input_formats = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]  # no two-digit years: 68 would be 2068
    default_error_messages = {"required": "Kies een datum.", "invalid": "Vul een bestaande datum in, zoals 31-12-2026."}

    def __init__(self, *, not_future=False, not_past=False, **kwargs):
        self.not_future, self.not_past = not_future, not_past
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(input_formats=self.input_formats, **kwargs)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        if not date(1900, 1, 1) <= value <= date(2100, 1, 1):
            raise ValidationError("Vul een datum in tussen 1900 en 2100.", code="range")
        if self.not_future and value > today():
            raise ValidationError("Kies vandaag of een eerdere dag: deze datum ligt in de toekomst.", code="future")
        if self.not_past and value < today():
            raise ValidationError("Kies vandaag of een latere dag: deze datum is al voorbij.", code="past")


class TelefoonVeld(forms.CharField):
    """A telephone number; a format of its own, so no BSN check (domein §10). Ours have ten digits, a BSN nine."""

    default_validators = [RegexValidator(_TELEFOON, "Vul een telefoonnummer in, zoals 050 123 45 67.", "telefoon")]

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}))
        super().__init__(**{"max_length": 20, **kwargs})


class PostcodeVeld(forms.CharField):
    """A Dutch postcode; kept as 1234 AB."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 10, **kwargs})

    def clean(self, value: str) -> str:
        typed = super().clean(value).upper()
        if not typed:
            return ""
        if not (found := _POSTCODE.fullmatch(typed)):
            raise ValidationError("Vul een postcode in, zoals 9711 AB.", code="postcode")
        return " ".join(found.groups())


class JaNee(forms.TypedChoiceField):
    """Yes or no, with nothing chosen beforehand."""

    default_error_messages = {"required": "Kies ja of nee.", "invalid_choice": "Kies ja of nee."}

    def __init__(self, **kwargs):
        super().__init__(
            choices=[("ja", "Ja"), ("nee", "Nee")],
            coerce=lambda value: value == "ja",
            empty_value=None,
            widget=forms.RadioSelect,
            **kwargs,
        )

    def prepare_value(self, value):
        return {True: "ja", False: "nee"}.get(value, value)
