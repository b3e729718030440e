"""Matchen in three steps of one address: the leerbedrijf, the kwalificatie, and what the parties agree on (domein §3)."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django import forms
from django.db.models import Exists, OuterRef

from accounts.models import OrganisatieSoort, Regio
from accounts.toegang import visible_organisaties
from basis.fields import DatumVeld, NaamOpDocument
from basis.forms import Formulier
from kwalificaties.keuze import WerkprocessenVeld, werkprocessen_voor
from kwalificaties.models import Kwalificatie
from trajecten.forms.overgang import BevestigForm, Deel
from trajecten.forms.velden import CodeKeuze, GroepKeuze
from trajecten.models import Traject
from trajecten.models.plaatsing import Dienstverband, Vorm
from trajecten.regels import Doel
from trajecten.workflow.plaatsing import Afspraken
from werkgevers.erkenning import Oordeel
from werkgevers.models import Erkenning, ErkenningStatus, Leerbedrijf


class LeerbedrijfKiezenForm(Formulier):
    """First step, by GET."""

    def __init__(self, *args, regio: Regio, **kwargs):
        super().__init__(*args, **kwargs)
        groep = {True: "Met een erkenning", False: "Nog zonder erkenning"}
        self.fields["leerbedrijf"] = GroepKeuze(
            leerbedrijven(regio),
            label="Leerbedrijf",
            groep=lambda row: groep[row.is_ergens_erkend],
            label_van=_met_plaats,
            empty_label="Kies een leerbedrijf",
            error_messages={"required": "Kies een leerbedrijf."},
            help_text="Typ in de lijst de eerste letters van de naam.",
        )


def leerbedrijven(regio: Regio):
    """Of this regio, those with an erkenning first."""
    erkend = Erkenning.objects.filter(leerbedrijf=OuterRef("pk"), status=ErkenningStatus.ERKEND)
    rows = Leerbedrijf.objects.filter(regio=regio.pk).select_related("organisatie", "regio")
    return rows.annotate(is_ergens_erkend=Exists(erkend)).order_by("-is_ergens_erkend", "organisatie__zoektekst", "pk")


def _met_plaats(row: Leerbedrijf) -> str:
    return ", ".join(part for part in (row.organisatie.naam, row.organisatie.plaats) if part)


class MatchenForm(BevestigForm):
    vorm = forms.ChoiceField(label="Vorm", choices=Vorm, widget=forms.RadioSelect(attrs={"class": "naast-elkaar"}))
    dienstverband = forms.ChoiceField(label="Dienstverband", choices=Dienstverband, widget=forms.RadioSelect)
    dienstverband_organisatie = NaamOpDocument(
        label="In dienst bij", required=False, help_text="Alleen bij een arbeidsovereenkomst bij een andere organisatie."
    )
    startdatum = DatumVeld(label="Startdatum")
    einddatum = DatumVeld(label="Einddatum", help_text="Normaal 3 tot 6 maanden na de start.")
    uren_per_week = forms.DecimalField(
        label="Uren per week",
        min_value=Decimal("0.5"),
        max_value=60,
        max_digits=3,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput(attrs={"class": "kort", "inputmode": "decimal"}),
    )
    uren_totaal = forms.IntegerField(
        label="Uren in totaal", min_value=1, max_value=5000, required=False, help_text="Laat leeg: dan zijn het weken maal uren."
    )

    DELEN = [
        Deel("", ["werkprocessen"]),
        Deel("Wie", ["praktijkopleider", "school"]),
        Deel("Periode en uren", [("startdatum", "einddatum"), ("uren_per_week", "uren_totaal")]),
        Deel("Vorm en dienstverband", ["vorm", "dienstverband", "dienstverband_organisatie"]),
    ]

    def __init__(self, *args, traject: Traject, leerbedrijf: Leerbedrijf, kwalificatie: Kwalificatie, grond: Oordeel, **kwargs):
        super().__init__(*args, **kwargs)
        self.leerbedrijf, self.kwalificatie = leerbedrijf, kwalificatie
        self.fields["werkprocessen"] = _werkprocessen(kwalificatie, traject.regio, grond)
        self.fields["werkprocessen"].required = traject.doel == Doel.PRAKTIJKVERKLARING  # optional for another doel (domein §2)
        self.fields["praktijkopleider"] = CodeKeuze(leerbedrijf.praktijkopleiders.filter(actief=True), label="Praktijkopleider")
        scholen = visible_organisaties(traject.regio).filter(soort=OrganisatieSoort.SCHOOL).order_by("zoektekst", "pk")
        self.fields["school"] = CodeKeuze(scholen, label="School")
        self.in_order()

    def clean(self) -> dict:
        """Without a total: the weeks of the period times the hours."""
        d = super().clean()
        if d.get("uren_totaal") is None and "uren_totaal" not in self.errors and d.get("uren_per_week"):
            d["uren_totaal"] = _totaal(d.get("startdatum"), d.get("einddatum"), d["uren_per_week"])
        return d

    def feiten(self) -> dict:
        return {"afspraken": self.afspraken()}

    def afspraken(self) -> Afspraken:
        names = [name for deel in MatchenForm.DELEN for rij in deel.rijen for name in ([rij] if isinstance(rij, str) else rij)]
        agreed = {name: self.cleaned_data[name] for name in names}
        agreed["werkprocessen"] = list(agreed["werkprocessen"])
        return Afspraken(leerbedrijf=self.leerbedrijf, kwalificatie=self.kwalificatie, **agreed)


def _totaal(start: date | None, eind: date | None, per_week: Decimal) -> int:
    """At least 1: a period that ends before it begins is refused by the workflow, not here."""
    days = (eind - start).days + 1 if start and eind else 0
    return max(1, int((Decimal(days) / 7 * per_week).quantize(Decimal(1), ROUND_HALF_UP)))


def _werkprocessen(kwalificatie: Kwalificatie, regio: Regio, grond: Oordeel) -> WerkprocessenVeld:
    """Within the scope of the erkenning only."""
    rows, rest = werkprocessen_voor(kwalificatie, regio), {}
    if grond.werkprocessen is not None:
        rows = rows.filter(pk__in=grond.werkprocessen)
        rest = {
            "help_text": "Het leerbedrijf is alleen voor deze werkprocessen erkend.",
            "error_messages": {"invalid_choice": "Kies alleen werkprocessen waarvoor het leerbedrijf erkend is."},
        }
    return WerkprocessenVeld(kwalificatie=kwalificatie, regio=regio, queryset=rows, **rest)
