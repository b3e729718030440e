"""A source of money for a traject: shape only; what may be is said by `financiering.bewaar`."""

from decimal import Decimal

from django import forms

from basis.fields import DatumVeld, VrijeTekst
from basis.forms import ModelFormulier
from basis.versie import VersieMixin
from trajecten import lijsten
from trajecten.forms.velden import CodeKeuze
from trajecten.models import Financiering, Traject
from trajecten.models.financiering import FinancieringStatus, Ontvanger

HOOGSTE = Decimal(1_000_000)


class BedragVeld(forms.DecimalField):
    """Euro's, as people type them: 2700 or 1147,50."""

    def __init__(self, **kwargs):
        super().__init__(
            **{
                "required": False,
                "min_value": 0,
                "max_value": HOOGSTE,
                "max_digits": 9,
                "decimal_places": 2,
                "localize": True,
                "widget": forms.TextInput(attrs={"class": "kort", "inputmode": "decimal", "autocomplete": "off"}),
                "error_messages": {
                    "invalid": "Vul een bedrag in zonder punten, zoals 2700 of 1147,50.",
                    "min_value": "Vul een bedrag van 0 of meer in.",
                    "max_value": "Vul hoogstens een miljoen euro in.",
                    "max_decimal_places": "Vul hoogstens twee cijfers achter de komma in.",
                },
                **kwargs,
            }
        )


class FinancieringForm(VersieMixin, ModelFormulier):
    bron = forms.ChoiceField(label="Bron", error_messages={"required": "Kies een bron."})
    voor = forms.ChoiceField(label="Voor wie", choices=Ontvanger, widget=forms.RadioSelect(attrs={"class": "naast-elkaar"}))
    van = DatumVeld(label="Van")
    tot = DatumVeld(label="Tot en met")
    bedrag_gevraagd = BedragVeld(label="Bedrag gevraagd (euro)")
    bedrag_toegekend = BedragVeld(label="Bedrag toegekend (euro)")
    aangevraagd_op = DatumVeld(label="Aangevraagd op", required=False, not_future=True)
    notitie = VrijeTekst(label="Notitie", required=False, rows=3, max_length=1000)

    class Meta:
        model = Financiering
        fields = ["bron", "plaatsing", "voor", "status", "aangevraagd_op", "van", "tot"]
        fields += ["bedrag_gevraagd", "bedrag_toegekend", "notitie"]

    def __init__(self, *args, traject: Traject, **kwargs):
        super().__init__(*args, **kwargs)
        known = [self.instance.bron] if self.instance.pk else []
        self.fields["bron"].choices = [("", "Kies een bron"), *lijsten.keuzes(traject.regio, "financiering", ook=known)]
        rows = traject.plaatsingen.select_related("leerbedrijf__organisatie")
        self.fields["plaatsing"] = _Plaats(rows, label="Bij welk leerbedrijf", required=False, empty_label="Het hele traject")
        if not self.instance.pk and (current := traject.plaatsing):
            self.initial |= {"van": current.startdatum, "tot": current.einddatum, "plaatsing": current.code}
        elif self.instance.plaatsing:
            self.initial["plaatsing"] = self.instance.plaatsing.code

    def clean(self) -> dict:
        d = super().clean()
        if d.get("van") and d.get("tot") and d["tot"] < d["van"]:
            self.add_error("tot", "Kies een einddatum op of na de begindatum.")
        if d.get("status") == FinancieringStatus.OVERWOGEN and d.get("aangevraagd_op"):
            self.add_error("status", "Er staat een datum van de aanvraag. Kies dan Aangevraagd, of haal de datum weg.")
        return d


class _Plaats(CodeKeuze):
    def label_from_instance(self, row) -> str:
        return f"{row.leerbedrijf}, {row.startdatum:%d-%m-%Y} tot en met {row.laatste_werkdag or row.einddatum:%d-%m-%Y}"
