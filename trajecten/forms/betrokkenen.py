"""Who works along in a dossier, from when and until when."""

from django import forms

from accounts.models import User
from basis.dagen import today
from basis.fields import DatumVeld
from basis.forms import Formulier

_TOT_UITLEG = "De laatste dag dat de begeleider het dossier kan openen. Leeg: tot u de begeleider weghaalt."


class BetrokkeneForm(Formulier):
    wie = forms.ModelChoiceField(User.objects.none(), label="Begeleider", to_field_name="code", empty_label="Kies een begeleider")
    vanaf = DatumVeld(label="Vanaf", initial=today, not_past=True)
    tot = DatumVeld(label="Tot en met", required=False, not_past=True, help_text=_TOT_UITLEG)

    def __init__(self, *args, begeleiders, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wie"].queryset = begeleiders


class TotForm(Formulier):
    tot = DatumVeld(label="Tot en met", required=False, not_past=True, help_text=_TOT_UITLEG)
