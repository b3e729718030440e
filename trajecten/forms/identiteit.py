"""The fields of what stands on the identiteitsbewijs, for every form that takes it over."""

from accounts.models import User
from basis.fields import DatumVeld, NaamOpDocument, Tekst
from trajecten.forms.overgang import Deel, OvergangForm
from trajecten.models import Deelnemer
from trajecten.workflow.identiteit import Identiteit

_LETTERS = "Neem de naam letter voor letter over, in Latijnse letters. Zo komt die op de verklaring."
_UITLEG = (
    "Kijk op het identiteitsbewijs en neem over wat er staat. Bewaar geen kopie en schrijf geen documentnummer of "
    "burgerservicenummer op."
)
_VELDEN = ("voornamen", "geslachtsnaam", "geboortedatum", "geboorteplaats", "geboorteland", "gezien_door", "gezien_op")


class IdentiteitForm(OvergangForm):
    voornamen = NaamOpDocument(label="Voornamen", required=False, help_text="Alle voornamen, zoals ze op het bewijs staan.")
    geslachtsnaam = NaamOpDocument(label="Achternaam", help_text=_LETTERS)
    geboortedatum = DatumVeld(label="Geboortedatum", not_future=True)
    geboorteplaats = NaamOpDocument(label="Geboorteplaats", max_length=100)
    geboorteland = NaamOpDocument(label="Geboorteland", max_length=80, initial="Nederland")
    gezien_door = Tekst(label="Gezien door")
    gezien_op = DatumVeld(label="Gezien op", not_future=True)

    IDENTITEIT = Deel(
        "Zoals op het identiteitsbewijs",
        ["voornamen", "geslachtsnaam", "geboortedatum", ("geboorteplaats", "geboorteland"), ("gezien_door", "gezien_op")],
        uitleg=_UITLEG,
    )

    def neem_identiteit(self, data: dict) -> Identiteit:
        """Take its fields out of cleaned data."""
        return Identiteit(**{name: data.pop(name) for name in _VELDEN})


def bekend(d: Deelnemer, by: User) -> dict:
    """What is known of it already; before the first time the names as colleagues call somebody."""
    return {
        "voornamen": d.voornamen or d.roepnaam,
        "geslachtsnaam": d.geslachtsnaam or d.achternaam,
        "geboortedatum": d.geboortedatum,
        "geboorteplaats": d.geboorteplaats,
        "geboorteland": d.geboorteland or "Nederland",
        "gezien_door": d.identiteit_gezien_door or by.naam,
        "gezien_op": d.identiteit_gezien_op,
    }
