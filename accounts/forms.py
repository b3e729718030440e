"""The forms of members, regio and organisations; those of signing in stand in `sign_in.py`."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts import logo, toegang
from accounts.models import Gemeente, Lidmaatschap, Organisatie, OrganisatieSoort, Recht, Regio, Rol, User
from accounts.models.lidmaatschap import RECHTEN_VAN_ROL, SOORTEN_VAN_ROL
from accounts.passkeys import LUKT_NIET
from basis.fields import DatumVeld, NaamOpDocument, PostcodeVeld, Tekst, TelefoonVeld
from basis.forms import Formulier, ModelFormulier
from basis.kleur import is_readable
from basis.versie import VersieMixin

WACHTWOORD_HINT = "Minstens 12 tekens. Een zin van een paar woorden is sterk en goed te onthouden."
EMAIL = {"required": "Vul een e-mailadres in.", "invalid": "Vul een e-mailadres in, zoals naam@voorbeeld.nl."}
NAAM = {"required": "Vul een naam in."}


class OrganisatieKeuze(forms.ModelChoiceField):
    def label_from_instance(self, organisatie: Organisatie) -> str:
        return f"{organisatie.naam} ({organisatie.get_soort_display().lower()})"


class UitnodigingForm(Formulier):
    naam = NaamOpDocument(label="Naam", max_length=120, error_messages=NAAM)
    email = forms.EmailField(label="E-mailadres", error_messages=EMAIL)
    rol = forms.ChoiceField(label="Rol", choices=[("", "Kies een rol"), *Rol.choices], error_messages={"required": "Kies een rol."})
    organisatie = OrganisatieKeuze(
        label="Organisatie",
        queryset=Organisatie.objects.none(),
        to_field_name="code",
        required=False,
        empty_label="Geen",
        help_text="Alleen bij de rollen werkgever, school en consulent.",
    )
    rechten = forms.MultipleChoiceField(
        label="Rechten",
        choices=[(r.value, r.label) for r in (Recht.BEGELEIDEN, Recht.TEKENEN, Recht.UITNODIGEN)],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Alleen bij de rollen werkgever en school. Het recht om vast te stellen geeft een coördinator.",
    )

    def __init__(self, *args, regio: Regio, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].queryset = toegang.visible_organisaties(regio)

    def clean(self) -> dict:
        """Sentences beside the field; `uitnodigen` decides."""
        data = super().clean()
        rol, organisatie = data.get("rol"), data.get("organisatie")
        soorten = SOORTEN_VAN_ROL.get(rol, [])
        if soorten and (organisatie is None or organisatie.soort not in soorten) and "organisatie" not in self.errors:
            self.add_error("organisatie", f"Kies een organisatie die past bij de rol {Rol(rol).label.lower()}.")
        if rol and not soorten:
            data["organisatie"] = None
        allowed = RECHTEN_VAN_ROL.get(rol, [])
        data["rechten"] = [r for r in data.get("rechten", []) if r in allowed]
        return data


class CollegaUitnodigenForm(Formulier):
    """:param te_geven: (right, in plain words) that whoever invites may give."""

    naam = NaamOpDocument(label="Naam", max_length=120, error_messages=NAAM)
    email = forms.EmailField(label="E-mailadres", error_messages=EMAIL)
    rechten = forms.MultipleChoiceField(
        label="Wat mag deze persoon?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Zonder vinkje kan iemand alleen meelezen.",
    )

    def __init__(self, *args, te_geven: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rechten"].choices = te_geven


class RechtenForm(VersieMixin, ModelFormulier):
    """The rights a beheerder may give; those given elsewhere stay as they are."""

    rechten = forms.MultipleChoiceField(label="Rechten", widget=forms.CheckboxSelectMultiple, required=False)

    class Meta:
        model = Lidmaatschap
        fields = ["rechten"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rechten"].choices = [(r.value, r.label) for r in RECHTEN_VAN_ROL.get(self.instance.rol, [])]

    def clean_rechten(self) -> list[str]:
        ours = [value for value, _ in self.fields["rechten"].choices]
        return [*self.cleaned_data["rechten"], *(r for r in self.instance.rechten if r not in ours)]


class EindeForm(Formulier):
    tot = DatumVeld(label="Laatste dag van toegang", not_past=True)


class MandaatForm(Formulier):
    mandaat = Tekst(
        label="Mandaat van de school",
        max_length=200,
        help_text="Wie gaf het, op welke datum, en waar wordt het bewaard? Bijvoorbeeld: brief van J. Smit, 3 maart 2026.",
        error_messages={"required": "Vul in wie het mandaat gaf, wanneer, en waar het ligt."},
    )
    gezien = forms.BooleanField(
        label="Ik heb het schriftelijke mandaat gezien",
        error_messages={"required": "Bekijk eerst het schriftelijke mandaat van de school."},
    )


class NieuwAccountForm(Formulier):
    """What an invited person fills in; address, role and organisation come from the invitation."""

    naam = NaamOpDocument(label="Uw naam", max_length=120, error_messages=NAAM)
    wachtwoord = forms.CharField(
        label="Kies een wachtwoord",
        strip=False,
        max_length=200,
        help_text=WACHTWOORD_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Kies een wachtwoord."},
    )

    def __init__(self, *args, email: str, needs_password: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email
        if not needs_password:
            field = self.fields["wachtwoord"]
            field.required = False
            field.help_text = f"Zonder wachtwoord logt u in met een code die u per e-mail krijgt. {WACHTWOORD_HINT}"

    def clean(self) -> dict:
        data = super().clean()
        if wachtwoord := data.get("wachtwoord"):
            try:
                validate_password(wachtwoord, User(email=self.email, naam=data.get("naam", "")))
            except ValidationError as refused:
                self.add_error("wachtwoord", refused)
        return data


def passkey_field() -> forms.JSONField:
    """What the script fills in; whoever sends it empty has no script or no device."""
    return forms.JSONField(widget=forms.HiddenInput, error_messages={"required": LUKT_NIET, "invalid": LUKT_NIET})


class PasskeyForm(Formulier):
    credential = passkey_field()


class RegioForm(VersieMixin, ModelFormulier):
    naam = NaamOpDocument(label="Naam van de regio", max_length=100, error_messages=NAAM)
    merkkleur = forms.CharField(
        label="Kleur", help_text="Witte letters moeten er goed op te lezen zijn.", widget=forms.TextInput(attrs={"type": "color"})
    )
    telefoon = TelefoonVeld(label="Telefoon", required=False)
    email = forms.EmailField(label="E-mailadres", required=False, error_messages=EMAIL)
    nieuw_logo = forms.FileField(label="Nieuw logo", required=False, help_text="Een PNG of JPEG van hoogstens 2 MB.")
    logo_weg = forms.BooleanField(label="Het logo weghalen", required=False)

    class Meta:
        model = Regio
        fields = ["naam", "merkkleur", "telefoon", "email"]

    def clean_merkkleur(self) -> str:
        kleur = self.cleaned_data["merkkleur"].lower()
        if not is_readable(kleur):
            raise ValidationError("Kies een donkerder kleur: witte letters zijn op deze kleur niet goed te lezen.", code="contrast")
        return kleur

    def clean_nieuw_logo(self) -> bytes | None:
        upload = self.cleaned_data["nieuw_logo"]
        return logo.make_png(upload) if upload else None

    def save(self, commit: bool = True) -> Regio:
        regio = super().save(commit)
        if png := self.cleaned_data["nieuw_logo"]:
            logo.replace(regio, png)
        elif self.cleaned_data["logo_weg"]:
            logo.replace(regio, None)
        return regio


class OrganisatieForm(VersieMixin, ModelFormulier):
    naam = NaamOpDocument(label="Naam", max_length=150, error_messages=NAAM)
    soort = forms.ChoiceField(
        label="Soort organisatie",
        choices=[("", "Kies een soort"), *(c for c in OrganisatieSoort.choices if c[0] != OrganisatieSoort.LEERBEDRIJF)],
        error_messages={"required": "Kies een soort organisatie."},
    )
    brin = forms.CharField(label="BRIN", max_length=4, required=False, help_text="Alleen bij een school, zoals 25LW.")
    gemeente = forms.ModelChoiceField(
        label="Gemeente",
        queryset=Gemeente.objects.all(),
        to_field_name="code",
        required=False,
        empty_label="Niet ingevuld",
    )
    straat = NaamOpDocument(label="Straat en huisnummer", required=False)
    postcode = PostcodeVeld(label="Postcode", required=False)
    plaats = NaamOpDocument(label="Plaats", max_length=80, required=False)
    telefoon = TelefoonVeld(label="Telefoon", required=False)
    email = forms.EmailField(label="E-mailadres", required=False, error_messages=EMAIL)

    class Meta:
        model = Organisatie
        fields = ["soort", "naam", "brin", "gemeente", "straat", "postcode", "plaats", "telefoon", "email"]

    def __init__(self, *args, regio: Regio, **kwargs):
        super().__init__(*args, **kwargs)
        self.regio = regio
        if self.instance.pk:  # what depends on it (regio, members) would no longer be true
            self.fields["soort"].disabled = True

    def clean_brin(self) -> str | None:
        return self.cleaned_data["brin"].strip().upper() or None

    def clean(self) -> dict:
        data = super().clean()
        is_school = data.get("soort") == OrganisatieSoort.SCHOOL
        if is_school and not data.get("brin") and "brin" not in self.errors:
            self.add_error("brin", "Vul het BRIN van de school in, zoals 25LW.")
        if not is_school and data.get("brin"):
            self.add_error("brin", "Laat dit leeg: alleen een school heeft een BRIN.")
        if not self.instance.pk and data.get("soort"):
            self.instance.regio = None if data["soort"] in toegang.GEDEELD else self.regio
        return data


class LedenFilter(Formulier):
    rol = forms.ChoiceField(label="Rol", choices=[("", "Alle rollen"), *Rol.choices], required=False)
    beeindigd = forms.ChoiceField(label="Toegang", choices=[("", "Heeft toegang"), ("ja", "Toegang beëindigd")], required=False)
