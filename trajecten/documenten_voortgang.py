"""The papers about how it goes: when each is ordered, and that they are in the dossier (domein §6)."""

from datetime import date

from accounts.models import Regio
from basis.templatetags.basis import datum as in_words
from documenten.bestellen import bestel, kenmerk, opnieuw
from documenten.models import Document, Status
from trajecten import papier_voortgang
from trajecten.documenten import voeg_toe
from trajecten.models import Beoordeling, Plaatsing


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


def bestel_overzicht(soort: str, plaatsing: Plaatsing, *, on: date) -> Document:
    """
    What was asked for by hand, once for the same facts; made again it is another paper.

    :param soort: aanwezigheidsoverzicht or begeleidingsverklaring.
    """
    facts = OVERZICHTEN[soort](plaatsing, on=on)
    document = bestel(
        soort,
        sleutel=f"{plaatsing.traject.nummer}:{plaatsing.volgnummer}:{kenmerk(facts)}",
        facts=facts,
        titel=f"{soort.capitalize()}, {in_words(on)}",
        template=f"documenten/{soort}.html",
    )
    voeg_toe(plaatsing.traject, document, plaatsing=plaatsing)
    return document


OVERZICHTEN = {
    "aanwezigheidsoverzicht": papier_voortgang.aanwezigheid,
    "begeleidingsverklaring": papier_voortgang.begeleiding,
}


def bestel_formulier(soort: str, regio: Regio) -> Document:
    """An empty form of this regio; the same one until its lists or its look change."""
    facts = FORMULIEREN[soort](regio)
    document = bestel(
        soort,
        sleutel=_sleutel(regio, facts),
        facts=facts,
        titel=soort.capitalize(),
        template=f"documenten/{soort}.html",
    )
    if document.status == Status.MISLUKT:
        opnieuw(document)
    return document


def formulier(soort: str, regio: Regio) -> Document | None:
    """The form as this regio has it today, when it was made."""
    return Document.objects.filter(sleutel=f"{soort}:{_sleutel(regio, FORMULIEREN[soort](regio))}").first()


def _sleutel(regio: Regio, facts: dict) -> str:
    return f"{regio.regiocode}:{kenmerk(facts)}"


FORMULIEREN = {
    "aanmeldformulier": papier_voortgang.aanmeldformulier,
    "intakeformulier": papier_voortgang.intakeformulier,
}
