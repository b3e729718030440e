"""One list of a regio: a name, a tick and a place for every value; the codes themselves are not to change."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Regio
from basis.fields import Tekst
from basis.forms import Formulier
from basis.tekst import validate_printable
from basis.versie import Difference, VersieVeld
from trajecten import lijstbeheer
from trajecten.lijstbeheer import Regel


def _drukbaar(value: str) -> None:
    try:
        validate_printable(value)
    except ValidationError as error:
        raise ValidationError("Dit komt ook op papier: gebruik alleen gewone letters.", code=error.code) from error


class Woorden(Tekst):
    """What a value is called, or what it means; both are printed."""

    default_validators = [*Tekst.default_validators, _drukbaar]


class LijstForm(Formulier):
    versie = VersieVeld()

    def __init__(self, *args, regio: Regio, lijst: str, **kwargs):
        self.regels, self.is_schaal = lijstbeheer.regels(regio, lijst), lijst == "schaal"
        super().__init__(*args, initial={"versie": lijstbeheer.versie(regio, lijst)}, **kwargs)
        for regel in self.regels:
            self.fields |= self._velden(regel, lijst)

    def _velden(self, regel: Regel, lijst: str) -> dict[str, forms.Field]:
        names = {"required": f"Geef “{regel.label}” een naam."}
        found: dict[str, forms.Field] = {
            f"label_{regel.code}": Woorden(label="Naam", initial=regel.label, max_length=100, error_messages=names)
        }
        if self.is_schaal:
            found[f"uitleg_{regel.code}"] = Woorden(
                label="Uitleg", initial=regel.uitleg, max_length=200, error_messages={"required": "Leg deze stap uit in één zin."}
            )
            return found
        found[f"plaats_{regel.code}"] = forms.IntegerField(
            label="Plaats",
            initial=regel.volgorde,
            min_value=1,
            max_value=99,
            error_messages=dict.fromkeys(
                ["invalid", "required", "min_value", "max_value"], "Vul een getal in van 1 tot en met 99."
            ),
        )
        vast = not lijstbeheer.mag_uit(lijst, regel.code)
        found[f"aan_{regel.code}"] = forms.BooleanField(
            label="Te kiezen", initial=regel.aan, required=False, disabled=vast, help_text="Blijft altijd aan." if vast else ""
        )
        return found

    def rijen(self) -> list[dict]:
        """For the template: what a value is called now, with its fields."""
        names = ["label", "uitleg"] if self.is_schaal else ["plaats", "label", "aan"]
        return [{"regel": regel, "velden": [self[f"{name}_{regel.code}"] for name in names]} for regel in self.regels]

    def nieuw(self) -> list[Regel]:
        """What was filled in; what moved up goes before what stood there already, what moved down behind it."""
        data = self.cleaned_data
        places = {regel.code: data.get(f"plaats_{regel.code}", regel.volgorde) for regel in self.regels}
        moved = {regel.code: (places[regel.code] > regel.volgorde) - (places[regel.code] < regel.volgorde) for regel in self.regels}
        return [
            Regel(
                regel.code,
                data[f"label_{regel.code}"],
                data.get(f"aan_{regel.code}", True),
                places[regel.code],
                data.get(f"uitleg_{regel.code}", ""),
            )
            for regel in sorted(self.regels, key=lambda regel: (places[regel.code], moved[regel.code]))
        ]

    def verschillen(self) -> list[Difference]:
        """What a colleague made of it beside what was typed here."""
        typed = {regel.code: regel for regel in self.nieuw()}
        return [
            Difference(theirs.label, _in_woorden(theirs), _in_woorden(typed[theirs.code]))
            for theirs in self.regels
            if _in_woorden(theirs) != _in_woorden(typed[theirs.code])
        ]


def _in_woorden(regel: Regel) -> str:
    state = "" if regel.aan else ", niet te kiezen"
    return f"{regel.volgorde}. {regel.label}{state}" + (f"\n{regel.uitleg}" if regel.uitleg else "")
