"""The final assessment: asked, handed in on paper, sent back (domein §3, §6)."""

from datetime import date

from django import forms
from django.forms import BoundField

from basis.dagen import add_working_days
from basis.fields import DatumVeld, JaNee, NaamOpDocument, VrijeTekst
from trajecten import lijsten, oordelen
from trajecten.forms.overgang import Deel, OvergangForm, bsn_vinkje, papier_veld
from trajecten.forms.velden import oordeel_naam, oordeel_velden, toelichting_naam
from trajecten.lijsten import VRAGEN
from trajecten.models import Traject
from trajecten.models.beoordeling import ZonderLeerbedrijf
from trajecten.oordelen import Laatste
from trajecten.workflow.beoordeling import VRAGEN_VOORAF, Eindoordeel


class BeoordelingStartenForm(OvergangForm):
    """Asked early it needs a last day and a reason; at the end of the period it needs nothing."""

    laatste_dag = DatumVeld(label="Laatste werkdag")
    reden = VrijeTekst(label="Waarom rondt de deelnemer eerder af?", rows=3, max_length=500)
    DELEN = [Deel("", ["laatste_dag", "reden"])]

    def __init__(self, *args, traject: Traject, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_eerder = on < add_working_days(traject.plaatsing.einddatum, -VRAGEN_VOORAF)
        if not self.is_eerder:
            del self.fields["laatste_dag"], self.fields["reden"]


class BeoordelingIndienenForm(OvergangForm):
    """Every chosen werkproces on the scale with room for a note, the three questions, and the paper it was taken from."""

    datum = DatumVeld(label="Datum van de beoordeling", not_future=True)
    beoordelaar = NaamOpDocument(label="Beoordeeld door")
    opmerking = VrijeTekst(label="Opmerking van het leerbedrijf", required=False, rows=3)
    papier = papier_veld("Het ingevulde beoordelingsformulier")
    bsn_weg = bsn_vinkje()

    DELEN = [
        Deel("De drie vragen", [name for name, _ in VRAGEN] + ["opmerking"]),
        Deel("Het papier", ["papier", "bsn_weg"]),
    ]

    def __init__(self, *args, traject: Traject, **kwargs):
        plaatsing = traject.plaatsing
        super().__init__(*args, initial={"beoordelaar": plaatsing.praktijkopleider.naam}, **kwargs)
        self.werkprocessen = oordelen.laatste(plaatsing)
        schaal = lijsten.keuzes(traject.regio, "schaal")
        uitleg = lijsten.schaal_uitleg(traject.regio)
        self.schaal = [(label, uitleg[code]) for code, label in schaal]
        for row in self.werkprocessen:
            self.fields |= oordeel_velden(row, schaal)
        for name, words in VRAGEN:
            self.fields[name] = JaNee(label=words)
            self.fields[name].widget.attrs["class"] = "naast-elkaar"
        self.fields["papier"].numbers = frozenset({plaatsing.leerbedrijf.leerbedrijf_id})
        per_row = [name for row in self.werkprocessen for name in (oordeel_naam(row), toelichting_naam(row))]
        self.in_order("datum", "beoordelaar", *per_row)

    def matrix(self) -> list[tuple[Laatste, BoundField, BoundField]]:
        """For the template: a werkproces with its two fields."""
        return [(row, self[oordeel_naam(row)], self[toelichting_naam(row)]) for row in self.werkprocessen]

    def feiten(self) -> dict:
        return {"eindoordeel": self.eindoordeel(), **{name: self.cleaned_data[name] for name in ("papier", "bsn_weg")}}

    def eindoordeel(self) -> Eindoordeel:
        d = self.cleaned_data
        same = ["datum", "beoordelaar", "opmerking", *(name for name, _ in VRAGEN)]
        given = {row.werkproces.pk: (d[oordeel_naam(row)], d[toelichting_naam(row)]) for row in self.werkprocessen}
        return Eindoordeel(oordelen=given, **{name: d[name] for name in same})


class LaatsteOordelenForm(OvergangForm):
    """What was recorded on the way goes to the school without the leerbedrijf."""

    waarom = forms.ChoiceField(label="Waarom zonder het leerbedrijf?", choices=ZonderLeerbedrijf, widget=forms.RadioSelect)
    toelichting = VrijeTekst(label="Wat heeft u gedaan om het leerbedrijf te bereiken?", rows=3, max_length=1000)
    DELEN = [Deel("", ["waarom", "toelichting"])]


class TerugsturenForm(OvergangForm):
    reden = VrijeTekst(label="Wat moet het leerbedrijf aanvullen of verbeteren?", max_length=1000)
    DELEN = [Deel("", ["reden"])]
