"""Which trajecten go from one behandelaar to another."""

from django import forms

from accounts.models import User
from basis.forms import Formulier
from trajecten.models import Traject


class _Trajecten(forms.ModelMultipleChoiceField):
    """A tick per traject: number and status, and the name for who may see it."""

    met_naam = False

    def label_from_instance(self, traject: Traject) -> str:
        parts = [traject.nummer, traject.deelnemer.naam if self.met_naam else "", traject.get_status_display()]
        return " · ".join(part for part in parts if part)


class OverdragenForm(Formulier):
    naar = forms.ModelChoiceField(User.objects.none(), label="Naar wie?", to_field_name="code", empty_label="Kies een collega")
    trajecten = _Trajecten(
        Traject.objects.none(),
        label="Welke trajecten?",
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één traject."},
    )

    def __init__(self, *args, trajecten, collegas, met_naam: bool, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["trajecten"]
        field.queryset, field.met_naam = trajecten.select_related("deelnemer") if met_naam else trajecten, met_naam
        field.initial = [row.code for row in field.queryset]
        self.fields["naar"].queryset = collegas
