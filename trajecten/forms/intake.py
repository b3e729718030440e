"""The intakegesprek planned, its verslag, and the ways not to start (domein §3)."""

from django import forms

from basis.fields import DatumVeld, JaNee, Tekst, VrijeTekst
from trajecten.forms.overgang import BevestigForm, Deel, OvergangForm
from trajecten.forms.velden import Afspraakplaats, reden_veld
from trajecten.models import Traject


class IntakeStartenForm(OvergangForm):
    datum = DatumVeld(label="Datum van het intakegesprek", help_text="Dit mag ook een dag in de toekomst zijn.")
    tijd = forms.TimeField(
        label="Tijd",
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "Vul een tijd in, zoals 10:30."},
    )
    plaats = Afspraakplaats()
    DELEN = [Deel("", [("datum", "tijd"), "plaats"])]


class IntakeAfrondenForm(OvergangForm):
    datum = DatumVeld(label="Datum van het intakegesprek", not_future=True)
    aanwezig = Tekst(label="Wie waren erbij?", max_length=200)
    startkwalificatie = forms.ChoiceField(
        label="Heeft de deelnemer een startkwalificatie?",
        choices=[("ja", "Ja"), ("nee", "Nee"), ("onbekend", "Onbekend")],
        widget=forms.RadioSelect(attrs={"class": "naast-elkaar"}),
        help_text="Een diploma havo, vwo of mbo niveau 2 of hoger.",
    )
    opleiding = Tekst(label="Hoogste opleiding", required=False)
    gewenst_werk = Tekst(label="Gewenst werk", max_length=300)
    uren_beschikbaar = forms.IntegerField(label="Beschikbare uren per week", min_value=1, max_value=60)
    beschikbaar_vanaf = DatumVeld(label="Beschikbaar vanaf")
    vervoer_nodig = JaNee(label="Is vervoer nodig?")
    kinderopvang_nodig = JaNee(label="Is kinderopvang nodig?")
    taalhulp_nodig = JaNee(label="Is hulp met taal nodig?")
    past = JaNee(label="Past een praktijkverklaring bij deze deelnemer?")
    past_toelichting = VrijeTekst(label="Waarom wel of niet?", rows=3)
    identiteit_gelezen = forms.BooleanField(
        label="Ik heb gelezen dat de school identiteit en verblijfsrecht controleert.",
        error_messages={"required": "Vink aan dat u dit heeft gelezen."},
    )
    geinformeerd_op = DatumVeld(label="Wanneer is de deelnemer over privacy geïnformeerd?", not_future=True)

    DELEN = [
        Deel("Het gesprek", ["datum", "aanwezig"]),
        Deel("Opleiding en werk", ["startkwalificatie", "opleiding", "gewenst_werk", ("uren_beschikbaar", "beschikbaar_vanaf")]),
        Deel("Wat is er nodig?", [("vervoer_nodig", "kinderopvang_nodig", "taalhulp_nodig")]),
        Deel("Conclusie", ["past", "past_toelichting"]),
        Deel("Identiteit en privacy", ["identiteit_gelezen", "geinformeerd_op"]),
    ]

    def __init__(self, *args, traject: Traject, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("vervoer_nodig", "kinderopvang_nodig", "taalhulp_nodig", "past"):
            self.fields[name].widget.attrs["class"] = "naast-elkaar"
        self.fields["geinformeerd_op"].initial = traject.geinformeerd_op


class NietStartenForm(BevestigForm):
    toelichting = VrijeTekst(label="Toelichting", required=False, rows=3, help_text="Verplicht bij de reden 'Overig'.")
    DELEN = [Deel("", ["reden", "toelichting"])]

    def __init__(self, *args, traject: Traject, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reden"] = reden_veld(traject.regio, "niet_starten", label="Waarom start dit traject niet?")
        self.in_order()
