"""Another traject for a deelnemer who is known: only what belongs to a traject, filled in from the earlier one."""

from functools import cached_property

from trajecten.forms.aanmelden import AanmeldenForm
from trajecten.models import Traject
from trajecten.workflow.aanmelding import Persoon
from trajecten.workflow.vervolg import persoon_van

VAN_HET_TRAJECT = [
    "gemeente",
    "startpunt",
    "doelgroepen",
    "aanmelder_soort",
    "aanmelder_naam",
    "aanmelder_contact",
    "doel",
    "leerweg",
]


class NieuwTrajectForm(AanmeldenForm):
    DELEN = AanmeldenForm.DELEN[3:]

    def __init__(self, *args, traject: Traject, **kwargs):
        self.traject = traject
        known = {name: getattr(traject, name) for name in VAN_HET_TRAJECT} | {"aanmelder_organisatie": traject.aanmelder}
        super().__init__(*args, regio=traject.regio, initial=known, **kwargs)
        own = {name for deel in self.DELEN for rij in deel.rijen for name in ([rij] if isinstance(rij, str) else rij)}
        for name in set(self.fields) - own - {"bevestig", "bevestig_reden"}:
            del self.fields[name]

    @cached_property
    def dubbel(self) -> list[Traject]:
        """The open trajecten of this deelnemer, for who is asked why there is to be another."""
        return list(self.traject.deelnemer.trajecten.open().select_related("deelnemer")) if self.vragen else []

    def persoon(self) -> Persoon:
        return persoon_van(self.traject.deelnemer)
