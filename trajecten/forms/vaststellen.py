"""The decision of the school, per achieved werkproces, taken over from its letter (domein §3, §6)."""

from django.forms import BoundField

from basis.fields import DatumVeld, JaNee, NaamOpDocument, Tekst, VrijeTekst
from trajecten import oordelen
from trajecten.forms.overgang import BevestigForm, Deel, bsn_vinkje, papier_veld
from trajecten.models import SchoolAfspraak, Traject
from trajecten.oordelen import Laatste
from trajecten.workflow import Besluit
from werkgevers.erkenning import oordeel


class VaststellenForm(BevestigForm):
    datum = DatumVeld(label="Datum van het besluit", not_future=True)
    naam = NaamOpDocument(label="Naam van wie besluit")
    functie = NaamOpDocument(label="Functie", help_text="Zoals die op de verklaring komt: voorzitter examencommissie.")
    plaats = NaamOpDocument(label="Plaats", max_length=100)
    erkenning_reden = VrijeTekst(label="Waarom besluit de school toch?", required=False, rows=3, max_length=1000)
    papier = papier_veld("Het schriftelijke besluit van de school")
    school_nummer = Tekst(label="Nummer van de school", max_length=60)
    verklaring = papier_veld("De praktijkverklaring van de school")
    bsn_weg = bsn_vinkje()

    DELEN = [
        Deel("Het besluit", ["datum", ("naam", "functie"), "plaats", "erkenning_reden"]),
        Deel("De papieren", ["papier", "school_nummer", "verklaring", "bsn_weg"]),
    ]

    def __init__(self, *args, traject: Traject, **kwargs):
        plaatsing = traject.plaatsing
        afspraak = SchoolAfspraak.objects.filter(regio=traject.regio_id, school=plaatsing.school_id).first()
        known = {"plaats": plaatsing.school.plaats}
        if afspraak:
            known |= {"naam": afspraak.ondertekenaar, "functie": afspraak.ondertekenaar_functie}
        super().__init__(*args, initial=known, **kwargs)
        self.behaald = oordelen.behaald(traject)
        self.vervallen = _vervallen(traject, self.behaald)
        for row in self.behaald:
            self.fields[_besluit(row)] = JaNee(label=str(row.werkproces))
            self.fields[_besluit(row)].widget.attrs["class"] = "naast-elkaar"
            self.fields[_reden(row)] = VrijeTekst(label="Reden als het nee is", required=False, rows=2, max_length=1000, hint=False)
        self._leave_out(afspraak)
        ids = frozenset(row.plaatsing.leerbedrijf.leerbedrijf_id for row in self.behaald)
        for name in {"papier", "verklaring"} & self.fields.keys():
            self.fields[name].numbers = ids
        self.in_order(*(name for row in self.behaald for name in (_besluit(row), _reden(row))))

    def _leave_out(self, afspraak: SchoolAfspraak | None) -> None:
        """The school's own paper only where it makes one; the reason only where the erkenning lapsed."""
        if not (afspraak and afspraak.verklaring_bron == "school"):
            del self.fields["school_nummer"], self.fields["verklaring"]
        if not self.vervallen:
            del self.fields["erkenning_reden"]

    def matrix(self) -> list[tuple[Laatste, BoundField, BoundField]]:
        """For the template: an achieved werkproces with its two fields."""
        return [(row, self[_besluit(row)], self[_reden(row)]) for row in self.behaald]

    def feiten(self) -> dict:
        d = self.cleaned_data
        regels = {row.werkproces.pk: (d[_besluit(row)], d[_reden(row)]) for row in self.behaald}
        rest = {name: d[name] for name in d if not name.startswith(("besluit-", "reden-", "bevestig"))}
        return {"besluit": Besluit(regels=regels, **rest)}


def _besluit(row: Laatste) -> str:
    return f"besluit-{row.werkproces.code}"


def _reden(row: Laatste) -> str:
    return f"reden-{row.werkproces.code}"


def _vervallen(traject: Traject, behaald: list[Laatste]) -> list:
    """The erkenningen behind what was achieved that lapsed."""
    plaatsingen = {row.plaatsing.pk: row.plaatsing for row in behaald}.values()
    gronden = [oordeel(p.leerbedrijf, traject.kwalificatie, on=p.laatste_werkdag or p.einddatum) for p in plaatsingen]
    return [grond.erkenning for grond in gronden if grond.erkenning and grond.vervallen_per]
