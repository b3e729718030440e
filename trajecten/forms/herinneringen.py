"""Switching a reminder off."""

from basis.fields import Tekst
from basis.forms import Formulier


class UitzettenForm(Formulier):
    reden = Tekst(label="Waarom gaat deze herinnering niet uit?", max_length=200)
