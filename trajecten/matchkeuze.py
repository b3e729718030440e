"""What may be chosen at matchen: the kwalificaties of a leerbedrijf with the judgement on its erkenning (domein §3, §4)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from kwalificaties.models import Kwalificatie
from trajecten.models import Traject
from trajecten.workflow.plaatsing import CONTROLE_DAGEN
from werkgevers.erkenning import Oordeel, oordeel
from werkgevers.models import Erkenning, Leerbedrijf, Opvolgerbevestiging
from werkgevers.toegang import visible_kwalificaties


@dataclass(frozen=True)
class Keuze:
    """A kwalificatie with what is known of the erkenning of this leerbedrijf for it."""

    kwalificatie: Kwalificatie
    grond: Oordeel
    on: date

    @property
    def is_te_oud(self) -> bool:
        """Erkend, but looked up too long ago to match on."""
        check = self.grond.laatste_check
        return self.grond.erkend and (check is None or check < self.on - timedelta(days=CONTROLE_DAGEN))


def keuze(leerbedrijf: Leerbedrijf, kwalificatie: Kwalificatie, *, on: date) -> Keuze:
    return Keuze(kwalificatie, oordeel(leerbedrijf, kwalificatie, on=on), on)


def keuzes(traject: Traject, leerbedrijf: Leerbedrijf, *, on: date) -> list[Keuze]:
    """
    The kwalificaties this leerbedrijf has, asked for or had an erkenning for; what can be matched on stands first.

    After the start the kwalificatie is fixed, and there is nothing to choose.
    """
    if traject.eerste_werkdag and traject.kwalificatie:
        return [keuze(leerbedrijf, traject.kwalificatie, on=on)]
    own = Erkenning.objects.filter(leerbedrijf=leerbedrijf)
    confirmed = Opvolgerbevestiging.objects.filter(erkenning__leerbedrijf=leerbedrijf)
    rows = visible_kwalificaties(traject.regio).filter(
        Q(pk__in=own.values("kwalificatie")) | Q(pk__in=confirmed.values("kwalificatie"))
    )
    return sorted((keuze(leerbedrijf, row, on=on) for row in rows), key=lambda k: (not k.grond.erkend, k.is_te_oud))


def huidig_voorstel(traject: Traject) -> Leerbedrijf | None:
    """The leerbedrijf that is being asked now."""
    voorstel = traject.voorstellen.filter(huidig=True).select_related("leerbedrijf").first()
    return voorstel.leerbedrijf if voorstel else None
