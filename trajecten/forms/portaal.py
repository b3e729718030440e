"""What people of a leerbedrijf and a school fill in themselves: shape only; what may be is said by the domain."""

from django import forms

from accounts.models import User
from basis.dagen import today
from basis.fields import DatumVeld, NaamOpDocument, VrijeTekst
from basis.forms import Formulier
from trajecten import oordelen
from trajecten.besluitlinks import Ontvanger
from trajecten.forms.beoordeling import BeoordelingIndienenForm
from trajecten.forms.besluit import besluit_van, wie_besluit
from trajecten.forms.overgang import Deel
from trajecten.forms.vaststellen import VaststellenForm
from trajecten.lijsten import VRAGEN
from trajecten.models import Traject


class TekenForm(Formulier):
    """:param namens: for whom is signed, in words."""

    naam = NaamOpDocument(label="Uw naam")
    functie = NaamOpDocument(label="Uw functie", max_length=120)
    gezien = forms.RegexField(
        r"^[0-9a-f]{64}$", widget=forms.HiddenInput, required=False, error_messages={"invalid": "Open deze pagina opnieuw."}
    )
    akkoord = forms.BooleanField(error_messages={"required": "Lees de overeenkomst en zet dan dit vinkje."})

    def __init__(self, *args, namens: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["akkoord"].label = f"Ik heb de overeenkomst gelezen en teken namens {namens}"

    def clean(self):
        data = super().clean()
        data.pop("akkoord", None)
        return data

    def toon_versie(self, sha256: str) -> None:
        """Ask again, about the file that stands there now."""
        self.data = self.data.copy()
        self.data["gezien"] = sha256
        self.data.pop("akkoord", None)


class LinkTekenForm(TekenForm):
    """As the deelnemer, or as the parent or guardian; neither has a function."""

    def __init__(self, *args, vertegenwoordiger: bool, **kwargs):
        super().__init__(*args, namens="", **kwargs)
        del self.fields["functie"]
        als = "als ouder of voogd" if vertegenwoordiger else "voor mezelf"
        self.fields["akkoord"].label = f"Ik heb de overeenkomst gelezen en teken {als}"


class RedenForm(Formulier):
    reden = VrijeTekst(label="Waarom tekent u niet?", rows=4, max_length=1000)


class AkkoordForm(Formulier):
    """Pressing the button says it all."""


class FoutForm(Formulier):
    fout = VrijeTekst(label="Wat klopt er niet?", rows=4, max_length=1000)


class InschrijvenForm(Formulier):
    datum = DatumVeld(label="Ingeschreven per", not_future=True)


class EindbeoordelingForm(BeoordelingIndienenForm):
    """The three questions first, then each werkproces; there is no paper."""

    DELEN = [Deel("", [name for name, _ in VRAGEN])]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["papier"], self.fields["bsn_weg"]
        self.initial["datum"] = today()
        self.order_fields(
            [*(name for name, _ in VRAGEN), *(n for n in self.fields if "-" in n), "opmerking", "datum", "beoordelaar"]
        )

    def feiten(self) -> dict:
        return {"eindoordeel": self.eindoordeel()}


class BesluitForm(VaststellenForm):
    """The school decides itself: no letter to take over; its own verklaring only where it makes one."""

    DELEN = [
        Deel("Uw besluit", ["datum", ("naam", "functie"), "plaats", "erkenning_reden"]),
        Deel("De verklaring van uw school", ["school_nummer", "verklaring", "bsn_weg"]),
    ]

    def __init__(self, *args, traject: Traject, user: User | Ontvanger, **kwargs):
        super().__init__(*args, traject=traject, **kwargs)
        del self.fields["papier"]
        if "verklaring" not in self.fields:
            del self.fields["bsn_weg"]
        self.initial |= _besluiter(self.initial, user)


def _besluiter(known: dict, user: User | Ontvanger) -> dict:
    """Who fills it in is proposed as who decides, with the function only when it is theirs."""
    functie = known.get("functie", "") if known.get("naam") == user.naam else ""
    return {"naam": user.naam, "functie": functie, "datum": today()}


class GeenVerklaringForm(Formulier):
    """The school decides that there is no werkproces to put on a verklaring."""

    reden = VrijeTekst(label="Waarom stelt u niets vast?", rows=3, max_length=1000)
    datum = DatumVeld(label="Datum van het besluit", not_future=True)
    naam = NaamOpDocument(label="Naam van wie besluit")
    functie = NaamOpDocument(label="Functie")

    def __init__(self, *args, traject: Traject, user: User | Ontvanger, **kwargs):
        super().__init__(*args, initial=_besluiter(wie_besluit(traject), user), **kwargs)
        self.behaald = oordelen.behaald(traject)
        if not self.behaald:
            self.fields["reden"].required = False
            self.fields["reden"].label = "Toelichting"

    def feiten(self) -> dict:
        data = dict(self.cleaned_data)
        return {"besluit": besluit_van(data), **data}


class OverhandigdForm(Formulier):
    datum = DatumVeld(label="Overhandigd op", not_future=True)
