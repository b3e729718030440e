"""Handing over, closing, stopping (domein §3)."""

from django import forms

from basis.fields import DatumVeld, NaamOpDocument, VrijeTekst
from trajecten.forms.overgang import BevestigForm, Deel, OvergangForm
from trajecten.forms.velden import reden_veld
from trajecten.models import Traject, Verklaring
from trajecten.models.verklaring import UitreikWijze


class UitreikenForm(OvergangForm):
    datum = DatumVeld(label="Datum van de uitreiking", not_future=True)
    wijze = forms.ChoiceField(label="Hoe is de verklaring uitgereikt?", choices=UitreikWijze, widget=forms.RadioSelect)
    plaats = NaamOpDocument(label="Plaats", max_length=100, required=False, help_text="Niet nodig bij 'Per post'.")
    mbo_verklaring = forms.ChoiceField(
        label="Is de mbo-verklaring van de school meegegeven?",
        choices=Verklaring._meta.get_field("mbo_verklaring").choices,
        widget=forms.RadioSelect,
        help_text="Volgt die nog, dan herinneren we de school na 20 werkdagen.",
    )
    DELEN = [Deel("", ["datum", "wijze", "plaats", "mbo_verklaring"])]


class AfsluitenForm(OvergangForm):
    overleden = forms.BooleanField(
        label="De deelnemer is overleden", required=False, help_text="Alle herinneringen en termijnen vervallen dan meteen."
    )
    DELEN = [Deel("", ["overleden"])]


class StoppenForm(BevestigForm):
    laatste_dag = DatumVeld(label="Laatste werkdag", not_future=True)
    uren_gedaan = forms.IntegerField(label="Gewerkte uren in totaal", min_value=0, max_value=5000)
    toelichting = VrijeTekst(label="Toelichting", required=False, rows=3, help_text="Verplicht bij de reden 'Overig'.")
    DELEN = [Deel("", ["reden", "toelichting", ("laatste_dag", "uren_gedaan")])]

    def __init__(self, *args, traject: Traject, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reden"] = reden_veld(traject.regio, "stoppen", label="Waarom stopt dit traject?")
        self.in_order()
