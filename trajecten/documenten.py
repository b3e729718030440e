"""The papers of a traject: which are ordered when, and that they are in its dossier (domein §6)."""

from datetime import date

from basis.dagen import now
from documenten.bestellen import bestel
from documenten.models import Document, Status
from trajecten import papierfeiten
from trajecten.models import Beoordeling, BpvBlad, Plaatsing, PokVersie, Traject, TrajectDocument, Verklaring


def voeg_toe(traject: Traject, document: Document, *, plaatsing: Plaatsing | None = None) -> TrajectDocument:
    """Put a paper in the dossier; the same one twice is one."""
    row, _ = TrajectDocument.objects.get_or_create(
        document=document, defaults={"traject": traject, "plaatsing": plaatsing, "at": now()}
    )
    return row


def bestel_overeenkomst(versie: PokVersie) -> Document:
    """Order the POK with its first bpv-blad."""
    plaatsing = versie.plaatsing
    traject = plaatsing.traject
    key = f"{traject.nummer}:{plaatsing.volgnummer}:{versie.versie}"
    document = bestel(
        "praktijkovereenkomst",
        sleutel=key,
        facts=papierfeiten.overeenkomst(versie),
        titel=f"Praktijkovereenkomst, versie {versie.versie}",
        template="documenten/praktijkovereenkomst.html",
    )
    versie.document = document
    versie.save(update_fields=["document"])
    voeg_toe(traject, document, plaatsing=plaatsing)
    return document


def bestel_werkproceskeuze(versie: PokVersie) -> None:
    """Ours also where the school makes its own agreement (domein §6, Whose paper)."""
    plaatsing = versie.plaatsing
    document = bestel(
        "werkproceskeuze",
        sleutel=f"{plaatsing.traject.nummer}:{plaatsing.volgnummer}:{versie.versie}",
        facts=papierfeiten.werkproceskeuze(versie),
        titel=f"Werkproceskeuze, versie {versie.versie}",
        template="documenten/werkproceskeuze.html",
    )
    voeg_toe(plaatsing.traject, document, plaatsing=plaatsing)


def bestel_ondertekening(versie: PokVersie) -> Document:
    """What proves the signatures of a version, once every party has signed; a signatory who is asked later makes another."""
    plaatsing = versie.plaatsing
    document = bestel(
        "ondertekening",
        sleutel=f"{plaatsing.traject.nummer}:{plaatsing.volgnummer}:{versie.versie}:{versie.handtekeningen.count()}",
        facts=papierfeiten.ondertekening(versie),
        titel=f"Bewijs van ondertekening, versie {versie.versie}",
        template="documenten/ondertekening.html",
    )
    voeg_toe(plaatsing.traject, document, plaatsing=plaatsing)
    return document


def bestel_bpv_blad(blad: BpvBlad, *, melden_tot: date) -> Document:
    plaatsing = blad.plaatsing
    document = bestel(
        "bpv_blad",
        sleutel=f"{plaatsing.traject.nummer}:{plaatsing.volgnummer}:{blad.nummer}",
        facts=papierfeiten.bpv_blad(blad, melden_tot=melden_tot),
        titel=f"Bpv-blad {blad.nummer}",
        template="documenten/bpv_blad.html",
    )
    blad.document = document
    blad.save(update_fields=["document"])
    voeg_toe(plaatsing.traject, document, plaatsing=plaatsing)
    return document


def bestel_leeg_beoordelingsformulier(plaatsing: Plaatsing) -> Document:
    """The form to print, once per Plaatsing and day it is asked."""
    document = bestel(
        "beoordelingsformulier",
        sleutel=f"leeg:{plaatsing.traject.nummer}:{plaatsing.volgnummer}:{plaatsing.traject.gebeurtenissen.count()}",
        facts=papierfeiten.beoordeling(plaatsing, None),
        titel="Beoordelingsformulier, leeg",
        template="documenten/beoordelingsformulier.html",
    )
    voeg_toe(plaatsing.traject, document, plaatsing=plaatsing)
    return document


def bestel_ingevuld_beoordelingsformulier(beoordeling: Beoordeling) -> Document:
    plaatsing = beoordeling.plaatsing
    document = bestel(
        "beoordelingsformulier",
        sleutel=f"{beoordeling.code}",
        facts=papierfeiten.beoordeling(plaatsing, beoordeling),
        titel="Beoordelingsformulier, ingevuld",
        template="documenten/beoordelingsformulier.html",
    )
    beoordeling.formulier = document
    beoordeling.save(update_fields=["formulier"])
    voeg_toe(plaatsing.traject, document, plaatsing=plaatsing)
    return document


def bestel_verklaring(verklaring: Verklaring) -> Document:
    """Order the praktijkverklaring: exactly the vastgestelde werkprocessen, per leerbedrijf; its JSON goes into the PDF."""
    document = bestel(
        "praktijkverklaring",
        sleutel=verklaring.nummer,
        facts=papierfeiten.verklaring(verklaring),
        titel=f"Praktijkverklaring {verklaring.nummer}",
        template="documenten/praktijkverklaring.html",
        attach_json="praktijkverklaring.json",
    )
    verklaring.document = document
    verklaring.save(update_fields=["document"])
    voeg_toe(verklaring.traject, document, plaatsing=verklaring.traject.plaatsing)
    return document


def bestel_concept(traject: Traject, *, on: date) -> Document:
    """Order a concept of the praktijkverklaring: without number, kept 24 hours, made anew when the facts changed."""
    document = bestel(
        "praktijkverklaring",
        sleutel=traject.nummer,
        facts=papierfeiten.concept(traject, on=on),
        titel="Concept van de praktijkverklaring",
        template="documenten/praktijkverklaring.html",
        concept=True,
    )
    voeg_toe(traject, document, plaatsing=traject.plaatsing)
    return document


def laatste_concept(traject: Traject) -> TrajectDocument | None:
    """The newest concept that still lives."""
    own = traject.documenten.filter(document__concept=True).exclude(document__status=Status.VERLOPEN)
    return own.select_related("document").order_by("-document__besteld_op", "-pk").first()
