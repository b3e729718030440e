"""One rule of a regio: how many days, and up to four moments, each a number with before or after."""

from django import forms

from basis.forms import Formulier
from basis.versie import VersieVeld
from trajecten.termijnregels import eigen
from trajecten.termijnregels.eigen import Regel, RegelGeweigerd
from trajecten.termijnregels.soorten import HOOGSTENS_MOMENTEN, SOORTEN

RICHTINGEN = [("geen", "Geen herinnering"), ("voor", "Ervoor"), ("zelf", "Op de dag zelf"), ("na", "Erna")]
_TEKEN = {"voor": -1, "na": 1}
_GETAL = f"Vul een getal in van 1 tot en met {eigen.HOOGSTENS}."
_KIES = "Kies een van de mogelijkheden uit de lijst."
_DAGEN = "Vul een heel getal in."


class TermijnregelForm(Formulier):
    versie = VersieVeld()
    gelezen = forms.CharField(required=False, widget=forms.HiddenInput)  # the choice whose effect stood on the page
    dagen = forms.IntegerField(
        error_messages={"required": _DAGEN, "invalid": _DAGEN},
        widget=forms.NumberInput(attrs={"class": "kort"}),
    )

    def __init__(self, *args, soort: str, regel: Regel, versie: int, **kwargs):
        self.soort, self.kind = soort, SOORTEN[soort]
        super().__init__(*args, initial={"versie": versie, "dagen": regel.dagen}, **kwargs)
        if self.kind.is_vast:
            del self.fields["dagen"]
        else:
            self.fields["dagen"].label = self.kind.wanneer.removeprefix("{n} ").capitalize()
        for place in range(HOOGSTENS_MOMENTEN):
            self.fields |= self._moment(place, regel.momenten[place] if place < len(regel.momenten) else None)

    def _moment(self, place: int, n: int | None) -> dict[str, forms.Field]:
        way = "geen" if n is None else "zelf" if n == 0 else "voor" if n < 0 else "na"
        unit = "werkdagen" if self.kind.eenheid == "wd" else "dagen"
        return {
            f"richting_{place}": forms.ChoiceField(
                label="Wanneer", choices=RICHTINGEN, initial=way, error_messages={"invalid_choice": _KIES, "required": _KIES}
            ),
            f"aantal_{place}": forms.IntegerField(
                label=f"Hoeveel {unit}",
                initial=abs(n) if n else None,
                min_value=1,
                max_value=eigen.HOOGSTENS,
                required=False,
                error_messages=dict.fromkeys(["invalid", "min_value", "max_value"], _GETAL),
                widget=forms.NumberInput(attrs={"class": "kort"}),
            ),
        }

    def rijen(self) -> list[dict]:
        """For the template: the two fields of each moment."""
        return [{"nummer": n + 1, "velden": [self[f"richting_{n}"], self[f"aantal_{n}"]]} for n in range(HOOGSTENS_MOMENTEN)]

    @property
    def merk(self) -> str:
        """Of the choice, and the version of the rules it is made with."""
        return f"{self.nieuw.dagen}/{','.join(map(str, self.nieuw.momenten))}/{self.cleaned_data['versie']}"

    @property
    def is_gelezen(self) -> bool:
        return self.cleaned_data["gelezen"] == self.merk

    def onthoud(self) -> None:
        """The page shows the effect of this choice: it comes along the next time."""
        self.data = self.data.copy()
        self.data["gelezen"] = self.merk

    def clean(self) -> None:
        super().clean()
        found = [self._gekozen(place) for place in range(HOOGSTENS_MOMENTEN)]
        if self.errors:
            return
        momenten = tuple(sorted(n for n in found if n is not None))
        self.nieuw = Regel(self.cleaned_data.get("dagen", self.kind.dagen), momenten)
        try:
            eigen.controleer(self.soort, self.nieuw)
        except RegelGeweigerd as geweigerd:
            self.add_error("richting_0" if geweigerd.veld == "momenten" else geweigerd.veld or None, str(geweigerd))

    def _gekozen(self, place: int) -> int | None:
        way, n = self.cleaned_data.get(f"richting_{place}"), self.cleaned_data.get(f"aantal_{place}")
        if way in _TEKEN and n is None and not self.has_error(f"aantal_{place}"):
            self.add_error(f"aantal_{place}", _GETAL)
        if way == "zelf":
            return 0
        return _TEKEN[way] * n if way in _TEKEN and n else None
