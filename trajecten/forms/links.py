"""What is filled in behind a personal link: shape only; what may be is said by the domain."""

from django import forms

from basis.fields import NaamOpDocument, VrijeTekst
from basis.forms import Formulier
from trajecten.besluitlinks import Ontvanger
from trajecten.nazorg.woorden import VRAAG


class LinkTerugsturenForm(Formulier):
    """As in the portal; who does it is asked, where nobody is signed in."""

    reden = VrijeTekst(label="Wat moet het leerbedrijf aanvullen of verbeteren?", max_length=1000)
    naam = NaamOpDocument(label="Uw naam")
    functie = NaamOpDocument(label="Uw functie")

    def __init__(self, *args, user: Ontvanger, **kwargs):
        super().__init__(*args, initial={"naam": user.naam}, **kwargs)

    def feiten(self) -> dict:
        return self.cleaned_data


class ReactieForm(Formulier):
    tekst = VrijeTekst(
        label="Wat vindt u ervan?", rows=6, max_length=2000, help_text="Wat gaat goed? Wat is moeilijk? Wat wilt u nog leren?"
    )


class NazorgVraagForm(Formulier):
    """One question, asked once more before it is sent."""

    uitkomst = forms.ChoiceField(label=VRAAG, widget=forms.RadioSelect, error_messages={"required": "Kies wat u nu doet."})

    def __init__(self, *args, keuzes: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["uitkomst"].choices = keuzes

    @property
    def gekozen(self) -> str:
        """In words; empty while nothing good was chosen, or when it is to be another."""
        good = self.is_valid() and "anders" not in self.data
        return dict(self.fields["uitkomst"].choices)[self.cleaned_data["uitkomst"]] if good else ""

    @property
    def is_bevestigd(self) -> bool:
        return bool(self.gekozen) and "zeker" in self.data
