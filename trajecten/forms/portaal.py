"""What people of a leerbedrijf and a school fill in themselves: shape only; what may be is said by the domain."""

from dataclasses import replace

from django import forms

from accounts.models import User
from basis.dagen import today
from basis.fields import GEVOELIG, DatumVeld, JaNee, NaamOpDocument, Tekst, VrijeTekst
from basis.forms import Formulier
from basis.versie import VersieVeld
from trajecten import oordelen
from trajecten.besluitlinks import Ontvanger
from trajecten.forms.beoordeling import BeoordelingStartenForm
from trajecten.forms.besluit import besluit_van, wie_besluit
from trajecten.forms.overgang import Deel, bsn_vinkje, papier_veld
from trajecten.forms.vaststellen import VaststellenForm
from trajecten.lijsten import VRAGEN
from trajecten.models import Eindconcept, Traject


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


class SubsidieForm(Formulier):
    datum = DatumVeld(label="Aangevraagd op", not_future=True)


class EerderAfrondenForm(BeoordelingStartenForm):
    """In the words of a leerbedrijf."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_eerder:
            self.fields["laatste_dag"].label = "Laatste werkdag bij u"
            self.fields["reden"].label = "Waarom stopt de deelnemer eerder?"
            self.fields["reden"].help_text = f"De coördinator leest dit. {GEVOELIG}"


class EindvragenForm(Formulier):
    """
    The three questions of the eindbeoordeling (domein §6).

    :param later: to go on another time, with what there is.
    """

    opmerking = VrijeTekst(label="Wilt u nog iets zeggen over het werk?", required=False, rows=3, max_length=2000)
    versie = VersieVeld()

    def __init__(self, *args, concept: Eindconcept, later: bool, **kwargs):
        super().__init__(*args, **kwargs)
        for name, words in VRAGEN:
            self.fields[name] = JaNee(label=words, required=not later)
            self.fields[name].widget.attrs["class"] = "naast-elkaar"
        self.initial |= {name: getattr(concept, name) for name in self.fields}
        self.order_fields([*(name for name, _ in VRAGEN), "opmerking", "versie"])

    def feiten(self) -> dict:
        d = self.cleaned_data
        return {"versie": d["versie"], "opmerking": d["opmerking"], "antwoorden": {name: d[name] for name, _ in VRAGEN}}

    def vernieuw(self, versie: int) -> None:
        """Kept once more, this counts."""
        self.data = self.data.copy()
        self.data["versie"] = str(versie)


class BewijsstukForm(Formulier):
    """A photo or file of the work; what it shows stands in a few words, since a photo says nothing to who cannot see it."""

    bestand = papier_veld(
        "Foto of bestand", help_text="Fotografeer het werk, niet de mensen. Een PDF, JPEG of PNG van hoogstens 10 MB."
    )
    omschrijving = Tekst(label="Wat is erop te zien?", max_length=100, help_text="Schrijf geen namen op.")
    akkoord = forms.BooleanField(
        label="Er staat niemand herkenbaar op, of wie erop staat vindt het goed dat deze foto hier staat.",
        error_messages={"required": "Vraag het wie op de foto staat en zet dan dit vinkje, of kies een andere foto."},
    )
    bsn_weg = bsn_vinkje()

    def feiten(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("bestand", "omschrijving")}


class VersturenForm(Formulier):
    beoordelaar = NaamOpDocument(label="Uw naam", help_text="Deze naam komt op het beoordelingsformulier.")
    gezien = forms.RegexField(
        r"^[0-9a-f]{12}$",
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid"), "Open deze pagina opnieuw."),
    )
    akkoord = forms.BooleanField(
        label="Dit is wat wij op de werkvloer zien. Ik verstuur het namens het leerbedrijf.",
        error_messages={"required": "Lees de beoordeling en zet dan dit vinkje."},
    )

    def feiten(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("gezien", "beoordelaar")}

    def toon_opnieuw(self, kenmerk: str) -> None:
        """Ask again, about what stands there now."""
        self.data = self.data.copy()
        self.data["gezien"] = kenmerk
        self.data.pop("akkoord", None)


class BesluitForm(VaststellenForm):
    """The school decides itself: no letter to take over; its own verklaring only where it makes one."""

    DELEN = [
        Deel("Uw besluit", ["datum", ("naam", "functie"), "plaats", "erkenning_reden"]),
        Deel("De verklaring van uw school", ["school_nummer", "verklaring", "bsn_weg"]),
    ]

    def __init__(self, *args, traject: Traject, user: User | Ontvanger, **kwargs):
        super().__init__(*args, traject=traject, **kwargs)
        del self.fields["papier"]
        self.eigen_papier = "verklaring" in self.fields  # the school makes the verklaring: there is no concept of ours
        if not self.eigen_papier:
            del self.fields["bsn_weg"]
        self.initial |= _besluiter(self.initial, user)
        self.kenmerk = oordelen.kenmerk(traject)  # of what this page shows, also when it comes back

    def feiten(self) -> dict:
        given = super().feiten()
        return given | {"besluit": replace(given["besluit"], gezien=self.data.get("gezien", ""))}


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
