"""What every form of an overgang shares: its parts on the page, questions to confirm, and papers."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django import forms
from django.forms import BoundField

from basis.fields import GEVOELIG, VrijeTekst
from basis.forms import Formulier
from documenten.upload import PaperField
from trajecten.workflow import Bevestiging, Vraag

BSN_VINKJE = "Het BSN is onleesbaar gemaakt, of er staat geen BSN op."
OPNIEUW = "Kies het bestand opnieuw: een gekozen bestand blijft niet staan als het formulier terugkomt."


@dataclass(frozen=True)
class Deel:
    """
    A part of the page: a heading with fields; fields in one tuple stand beside each other.

    :param vouw: folded, because most people leave it as it is.
    """

    titel: str
    rijen: list[str | tuple[str, ...]]
    uitleg: str = ""
    vouw: bool = False


@dataclass(frozen=True)
class DeelOpPagina:
    titel: str
    rijen: list[list[BoundField]]
    uitleg: str
    vouw: bool

    @property
    def is_fout(self) -> bool:
        return any(field.errors for rij in self.rijen for field in rij)


class OvergangForm(Formulier):
    """Shape only; what may be is said by the workflow."""

    DELEN: list[Deel] = []
    vragen: list[Vraag] = []
    gevoelig = GEVOELIG  # where many free texts share one hint

    def delen(self) -> list[DeelOpPagina]:
        """For the template; a field that this form does not have today is left out, and a part without fields with it."""
        parts = [DeelOpPagina(d.titel, list(self._rijen(d.rijen)), d.uitleg, d.vouw) for d in self.DELEN]
        return [part for part in parts if part.rijen]

    def _rijen(self, rijen: list[str | tuple[str, ...]]) -> Iterable[list[BoundField]]:
        for rij in rijen:
            names = [rij] if isinstance(rij, str) else rij
            if fields := [self[name] for name in names if name in self.fields]:
                yield fields

    def in_order(self, *first: str) -> None:
        """Put the fields in the order of the page, so that the list of errors follows it; after the last field was added."""
        names = [name for deel in self.DELEN for rij in deel.rijen for name in ([rij] if isinstance(rij, str) else rij)]
        self.order_fields(["bevestig", "bevestig_reden", *first, *names])

    def feiten(self) -> dict:
        """The arguments of the workflow."""
        return self.cleaned_data

    def bestand_opnieuw(self) -> None:
        """A browser does not fill in a file twice; say so where one was chosen."""
        for name in self.files:
            if name in self.fields and name not in self.errors:
                self.add_error(name, OPNIEUW)


def _merk(vraag: Vraag) -> str:
    """A tick belongs to the question as it was read: another date or another dossier is another question."""
    return f"{vraag.code}.{sha256(vraag.tekst.encode()).hexdigest()[:16]}"


class _Vinkjes(forms.MultipleChoiceField):
    """Ticks come back as they were given; only those of a question that is asked count (`BevestigForm.bevestiging`)."""

    def valid_value(self, value: str) -> bool:
        return len(value) < 60


class BevestigForm(OvergangForm):
    """
    A form whose overgang may ask for a confirmation with a reason.

    The two fields are hidden until it asks; then the same page lists the questions, with a tick each.
    """

    bevestig = _Vinkjes(label="Dit klopt", required=False, widget=forms.MultipleHiddenInput)
    bevestig_reden = VrijeTekst(label="Waarom gaat u toch door?", required=False, max_length=500, widget=forms.HiddenInput)

    def feiten(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if not name.startswith("bevestig")}

    def bevestiging(self, vragen: list[Vraag]) -> Bevestiging:
        """What of these questions was ticked, and why."""
        ticked = set(self.cleaned_data["bevestig"])
        codes = frozenset(vraag.code for vraag in vragen if _merk(vraag) in ticked)
        return Bevestiging(codes, self.cleaned_data["bevestig_reden"])

    def vraag(self, vragen: list[Vraag]) -> None:
        """Show the questions, and say what is still to be done about them."""
        gegeven = self.bevestiging(vragen)
        self.vragen = vragen
        self.fields["bevestig"].widget = forms.CheckboxSelectMultiple(choices=[(_merk(v), v.tekst) for v in vragen])
        self.fields["bevestig_reden"].widget = forms.Textarea(attrs={"rows": 2})
        self.fields["bevestig"].required = self.fields["bevestig_reden"].required = True
        if len(gegeven.codes) < len(vragen):
            self.add_error("bevestig", "Lees wat ongewoon is. Klopt het, zet dan een vinkje.")
        if not gegeven.reden.strip():
            self.add_error("bevestig_reden", "Vul de reden in.")


def papier_veld(label: str, *, numbers: frozenset[str] = frozenset(), required: bool = True, help_text: str = "") -> PaperField:
    hint = {"help_text": help_text} if help_text else {}
    return PaperField(label=label, numbers=numbers, required=required, **hint)


def bsn_vinkje(*, required: bool = True) -> forms.BooleanField:
    """The tick beside every upload; that it was given stands in the log (domein §10)."""
    return forms.BooleanField(
        label=BSN_VINKJE,
        required=required,
        error_messages={"required": "Maak het BSN op het bestand onleesbaar en zet dan dit vinkje."},
    )
