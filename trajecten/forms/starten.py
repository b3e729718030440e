"""The first working day, the enrolment, and the names as on the identiteitsbewijs (domein §3)."""

from datetime import date

from django import forms

from accounts.models import User
from basis.fields import DatumVeld
from trajecten.forms.identiteit import IdentiteitForm, bekend
from trajecten.forms.overgang import BevestigForm, Deel
from trajecten.models import Traject
from trajecten.models.plaatsing import Inschrijving


class StartenForm(BevestigForm, IdentiteitForm):
    eerste_werkdag = DatumVeld(label="Eerste werkdag", not_future=True)
    inschrijving = forms.ChoiceField(
        label="Inschrijving bij de school",
        choices=[(Inschrijving.INGESCHREVEN, "Ingeschreven"), (Inschrijving.AANGEVRAAGD, "Aangevraagd, nog niet bevestigd")],
        widget=forms.RadioSelect,
    )
    inschrijving_op = DatumVeld(
        label="Datum van de inschrijving", not_future=True, help_text="Ingeschreven per, of aangevraagd op."
    )

    DELEN = [Deel("Start", ["eerste_werkdag", "inschrijving", "inschrijving_op"]), IdentiteitForm.IDENTITEIT]

    def __init__(self, *args, traject: Traject, by: User, on: date, **kwargs):
        plaatsing = traject.plaatsing
        start = plaatsing.startdatum if plaatsing.startdatum <= on else None
        super().__init__(*args, initial={"eerste_werkdag": start, **bekend(traject.deelnemer, by)}, **kwargs)
        self.in_order()

    def feiten(self) -> dict:
        data = super().feiten()
        return {"identiteit": self.neem_identiteit(data), **data}
