"""What is in a document: soort -> facts, as they are frozen when it is ordered (domein §6; shapes in documenten/feiten.py)."""

import base64
from datetime import date
from itertools import groupby

from django.conf import settings
from django.urls import reverse

from accounts.models import Regio
from basis.letters import printable
from basis.templatetags.basis import datum, tijdstip
from kwalificaties.models import Kwalificatie, Werkproces
from trajecten import lijsten, oordelen
from trajecten.models import (
    Beoordeling,
    BpvBlad,
    Handtekening,
    Instemming,
    Plaatsing,
    PokVersie,
    SchoolAfspraak,
    Traject,
    Verklaring,
)
from trajecten.models.overeenkomst import Instemwijze, Wijze
from trajecten.regels import Leerweg, Ondertekenaar
from werkgevers import naam as buiten
from werkgevers.models import Leerbedrijf, Praktijkopleider


def overeenkomst(versie: PokVersie) -> dict:
    plaatsing = versie.plaatsing
    traject = plaatsing.traject
    return {
        **hoofd(plaatsing, versie.gemaakt_op),
        "versie": versie.versie,
        "deelnemer": _persoon(traject),
        "school": school_van(plaatsing),
        "coordinator": traject.behandelaar.naam if traject.behandelaar else "",
        "kerntaken": kerntaken(plaatsing.werkprocessen.all()),
        "afspraken": _afspraken(plaatsing),
        "schaal": schaal(traject),
        "ondertekenaars": [_ondertekenaar(plaatsing, Ondertekenaar(h.partij)) for h in versie.handtekeningen.order_by("pk")],
    }


def bpv_blad(blad: BpvBlad, *, melden_tot: date) -> dict:
    plaatsing = blad.plaatsing
    traject = plaatsing.traject
    return {
        **hoofd(plaatsing, blad.gemaakt_op),
        "blad": blad.nummer,
        "vanaf": iso(blad.vanaf),
        "reden": blad.reden,
        "melden_tot": iso(melden_tot),
        "deelnemer": _persoon(traject),
        "school": school_van(plaatsing),
        "coordinator": traject.behandelaar.naam if traject.behandelaar else "",
        "wijzigingen": [{"wat": wat, "was": was, "wordt": wordt} for wat, was, wordt in blad.wijzigingen],
        "afspraken": _afspraken(plaatsing),
        "kerntaken": kerntaken(plaatsing.werkprocessen.all()),
        "instemmingen": [_instemming(i) for i in blad.instemmingen.order_by("pk")],
    }


def _instemming(i: Instemming) -> dict:
    wie = _ondertekenaar(i.bpv_blad.plaatsing, Ondertekenaar(i.partij))
    return {
        "rol": wie["rol"],
        "naam": wie["namens"] or wie["naam"],
        "datum": iso(i.gegeven_op) if i.gegeven_op else "",
        "wijze": Instemwijze(i.wijze).label.lower() if i.wijze else "",
    }


def werkproceskeuze(versie: PokVersie) -> dict:
    plaatsing = versie.plaatsing
    return {
        **hoofd(plaatsing, versie.gemaakt_op),
        "versie": versie.versie,
        "deelnemer": naam_van(plaatsing.traject),
        "school": plaatsing.school.naam,
        "kerntaken": kerntaken(plaatsing.werkprocessen.all()),
    }


def ondertekening(versie: PokVersie) -> dict:
    plaatsing = versie.plaatsing
    rows = list(versie.handtekeningen.select_related("vastgelegd_door", "bekeken_door").order_by("pk"))
    document = versie.document
    return {
        **hoofd(plaatsing, max(h.getekend_op for h in rows if h.getekend_op)),
        "versie": versie.versie,
        "deelnemer": naam_van(plaatsing.traject),
        "school": plaatsing.school.naam,
        "sha256": document.sha256 if document else "",
        "handtekeningen": [_ondertekend(h) for h in rows],
    }


def _ondertekend(h: Handtekening) -> dict:
    paper = h.wijze == Wijze.PAPIER
    return {
        "rol": Ondertekenaar(h.partij).label,
        "naam": h.naam if printable(h.naam) else naam_van(h.pok_versie.plaatsing.traject),
        "functie": h.functie,
        "datum": iso(h.getekend_op) if h.getekend_op else "",
        "tijdstip": tijdstip(h.getekend_at) if h.getekend_at else "",
        "wijze": h.get_wijze_display(),
        "adres": h.adres or "",
        "browser": h.browser,
        "sha256": h.sha256,
        "vastgelegd_door": h.vastgelegd_door.naam if paper and h.vastgelegd_door else "",
        "nagekeken_door": h.bekeken_door.naam if h.bekeken_door else "",
        "nagekeken_op": tijdstip(h.bekeken_at) if h.bekeken_at else "",
    }


def verklaring(issued: Verklaring) -> dict:
    traject, besluit = issued.traject, issued.vaststelling
    regels = besluit.regels.filter(vastgesteld=True).select_related("werkproces__kerntaak", "plaatsing__leerbedrijf__organisatie")
    per_plaatsing = groupby(sorted(regels, key=_place), key=lambda regel: regel.plaatsing)
    url = verificatie_url(issued)
    return {
        "nummer": issued.nummer,
        **van_regio(traject.regio),
        "deelnemer": _persoon(traject),
        "kwalificatie": _kwalificatie(traject.gekozen_kwalificatie),
        "delen": [_deel(plaatsing, besluit.datum, [r.werkproces for r in rows]) for plaatsing, rows in per_plaatsing],
        "besluit": {
            "school": besluit.school.naam,
            "ondertekenaar": besluit.naam,
            "functie": besluit.functie,
            "plaats": besluit.plaats,
            "datum": iso(besluit.datum),
        },
        "onderdeel_mbo_verklaring": _artikel_bevestigd(traject, besluit.school_id),
        "verificatie_url": url,
        "verificatie_adres": url.split("://", 1)[1],
    }


def concept(traject: Traject, *, on: date) -> dict:
    """What the praktijkverklaring would say: all that was achieved, without number, and the school's usual signatory."""
    plaatsing = traject.plaatsing
    achieved = groupby(oordelen.behaald(traject), key=lambda o: o.plaatsing)
    agreed = SchoolAfspraak.objects.filter(regio=traject.regio_id, school=plaatsing.school_id).first()
    return {
        "nummer": "",
        **van_regio(traject.regio),
        "deelnemer": _persoon(traject),
        "kwalificatie": _kwalificatie(traject.gekozen_kwalificatie),
        "delen": [_deel(p, on, [o.werkproces for o in rows]) for p, rows in achieved],
        "besluit": {
            "school": plaatsing.school.naam,
            "ondertekenaar": agreed.ondertekenaar if agreed else "",
            "functie": agreed.ondertekenaar_functie if agreed else "",
            "plaats": plaatsing.school.plaats,
            "datum": iso(on),
        },
        "onderdeel_mbo_verklaring": _artikel_bevestigd(traject, plaatsing.school_id),
        "verificatie_url": "",
        "verificatie_adres": "",
    }


def verificatie_url(verklaring: Verklaring) -> str:
    return settings.SITE_URL + reverse("trajecten:verificatie", args=[verklaring.verificatiecode])


def _place(regel) -> tuple:
    return regel.plaatsing.volgnummer, regel.werkproces.kerntaak.volgorde, regel.werkproces.volgorde


def hoofd(plaatsing: Plaatsing, on: date | None) -> dict:
    traject = plaatsing.traject
    return {
        "nummer": traject.nummer,
        "datum": iso(on) if on else "",
        **van_regio(traject.regio),
        "leerbedrijf": _leerbedrijf(plaatsing.leerbedrijf, plaatsing.praktijkopleider),
        "kwalificatie": _kwalificatie(traject.gekozen_kwalificatie),
    }


def beoordeling(plaatsing: Plaatsing, filled: Beoordeling | None) -> dict:
    traject = plaatsing.traject
    given = {o.werkproces_id: o for o in filled.oordelen.all()} if filled else {}
    namens = filled.vastgelegd_door.naam if filled and filled.namens and filled.vastgelegd_door else ""
    return {
        **hoofd(plaatsing, filled.datum if filled else None),
        "ingevuld": filled is not None,
        "beoordelaar": filled.beoordelaar if filled else "",
        "namens": namens,
        "deelnemer": naam_van(traject),
        "van": iso(plaatsing.eerste_werkdag or plaatsing.startdatum),
        "tot": iso(plaatsing.laatste_werkdag or plaatsing.einddatum),
        "school": plaatsing.school.naam,
        "schaal": schaal(traject),
        "kerntaken": _kerntaak_oordelen(plaatsing.werkprocessen.all(), given),
        "vragen": [_vraag(filled, name, words) for name, words in lijsten.VRAGEN],
    }


def schaal(traject: Traject) -> list[dict]:
    uitleg = lijsten.schaal_uitleg(traject.regio)
    return [{"id": code, "naam": label, "uitleg": uitleg[code]} for code, label in lijsten.keuzes(traject.regio, "schaal")]


def _vraag(beoordeling: Beoordeling | None, name: str, words: str) -> dict:
    answer = {True: "Ja", False: "Nee", None: ""}[getattr(beoordeling, name)] if beoordeling else ""
    return {"vraag": words, "keuzes": ["Ja", "Nee"], "antwoord": answer}


def _per_kerntaak(werkprocessen):
    rows = werkprocessen if isinstance(werkprocessen, list) else list(werkprocessen.select_related("kerntaak"))
    return groupby(sorted(rows, key=lambda w: (w.kerntaak.volgorde, w.volgorde)), key=lambda w: w.kerntaak)


def kerntaken(werkprocessen) -> list[dict]:
    return [
        {"code": kerntaak.nummer, "titel": kerntaak.titel, "werkprocessen": [werkproces_van(w) for w in rows]}
        for kerntaak, rows in _per_kerntaak(werkprocessen)
    ]


def _kerntaak_oordelen(werkprocessen, given: dict) -> list[dict]:
    return [
        {
            "code": kerntaak.nummer,
            "titel": kerntaak.titel,
            "oordelen": [
                {
                    **werkproces_van(w),
                    "waarde": given[w.pk].waarde if w.pk in given else "",
                    "toelichting": given[w.pk].toelichting if w.pk in given else "",
                    "bewijs": "",
                }
                for w in rows
            ],
        }
        for kerntaak, rows in _per_kerntaak(werkprocessen)
    ]


def werkproces_van(w: Werkproces) -> dict:
    return {"code": w.nummer, "titel": w.titel, "officieel": w.officieel}


def _deel(plaatsing: Plaatsing, besloten_op: date, werkprocessen: list[Werkproces]) -> dict:
    """What was achieved at one leerbedrijf; until the decision for who still works there."""
    return {
        "leerbedrijf": _leerbedrijf(plaatsing.leerbedrijf, plaatsing.praktijkopleider),
        "van": iso(plaatsing.eerste_werkdag or plaatsing.startdatum),
        "tot": iso(plaatsing.tot_en_met(besloten_op)),
        "kerntaken": kerntaken(werkprocessen),
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


def naam_van(traject: Traject) -> str:
    return traject.deelnemer.naam_op_papier


def _persoon(traject: Traject) -> dict:
    d = traject.deelnemer
    abroad = d.geboorteland if d.geboorteland.strip().lower() not in {"", "nederland"} else ""
    return {
        "naam": naam_van(traject),
        "geboortedatum": iso(d.geboortedatum) if d.geboortedatum else "",
        "geboorteplaats": d.geboorteplaats,
        "geboorteland": abroad,
    }


def school_van(plaatsing: Plaatsing) -> dict:
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
        "van": iso(p.startdatum),
        "tot": iso(p.einddatum),
        "uren_per_week": f"{p.uren_per_week.normalize():f}".replace(".", ","),
        "uren_totaal": str(p.uren_totaal),
    }


def _ondertekenaar(p: Plaatsing, o: Ondertekenaar) -> dict:
    afspraak = SchoolAfspraak.objects.filter(regio=p.traject.regio_id, school=p.school_id).first()
    return {
        "rol": o.label,
        "naam": {
            Ondertekenaar.DEELNEMER: naam_van(p.traject),
            Ondertekenaar.VERTEGENWOORDIGER: p.traject.deelnemer.vertegenwoordiger,
            Ondertekenaar.LEERBEDRIJF: p.praktijkopleider.naam,
            Ondertekenaar.SCHOOL: afspraak.ondertekenaar if afspraak else "",
        }[o],
        "namens": {Ondertekenaar.LEERBEDRIJF: buiten.naam_buiten(p.leerbedrijf), Ondertekenaar.SCHOOL: p.school.naam}.get(o, ""),
    }


def _artikel_bevestigd(traject: Traject, school_id: int) -> bool:
    return SchoolAfspraak.objects.filter(regio=traject.regio_id, school=school_id, artikel_bevestigd=True).exists()


def van_regio(regio: Regio) -> dict:
    """What every paper carries of the regio: name, colour, how to reach it, and its logo."""
    contact = " · ".join(part for part in (regio.telefoon, regio.email) if part)
    beelden = {"regio": base64.b64encode(bytes(regio.logo)).decode()} if regio.logo else {}
    return {"huisstijl": {"regio": regio.naam, "kleur": regio.merkkleur, "contact": contact}, "beelden": beelden}


def iso(day: date) -> str:
    return day.isoformat()


def gedrukt(issued: Verklaring) -> list[tuple[str, str]]:
    """What stands on a verklaring that may be wrong, in the words of its frozen facts; of the school's own paper what is known."""
    facts = issued.document.facts if issued.document else {}
    person = facts.get("deelnemer") or _persoon(issued.traject)
    decided = facts.get("besluit") or {"ondertekenaar": issued.vaststelling.naam, "functie": issued.vaststelling.functie}
    born = person["geboortedatum"] and datum(date.fromisoformat(person["geboortedatum"]))
    place = ", ".join(part for part in (person["geboorteplaats"], person["geboorteland"]) if part)
    return [
        ("Naam", person["naam"]),
        ("Geboren", born),
        ("Geboorteplaats", place),
        ("Getekend door", f"{decided['ondertekenaar']}, {decided['functie']}"),
    ]
