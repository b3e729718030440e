"""What a consulent fills in, on a phone if need be: a short aanmelding, withdrawing it, a colleague to hand it to."""

from django import forms

from accounts.models import Organisatie, Regio, User
from basis.fields import VrijeTekst
from basis.forms import Formulier
from trajecten import lijsten
from trajecten.forms.aanmelden import MeldForm
from trajecten.forms.overgang import Deel
from trajecten.forms.velden import GroepKeuze
from trajecten.workflow.aanmelding import Aanmelder, Aanmelding

# What an aanmelder can know; that a leerbedrijf, school or erkenning fell through is the coordinator's to say.
_REDENEN = ["ziet_ervan_af", "ingetrokken", "andere_route", "niet_bereikbaar", lijsten.DUBBEL, lijsten.OVERLIJDEN, lijsten.OVERIG]


class KortAanmeldenForm(MeldForm):
    DELEN = [
        Deel("Deelnemer", [("roepnaam", "achternaam"), "geboortedatum"]),
        Deel("Bereikbaar", ["telefoon", "email", "via_aanmelder"], uitleg="Vul minstens één manier in."),
        Deel("Situatie", ["gemeente", "startpunt", "doelgroepen"]),
    ]

    def __init__(self, *args, regio: Regio, door: User, organisaties, **kwargs):
        super().__init__(*args, regio=regio, **kwargs)
        self.door, self.eigen = door, list(organisaties)
        if len(self.eigen) > 1:
            self.DELEN = [Deel("Namens", ["organisatie"]), *self.DELEN]
            self.fields["organisatie"] = GroepKeuze(
                organisaties, label="Namens welke organisatie?", groep=Organisatie.get_soort_display
            )
        self.fields["via_aanmelder"].label = "Bereikbaar via mij"
        if len(self.eigen) == 1 and self.eigen[0].gemeente:
            self.fields["gemeente"].initial = self.eigen[0].gemeente.code
        self.in_order()

    def feiten(self) -> dict:
        d = self.cleaned_data
        organisatie = d.get("organisatie") or self.eigen[0]
        soort = organisatie.soort if organisatie.soort in lijsten.codes("aanmelder") else "anders"
        return {
            "aanmelding": Aanmelding(
                persoon=self.persoon(),
                aanmelder=Aanmelder(soort, organisatie, self.door.naam, self.door.email, consulent=self.door),
                gemeente=d["gemeente"],
                startpunt=d["startpunt"],
                doelgroepen=d["doelgroepen"],
            )
        }


class IntrekkenForm(Formulier):
    reden = forms.ChoiceField(label="Waarom trekt u de aanmelding in?", widget=forms.RadioSelect)
    toelichting = VrijeTekst(label="Toelichting", required=False, rows=3, help_text="Verplicht bij de reden 'Overig'.")

    def __init__(self, *args, regio: Regio, **kwargs):
        super().__init__(*args, **kwargs)
        in_use = lijsten.keuzes(regio, "niet_starten")
        self.fields["reden"].choices = [(code, label) for code, label in in_use if code in _REDENEN]


class CollegaForm(Formulier):
    collega = forms.ModelChoiceField(
        User.objects.none(), label="Aan welke collega?", to_field_name="code", empty_label="Kies een collega"
    )

    def __init__(self, *args, collegas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["collega"].queryset = collegas
