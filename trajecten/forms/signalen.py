"""A signal that comes back later."""

from django import forms

from basis.fields import DatumVeld, VrijeTekst
from basis.forms import Formulier


class EvenNietForm(Formulier):
    tot = DatumVeld(label="Tot wanneer?", help_text="Op die dag staat het signaal er weer, als het dan nog geldt.")
    reden = VrijeTekst(label="Waarom nu even niet?", max_length=200, rows=2, help_text="Uw collega's lezen dit in het dossier.")
    sleutel = forms.CharField(widget=forms.HiddenInput, max_length=40)
