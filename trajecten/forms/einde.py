"""Handing over, closing, stopping (domein §3)."""

from datetime import date

from django import forms

from basis.fields import DatumVeld, JaNee, NaamOpDocument, VrijeTekst
from trajecten import lijsten
from trajecten.forms.overgang import BevestigForm, Deel, OvergangForm
from trajecten.forms.velden import reden_veld
from trajecten.models import Traject, Verklaring
from trajecten.models.verklaring import UitreikWijze
from trajecten.regels import GESTART
from trajecten.workflow.heropenen import vraagt_of_iemand_werkt


class UitreikenForm(BevestigForm):
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


class AfsluitenForm(BevestigForm):
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
        if self.data.get("reden") == lijsten.OVERLIJDEN:
            self.fields["laatste_dag"].required = self.fields["uren_gedaan"].required = False
        self.in_order()


class HeropenenForm(BevestigForm):
    reden = VrijeTekst(label="Waarom heropent u dit traject?", rows=3, max_length=1000)
    werkt_nog = JaNee(label="Werkt de deelnemer nu bij het leerbedrijf?")
    DELEN = [Deel("", ["reden", "werkt_nog"])]

    def __init__(self, *args, traject: Traject, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        if not vraagt_of_iemand_werkt(traject, on=on):
            del self.fields["werkt_nog"]
        self.in_order()


class OverlijdenForm(OvergangForm):
    laatste_dag = DatumVeld(label="Laatste werkdag", not_future=True, required=False, help_text="Alleen als u die weet.")
    zeker = forms.BooleanField(
        label="Ja, de deelnemer is overleden", error_messages={"required": "Zet een vinkje als de deelnemer is overleden."}
    )
    DELEN = [Deel("", ["laatste_dag", "zeker"])]

    def __init__(self, *args, traject: Traject, **kwargs):
        super().__init__(*args, **kwargs)
        if traject.status not in GESTART:
            del self.fields["laatste_dag"]

    def feiten(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "zeker"}
