"""Somebody is aangemeld: who, how to reach them, where from, and by whom (domein §3)."""

from functools import cached_property

from django import forms
from django.db.models import F, Q

from accounts.models import Gemeente, Organisatie, Regio
from accounts.toegang import visible_organisaties
from basis.dagen import today
from basis.fields import DatumVeld, NaamOpDocument, PostcodeVeld, Tekst, TelefoonVeld
from trajecten import duplicaten, lijsten
from trajecten.forms.overgang import BevestigForm, Deel, OvergangForm
from trajecten.forms.velden import Geboortedatum, GroepKeuze
from trajecten.models import Traject
from trajecten.regels import Doel, Leerweg
from trajecten.workflow.aanmelding import Aanmelder, Aanmelding, Persoon

_PERSOON = ["roepnaam", "achternaam", "telefoon", "email", "straat", "postcode", "plaats", "via_aanmelder"]
_UITLEG_BEREIK = "Vul minstens één manier in: telefoon, e-mail, een adres of via de aanmelder."


class MeldForm(OvergangForm):
    """What is asked about the deelnemer, whoever registers."""

    roepnaam = Tekst(label="Roepnaam", max_length=80, required=False)  # in any script; a document prints the Latin name
    achternaam = NaamOpDocument(label="Achternaam", max_length=120, required=False, help_text="Met tussenvoegsel: de Wit.")
    geboortedatum = Geboortedatum(label="Geboortedatum", help_text="Weet u de dag of de maand niet? Laat die dan leeg.")
    telefoon = TelefoonVeld(label="Telefoonnummer", required=False)
    email = forms.EmailField(label="E-mailadres", required=False, max_length=254)
    via_aanmelder = forms.BooleanField(label="Bereikbaar via de aanmelder", required=False)
    startpunt = forms.ChoiceField(label="Startpunt", widget=forms.RadioSelect, help_text="Waar staat de deelnemer nu?")
    doelgroepen = forms.MultipleChoiceField(label="Doelgroep", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, regio: Regio, **kwargs):
        self.regio = regio
        super().__init__(*args, **kwargs)
        self.fields["gemeente"] = _gemeente_veld(regio)
        self.fields["startpunt"].choices = lijsten.keuzes(regio, "startpunt")
        self.fields["doelgroepen"].choices = lijsten.keuzes(regio, "doelgroep")

    def persoon(self) -> Persoon:
        jaar, maand, dag = self.cleaned_data["geboortedatum"]
        known = {name: self.cleaned_data[name] for name in _PERSOON if name in self.cleaned_data}
        return Persoon(**known, geboortejaar=jaar, geboortemaand=maand, geboortedag=dag)


class AanmeldenForm(MeldForm, BevestigForm):
    straat = Tekst(label="Straat en huisnummer", required=False)
    postcode = PostcodeVeld(label="Postcode", required=False, widget=forms.TextInput(attrs={"class": "kort"}))
    plaats = Tekst(label="Woonplaats", required=False, max_length=80)
    aanmelder_soort = forms.ChoiceField(label="Soort aanmelder")
    aanmelder_naam = Tekst(label="Naam van de contactpersoon", required=False)
    aanmelder_contact = Tekst(label="Telefoon of e-mail van de contactpersoon", required=False)
    aangemeld_op = DatumVeld(label="Aangemeld op", required=False, not_future=True, initial=today, help_text="Leeg: vandaag.")
    doel = forms.ChoiceField(label="Doel", choices=Doel, initial=Doel.PRAKTIJKVERKLARING, widget=forms.RadioSelect)
    leerweg = forms.ChoiceField(label="Leerweg", choices=Leerweg, initial=Leerweg.DERDE_LEERWEG, widget=forms.RadioSelect)

    DELEN = [
        Deel("Deelnemer", [("roepnaam", "achternaam"), "geboortedatum"]),
        Deel("Bereikbaar", [("telefoon", "email"), "via_aanmelder"], uitleg=_UITLEG_BEREIK),
        Deel("Adres", ["straat", ("postcode", "plaats")], vouw=True),
        Deel("Situatie", ["gemeente", "startpunt", "doelgroepen"]),
        Deel(
            "Wie meldt aan?", ["aanmelder_soort", "aanmelder_organisatie", ("aanmelder_naam", "aanmelder_contact"), "aangemeld_op"]
        ),
        Deel("Meer: doel en leerweg", ["doel", "leerweg"], vouw=True),
    ]

    def __init__(self, *args, regio: Regio, **kwargs):
        super().__init__(*args, regio=regio, **kwargs)
        self.fields["aanmelder_organisatie"] = _organisatie_veld(regio)
        self.fields["aanmelder_soort"].choices = [("", "Maak een keuze"), *lijsten.keuzes(regio, "aanmelder")]
        self.in_order()

    @cached_property
    def dubbel(self) -> list[Traject]:
        """Who this may be, for the coordinator who is asked to look."""
        return duplicaten.zoek(self.regio, self.persoon()) if self.vragen else []

    def feiten(self) -> dict:
        d = self.cleaned_data
        aanmelder = Aanmelder(d["aanmelder_soort"], d["aanmelder_organisatie"], d["aanmelder_naam"], d["aanmelder_contact"])
        return {
            "aanmelding": Aanmelding(
                persoon=self.persoon(),
                aanmelder=aanmelder,
                gemeente=d["gemeente"],
                startpunt=d["startpunt"],
                doelgroepen=d["doelgroepen"],
                doel=Doel(d["doel"]),
                leerweg=Leerweg(d["leerweg"]),
                aangemeld_op=d["aangemeld_op"],
            )
        }


def _gemeente_veld(regio: Regio) -> GroepKeuze:
    rows = Gemeente.objects.annotate(eigen=Q(regio=regio.pk)).order_by(F("eigen").desc(nulls_last=True), "naam")
    groep = {True: f"In regio {regio.naam}", False: "Andere gemeenten"}
    return GroepKeuze(rows, label="Woongemeente", groep=lambda row: groep[row.regio_id == regio.pk])


def _organisatie_veld(regio: Regio) -> GroepKeuze:
    rows = visible_organisaties(regio).order_by("soort", "zoektekst", "pk")
    return GroepKeuze(
        rows,
        label="Organisatie",
        required=False,
        empty_label="Staat er niet bij",
        groep=Organisatie.get_soort_display,
        help_text="Kies een organisatie, vul een contactpersoon in, of beide.",
    )
