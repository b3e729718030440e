"""How a regio begins and ends one of its mails."""

from accounts.models import Regio
from basis.fields import VrijeTekst
from basis.forms import Formulier
from basis.versie import Difference, VersieVeld
from trajecten.mailteksten import controle, teksten
from trajecten.mailteksten.soorten import SOORTEN
from trajecten.mailteksten.teksten import Tekst


class MailtekstForm(Formulier):
    versie = VersieVeld()
    inleiding = VrijeTekst(label="Inleiding, na “Hallo,”", max_length=600, rows=6)
    slot = VrijeTekst(label="Slot, onder de link", max_length=400, rows=4, required=False, hint=False)

    def __init__(self, *args, regio: Regio, soort: str, **kwargs):
        self.soort, self.nu = soort, teksten.tekst(regio, soort)
        initial = {"versie": self.nu.nummer, "inleiding": self.nu.inleiding, "slot": self.nu.slot}
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self) -> dict:
        """What the domain refuses, at the field it is about."""
        data = super().clean() or {}
        words, typed = self.woorden(), set(data)
        for veld, zin in controle.fouten(SOORTEN[self.soort], words.inleiding, words.slot):
            if veld in typed:
                self.add_error(veld, zin)
        return data

    def woorden(self) -> Tekst:
        data = self.cleaned_data
        return Tekst(teksten.netjes(data.get("inleiding", "")), teksten.netjes(data.get("slot", "")), is_eigen=True)

    def verschillen(self) -> list[Difference]:
        """Between what stands there now and what was typed."""
        typed = self.woorden()
        pairs = [("Inleiding", self.nu.inleiding, typed.inleiding), ("Slot", self.nu.slot, typed.slot)]
        return [Difference(label, theirs or "leeg", yours or "leeg") for label, theirs, yours in pairs if theirs != yours]
