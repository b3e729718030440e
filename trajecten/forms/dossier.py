"""The forms of what is done to a dossier besides the overgangen: the shape of the data only."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from basis.dagen import today
from basis.fields import DatumVeld, NaamOpDocument, PostcodeVeld, Tekst, TelefoonVeld, VrijeTekst
from basis.forms import Formulier, ModelFormulier
from basis.versie import VersieMixin, VersieVeld
from documenten.upload import PaperField
from trajecten import lijsten
from trajecten.forms.velden import Afspraakplaats, Geboortedatum
from trajecten.models import Deelnemer, Planning
from trajecten.models.verklaring import DOOR_IEMAND
from trajecten.nakijken import Blik

BSN_TIK = "Het BSN is onleesbaar gemaakt of staat er niet op"


# What a file of somebody else's can be; the rest is made here, or belongs to a step of its own.
SOORTEN_BESTAND = [
    ("bijlage", "Gewoon document"),
    ("onderwijsovereenkomst", "Onderwijsovereenkomst"),
    ("aanwezigheidsoverzicht", "Aanwezigheidsoverzicht, getekend"),
    ("begeleidingsverklaring", "Begeleidingsverklaring, getekend"),
]


class ContactForm(Formulier):
    soort = forms.ChoiceField(label="Soort contact", widget=forms.RadioSelect(attrs={"class": "naast-elkaar"}))
    datum = DatumVeld(label="Datum", not_future=True)
    met_wie = Tekst(label="Met wie")
    samenvatting = VrijeTekst(label="Samenvatting")
    volgende_stap = Tekst(label="Volgende stap", max_length=200, required=False)

    def __init__(self, *args, traject, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["soort"].choices = lijsten.keuzes(traject.regio, "contact")


class NotitieForm(Formulier):
    tekst = VrijeTekst(label="Notitie", help_text="Alleen collega's van de regio lezen dit.", rows=6)


class PlanForm(Formulier):
    soort = forms.ChoiceField(
        label="Wat", choices=Planning._meta.get_field("soort").choices, widget=forms.RadioSelect(attrs={"class": "naast-elkaar"})
    )
    datum = DatumVeld(label="Datum", not_past=True)
    tijd = forms.TimeField(
        label="Tijd",
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "kort"}),
        error_messages={"invalid": "Vul een tijd in, zoals 14:30."},
    )
    plaats = Afspraakplaats()


class BelemmeringenForm(Formulier):
    soorten = forms.MultipleChoiceField(label="Wat houdt dit traject tegen?", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, traject, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["soorten"].choices = lijsten.keuzes(traject.regio, "belemmering", ook=self.initial.get("soorten", []))


class BehandelaarForm(Formulier):
    nieuw = forms.ModelChoiceField(User.objects.none(), label="Behandelaar", to_field_name="code", empty_label="Kies een collega")

    def __init__(self, *args, collegas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nieuw"].queryset = collegas


class DatumForm(Formulier):
    """One day, and nothing else."""

    datum = DatumVeld(label="Datum", not_future=True)


class NazorgForm(Formulier):
    uitkomst = forms.ChoiceField(label="Wat doet de deelnemer nu?", widget=forms.RadioSelect)
    hoe = forms.ChoiceField(label="Hoe weet u dat?", choices=[(m.value, m.label) for m in DOOR_IEMAND], widget=forms.RadioSelect)
    datum = DatumVeld(label="Gevraagd op", not_future=True)
    toelichting = VrijeTekst(label="Toelichting", required=False)

    def __init__(self, *args, traject, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["uitkomst"].choices = lijsten.keuzes(traject.regio, "uitkomst", ook=[self.initial.get("uitkomst", "")])


class NazorgVerbeterForm(NazorgForm):
    """Of what stands there; the version is of the page that was opened."""

    reden = VrijeTekst(label="Waarom verbetert u dit?", rows=2, max_length=500)
    versie = VersieVeld()

    def vernieuw(self, versie: int) -> None:
        """Kept once more, this counts."""
        self.data = self.data.copy()
        self.data["versie"] = str(versie)


class DocumentForm(Formulier):
    soort = forms.ChoiceField(label="Soort", choices=SOORTEN_BESTAND, initial="bijlage")
    titel = Tekst(label="Wat is het?", help_text="Bijvoorbeeld: brief van de school.", max_length=120)
    papier = PaperField(label="Bestand")
    bsn_weg = forms.BooleanField(label=BSN_TIK, error_messages={"required": "Maak het BSN onleesbaar en vink dit aan."})


class HandtekeningForm(Formulier):
    naam = Tekst(label="Naam van wie tekende", required=False)
    getekend_op = DatumVeld(label="Datum op het papier", not_future=True)
    papier = PaperField(label="Scan of foto van de getekende bladzijde")
    bsn_weg = forms.BooleanField(label=BSN_TIK, error_messages={"required": "Maak het BSN onleesbaar en vink dit aan."})


def bekende_nummers(plaatsing) -> frozenset[str]:
    """Nine digits that stand on our own papers and are no BSN."""
    return frozenset({plaatsing.leerbedrijf.leerbedrijf_id}) if plaatsing else frozenset()


class NakijkForm(Formulier):
    """About the scan on the page: when another stands there by now, the domain says so."""

    scan = forms.RegexField(
        r"^[0-9a-f]{64}$",
        widget=forms.HiddenInput,
        error_messages={"required": "Open deze pagina opnieuw.", "invalid": "Open deze pagina opnieuw."},
    )
    oordeel = forms.ChoiceField(
        label="Klopt de scan met wat er is vastgelegd?",
        choices=[("klopt", "Klopt"), ("klopt_niet", "Klopt niet")],
        widget=forms.RadioSelect(attrs={"class": "naast-elkaar"}),
        error_messages={"required": "Kies of de scan klopt."},
    )
    reden = VrijeTekst(label="Als het niet klopt: wat is er mis?", required=False, rows=3, max_length=1000)

    def clean(self) -> dict:
        d = super().clean() or self.cleaned_data
        if d.get("oordeel") == "klopt_niet" and not d.get("reden") and "reden" not in self.errors:
            self.add_error("reden", "Schrijf op wat er niet klopt: wie de scan vastlegde, leest dit.")
        return d

    def blik(self) -> Blik:
        d = self.cleaned_data
        return Blik(d["scan"], d["reden"] if d["oordeel"] == "klopt_niet" else "")


class WeigerForm(Formulier):
    reden = VrijeTekst(label="Waarom tekent deze partij niet?")


class DeelnemerForm(VersieMixin, ModelFormulier):
    """What is known of the person; the printed names, and then the date of birth, only where the identiteitsbewijs was seen."""

    geboren = Geboortedatum(label="Geboortedatum", help_text="Weet u de dag of de maand niet? Laat die dan leeg.")

    class Meta:
        model = Deelnemer
        fields = [
            "roepnaam",
            "achternaam",
            "telefoon",
            "email",
            "straat",
            "postcode",
            "plaats",
            "via_aanmelder",
            "vertegenwoordiger",
        ]
        field_classes = {
            "roepnaam": Tekst,
            "achternaam": NaamOpDocument,
            "telefoon": TelefoonVeld,
            "straat": Tekst,
            "postcode": PostcodeVeld,
            "plaats": Tekst,
            "vertegenwoordiger": NaamOpDocument,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        d = self.instance
        if d.identiteit_gezien_op:
            del self.fields["geboren"]
        else:
            self.initial["geboren"] = Geboortedatum.getypt(d.geboortejaar, d.geboortemaand, d.geboortedag)
            self.order_fields(["roepnaam", "achternaam", "geboren"])

    def clean_geboren(self):
        jaar, maand, dag = self.cleaned_data["geboren"]
        if date(jaar, maand or 1, dag or 1) > today():
            raise ValidationError("Kies een geboortedatum in het verleden.")
        return jaar, maand, dag

    def save(self, commit=True):
        deelnemer = super().save(commit=False)
        if born := self.cleaned_data.get("geboren"):
            deelnemer.geboortejaar, deelnemer.geboortemaand, deelnemer.geboortedag = born
        deelnemer.save()
        return deelnemer

    def clean(self):
        data = super().clean()
        if not (data.get("roepnaam") or data.get("achternaam")):
            self.add_error("roepnaam", "Vul een roepnaam of een achternaam in.")
        reach = ("telefoon", "email", "straat", "via_aanmelder")
        if not any(data.get(name) for name in reach) and not any(name in self.errors for name in reach):
            self.add_error(None, "Vul in hoe we de deelnemer bereiken: telefoon, e-mail of adres, of kies 'via de aanmelder'.")
        return data
