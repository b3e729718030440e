"""Somebody who may be known already (domein §3, Duplicates): shown to a coordinator only."""

from django.db.models import Q

from accounts.models import Regio
from basis.tekst import fold
from trajecten.models import Traject


def zoek(regio: Regio, persoon, *, behalve: Traject | None = None) -> list[Traject]:
    """
    Trajecten of this regio whose deelnemer may be the same person (keuze): same birth year, and
    the same telephone or e-mail address, or a name that folds to the same.

    :param persoon: anything with the name, birth and contact fields of Deelnemer.
    """
    names = {fold(name) for name in (persoon.achternaam, persoon.roepnaam) if name}
    candidates = (
        Traject.objects.filter(regio=regio, deelnemer__geboortejaar=persoon.geboortejaar)
        .exclude(pk__in=[behalve.pk] if behalve else [])
        .filter(_same_reach(persoon) | _name_begins(persoon))
        .select_related("deelnemer")
        .order_by("-aangemeld_op", "-pk")
    )
    return [traject for traject in candidates[:50] if _is_like(traject.deelnemer, persoon, names)][:5]


def voor(traject: Traject) -> list[Traject]:
    """Of other deelnemers, who the one of this traject may be."""
    return [
        ander for ander in zoek(traject.regio, traject.deelnemer, behalve=traject) if ander.deelnemer_id != traject.deelnemer_id
    ]


def _same_reach(persoon) -> Q:
    same = Q(pk__in=[])
    if persoon.telefoon:
        same |= Q(deelnemer__telefoon=persoon.telefoon)
    if persoon.email:
        same |= Q(deelnemer__email__iexact=persoon.email)
    return same


def _name_begins(persoon) -> Q:
    name = fold(persoon.achternaam or persoon.roepnaam)
    return Q(deelnemer__sorteernaam__startswith=name) | Q(deelnemer__sorteernaam__endswith=name)


def _is_like(known, persoon, names: set[str]) -> bool:
    if persoon.telefoon and known.telefoon == persoon.telefoon:
        return True
    if persoon.email and known.email.lower() == persoon.email.lower():
        return True
    other_month = known.geboortemaand and persoon.geboortemaand and known.geboortemaand != persoon.geboortemaand
    other_day = known.geboortedag and persoon.geboortedag and known.geboortedag != persoon.geboortedag
    known_names = {fold(name) for name in (known.achternaam, known.roepnaam) if name}
    return not (other_month or other_day) and (names <= known_names or known_names <= names)
