"""An evaluation on the way in one page: who was there, what the leerbedrijf sees, what was agreed, when it is next."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from basis.fields import DatumVeld, NaamOpDocument, VrijeTekst
from trajecten import lijsten, oordelen
from trajecten.evaluaties import Volgende
from trajecten.forms.overgang import Deel, OvergangForm
from trajecten.forms.velden import Afspraakplaats, oordeel_naam, oordeel_velden, toelichting_naam
from trajecten.models import Plaatsing
from trajecten.oordelen import Laatste


class TussenevaluatieForm(OvergangForm):
    """A judgement per werkproces, any of which may stay open."""

    datum = DatumVeld(label="Datum van het gesprek", not_future=True)
    beoordelaar = NaamOpDocument(label="Beoordeeld door", help_text="Wie sprak namens het leerbedrijf?")
    aanwezig = NaamOpDocument(label="Wie waren erbij?", max_length=200, help_text="Namen of rollen, met komma's ertussen.")
    opmerking = VrijeTekst(label="Wat is besproken?", required=False, rows=3, max_length=2000, hint=False)
    afspraken = VrijeTekst(label="Welke afspraken zijn gemaakt?", required=False, rows=3, max_length=2000, hint=False)
    volgende_datum = DatumVeld(label="Datum", required=False, not_past=True)
    volgende_tijd = forms.TimeField(
        label="Tijd",
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "Vul een tijd in, zoals 14:30."},
    )
    volgende_plaats = Afspraakplaats()
    DELEN = [
        Deel("Gesprek", ["opmerking", "afspraken"], uitleg="Dit komt op het voortgangsverslag."),
        Deel("Volgende evaluatie", [("volgende_datum", "volgende_tijd"), "volgende_plaats"]),
    ]

    def __init__(self, *args, plaatsing: Plaatsing, **kwargs):
        super().__init__(*args, **kwargs)
        self.werkprocessen = oordelen.laatste(plaatsing)
        schaal = lijsten.keuzes(plaatsing.traject.regio, "schaal")
        self.schaal = [(label, lijsten.SCHAAL_UITLEG[code]) for code, label in schaal]
        for row in self.werkprocessen:
            self.fields |= oordeel_velden(row, schaal, required=False)
        per_row = [name for row in self.werkprocessen for name in (oordeel_naam(row), toelichting_naam(row))]
        self.in_order("datum", "beoordelaar", "aanwezig", *per_row)

    def clean_volgende_datum(self):
        """A next evaluation without a day is none; a time or a place alone is a day forgotten."""
        day = self.cleaned_data["volgende_datum"]
        if day is None and (self.data.get("volgende_tijd") or self.data.get("volgende_plaats")):
            raise ValidationError("Kies de datum van de volgende evaluatie.", code="required")
        return day

    def matrix(self) -> list[tuple[Laatste, BoundField, BoundField]]:
        """For the template: a werkproces with its two fields."""
        return [(row, self[oordeel_naam(row)], self[toelichting_naam(row)]) for row in self.werkprocessen]

    def feiten(self) -> dict:
        d = self.cleaned_data
        given = {row.werkproces.pk: (d[oordeel_naam(row)], d[toelichting_naam(row)]) for row in self.werkprocessen}
        next_one = Volgende(d["volgende_datum"], d["volgende_tijd"], d["volgende_plaats"]) if d["volgende_datum"] else None
        same = ["datum", "beoordelaar", "aanwezig", "opmerking", "afspraken"]
        return {
            "oordelen": {pk: words for pk, words in given.items() if words[0]},
            "volgende": next_one,
            **{name: d[name] for name in same},
        }
