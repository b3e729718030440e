"""The filters of the list of leerbedrijven; a choice offers only what some row in this regio has."""

from django import forms

from accounts.models import Gemeente, Regio
from basis.forms import Formulier
from kwalificaties.models import Kwalificatie, Sectorkamer
from werkgevers.models import Erkenning, ErkenningStatus, Opvolgerbevestiging

JA = [("", "Alle"), ("ja", "Ja")]


class ZoekForm(Formulier):
    zoek = forms.CharField(max_length=100, required=False, label="Zoek op naam, plaats, leerbedrijf-ID of KvK-nummer")


class FilterForm(Formulier):
    kwalificatie = forms.ModelChoiceField(
        Kwalificatie.objects.none(), to_field_name="code", required=False, label="Erkend voor", empty_label="Alle kwalificaties"
    )
    sector = forms.ModelChoiceField(
        Sectorkamer.objects.none(), to_field_name="code", required=False, label="Sector", empty_label="Alle sectoren"
    )
    gemeente = forms.ModelChoiceField(
        Gemeente.objects.none(), to_field_name="code", required=False, label="Gemeente", empty_label="Alle gemeenten"
    )
    erkenning = forms.ChoiceField(choices=[("", "Alle"), *ErkenningStatus.choices], required=False, label="Status erkenning")
    hercheck = forms.ChoiceField(choices=JA, required=False, label="Hercheck nodig")
    plaatsen = forms.ChoiceField(choices=JA, required=False, label="Vrije plaatsen")
    verborgen = forms.ChoiceField(choices=[*JA, ("nee", "Nee")], required=False, label="Verborgen adres")
    zoek = forms.CharField(required=False, widget=forms.HiddenInput)
    sorteer = forms.CharField(required=False, widget=forms.HiddenInput)
    regio = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, regio: Regio, **kwargs):
        super().__init__(*args, **kwargs)
        erkenningen = Erkenning.objects.filter(leerbedrijf__regio=regio)
        bevestigd = Opvolgerbevestiging.objects.filter(erkenning__in=erkenningen).values("kwalificatie")
        kwalificaties = Kwalificatie.objects.filter(pk__in=erkenningen.values("kwalificatie").union(bevestigd))
        self.fields["kwalificatie"].queryset = kwalificaties.order_by("sorteernaam", "crebo")
        sectoren = Kwalificatie.objects.filter(pk__in=erkenningen.values("kwalificatie")).values("dossier__sectorkamer")
        self.fields["sector"].queryset = Sectorkamer.objects.filter(pk__in=sectoren)
        self.fields["gemeente"].queryset = Gemeente.objects.filter(organisaties__leerbedrijf__regio=regio).distinct()
