"""Asking a leerbedrijf, and what it answers (domein §3, matching)."""

from django import forms

from basis.dagen import today
from basis.fields import DatumVeld, VrijeTekst
from basis.forms import Formulier
from kwalificaties.keuze import KwalificatieVeld
from trajecten.forms.matchen import LeerbedrijfKiezenForm
from trajecten.models import Traject, Voorstel
from trajecten.models.plaatsing import VoorstelStatus
from trajecten.voorstellen import ANTWOORDEN
from werkgevers.toegang import visible_kwalificaties


class VoorstelForm(LeerbedrijfKiezenForm):
    def __init__(self, *args, traject: Traject, **kwargs):
        super().__init__(*args, regio=traject.regio, **kwargs)
        fixed = {}
        if traject.eerste_werkdag and traject.kwalificatie_id:  # after the start there is nothing to choose
            fixed = {"queryset": visible_kwalificaties(traject.regio).filter(pk=traject.kwalificatie_id)}
        fixed["empty_label"] = "Kies een kwalificatie"
        self.fields["kwalificatie"] = KwalificatieVeld(regio=traject.regio, on=today(), **fixed)
        self.fields["datum"] = DatumVeld(label="Gevraagd op", not_future=True, initial=today)


class AntwoordForm(Formulier):
    status = forms.ChoiceField(
        label="Wat zegt het leerbedrijf?",
        choices=[(status.value, status.label) for status in ANTWOORDEN],
        widget=forms.RadioSelect,
        help_text="Wacht op erkenning: het leerbedrijf wil wel, en de aanvraag ligt bij SBB.",
    )
    datum = DatumVeld(label="Datum van het antwoord", not_future=True, initial=today)
    reden = VrijeTekst(label="Toelichting", required=False, rows=3, max_length=500)

    def __init__(self, *args, voorstel: Voorstel, **kwargs):
        given = {"status": voorstel.status, "reden": voorstel.reden} if voorstel.status != VoorstelStatus.GEVRAAGD else {}
        super().__init__(*args, initial=given, **kwargs)


class IntrekkenForm(Formulier):
    reden = VrijeTekst(label="Waarom vraagt u dit leerbedrijf niet meer?", required=False, rows=3, max_length=500)
