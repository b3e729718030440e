from django import forms

from accounts.permissions import Permission
from basis.forms import Formulier
from trajecten.models import AgendaAdres


class AgendaForm(Formulier):
    """What somebody wants in their calendar; who opens no dossiers has nothing to choose."""

    ook_termijnen = forms.BooleanField(
        label="Ook mijn termijnen",
        required=False,
        help_text="Wat u moet doen in trajecten die u behandelt, als hele dag. Is het gedaan, dan gaat het uit uw agenda.",
    )
    ook_collegas = forms.BooleanField(
        label="Ook afspraken van collega's",
        required=False,
        help_text="Van alle trajecten die u kunt openen. Anders alleen van wat u behandelt, en van wat nog niemand behandelt.",
    )

    def __init__(self, *args, mag: frozenset[Permission], adres: AgendaAdres | None, **kwargs):
        now = {"ook_termijnen": adres.ook_termijnen, "ook_collegas": adres.ook_collegas} if adres else {"ook_termijnen": True}
        super().__init__(*args, initial=now, **kwargs)
        if Permission.SCHERMEN_DOSSIER not in mag:
            self.fields.clear()

    def wensen(self) -> dict[str, bool]:
        return {name: bool(self.cleaned_data.get(name)) for name in ("ook_termijnen", "ook_collegas")}
