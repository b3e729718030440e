"""One form per action on an erkenning: the shape of the data only. What may be is said by `werkgevers/erkenning.py`."""

from django import forms

from accounts.models import Regio
from basis.fields import DatumVeld, VrijeTekst
from basis.forms import Formulier
from documenten.upload import PaperField
from kwalificaties.keuze import WerkprocessenVeld
from kwalificaties.models import Kwalificatie
from werkgevers.models import Hoe, Leerbedrijf, Uitkomst

HEEL, DEEL = "heel", "deel"
ZIEN = "Schrijf op wat u zag, zoals: staat op Stagemarkt bij dit leerbedrijf, met de datum van vandaag."


class BereikForm(Formulier):
    """Adds the choice between the whole kwalificatie and some of its werkprocessen."""

    bereik = forms.ChoiceField(
        choices=[(HEEL, "De hele kwalificatie"), (DEEL, "Alleen de werkprocessen die ik hieronder kies")],
        widget=forms.RadioSelect,
        initial=HEEL,
        label="Waarvoor geldt de erkenning?",
    )

    voor: tuple[str, ...] = ()  # fields that stand above the choice

    def __init__(self, *args, kwalificatie: Kwalificatie, regio: Regio, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["werkprocessen"] = WerkprocessenVeld(
            kwalificatie=kwalificatie, regio=regio, required=False, label="Werkprocessen, als het om een deel gaat"
        )
        self.order_fields([*self.voor, "bereik", "werkprocessen"])

    def clean(self) -> dict:
        """`werkprocessen` becomes None for the whole kwalificatie, as the domain reads it."""
        feiten = super().clean()
        gekozen = feiten.pop("bereik", None)
        if gekozen == HEEL:
            feiten["werkprocessen"] = None
        elif gekozen == DEEL and not feiten.get("werkprocessen") and "werkprocessen" not in self.errors:
            self.add_error("werkprocessen", "Kies minstens één werkproces.")
        return feiten


class BewijsForm(Formulier):
    """What somebody saw: in words, on paper, or both."""

    datum = DatumVeld(label="Gecontroleerd op", not_future=True)
    hoe = forms.ChoiceField(choices=Hoe.choices, widget=forms.RadioSelect, label="Waar hebt u gekeken?")
    bewijs = VrijeTekst(label="Wat zag u?", rows=3, max_length=1000, required=False, help_text=ZIEN)
    papier = PaperField(label="Bestand als bewijs", required=False)
    bsn_onleesbaar = forms.BooleanField(label="Op het bestand staat geen BSN, of het BSN is onleesbaar gemaakt.", required=False)

    def __init__(self, *args, leerbedrijf: Leerbedrijf, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["papier"].numbers = frozenset({leerbedrijf.leerbedrijf_id})

    def clean(self) -> dict:
        """The tick is asked with a file only, and stays in the form: that the file was kept says that it was given."""
        feiten = super().clean()
        if feiten.get("papier") and not feiten.pop("bsn_onleesbaar"):
            self.add_error("bsn_onleesbaar", "Controleer het bestand op een BSN en zet dan dit vinkje.")
        feiten.pop("bsn_onleesbaar", None)
        return feiten


class RegistrerenForm(BereikForm, BewijsForm):
    sinds = DatumVeld(label="Erkend sinds", not_future=True)
    voor = ("sinds",)


class AanvragenForm(BereikForm):
    aangevraagd_op = DatumVeld(label="Aangevraagd op", not_future=True)
    voor = ("aangevraagd_op",)


class BereikWijzigenForm(BereikForm):
    reden = VrijeTekst(label="Waarom verandert dit?", rows=3, max_length=300)
    versie = forms.IntegerField(widget=forms.HiddenInput)


class BesluitForm(Formulier):
    erkend = forms.TypedChoiceField(
        choices=[("ja", "Erkend"), ("nee", "Afgewezen")],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
        label="Wat besloot SBB?",
    )
    besluit_op = DatumVeld(label="Datum van het besluit", not_future=True)
    brief_op = DatumVeld(
        label="Datum van de brief", not_future=True, required=False, help_text="Laat leeg als de brief er nog niet is."
    )


class BriefForm(Formulier):
    brief_op = DatumVeld(label="Datum van de brief", not_future=True)


class ControleForm(BewijsForm):
    uitkomst = forms.ChoiceField(choices=Uitkomst.choices, widget=forms.RadioSelect, label="Uitkomst")
    vervallen_per = DatumVeld(label="Vervallen per", required=False, help_text="Alleen invullen als de erkenning is vervallen.")
    field_order = ["datum", "hoe", "uitkomst", "vervallen_per", "bewijs", "papier", "bsn_onleesbaar"]

    def clean(self) -> dict:
        feiten = super().clean()
        if feiten.get("vervallen_per") and feiten.get("uitkomst") not in (None, Uitkomst.VERVALLEN):
            self.add_error("vervallen_per", "Laat deze datum leeg, of kies de uitkomst vervallen of ingetrokken.")
        return feiten


class VervallenForm(Formulier):
    per = DatumVeld(label="Vervallen per", help_text="De eerste dag zonder erkenning.")
    reden = VrijeTekst(label="Reden", rows=3, max_length=300)


class OpvolgerForm(Formulier):
    datum = DatumVeld(label="Bevestigd op", not_future=True)
    hoe = forms.ChoiceField(choices=Hoe.choices, widget=forms.RadioSelect, label="Waar zag u het?")
    bron = VrijeTekst(label="Bron", rows=3, max_length=1000, help_text="Schrijf op waar u dit zag of van wie u het hoorde.")

    def __init__(self, *args, kwalificatie: Kwalificatie, regio: Regio, heel: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not heel:
            self.fields["werkprocessen"] = WerkprocessenVeld(kwalificatie=kwalificatie, regio=regio)
