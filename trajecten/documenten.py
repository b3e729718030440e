"""What is in a document: soort -> facts, frozen when it is ordered (domein §6; shapes in documenten/feiten.py)."""

import base64
from datetime import date
from itertools import groupby

from django.conf import settings
from django.urls import reverse

from basis.dagen import now
from documenten.bestellen import bestel
from documenten.models import Document
from kwalificaties.models import Kwalificatie, Werkproces
from trajecten import lijsten
from trajecten.models import Beoordeling, Plaatsing, PokVersie, SchoolAfspraak, Traject, TrajectDocument, Verklaring
from trajecten.regels import Leerweg, Ondertekenaar
from werkgevers import naam as buiten
from werkgevers.models import Leerbedrijf, Praktijkopleider

VRAGEN = [
    ("werkt_nog", "Werkt de deelnemer nog bij u?"),
    ("kon_alles_oefenen", "Kon de deelnemer alle afgesproken taken oefenen?"),
    ("in_dienst", "Neemt u de deelnemer in dienst of is die al in dienst?"),
]


def voeg_toe(traject: Traject, document: Document, *, plaatsing: Plaatsing | None = None) -> TrajectDocument:
    """Put a paper in the dossier; the same one twice is one."""
    row, _ = TrajectDocument.objects.get_or_create(
        document=document, defaults={"traject": traject, "plaatsing": plaatsing, "at": now()}
    )
    return row


def bestel_overeenkomst(versie: PokVersie) -> Document:
    """Order the POK with its first bpv-blad, and the werkproceskeuze that belongs to this version."""
    plaatsing = versie.plaatsing
    traject = plaatsing.traject
    key = f"{traject.nummer}:{plaatsing.volgnummer}:{versie.versie}"
    facts = {
        **_hoofd(plaatsing, versie.gemaakt_op),
        "versie": versie.versie,
        "deelnemer": _persoon(traject),
        "school": _school(plaatsing),
        "coordinator": traject.behandelaar.naam if traject.behandelaar else "",
        "kerntaken": _kerntaken(plaatsing.werkprocessen.all()),
        "afspraken": _afspraken(plaatsing),
        "schaal": _schaal(traject),
        "ondertekenaars": [_ondertekenaar(plaatsing, Ondertekenaar(h.partij)) for h in versie.handtekeningen.order_by("pk")],
    }
    document = bestel(
        "praktijkovereenkomst",
        sleutel=key,
        facts=facts,
        titel=f"Praktijkovereenkomst, versie {versie.versie}",
        template="documenten/praktijkovereenkomst.html",
    )
    versie.document = document
    versie.save(update_fields=["document"])
    voeg_toe(traject, document, plaatsing=plaatsing)
    _bestel_werkproceskeuze(versie, key)
    return document


def _bestel_werkproceskeuze(versie: PokVersie, key: str) -> None:
    plaatsing = versie.plaatsing
    facts = {
        **_hoofd(plaatsing, versie.gemaakt_op),
        "versie": versie.versie,
        "deelnemer": _naam(plaatsing.traject),
        "school": plaatsing.school.naam,
        "kerntaken": _kerntaken(plaatsing.werkprocessen.all()),
    }
    document = bestel(
        "werkproceskeuze",
        sleutel=key,
        facts=facts,
        titel=f"Werkproceskeuze, versie {versie.versie}",
        template="documenten/werkproceskeuze.html",
    )
    voeg_toe(plaatsing.traject, document, plaatsing=plaatsing)


def bestel_leeg_beoordelingsformulier(plaatsing: Plaatsing) -> Document:
    """The form to print, once per Plaatsing and day it is asked."""
    facts = _beoordeling(plaatsing, None)
    document = bestel(
        "beoordelingsformulier",
        sleutel=f"leeg:{plaatsing.traject.nummer}:{plaatsing.volgnummer}:{plaatsing.traject.gebeurtenissen.count()}",
        facts=facts,
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
        facts=_beoordeling(plaatsing, beoordeling),
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
        facts=verklaring_facts(verklaring),
        titel=f"Praktijkverklaring {verklaring.nummer}",
        template="documenten/praktijkverklaring.html",
        attach_json="praktijkverklaring.json",
    )
    verklaring.document = document
    verklaring.save(update_fields=["document"])
    voeg_toe(verklaring.traject, document, plaatsing=verklaring.traject.plaatsing)
    return document


def verklaring_facts(verklaring: Verklaring) -> dict:
    traject, besluit = verklaring.traject, verklaring.vaststelling
    regels = besluit.regels.filter(vastgesteld=True).select_related("werkproces__kerntaak", "plaatsing__leerbedrijf__organisatie")
    per_plaatsing = groupby(sorted(regels, key=_place), key=lambda regel: regel.plaatsing)
    url = verificatie_url(verklaring)
    return {
        "nummer": verklaring.nummer,
        "huisstijl": _huisstijl(traject),
        "beelden": _beelden(traject),
        "deelnemer": _persoon(traject),
        "kwalificatie": _kwalificatie(traject.kwalificatie),
        "delen": [_deel(plaatsing, besluit.datum, [r.werkproces for r in rows]) for plaatsing, rows in per_plaatsing],
        "besluit": {
            "school": besluit.school.naam,
            "ondertekenaar": besluit.naam,
            "functie": besluit.functie,
            "plaats": besluit.plaats,
            "datum": _iso(besluit.datum),
        },
        "onderdeel_mbo_verklaring": _artikel_bevestigd(traject, besluit.school_id),
        "verificatie_url": url,
        "verificatie_adres": url.split("://", 1)[1],
    }


def verificatie_url(verklaring: Verklaring) -> str:
    return settings.SITE_URL + reverse("trajecten:verificatie", args=[verklaring.verificatiecode])


def _place(regel) -> tuple:
    return regel.plaatsing.volgnummer, regel.werkproces.kerntaak.volgorde, regel.werkproces.volgorde


def _hoofd(plaatsing: Plaatsing, on: date | None) -> dict:
    traject = plaatsing.traject
    return {
        "nummer": traject.nummer,
        "datum": _iso(on) if on else "",
        "huisstijl": _huisstijl(traject),
        "beelden": _beelden(traject),
        "leerbedrijf": _leerbedrijf(plaatsing.leerbedrijf, plaatsing.praktijkopleider),
        "kwalificatie": _kwalificatie(traject.kwalificatie),
    }


def _beoordeling(plaatsing: Plaatsing, beoordeling: Beoordeling | None) -> dict:
    traject = plaatsing.traject
    given = {o.werkproces_id: o for o in beoordeling.oordelen.all()} if beoordeling else {}
    namens = beoordeling.vastgelegd_door.naam if beoordeling and beoordeling.namens and beoordeling.vastgelegd_door else ""
    return {
        **_hoofd(plaatsing, beoordeling.datum if beoordeling else None),
        "ingevuld": beoordeling is not None,
        "beoordelaar": beoordeling.beoordelaar if beoordeling else "",
        "namens": namens,
        "deelnemer": _naam(traject),
        "van": _iso(plaatsing.eerste_werkdag or plaatsing.startdatum),
        "tot": _iso(plaatsing.laatste_werkdag or plaatsing.einddatum),
        "school": plaatsing.school.naam,
        "schaal": _schaal(traject),
        "kerntaken": _kerntaak_oordelen(plaatsing.werkprocessen.all(), given),
        "vragen": [_vraag(beoordeling, name, words) for name, words in VRAGEN],
    }


def _schaal(traject: Traject) -> list[dict]:
    keuzes = lijsten.keuzes(traject.regio, "schaal")
    return [{"id": code, "naam": label, "uitleg": lijsten.SCHAAL_UITLEG[code]} for code, label in keuzes]


def _vraag(beoordeling: Beoordeling | None, name: str, words: str) -> dict:
    answer = {True: "Ja", False: "Nee", None: ""}[getattr(beoordeling, name)] if beoordeling else ""
    return {"vraag": words, "keuzes": ["Ja", "Nee"], "antwoord": answer}


def _per_kerntaak(werkprocessen):
    rows = werkprocessen if isinstance(werkprocessen, list) else list(werkprocessen.select_related("kerntaak"))
    return groupby(sorted(rows, key=lambda w: (w.kerntaak.volgorde, w.volgorde)), key=lambda w: w.kerntaak)


def _kerntaken(werkprocessen) -> list[dict]:
    return [
        {"code": kerntaak.nummer, "titel": kerntaak.titel, "werkprocessen": [_werkproces(w) for w in rows]}
        for kerntaak, rows in _per_kerntaak(werkprocessen)
    ]


def _kerntaak_oordelen(werkprocessen, given: dict) -> list[dict]:
    return [
        {
            "code": kerntaak.nummer,
            "titel": kerntaak.titel,
            "oordelen": [
                {
                    **_werkproces(w),
                    "waarde": given[w.pk].waarde if w.pk in given else "",
                    "toelichting": given[w.pk].toelichting if w.pk in given else "",
                    "bewijs": "",
                }
                for w in rows
            ],
        }
        for kerntaak, rows in _per_kerntaak(werkprocessen)
    ]


def _werkproces(w: Werkproces) -> dict:
    return {"code": w.nummer, "titel": w.titel, "officieel": w.officieel}


def _deel(plaatsing: Plaatsing, besloten_op: date, werkprocessen: list[Werkproces]) -> dict:
    """What was achieved at one leerbedrijf; until the decision for who still works there."""
    return {
        "leerbedrijf": _leerbedrijf(plaatsing.leerbedrijf, plaatsing.praktijkopleider),
        "van": _iso(plaatsing.eerste_werkdag or plaatsing.startdatum),
        "tot": _iso(plaatsing.laatste_werkdag or min(plaatsing.einddatum, besloten_op)),
        "kerntaken": _kerntaken(werkprocessen),
    }


def _leerbedrijf(leerbedrijf: Leerbedrijf, opleider: Praktijkopleider) -> dict:
    """As outsiders may know it: a hidden address appears under its cover name only (domein §4)."""
    return {
        "naam": buiten.naam_buiten(leerbedrijf),
        "plaats": buiten.plaats_buiten(leerbedrijf),
        "leerbedrijf_id": buiten.leerbedrijf_id_buiten(leerbedrijf),
        "praktijkopleider": opleider.naam,
        "functie": opleider.functie,
    }


def _kwalificatie(k: Kwalificatie) -> dict:
    return {
        "naam": k.naam,
        "crebo": k.crebo,
        "niveau": k.niveau,
        "dossier": k.dossier.naam,
        "dossier_crebo": k.dossier.crebo,
        "officieel": k.officieel,
    }


def _naam(traject: Traject) -> str:
    return traject.deelnemer.officiele_naam or traject.deelnemer.naam


def _persoon(traject: Traject) -> dict:
    d = traject.deelnemer
    abroad = d.geboorteland if d.geboorteland.strip().lower() not in {"", "nederland"} else ""
    return {
        "naam": _naam(traject),
        "geboortedatum": _iso(d.geboortedatum) if d.geboortedatum else "",
        "geboorteplaats": d.geboorteplaats,
        "geboorteland": abroad,
    }


def _school(plaatsing: Plaatsing) -> dict:
    afspraak = SchoolAfspraak.objects.filter(regio=plaatsing.traject.regio_id, school=plaatsing.school_id).first()
    return {
        "naam": plaatsing.school.naam,
        "brin": plaatsing.school.brin or "",
        "contactpersoon": afspraak.contact_naam if afspraak else "",
    }


def _afspraken(p: Plaatsing) -> dict:
    employer = f": {p.dienstverband_organisatie}" if p.dienstverband_organisatie else ""
    return {
        "vorm": p.vorm,
        "dienstverband": p.get_dienstverband_display() + employer,
        "leerweg": Leerweg(p.traject.leerweg).label,
        "van": _iso(p.startdatum),
        "tot": _iso(p.einddatum),
        "uren_per_week": f"{p.uren_per_week.normalize():f}".replace(".", ","),
        "uren_totaal": str(p.uren_totaal),
    }


def _ondertekenaar(p: Plaatsing, o: Ondertekenaar) -> dict:
    afspraak = SchoolAfspraak.objects.filter(regio=p.traject.regio_id, school=p.school_id).first()
    return {
        "rol": o.label,
        "naam": {
            Ondertekenaar.DEELNEMER: _naam(p.traject),
            Ondertekenaar.VERTEGENWOORDIGER: p.traject.deelnemer.vertegenwoordiger,
            Ondertekenaar.LEERBEDRIJF: p.praktijkopleider.naam,
            Ondertekenaar.SCHOOL: afspraak.ondertekenaar if afspraak else "",
        }[o],
        "namens": {Ondertekenaar.LEERBEDRIJF: buiten.naam_buiten(p.leerbedrijf), Ondertekenaar.SCHOOL: p.school.naam}.get(o, ""),
    }


def _artikel_bevestigd(traject: Traject, school_id: int) -> bool:
    return SchoolAfspraak.objects.filter(regio=traject.regio_id, school=school_id, artikel_bevestigd=True).exists()


def _huisstijl(traject: Traject) -> dict:
    regio = traject.regio
    contact = " · ".join(part for part in (regio.telefoon, regio.email) if part)
    return {"regio": regio.naam, "kleur": regio.merkkleur, "contact": contact}


def _beelden(traject: Traject) -> dict[str, str]:
    return {"regio": base64.b64encode(bytes(traject.regio.logo)).decode()} if traject.regio.logo else {}


def _iso(day: date) -> str:
    return day.isoformat()
