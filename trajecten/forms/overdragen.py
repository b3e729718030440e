"""What goes from one colleague to another: a tick per row, all of them ticked beforehand."""

from django import forms

from accounts import afwezig
from accounts.models import Afwezigheid, User
from basis.forms import Formulier
from basis.templatetags.basis import datum
from trajecten.models import Betrokkene, Traject
from trajecten.overdracht.werk import Werk

_WEG = "Een van de regels is er niet meer. Ververs de pagina en kies opnieuw."


class _Rijen(forms.ModelMultipleChoiceField):
    """
    A tick per row.

    :param mogelijk: what is taken: more than is shown, so that what a colleague took meanwhile comes back with its reason.
    :param met_naam: whether who looks may see names of deelnemers.
    """

    default_error_messages = {"invalid_choice": _WEG, "invalid_pk_value": _WEG}

    def __init__(self, getoond, mogelijk, *, label: str, met_naam: bool):
        super().__init__(mogelijk, label=label, to_field_name="code", widget=forms.CheckboxSelectMultiple)
        self.met_naam = met_naam
        self.initial = [row.code for row in getoond]
        self.choices = [(row.code, self.label_from_instance(row)) for row in getoond]

    def clean(self, value):
        """None of these is fine; that something is chosen is asked of all fields together."""
        return super().clean(value) if value else self.queryset.none()

    def label_from_instance(self, row: Traject | Betrokkene | Afwezigheid) -> str:
        if isinstance(row, Afwezigheid):
            return f"{row.user} · {afwezig.periode(row)}"
        if isinstance(row, Betrokkene):
            return self._traject(row.traject) + (f" · tot en met {datum(row.tot)}" if row.tot else "")
        return self._traject(row)

    def _traject(self, traject: Traject) -> str:
        """Number and status; the name for who may see it."""
        parts = [traject.nummer, traject.deelnemer.naam if self.met_naam else "", traject.get_status_display()]
        return " · ".join(part for part in parts if part)


class OverdragenForm(Formulier):
    naar = forms.ModelChoiceField(User.objects.none(), label="Naar wie?", to_field_name="code", empty_label="Kies een collega")

    def __init__(self, *args, werk: Werk, collegas, met_naam: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["naar"].queryset = collegas
        trajecten, betrokken = werk.trajecten, werk.betrokken
        if met_naam:
            trajecten, betrokken = trajecten.select_related("deelnemer"), betrokken.select_related("traject__deelnemer")
        for name, label, rows, all_rows in (
            ("trajecten", "Is behandelaar van", trajecten, werk.alle_trajecten),
            ("betrokken", "Werkt mee in", betrokken, werk.alle_betrokken),
            ("vervangingen", "Vervangt", werk.vervangingen, werk.alle_vervangingen),
        ):
            shown = list(rows)
            if shown or name in self.data:
                self.fields[name] = _Rijen(shown, all_rows, label=label, met_naam=met_naam)

    def clean(self) -> dict:
        data = super().clean() or {}
        if not any(data.get(name) for name in ("trajecten", "betrokken", "vervangingen")):
            self.add_error(None, "Kies minstens één regel om over te dragen.")
        return data
