"""What began before the system: who it is, where it stands, and what is known of it; and what is filled in later (domein §3)."""

from django import forms

from accounts.models import Regio
from basis.dagen import today
from basis.fields import DatumVeld, Tekst, VrijeTekst
from kwalificaties.keuze import KwalificatieVeld
from trajecten.aanvullen import Papierwerk
from trajecten.forms.aanmelden import AanmeldenForm
from trajecten.forms.identiteit import IdentiteitForm, bekend
from trajecten.forms.matchen import LeerbedrijfKiezenForm, MatchenForm
from trajecten.forms.overgang import Deel
from trajecten.forms.velden import reden_veld
from trajecten.models import Traject
from trajecten.models.plaatsing import Inschrijving
from trajecten.regels import Ondertekenaar, Resultaat, Status
from trajecten.workflow.overnemen import Overname
from werkgevers.toegang import visible_kwalificaties

_REDEN = {Status.GESTOPT: "stop_reden", Status.NIET_GESTART: "niet_gestart_reden", Status.ONDERBROKEN: "pauze_reden"}


def _kwalificatie_veld(regio: Regio, **kwargs) -> KwalificatieVeld:
    """Lapsed ones too: they were in use before."""
    return KwalificatieVeld(
        regio=regio, on=today(), queryset=visible_kwalificaties(regio), empty_label="Kies een kwalificatie", **kwargs
    )


class OvernemenForm(AanmeldenForm):
    status = forms.ChoiceField(label="Status", choices=[("", "Kies een status"), *Status.choices])
    sinds = DatumVeld(label="Sinds", not_future=True, help_text="De dag waarop het traject deze status kreeg.")
    bron = Tekst(label="Overgenomen uit", help_text="Bijvoorbeeld: Excel van de gemeente, stand 1 maart.")
    geinformeerd_op = DatumVeld(label="Deelnemer over privacy geïnformeerd op", required=False, not_future=True)
    eerste_werkdag = DatumVeld(label="Eerste werkdag", required=False, help_text="Verplicht als het traject al begonnen is.")
    laatste_werkdag = DatumVeld(label="Laatste werkdag", required=False)
    verwacht_terug = DatumVeld(label="Verwacht terug", required=False)
    resultaat = forms.ChoiceField(label="Resultaat", choices=[("", "Nog geen resultaat"), *Resultaat.choices], required=False)
    vastgesteld_op = DatumVeld(label="Besluit van de school op", required=False, not_future=True)
    uitgereikt_op = DatumVeld(
        label="Verklaring uitgereikt op",
        required=False,
        not_future=True,
        help_text="Die krijgt hier geen registernummer.",
    )
    toelichting = VrijeTekst(label="Toelichting", required=False, rows=3, max_length=1000)

    DELEN = [
        Deel("Waar staat het traject?", ["bron", ("status", "sinds"), "aangemeld_op"]),
        AanmeldenForm.DELEN[0],
        Deel("Bereikbaar", AanmeldenForm.DELEN[1].rijen),
        *AanmeldenForm.DELEN[2:4],
        Deel("Wie meldde aan?", ["aanmelder_soort", "aanmelder_organisatie", ("aanmelder_naam", "aanmelder_contact")]),
        Deel("Doel en leerweg", ["doel", "leerweg", "kwalificatie", "geinformeerd_op"]),
        Deel("Als de deelnemer al begonnen is", [("eerste_werkdag", "laatste_werkdag")]),
        Deel("Als het onderbroken is", ["pauze_reden", "verwacht_terug"], vouw=True),
        Deel("Als er een resultaat is", ["resultaat", ("vastgesteld_op", "uitgereikt_op")], vouw=True),
        Deel("Als het gestopt of niet gestart is", ["stop_reden", "niet_gestart_reden", "toelichting"], vouw=True),
    ]

    def __init__(self, *args, regio: Regio, **kwargs):
        super().__init__(*args, regio=regio, **kwargs)
        self.fields["aangemeld_op"] = DatumVeld(label="Aangemeld op", not_future=True, help_text="Het jaar staat in het nummer.")
        self.fields["kwalificatie"] = _kwalificatie_veld(regio, required=False)
        labels = {"onderbreken": "Waarom onderbroken?", "stoppen": "Waarom gestopt?", "niet_starten": "Waarom niet gestart?"}
        for name, lijst in zip(("pauze_reden", "stop_reden", "niet_gestart_reden"), labels, strict=True):
            self.fields[name] = reden_veld(regio, lijst, label=labels[lijst])
            self.fields[name].required = False
        self.in_order()

    def feiten(self) -> dict:
        d = self.cleaned_data
        same = [name for name in Overname.__dataclass_fields__ if name in d and name != "status"]
        reden = d.get(_REDEN.get(Status(d["status"]), ""), "")
        known = {name: d[name] for name in same}
        aanmelding = super().feiten()["aanmelding"]
        return {"overname": Overname(aanmelding=aanmelding, status=Status(d["status"]), reden=reden, **known)}


class PlaatsingKiezenForm(LeerbedrijfKiezenForm):
    """First step of filling in, by GET: where, and for which kwalificatie."""

    def __init__(self, *args, traject: Traject, **kwargs):
        super().__init__(*args, regio=traject.regio, initial={"kwalificatie": traject.kwalificatie}, **kwargs)
        self.fields["kwalificatie"] = _kwalificatie_veld(traject.regio)


def _getekend(who: Ondertekenaar) -> str:
    return f"getekend_{who.value}"


class PlaatsingAanvullenForm(MatchenForm):
    """What was agreed before, with who signed it and how the enrolment stood."""

    inschrijving = forms.ChoiceField(label="Inschrijving bij de school", choices=Inschrijving, required=False)
    inschrijving_op = DatumVeld(label="Datum van de inschrijving", required=False, not_future=True)

    DELEN = [
        *MatchenForm.DELEN,
        Deel("Inschrijving", [("inschrijving", "inschrijving_op")]),
        Deel("Wie tekende de overeenkomst?", [_getekend(who) for who in Ondertekenaar], uitleg="Vul de datum op het papier in."),
    ]

    def __init__(self, *args, traject: Traject, **kwargs):
        super().__init__(*args, traject=traject, **kwargs)
        self.fields["werkprocessen"].required = False
        for who in Ondertekenaar:
            self.fields[_getekend(who)] = DatumVeld(label=f"{who.label} op", required=False, not_future=True)
        self.in_order()

    def feiten(self) -> dict:
        d = self.cleaned_data
        signed = {who: d[_getekend(who)] for who in Ondertekenaar if d[_getekend(who)]}
        return super().feiten() | {"papierwerk": Papierwerk(d["inschrijving"], d["inschrijving_op"], signed)}


class IdentiteitAanvullenForm(IdentiteitForm):
    DELEN = [IdentiteitForm.IDENTITEIT]

    def __init__(self, *args, traject: Traject, by, **kwargs):
        super().__init__(*args, initial=bekend(traject.deelnemer, by), **kwargs)

    def feiten(self) -> dict:
        return {"identiteit": self.neem_identiteit(dict(self.cleaned_data))}
