"""What is filled in behind a personal link: shape only; what may be is said by the domain."""

from basis.fields import NaamOpDocument, VrijeTekst
from basis.forms import Formulier
from trajecten.besluitlinks import Ontvanger


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
