"""The first working day, the enrolment, and the names as on the identiteitsbewijs (domein §3)."""

from datetime import date

from django import forms

from accounts.models import User
from basis.fields import DatumVeld, NaamOpDocument, Tekst
from trajecten.forms.overgang import BevestigForm, Deel
from trajecten.models import Traject
from trajecten.models.plaatsing import Inschrijving
from trajecten.workflow.plaatsing import Identiteit

_LETTERS = "Neem de naam letter voor letter over, in Latijnse letters. Zo komt die op de verklaring."
_UITLEG = (
    "Kijk op het identiteitsbewijs en neem over wat er staat. Bewaar geen kopie en schrijf geen documentnummer of "
    "burgerservicenummer op."
)


class StartenForm(BevestigForm):
    eerste_werkdag = DatumVeld(label="Eerste werkdag", not_future=True)
    inschrijving = forms.ChoiceField(
        label="Inschrijving bij de school",
        choices=[(Inschrijving.INGESCHREVEN, "Ingeschreven"), (Inschrijving.AANGEVRAAGD, "Aangevraagd, nog niet bevestigd")],
        widget=forms.RadioSelect,
    )
    inschrijving_op = DatumVeld(
        label="Datum van de inschrijving", not_future=True, help_text="Ingeschreven per, of aangevraagd op."
    )
    voornamen = NaamOpDocument(label="Voornamen", required=False, help_text="Alle voornamen, zoals ze op het bewijs staan.")
    geslachtsnaam = NaamOpDocument(label="Achternaam", help_text=_LETTERS)
    geboortedatum = DatumVeld(label="Geboortedatum", not_future=True)
    geboorteplaats = NaamOpDocument(label="Geboorteplaats", max_length=100)
    geboorteland = NaamOpDocument(label="Geboorteland", max_length=80, initial="Nederland")
    gezien_door = Tekst(label="Gezien door")
    gezien_op = DatumVeld(label="Gezien op", not_future=True)

    DELEN = [
        Deel("Start", ["eerste_werkdag", "inschrijving", "inschrijving_op"]),
        Deel(
            "Zoals op het identiteitsbewijs",
            ["voornamen", "geslachtsnaam", "geboortedatum", ("geboorteplaats", "geboorteland"), ("gezien_door", "gezien_op")],
            uitleg=_UITLEG,
        ),
    ]

    def __init__(self, *args, traject: Traject, by: User, on: date, **kwargs):
        d, plaatsing = traject.deelnemer, traject.plaatsing
        known = {
            "eerste_werkdag": plaatsing.startdatum if plaatsing.startdatum <= on else None,
            "voornamen": d.voornamen or d.roepnaam,
            "geslachtsnaam": d.geslachtsnaam or d.achternaam,
            "geboortedatum": d.geboortedatum,
            "geboorteplaats": d.geboorteplaats,
            "geboorteland": d.geboorteland or "Nederland",
            "gezien_door": d.identiteit_gezien_door or by.naam,
            "gezien_op": d.identiteit_gezien_op,
        }
        super().__init__(*args, initial=known, **kwargs)

    def feiten(self) -> dict:
        d = super().feiten()
        start = {name: d.pop(name) for name in ("eerste_werkdag", "inschrijving", "inschrijving_op")}
        return {**start, "identiteit": Identiteit(**d)}
