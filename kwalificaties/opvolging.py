"""Which crebo came after which (25498 -> 25960). Whether an erkenning counts across is not decided here (domein §4)."""

from kwalificaties.models import Kwalificatie
from kwalificaties.rijen import ImportGeweigerd


def zet_opvolger(oud: str, nieuw: str) -> Kwalificatie:
    """
    Record that crebo `nieuw` follows crebo `oud`.

    :raises ImportGeweigerd: one of them is unknown, they are the same, or the chain would bite its own tail.
    """
    voorganger, opvolger = _get(oud), _get(nieuw)
    keten = [opvolger]
    while keten[-1].opvolger and keten[-1].pk != voorganger.pk:
        keten.append(keten[-1].opvolger)
    if keten[-1].pk == voorganger.pk:
        raise ImportGeweigerd(f"Crebo {nieuw} kan {oud} niet opvolgen: {oud} komt zelf al na {nieuw}, of is dezelfde.")
    voorganger.opvolger = opvolger
    voorganger.save(update_fields=["opvolger"])
    return voorganger


def _get(crebo: str) -> Kwalificatie:
    found = Kwalificatie.objects.filter(crebo=crebo, regio=None).select_related("dossier", "opvolger").first()
    if found is None:
        raise ImportGeweigerd(f"Crebo {crebo} staat niet in de catalogus. Neem deze eerst op.")
    return found
