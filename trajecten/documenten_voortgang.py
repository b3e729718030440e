"""The papers about how it goes: when each is ordered, and that they are in the dossier (domein §6)."""

from basis.templatetags.basis import datum as in_words
from documenten.bestellen import bestel
from documenten.models import Document
from trajecten import papier_voortgang
from trajecten.documenten import voeg_toe
from trajecten.models import Beoordeling


def bestel_voortgangsverslag(beoordeling: Beoordeling) -> Document:
    """Of each evaluation on the way one."""
    traject = beoordeling.plaatsing.traject
    document = bestel(
        "voortgangsverslag",
        sleutel=f"{beoordeling.code}",
        facts=papier_voortgang.verslag(beoordeling),
        titel=f"Voortgangsverslag, {in_words(beoordeling.datum)}",
        template="documenten/voortgangsverslag.html",
    )
    beoordeling.verslag = document
    beoordeling.save(update_fields=["verslag"])
    voeg_toe(traject, document, plaatsing=beoordeling.plaatsing)
    return document
