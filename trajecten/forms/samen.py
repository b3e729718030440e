"""Which deelnemers are matched, or decided about, together, and what counts for all of them (domein §3, matchen, vaststellen)."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Regio, User
from basis.dagen import today
from basis.fields import DatumVeld, NaamOpDocument
from basis.templatetags.basis import datum
from trajecten import behaald, zicht
from trajecten.forms.matchen import MatchenForm
from trajecten.forms.overgang import Deel, OvergangForm
from trajecten.models import Plaatsing, SchoolAfspraak, Traject
from trajecten.models.queries import PlaatsingQuerySet
from trajecten.samen import TEGELIJK
from trajecten.samen_besluit import LeesEerst, Ondertekening, Rij


class _Keuze(forms.ModelMultipleChoiceField):
    """Ticks by public code; what is no code at all is refused like a code that is not in the list."""

    def __init__(self, queryset, **kwargs):
        super().__init__(queryset, to_field_name="code", widget=forms.CheckboxSelectMultiple, **kwargs)

    def clean(self, value):
        try:
            return super().clean(value)
        except ValidationError as error:
            code = "required" if error.code == "required" else "invalid_choice"
            raise ValidationError(self.error_messages[code], code=code) from None


class TrajectenKeuze(_Keuze):
    default_error_messages = {
        "required": "Kies minstens één deelnemer.",
        "invalid_choice": "Kies alleen deelnemers die nu in de bemiddeling zijn. Kijk of een collega u voor was.",
    }

    def label_from_instance(self, row: Traject) -> str:
        return f"{row.nummer} · {row.deelnemer.naam} · in bemiddeling sinds {datum(row.status_sinds)}"


class SamenMatchenForm(MatchenForm):
    DELEN = [Deel("Wie beginnen samen?", ["trajecten"]), Deel("Wat leren ze?", ["werkprocessen"]), *MatchenForm.DELEN[1:]]

    def __init__(self, *args, regio: Regio, trajecten, **kwargs):
        super().__init__(*args, traject=Traject(regio=regio), **kwargs)
        self.fields["trajecten"] = TrajectenKeuze(
            trajecten, label="Deelnemers in de bemiddeling", help_text=f"Hoogstens {TEGELIJK} tegelijk."
        )
        self.in_order()

    def feiten(self) -> dict:
        return {"trajecten": list(self.cleaned_data["trajecten"]), "afspraken": self.afspraken()}


class DeelnemersKeuze(_Keuze):
    """A Plaatsing as its school sees it, with what can be vastgesteld."""

    default_error_messages = {
        "required": "Kies minstens één deelnemer.",
        "invalid_choice": "Over iemand die u koos, is intussen besloten, of de beoordeling ging terug. Kijk wie er nog staat.",
    }
    behaald: dict[int, list[str]] = {}

    def label_from_instance(self, row: Plaatsing) -> str:
        regel, codes = zicht.regel(row), self.behaald.get(row.traject_id, [])
        achieved = f"behaald volgens het leerbedrijf: {', '.join(codes)}" if codes else "nog niets voldoende of goed beoordeeld"
        return f"{regel.naam} · {regel.nummer} · {regel.bij} · {achieved}"


class SamenBesluitForm(OvergangForm):
    """Comes back once with what will follow; the button there carries the mark of what was read."""

    gezien = forms.RegexField(r"^[0-9a-f]{24}$", required=False, widget=forms.HiddenInput)
    datum = DatumVeld(label="Datum van het besluit", not_future=True)
    naam = NaamOpDocument(label="Naam van wie besluit")
    functie = NaamOpDocument(label="Functie", help_text="Zoals die op de verklaring komt: voorzitter examencommissie.")
    plaats = NaamOpDocument(label="Plaats", max_length=100)
    DELEN = [
        Deel("Over wie besluit u?", ["deelnemers"]),
        Deel("Uw besluit", ["datum", ("naam", "functie"), "plaats"], uitleg="Dit komt op elke verklaring."),
    ]
    rijen: list[Rij] = []
    merk = ""

    def __init__(self, *args, plaatsingen: PlaatsingQuerySet, user: User, **kwargs):
        """:param plaatsingen: what waits for a decision of this person."""
        first = plaatsingen.select_related("school").first()
        super().__init__(*args, initial=_wie(first, user), **kwargs)
        field = self.fields["deelnemers"] = DeelnemersKeuze(
            plaatsingen.for_portaal(), label="Deelnemers die op een besluit wachten", help_text=f"Hoogstens {TEGELIJK} tegelijk."
        )
        field.behaald = behaald.per_traject(plaatsingen.values_list("traject", flat=True))
        self.in_order()

    def toon(self, eerst: LeesEerst) -> None:
        """Come back with what will follow."""
        self.rijen, self.merk = eerst.rijen, eerst.merk

    @property
    def gaan_mee(self) -> int:
        return sum(bool(rij.vastgesteld) for rij in self.rijen)

    def feiten(self) -> dict:
        d = self.cleaned_data
        ondertekening = Ondertekening(d["datum"], d["naam"], d["functie"], d["plaats"])
        return {"plaatsingen": list(d["deelnemers"]), "ondertekening": ondertekening, "gezien": d["gezien"]}


def _wie(first: Plaatsing | None, user: User) -> dict:
    """The one who is signed in; with a function when the school named this person."""
    if first is None:
        return {}
    named = SchoolAfspraak.objects.filter(regio=first.traject.regio_id, school=first.school_id, ondertekenaar=user.naam).first()
    functie = named.ondertekenaar_functie if named else ""
    return {"datum": today(), "naam": user.naam, "functie": functie, "plaats": first.school.plaats}
