"""One form for all werkprocessen: a judgement and a note each, of which only what was changed is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.forms import BoundField

from accounts.models import Regio
from basis.fields import GEVOELIG, VrijeTekst
from basis.forms import Formulier
from trajecten import lijsten
from trajecten.tussendoor import Eerder, Gezien, Rij

ANDERS_AFGESPROKEN = "De afgesproken werkprocessen zijn intussen veranderd. Kijk wat hier nu staat en bewaar opnieuw."
AANTAL_EERDER = 3  # of what was said before; all of it stands on the dossier


@dataclass(frozen=True)
class Item:
    """What the template shows of one werkproces."""

    rij: Rij
    keuze: BoundField
    noot: BoundField
    was: BoundField
    eerder: list[tuple[str, Eerder]]
    bewaard_at: object


class WerkprocessenForm(Formulier):
    """
    :param rijen: as they stand now. `was` says how each stood when the form was opened: what nobody touched is not kept again,
        also when somebody else judged it meanwhile.
    :param alle: these are all there are; of one by itself, what else the page sent along is not looked at.
    """

    gevoelig = GEVOELIG  # one hint for all the notes

    def __init__(self, *args, rijen: list[Rij], regio: Regio, alle: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.rijen, self.alle = rijen, alle
        self.woorden = lijsten.labels(regio, "schaal")
        keuzes = lijsten.keuzes(regio, "schaal")
        uitleg = lijsten.schaal_uitleg(regio)
        self.schaal = [(label, uitleg[code]) for code, label in keuzes]
        for rij in rijen:
            self.fields |= _velden(rij, keuzes)

    def items(self) -> Iterator[Item]:
        for rij in self.rijen:
            keuze, noot, was = (self[_naam(soort, rij)] for soort in ("oordeel", "noot", "was"))
            eerder = [(self.woorden.get(e.waarde, e.waarde), e) for e in rij.eerder[:AANTAL_EERDER]]
            yield Item(rij, keuze, noot, was, eerder, rij.eigen.at if rij.eigen else None)

    def item(self, werkproces: UUID) -> Item | None:
        return next((item for item in self.items() if item.rij.werkproces.code == werkproces), None)

    def clean(self):
        data = super().clean()
        judged = {name for name, value in self.data.items() if value and name.startswith("oordeel-")}
        if self.alle and judged - set(self.fields):
            self.add_error(None, ANDERS_AFGESPROKEN)
        for rij in self.rijen:
            name = _naam("oordeel", rij)
            if data.get(_naam("noot", rij)) and not data.get(name) and name not in self.errors:
                self.add_error(name, "Kies ook een oordeel bij uw toelichting.")
        return data

    def gezien(self, alleen: UUID | None = None) -> dict[int, Gezien]:
        """What was changed, per werkproces key. :param alleen: of this werkproces only."""
        found = {}
        for rij in self.rijen:
            was, waarde, noot = (self.cleaned_data[_naam(soort, rij)] for soort in ("was", "oordeel", "noot"))
            versie, _, stood = was.partition(".")
            changed = waarde and (waarde != stood or noot != rij.toelichting)
            if changed and alleen in (None, rij.werkproces.code):
                found[rij.werkproces.pk] = Gezien(waarde, noot, int(versie))
        return found

    def vernieuw(self, rijen: list[Rij], werkprocessen: frozenset[int]) -> None:
        """Show what another window kept beside what was typed here; saved once more, this counts."""
        self.data = self.data.copy()
        for rij in rijen:
            if rij.werkproces.pk in werkprocessen:
                self.data[_naam("was", rij)] = _was(rij)
                self.add_error(_naam("oordeel", rij), f"Vergelijk: in een ander venster staat “{self._in_woorden(rij)}”.")
        self.rijen = rijen

    def _in_woorden(self, rij: Rij) -> str:
        if rij.eigen is None:
            return "niets"
        return ": ".join(filter(None, [self.woorden.get(rij.eigen.waarde, rij.eigen.waarde), rij.toelichting]))


def _naam(soort: str, rij: Rij) -> str:
    return f"{soort}-{rij.werkproces.code}"


def _was(rij: Rij) -> str:
    return f"{rij.versie}.{rij.waarde}"


def _velden(rij: Rij, keuzes: list[tuple[str, str]]) -> dict[str, forms.Field]:
    oud = {"invalid": "Open deze pagina opnieuw.", "required": "Open deze pagina opnieuw."}
    return {
        _naam("oordeel", rij): forms.ChoiceField(
            label=str(rij.werkproces),
            choices=keuzes,
            required=False,
            initial=rij.waarde,
            widget=forms.RadioSelect(attrs={"class": "schaal"}),
            error_messages={"invalid_choice": "Kies een oordeel van de schaal."},
        ),
        _naam("noot", rij): VrijeTekst(
            label="Toelichting", required=False, rows=2, max_length=1000, hint=False, initial=rij.toelichting
        ),
        _naam("was", rij): forms.RegexField(
            r"^[0-9]{1,6}\.[a-z_]{0,12}$", initial=_was(rij), widget=forms.HiddenInput, error_messages=oud
        ),
    }
