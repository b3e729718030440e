from collections.abc import Collection
from datetime import date

from django import forms
from django.db.models import Exists, OuterRef, Q

from accounts.models import Regio
from basis.fields import NaamOpDocument
from basis.forms import Formulier
from kwalificaties import opname
from kwalificaties.models import Dossier, KwalificatieQuerySet, Niveau, Sectorkamer
from kwalificaties.zoeken import met_woorden

SORTERING = {
    "naam": ["sorteernaam", "crebo", "pk"],
    "crebo": ["crebo", "pk"],
    "niveau": ["niveau", "sorteernaam", "crebo", "pk"],
    "dossier": ["dossier__naam", "sorteernaam", "crebo", "pk"],
}
ONBEKEND = "onbekend"
NIVEAUS = [(nummer, tekst.removeprefix("Niveau ")) for nummer, tekst in Niveau.choices]
SOORTEN = [
    ("officieel", "Officieel", Q(officieel=True, aantal_werkprocessen__gt=0, heeft_voorbeelden=False)),
    ("voorbeeld", "Voorbeeld, niet officieel", Q(officieel=False) | Q(heeft_voorbeelden=True)),
    ("leeg", "Nog geen werkprocessen", Q(aantal_werkprocessen=0)),
]


def _sectoren() -> list[tuple[str, str]]:
    """Only sectoren that a dossier has; without one it is 'onbekend'."""
    gebruikt = Sectorkamer.objects.filter(Exists(Dossier.objects.filter(sectorkamer=OuterRef("pk"))))
    return [("", "Alle sectoren"), *((str(s.code), s.naam) for s in gebruikt), (ONBEKEND, "Onbekend")]


class KwalificatieFilter(Formulier):
    """What the list of kwalificaties may be narrowed down to; a value that does not exist narrows nothing."""

    zoek = forms.CharField(
        label="Naam, crebo of werkproces", max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    niveau = forms.ChoiceField(label="Niveau", required=False, choices=[("", "Alle niveaus"), *NIVEAUS])
    sector = forms.ChoiceField(label="Sector", required=False, choices=_sectoren)
    soort = forms.ChoiceField(
        label="Soort", required=False, choices=[("", "Alles"), *((naam, tekst) for naam, tekst, _ in SOORTEN)]
    )
    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Alles"), ("geldig", "Nu te kiezen"), ("vervallen", "Niet meer te kiezen")]
    )
    sorteer = forms.ChoiceField(required=False, choices=[(s, s) for s in SORTERING], widget=forms.HiddenInput)

    def toepassen(self, rows: KwalificatieQuerySet, *, on: date, regios: Collection[Regio]) -> KwalificatieQuerySet:
        """The one queryset for the page and its count. :param regios: whose own werkprocessen count."""
        self.is_valid()
        gekozen = self.cleaned_data
        rows = met_woorden(rows, gekozen.get("zoek", ""))
        if gekozen.get("niveau"):
            rows = rows.filter(niveau=gekozen["niveau"])
        if sector := gekozen.get("sector"):
            rows = rows.filter(dossier__sectorkamer=None) if sector == ONBEKEND else rows.filter(dossier__sectorkamer__code=sector)
        if gekozen.get("status"):
            geldig = rows.geldig(on=on)
            rows = geldig if gekozen["status"] == "geldig" else rows.exclude(pk__in=geldig.values("pk"))
        rows = rows.for_overview(regios)
        for naam, _, conditie in SOORTEN:
            rows = rows.filter(conditie) if gekozen.get("soort") == naam else rows
        return rows.order_by(*SORTERING[gekozen.get("sorteer") or "naam"])


class OpnemenForm(Formulier):
    bestand = forms.FileField(
        label="Bestand van SBB",
        help_text="De XML van een kwalificatiedossier, of een CSV met crebo's. Hoogstens 2 MB, zonder gegevens van personen.",
        widget=forms.FileInput(attrs={"accept": ".xml,.csv,.txt"}),
        error_messages={"empty": "Kies een ander bestand: dit bestand is leeg."},
    )

    def clean_bestand(self):
        """Before anything is read into memory."""
        sent = self.cleaned_data["bestand"]
        if sent.size > opname.MAX_BYTES:
            raise forms.ValidationError("Kies een ander bestand: een dossier of crebo-lijst is nooit groter dan 2 MB.")
        return sent


class BevestigForm(Formulier):
    """Carries which report was read."""

    gezien = forms.CharField(max_length=64, widget=forms.HiddenInput, error_messages={"required": "Open deze pagina opnieuw."})


class WerkprocesForm(Formulier):
    """A werkproces of the own regio; its number says under which kerntaak it stands."""

    nummer = forms.CharField(
        label="Nummer",
        max_length=16,
        widget=forms.TextInput(attrs={"class": "kort", "autocomplete": "off"}),
        help_text="Zoals P1-K2-W1. Met een B geldt het voor alle kwalificaties van dit dossier, met een P alleen voor deze.",
    )
    titel = NaamOpDocument(label="Titel", max_length=400, help_text="Zo komt het op papier, met “voorbeeld, niet officieel” erbij.")
    kerntaak = NaamOpDocument(
        label="Titel van de kerntaak", max_length=400, required=False, help_text="Alleen als de kerntaak er nog niet is."
    )

    def clean_nummer(self) -> str:
        return self.cleaned_data["nummer"].strip().upper()


class WerkprocesWijzigenForm(WerkprocesForm):
    kerntaak = None


class KerntaakForm(Formulier):
    titel = NaamOpDocument(label="Titel", max_length=400)
