"""A pause, going on after it, and another leerbedrijf (domein §3)."""

from django import forms
from django.forms import BoundField

from basis.fields import DatumVeld, NaamOpDocument, VrijeTekst
from trajecten import lijsten, oordelen
from trajecten.forms.overgang import BevestigForm, Deel, OvergangForm
from trajecten.forms.velden import oordeel_naam, oordeel_velden, reden_veld, toelichting_naam
from trajecten.models import Traject
from trajecten.oordelen import Laatste
from trajecten.workflow.herplaatsen import Afscheid, is_begonnen

_BIJ_OVERIG = "Verplicht bij de reden 'Overig'."


class OnderbrekenForm(OvergangForm):
    toelichting = VrijeTekst(label="Toelichting", required=False, rows=3, max_length=1000, help_text=_BIJ_OVERIG)
    van = DatumVeld(label="Onderbroken vanaf", not_future=True, help_text="De eerste dag waarop de deelnemer niet werkt.")
    verwacht_terug = DatumVeld(label="Verwacht terug op", help_text="Op die dag herinneren we u aan het hervatten.")
    DELEN = [Deel("", ["reden", "toelichting", ("van", "verwacht_terug")])]

    def __init__(self, *args, traject: Traject, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reden"] = reden_veld(traject.regio, "onderbreken", label="Waarom wordt het traject onderbroken?")
        self.in_order()


class HervattenForm(OvergangForm):
    datum = DatumVeld(label="Weer aan het werk op", not_future=True)
    DELEN = [Deel("", ["datum"])]


class HerplaatsenForm(BevestigForm):
    """Before a start only the reason; afterwards also the last day, the hours and what was learned so far."""

    toelichting = VrijeTekst(label="Toelichting", required=False, rows=3, max_length=1000, help_text=_BIJ_OVERIG)
    laatste_dag = DatumVeld(label="Laatste werkdag", not_future=True)
    uren_gedaan = forms.IntegerField(label="Gewerkte uren bij dit leerbedrijf", min_value=0, max_value=5000)
    beoordelaar = NaamOpDocument(label="Beoordeeld door")
    DELEN = [Deel("", ["reden", "toelichting"]), Deel("Afscheid van dit leerbedrijf", [("laatste_dag", "uren_gedaan")])]
    werkprocessen: list[Laatste] = []

    def __init__(self, *args, traject: Traject, **kwargs):
        self.plaatsing = traject.plaatsing
        opleider = self.plaatsing.praktijkopleider.naam if self.plaatsing else ""
        super().__init__(*args, initial={"beoordelaar": opleider}, **kwargs)
        self.fields["reden"] = reden_veld(traject.regio, "herplaatsen", label="Waarom komt er een ander leerbedrijf?")
        self.is_begonnen = is_begonnen(traject)
        if self.is_begonnen and self.plaatsing:
            self.werkprocessen = oordelen.laatste(self.plaatsing)
            schaal = lijsten.keuzes(traject.regio, "schaal")
            for row in self.werkprocessen:
                self.fields |= oordeel_velden(row, schaal, required=False)
        elif not self.is_begonnen:
            del self.fields["laatste_dag"], self.fields["uren_gedaan"], self.fields["beoordelaar"]
        self.in_order()

    def matrix(self) -> list[tuple[Laatste, BoundField, BoundField]]:
        """For the template: a werkproces with its two fields."""
        return [(row, self[oordeel_naam(row)], self[toelichting_naam(row)]) for row in self.werkprocessen]

    def feiten(self) -> dict:
        d = self.cleaned_data
        facts = {"reden": d["reden"], "toelichting": d["toelichting"]}
        if not self.is_begonnen:
            return facts
        given = {row.werkproces.pk: (d[oordeel_naam(row)], d[toelichting_naam(row)]) for row in self.werkprocessen}
        oordelen_nu = {pk: words for pk, words in given.items() if words[0]}
        return facts | {"afscheid": Afscheid(d["laatste_dag"], d["uren_gedaan"], d["beoordelaar"], oordelen_nu)}
