"""Which deelnemers are matched together, and what is agreed for all of them (domein §3, matchen)."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Regio
from basis.templatetags.basis import datum
from trajecten.forms.matchen import MatchenForm
from trajecten.forms.overgang import Deel
from trajecten.models import Traject
from trajecten.samen import TEGELIJK


class TrajectenKeuze(forms.ModelMultipleChoiceField):
    """Ticks by public code; what is no code at all is refused like a code that is not in the list."""

    default_error_messages = {
        "required": "Kies minstens één deelnemer.",
        "invalid_choice": "Kies alleen deelnemers die nu in de bemiddeling zijn. Kijk of een collega u voor was.",
    }

    def __init__(self, queryset, **kwargs):
        super().__init__(queryset, to_field_name="code", widget=forms.CheckboxSelectMultiple, **kwargs)

    def clean(self, value):
        try:
            return super().clean(value)
        except ValidationError as error:
            code = "required" if error.code == "required" else "invalid_choice"
            raise ValidationError(self.error_messages[code], code=code) from None

    def label_from_instance(self, row: Traject) -> str:
        return f"{row.nummer} · {row.deelnemer.naam} · in bemiddeling sinds {datum(row.status_sinds)}"


class SamenMatchenForm(MatchenForm):
    DELEN = [Deel("Wie beginnen samen?", ["trajecten"]), Deel("Wat leren ze?", ["werkprocessen"]), *MatchenForm.DELEN[1:]]

    def __init__(self, *args, regio: Regio, trajecten, **kwargs):
        super().__init__(*args, traject=Traject(regio=regio), **kwargs)
        self.fields["trajecten"] = TrajectenKeuze(
            trajecten, label="Deelnemers in de bemiddeling", help_text=f"Hoogstens {TEGELIJK} tegelijk."
        )
        self.in_order()

    def feiten(self) -> dict:
        return {"trajecten": list(self.cleaned_data["trajecten"]), "afspraken": self.afspraken()}
