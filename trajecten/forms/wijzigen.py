"""The agreed changes, or lasts longer: what will follow from it is shown before it is saved (domein §3, §6)."""

from datetime import date

from django import forms
from django.db.models import Q

from basis.fields import DatumVeld, NaamOpDocument, VrijeTekst
from basis.forms import Formulier
from kwalificaties.models import Werkproces
from trajecten import overeenkomst, wijziging
from trajecten.bpv_blad import Akkoord
from trajecten.forms.matchen import MatchenForm
from trajecten.forms.overgang import Deel, DeelOpPagina, OvergangForm, bsn_vinkje, papier_veld
from trajecten.models import SchoolAfspraak, Traject
from trajecten.models.overeenkomst import Instemwijze
from trajecten.wijziging import Afgesproken, Gevolg, Gevolgsoort, Verschil
from trajecten.workflow.wijzigen import Papierwerk
from werkgevers.erkenning import oordeel

_REDEN = "Deze reden komt op het bpv-blad: alle partijen lezen die."


class LeesEerstForm(OvergangForm):
    """
    A form that comes back once with what will follow from it; sent again, it counts as read.

    For a bpv-blad it then has room for who agreed already; the rest is asked afterwards.
    """

    gelezen = forms.ChoiceField(choices=[("", ""), *((g, g) for g in Gevolgsoort)], required=False, widget=forms.HiddenInput)
    stand = forms.RegexField(r"^[0-9a-f]{24}$", required=False, widget=forms.HiddenInput)
    gevolg: Gevolg | None = None
    verschillen: list[Verschil] = []
    traject: Traject

    def add_papierwerk(self, traject: Traject, on: date) -> None:
        self.traject = traject
        self.initial["stand"] = wijziging.stand(traject.plaatsing)
        self.partijen = overeenkomst.ondertekenaars(traject, on=on)
        for partij in self.partijen:
            label = partij.label
            self.fields[f"akkoord_{partij}"] = DatumVeld(label=f"{label}: akkoord op", required=False, not_future=True)
            self.fields[f"wijze_{partij}"] = forms.ChoiceField(
                label="Hoe", choices=[("", "Nog vragen"), *Instemwijze.choices[:3]], required=False
            )
        own = SchoolAfspraak.objects.filter(regio=traject.regio_id, school=traject.plaatsing.school_id, overeenkomst_bron="school")
        self.is_van_de_school = own.exists()
        if self.is_van_de_school:
            numbers = frozenset({traject.plaatsing.leerbedrijf.leerbedrijf_id})
            self.fields["papier"] = papier_veld("Het bpv-blad van de school", numbers=numbers, required=False)
            self.fields["bsn_weg"] = bsn_vinkje(required=False)

    def toon_gevolg(self, gevolg: Gevolg, verschillen: list[Verschil]) -> None:
        """Come back with the consequence; the next time it is sent it was read."""
        self.gevolg, self.verschillen = gevolg, verschillen
        self.data = self.data.copy()
        self.data["gelezen"] = gevolg.soort

    @property
    def is_blad(self) -> bool:
        return bool(self.data) and self.data.get("gelezen") == Gevolgsoort.BLAD

    def delen(self) -> list[DeelOpPagina]:
        """The paperwork of a bpv-blad is asked only when it will be one."""
        rows: list = [(f"akkoord_{partij}", f"wijze_{partij}") for partij in self.partijen]
        uitleg = "Wie is al akkoord? Wat u open laat, vraagt u later en legt u vast in het dossier."
        extra = [Deel("Akkoord met het bpv-blad", rows, uitleg=uitleg)]
        if self.is_van_de_school:
            extra.append(Deel("Het papier", ["papier", "bsn_weg"]))
        self.DELEN = [*type(self).DELEN, *(extra if self.is_blad else [])]
        return super().delen()

    def clean(self) -> dict:
        d = super().clean() or self.cleaned_data
        for partij in self.partijen:
            if bool(d.get(f"akkoord_{partij}")) != bool(d.get(f"wijze_{partij}")) and f"akkoord_{partij}" not in self.errors:
                self.add_error(f"akkoord_{partij}", "Vul de dag in én hoe het akkoord is gegeven, of laat beide open.")
        if d.get("papier") and not d.get("bsn_weg"):
            self.add_error("bsn_weg", "Maak het BSN op het bestand onleesbaar en zet dan dit vinkje.")
        return d

    def papierwerk(self) -> Papierwerk:
        d = self.cleaned_data
        akkoord = {p: Akkoord(d[f"akkoord_{p}"], d[f"wijze_{p}"]) for p in self.partijen if d[f"akkoord_{p}"]}
        gelezen = Gevolgsoort(d["gelezen"]) if d["gelezen"] else None
        return Papierwerk(gelezen, akkoord, d.get("papier"), bool(d.get("bsn_weg")), d["stand"])


class WijzigenForm(LeesEerstForm, MatchenForm):
    vanaf = DatumVeld(label="Gaat in op")
    reden = VrijeTekst(label="Waarom wijzigen de afspraken?", rows=3, max_length=500, help_text=_REDEN)
    verbetering = forms.BooleanField(
        label="Dit is een verbetering van een typefout: er verandert niets aan de afspraak", required=False
    )
    DELEN = [*MatchenForm.DELEN, Deel("De wijziging", ["vanaf", "reden", "verbetering"])]

    def __init__(self, *args, traject: Traject, on: date, **kwargs):
        p = traject.plaatsing
        leerbedrijf, kwalificatie = p.leerbedrijf, traject.gekozen_kwalificatie
        grond = oordeel(leerbedrijf, kwalificatie, on=on)
        super().__init__(
            *args, traject=traject, leerbedrijf=leerbedrijf, kwalificatie=kwalificatie, grond=grond, initial=_nu(p, on), **kwargs
        )
        field = self.fields["werkprocessen"]
        known = Q(pk__in=field.queryset.values("pk")) | Q(pk__in=p.werkprocessen.values("pk"))
        field.queryset = Werkproces.objects.filter(known).select_related("kerntaak")
        opleiders = leerbedrijf.praktijkopleiders.filter(Q(actief=True) | Q(pk=p.praktijkopleider_id))
        self.fields["praktijkopleider"].queryset = opleiders
        self.fields["einddatum"].help_text = "Wordt de periode langer, kies dan 'Verlengen'." if p.eerste_werkdag else ""
        self.add_papierwerk(traject, on)
        self.in_order()

    def feiten(self) -> dict:
        d = self.cleaned_data
        names = [name for name in Afgesproken.__dataclass_fields__ if name != "werkprocessen"]
        afgesproken = Afgesproken(werkprocessen=frozenset(d["werkprocessen"]), **{name: d[name] for name in names})
        rest = {name: d[name] for name in ("vanaf", "reden", "verbetering")}
        return {"afgesproken": afgesproken, **rest, "papierwerk": self.papierwerk()}


def _nu(p, on: date) -> dict:
    same = ["vorm", "dienstverband", "dienstverband_organisatie", "startdatum", "einddatum", "uren_per_week", "uren_totaal"]
    chosen = [str(w.code) for w in p.werkprocessen.all()]
    people = {"praktijkopleider": p.praktijkopleider.code, "school": p.school.code}
    return {**{name: getattr(p, name) for name in same}, **people, "werkprocessen": chosen, "vanaf": on}


class VerlengenForm(LeesEerstForm):
    einddatum = DatumVeld(label="Nieuwe einddatum", not_past=True)
    uren_totaal = forms.IntegerField(
        label="Uren in totaal", min_value=1, max_value=5000, required=False, help_text="Laat leeg als die hetzelfde blijven."
    )
    reden = VrijeTekst(label="Waarom wordt het traject verlengd?", rows=3, max_length=500, help_text=_REDEN)
    DELEN = [Deel("", [("einddatum", "uren_totaal"), "reden"])]

    def __init__(self, *args, traject: Traject, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.add_papierwerk(traject, on)

    def feiten(self) -> dict:
        d = self.cleaned_data
        return {name: d[name] for name in ("einddatum", "uren_totaal", "reden")} | {"papierwerk": self.papierwerk()}


class InstemmenForm(Formulier):
    gegeven_op = DatumVeld(label="Akkoord op", not_future=True)
    wijze = forms.ChoiceField(
        label="Hoe", choices=Instemwijze.choices[:3], widget=forms.RadioSelect(attrs={"class": "naast-elkaar"})
    )
    naam = NaamOpDocument(label="Wie is akkoord")


class FoutForm(Formulier):
    fout = VrijeTekst(label="Welke fout meldt deze partij?", rows=3, max_length=1000)
