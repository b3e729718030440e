from django import forms

from accounts.models import Gemeente, Organisatie, User
from basis.forms import Formulier
from trajecten.lijst import SORTERINGEN
from trajecten.regels import Partij, Status
from werkgevers.models import Leerbedrijf


class ZoekForm(Formulier):
    zoek = forms.CharField(max_length=100, required=False)


class TrajectFilter(Formulier):
    """What the list may be narrowed down to; every choice is scoped to the trajecten this person may open."""

    zoek = forms.CharField(required=False, widget=forms.HiddenInput)
    status = forms.MultipleChoiceField(
        label="Status", choices=Status, required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "naast-elkaar"})
    )
    aan_zet = forms.ChoiceField(label="Aan zet", choices=[("", "Iedereen"), *Partij.choices], required=False)
    behandelaar = forms.ModelChoiceField(
        User.objects.none(), label="Behandelaar", to_field_name="code", required=False, empty_label="Iedereen"
    )
    school = forms.ModelChoiceField(
        Organisatie.objects.none(), label="School", to_field_name="code", required=False, empty_label="Alle scholen"
    )
    leerbedrijf = forms.ModelChoiceField(
        Leerbedrijf.objects.none(), label="Leerbedrijf", to_field_name="code", required=False, empty_label="Alle leerbedrijven"
    )
    gemeente = forms.ModelChoiceField(
        Gemeente.objects.none(), label="Gemeente", to_field_name="code", required=False, empty_label="Alle gemeenten"
    )
    te_laat = forms.BooleanField(label="Te laat", required=False)
    alles = forms.BooleanField(label="Ook beëindigde", required=False)
    sorteer = forms.ChoiceField(choices=[(s, s) for s in SORTERINGEN], required=False, widget=forms.HiddenInput)

    def __init__(self, *args, trajecten, **kwargs):
        super().__init__(*args, **kwargs)
        current = trajecten.filter(plaatsingen__huidig=True)
        used = {
            "behandelaar": User.objects.filter(pk__in=trajecten.values("behandelaar")).order_by("naam"),
            "school": Organisatie.objects.filter(pk__in=current.values("plaatsingen__school")),
            "leerbedrijf": Leerbedrijf.objects.filter(pk__in=current.values("plaatsingen__leerbedrijf"))
            .select_related("organisatie")
            .order_by("organisatie__zoektekst"),
            "gemeente": Gemeente.objects.filter(pk__in=trajecten.values("gemeente")),
        }
        for name, rows in used.items():
            self.fields[name].queryset = rows
