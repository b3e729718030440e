"""Forms about the leerbedrijf itself and its people."""

from django import forms

from accounts.models import Gemeente, GeslotenPeriode, Organisatie, Regio
from basis.dagen import today
from basis.fields import DatumVeld, NaamOpDocument, PostcodeVeld, Tekst, TelefoonVeld, VrijeTekst
from basis.forms import Formulier, ModelFormulier
from basis.versie import VersieMixin
from werkgevers import toegang
from werkgevers.leerbedrijf import al_bekend, met_id
from werkgevers.models import Contactpersoon, Leerbedrijf, Praktijkopleider
from werkgevers.models.leerbedrijf import KVK, LEERBEDRIJF_ID


class Nummer(forms.RegexField):
    """A number with a format of its own: anything else is refused, so no BSN check (domein §10)."""

    def __init__(self, regex: str, fout: str, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "kort"}))
        super().__init__(regex, error_messages={"required": fout, "invalid": fout}, **kwargs)


def leerbedrijf_id_veld() -> Nummer:
    return Nummer(LEERBEDRIJF_ID, "Vul precies 9 cijfers in.", label="Leerbedrijf-ID", help_text="Negen cijfers, van Stagemarkt.")


def kvk_veld() -> Nummer:
    return Nummer(KVK, "Vul precies 8 cijfers in.", label="KvK-nummer", required=False, help_text="Acht cijfers.")


class AdresVelden(forms.Form):
    """Name and address of an organisation; what is printed can be printed."""

    naam = NaamOpDocument(label="Naam")
    straat = NaamOpDocument(label="Straat en huisnummer", required=False)
    postcode = PostcodeVeld(label="Postcode", required=False)
    plaats = NaamOpDocument(label="Plaats", required=False, max_length=80)
    gemeente = forms.ModelChoiceField(Gemeente.objects.order_by("naam"), to_field_name="code", required=False, label="Gemeente")
    telefoon = TelefoonVeld(label="Telefoon", required=False)
    email = forms.EmailField(label="E-mailadres", required=False)


class NieuwLeerbedrijfForm(AdresVelden, Formulier):
    organisatie = forms.ModelChoiceField(
        Organisatie.objects.none(),
        to_field_name="code",
        required=False,
        label="Organisatie die al in het systeem staat",
        help_text="Bijvoorbeeld een SW-bedrijf. Dan hoeft u naam en adres niet in te vullen.",
    )
    leerbedrijf_id = leerbedrijf_id_veld()
    kvk = kvk_veld()
    field_order = ["leerbedrijf_id", "kvk", "organisatie"]

    def __init__(self, *args, regio: Regio, **kwargs):
        super().__init__(*args, **kwargs)
        self.regio = regio
        self.fields["organisatie"].queryset = toegang.free_organisaties(regio)
        self.fields["naam"].required = False

    def clean_leerbedrijf_id(self) -> str:
        leerbedrijf_id = self.cleaned_data["leerbedrijf_id"]
        if bestaand := met_id(self.regio, leerbedrijf_id):
            raise forms.ValidationError(al_bekend(bestaand))
        return leerbedrijf_id

    def clean(self) -> dict:
        feiten = super().clean()
        if not feiten.get("organisatie") and not feiten.get("naam") and "naam" not in self.errors:
            self.add_error("naam", "Vul de naam in of kies een organisatie die al in het systeem staat.")
        return feiten


class OrganisatieForm(VersieMixin, AdresVelden, ModelFormulier):
    """Name and address."""

    class Meta:
        model = Organisatie
        fields = ["naam", "straat", "postcode", "plaats", "gemeente", "telefoon", "email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["gemeente"] = self.instance.gemeente  # the row, because its option is named by code


class LeerbedrijfForm(VersieMixin, ModelFormulier):
    """What belongs to the leerbedrijf and not to its address."""

    leerbedrijf_id = leerbedrijf_id_veld()
    kvk = kvk_veld()
    schuilnaam = NaamOpDocument(
        label="Schuilnaam",
        required=False,
        max_length=80,
        help_text="Onder deze naam staat het leerbedrijf in het portaal, op de overeenkomst en op de praktijkverklaring.",
    )
    sbb_adviseur = Tekst(label="SBB-adviseur", required=False, max_length=120)
    sbb_telefoon = TelefoonVeld(label="Telefoon van de SBB-adviseur", required=False)

    class Meta:
        model = Leerbedrijf
        fields = [
            "leerbedrijf_id", "kvk", "vrije_plaatsen", "verborgen_adres", "schuilnaam",
            "sbb_adviseur", "sbb_telefoon", "sbb_email", "bekend_bij",
        ]  # fmt: skip
        labels = {"verborgen_adres": "Het adres is geheim", "bekend_bij": "Wie van het team kent dit leerbedrijf?"}
        help_texts = {
            "vrije_plaatsen": "Laat leeg als u het niet weet.",
            "verborgen_adres": "Buiten de schermen van de coördinator staan dan geen plaats, adres en leerbedrijf-ID.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bekend_bij"] = forms.ModelMultipleChoiceField(
            toegang.visible_collegas(self.instance.regio, on=today()),
            to_field_name="code",
            required=False,
            label=self.fields["bekend_bij"].label,
            widget=forms.CheckboxSelectMultiple,
        )

    def clean_leerbedrijf_id(self) -> str:
        leerbedrijf_id = self.cleaned_data["leerbedrijf_id"]
        bestaand = met_id(self.instance.regio, leerbedrijf_id)
        if bestaand and bestaand != self.instance:
            raise forms.ValidationError(al_bekend(bestaand))
        return leerbedrijf_id

    def clean(self) -> dict:
        feiten = super().clean()
        if feiten.get("verborgen_adres") and not feiten.get("schuilnaam") and "schuilnaam" not in self.errors:
            self.add_error("schuilnaam", "Kies een schuilnaam: die staat overal waar de echte naam niet mag staan.")
        return feiten


class PersoonForm(VersieMixin, ModelFormulier):
    naam = NaamOpDocument(label="Naam", max_length=120)
    functie = NaamOpDocument(label="Functie", required=False, max_length=80)
    telefoon = TelefoonVeld(label="Telefoon", required=False)


PERSOON_VELDEN = ["naam", "functie", "telefoon", "email", "actief"]


class ContactpersoonForm(PersoonForm):
    class Meta:
        model = Contactpersoon
        fields = PERSOON_VELDEN


class PraktijkopleiderForm(PersoonForm):
    class Meta:
        model = Praktijkopleider
        fields = PERSOON_VELDEN
        help_texts = {"actief": "Wie hier niet meer werkt, is niet meer te kiezen. Oude dossiers houden de naam."}


class NotitieForm(Formulier):
    tekst = VrijeTekst(label="Notitie", max_length=2000, rows=4)


class GeslotenPeriodeForm(Formulier):
    van = DatumVeld(label="Eerste dag")
    tot = DatumVeld(label="Laatste dag")
    omschrijving = Tekst(label="Omschrijving", required=False, max_length=80, help_text="Bijvoorbeeld: bouwvak.")

    def clean(self) -> dict:
        feiten = super().clean()
        if feiten.get("van") and feiten.get("tot") and feiten["tot"] < feiten["van"]:
            self.add_error("tot", "Kies een laatste dag op of na de eerste dag.")
        return feiten

    def save(self, organisatie: Organisatie) -> GeslotenPeriode:
        return GeslotenPeriode.objects.create(organisatie=organisatie, **self.cleaned_data)
