"""What the school, or the coordinator, decides at the end: afronden, intrekken (domein §3)."""

from datetime import date

from django import forms

from accounts.models import User
from basis.fields import DatumVeld, NaamOpDocument, VrijeTekst
from trajecten import afronding, oordelen
from trajecten.forms.dossier import bekende_nummers
from trajecten.forms.overgang import BevestigForm, Deel, OvergangForm, bsn_vinkje, papier_veld
from trajecten.forms.velden import CodeKeuze
from trajecten.models import SchoolAfspraak, Traject, Verklaring
from trajecten.regels import Doel, Status
from trajecten.workflow import Schoolbesluit

_BESLUIT = ("datum", "naam", "functie", "papier", "bsn_weg")


def besluit_van(data: dict) -> Schoolbesluit:
    """Take the fields of a Schoolbesluit out of cleaned data."""
    return Schoolbesluit(**{name: data.pop(name) for name in _BESLUIT if name in data})


def wie_besluit(traject: Traject) -> dict:
    """The usual signatory of the school, to begin with."""
    if traject.plaatsing is None:
        return {}
    afspraak = SchoolAfspraak.objects.filter(regio=traject.regio_id, school=traject.plaatsing.school_id).first()
    return {"naam": afspraak.ondertekenaar, "functie": afspraak.ondertekenaar_functie} if afspraak else {}


class AfrondenForm(BevestigForm):
    resultaat = forms.ChoiceField(
        label="Met welk resultaat eindigt dit traject?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een resultaat."},
    )
    reden = VrijeTekst(label="Toelichting", required=False, rows=3, max_length=1000)
    laatste_dag = DatumVeld(label="Laatste werkdag", not_future=True)
    geinformeerd_op = DatumVeld(label="De school is geïnformeerd op", not_future=True)
    datum = DatumVeld(label="Datum van het besluit", not_future=True)
    naam = NaamOpDocument(label="Naam van wie besloot")
    functie = NaamOpDocument(label="Functie")
    papier = papier_veld("Het schriftelijke besluit van de school")
    bsn_weg = bsn_vinkje()
    DELEN = [
        Deel("", ["resultaat", "reden", "laatste_dag", "geinformeerd_op"]),
        Deel("Wie besloot?", ["datum", ("naam", "functie"), "papier", "bsn_weg"]),
    ]

    def __init__(self, *args, traject: Traject, by: User, on: date, **kwargs):
        self.van_de_school = traject.status == Status.VASTSTELLING
        who = wie_besluit(traject) if self.van_de_school else {"naam": by.naam, "functie": "Coördinator"}
        super().__init__(*args, initial={"laatste_dag": _laatste_dag(traject, on), **who}, **kwargs)
        self.fields["resultaat"].choices = [(r.value, r.label) for r in afronding.resultaten(traject)]
        self._for_this(traject)
        self.in_order()

    def _for_this(self, traject: Traject) -> None:
        """The paper and an open last day belong to the school's decision; informing it to an assessment without result."""
        if self.van_de_school:
            self.fields["papier"].numbers = bekende_nummers(traject.plaatsing)
            self.fields["reden"].label = "Waarom stelt de school niets vast?"
            self.fields["reden"].required = traject.doel == Doel.PRAKTIJKVERKLARING and bool(oordelen.behaald(traject))
            self.fields["laatste_dag"].required = False
            self.fields["laatste_dag"].help_text = "Werkt de deelnemer nog? Laat dit dan leeg."
        else:
            del self.fields["papier"], self.fields["bsn_weg"]
        if traject.status != Status.BEOORDELING or traject.doel != Doel.PRAKTIJKVERKLARING:
            del self.fields["geinformeerd_op"]

    def feiten(self) -> dict:
        data = super().feiten()
        return {"besluit": besluit_van(data), **data}


def _laatste_dag(traject: Traject, on: date) -> date | None:
    """What is known already, when it has passed."""
    plaatsing = traject.plaatsing
    day = plaatsing and (plaatsing.laatste_werkdag or plaatsing.einddatum)
    return day if day and day <= on else None


class OverVerklaringForm(OvergangForm):
    """About the verklaring on the page: when another counts by now, the form says so."""

    verklaring = CodeKeuze(
        Verklaring.objects.none(),
        widget=forms.HiddenInput,
        error_messages={"required": "Open dit formulier opnieuw.", "invalid_choice": "Open dit formulier opnieuw."},
    )

    def __init__(self, *args, traject: Traject, verklaring: Verklaring, initial: dict, **kwargs):
        super().__init__(*args, initial={"verklaring": verklaring, **initial}, **kwargs)
        self.fields["verklaring"].queryset = traject.verklaringen.all()


class IntrekkenForm(OverVerklaringForm):
    reden = VrijeTekst(label="Waarom trekt de school de vaststelling in?", rows=3, max_length=1000)
    datum = DatumVeld(label="Datum van het besluit", not_future=True)
    naam = NaamOpDocument(label="Naam van wie besloot")
    functie = NaamOpDocument(label="Functie")
    papier = papier_veld("Het schriftelijke besluit van de school")
    bsn_weg = bsn_vinkje()
    DELEN = [Deel("", ["reden"]), Deel("Het besluit van de school", ["datum", ("naam", "functie"), "papier", "bsn_weg"])]

    def __init__(self, *args, traject: Traject, **kwargs):
        super().__init__(*args, traject=traject, initial=wie_besluit(traject), **kwargs)
        self.fields["papier"].numbers = bekende_nummers(traject.plaatsing)
        self.in_order()

    def feiten(self) -> dict:
        data = dict(self.cleaned_data)
        return {"besluit": besluit_van(data), **data}
