from django import forms

from basis.fields import VrijeTekst
from trajecten.forms.overgang import BevestigForm, Deel
from trajecten.models import Traject
from trajecten.regels import Doel, Leerweg


class DoelForm(BevestigForm):
    doel = forms.ChoiceField(label="Doel", choices=Doel, widget=forms.RadioSelect)
    leerweg = forms.ChoiceField(label="Leerweg", choices=Leerweg, widget=forms.RadioSelect)
    reden = VrijeTekst(label="Waarom verandert dit?", rows=3, max_length=500)
    DELEN = [Deel("", ["doel", "leerweg", "reden"])]

    def __init__(self, *args, traject: Traject, **kwargs):
        super().__init__(*args, initial={"doel": traject.doel, "leerweg": traject.leerweg}, **kwargs)
