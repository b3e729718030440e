"""What is to be done about a traject: the reason somebody is aan zet, said as a task with one button."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts.permissions import Permission as P
from basis.dagen import working_days_between
from basis.templatetags.basis import datum, meervoud
from trajecten.models import Traject
from trajecten.regels import REGELS, Doel, Ondertekenaar, Overgang, Partij
from trajecten.termijnen import SOORTEN


@dataclass(frozen=True)
class Taak:
    """
    :param knop: what the one button says; `url` is where it leads.
    """

    titel: str
    uitleg: str
    knop: str
    url: str


# reason of aan zet -> (what is to be done, button, page of this room)
_TAKEN: dict[str, tuple[str, str, str]] = {
    "aangemeld": ("Intakegesprek plannen", "Plan intake", "intake_starten"),
    "intake_plannen": ("Intakegesprek plannen", "Plan intake", "intake_starten"),
    "intake": ("Intake afronden", "Rond intake af", "intake_afronden"),
    "intake_besluit": ("Intake afronden", "Rond intake af", "intake_afronden"),
    "matching": ("Leerbedrijf zoeken", "Match", "matchen"),
    "match_vinden": ("Leerbedrijf zoeken", "Match", "matchen"),
    "informeren": ("Deelnemer informeren over privacy", "Leg vast", "geinformeerd"),
    "starten": ("Start bevestigen", "Bevestig start", "starten"),
    "start_bevestigen": ("Start bevestigen", "Bevestig start", "starten"),
    "eerste_contact": ("Eerste contact na de start", "Leg contact vast", "contact"),
    "tussenevaluatie": ("Tussenevaluatie ontbreekt", "Leg vast", "tussenevaluatie"),
    "aanwezigheid": ("Aanwezigheid ontbreekt", "Vul uren in", "aanwezigheid"),
    "einddatum": ("Einddatum komt eraan", "Vraag beoordeling", "beoordeling_starten"),
    "eindbeoordeling": ("Eindbeoordeling ontbreekt", "Leg vast", "beoordeling_indienen"),
    "vaststelling": ("School moet vaststellen", "Leg besluit vast", "vaststellen"),
    "uitreiking": ("Verklaring uitreiken", "Leg uitreiking vast", "uitreiken"),
    "inschrijving": ("Inschrijving door de school ontbreekt", "Leg vast", "ingeschreven"),
    "plaatsing_aanvullen": ("Plaatsing aanvullen", "Vul aan", "plaatsing_aanvullen"),
    "mbo_verklaring": ("Mbo-verklaring van de school ontbreekt", "Leg vast", "mbo_verklaring"),
}
_NAAR_DOSSIER = ("Bekijk", "traject")
_VRAAG = ("Vraag leerbedrijf", "voorstel")  # for who may propose a leerbedrijf but not match
# What the pages besides those of the overgangen ask; one that is missing here is offered to a coordinator only.
_RECHT: dict[str, P] = {
    "traject": P.TRAJECT_LEZEN,
    "geinformeerd": P.TRAJECT_INTAKE,
    "contact": P.TRAJECT_CONTACT,
    "tussenevaluatie": P.TRAJECT_BEOORDELEN,
    "aanwezigheid": P.TRAJECT_VOORTGANG,
    "ingeschreven": P.TRAJECT_INSCHRIJVEN,
    "mbo_verklaring": P.TRAJECT_MBO_VERKLARING,
    "nazorg": P.TRAJECT_NAZORG,
    "plaatsing_aanvullen": P.TRAJECT_OVERNEMEN,
}


def taak(traject: Traject, *, on: date, mag: frozenset[P]) -> Taak:
    """
    The task that follows from `aan_zet_reden`; reads only what `for_overview` loads.

    :param mag: what the reader may do with this traject; a button beyond it leads to the dossier instead.
    """
    kind, _, rest = traject.aan_zet_reden.partition(":")
    titel, knop, page = _words(kind, rest)
    if page == Overgang.BEOORDELING_STARTEN and traject.doel != Doel.PRAKTIJKVERKLARING:
        knop, page = "Rond af", Overgang.AFRONDEN.value
    if _kan_niet(page, traject) or _recht(kind, page) not in mag:
        proposes = page == Overgang.MATCHEN and P.TRAJECT_VOORSTEL in mag and not _kan_niet(page, traject)
        knop, page = _VRAAG if proposes else _NAAR_DOSSIER
    args = [traject.code, int(kind.removeprefix("nazorg_"))] if page == "nazorg" else [traject.code]
    url = reverse(f"trajecten:{page}", args=args)
    if kind in {"tekenen", "tweede_blik", "geweigerd", "fout", "pok_tekenen"}:
        url += "#overeenkomst"
    return Taak(titel, _uitleg(traject, on), knop, url)


def _kan_niet(page: str, traject: Traject) -> bool:
    """The page of an overgang that this status does not have: a button that only leads to a refusal."""
    return page in Overgang.values and traject.status not in REGELS[Overgang(page)].van


def _recht(kind: str, page: str) -> P:
    """What the page of this task asks; signing stands on the dossier itself."""
    if kind == "tekenen":
        return P.TRAJECT_TEKENEN_VASTLEGGEN
    return REGELS[Overgang(page)].permission if page in Overgang.values else _RECHT.get(page, P.SCHERMEN_COORDINATOR)


def _words(kind: str, rest: str) -> tuple[str, str, str]:
    if kind == "tekenen":
        return f"Handtekening {Ondertekenaar(rest).label.lower()} ontbreekt", "Leg vast", "traject"
    if kind == "tweede_blik":
        return f"Handtekening {Ondertekenaar(rest).label.lower()}: een collega kijkt de scan na", *_NAAR_DOSSIER
    if kind == "geweigerd":
        return f"{Ondertekenaar(rest).label} tekent niet", *_NAAR_DOSSIER
    if kind == "fout":
        return f"{Ondertekenaar(rest).label} meldt een fout op het bpv-blad", *_NAAR_DOSSIER
    if kind == "bel":
        soort, _, partij = rest.partition(":")
        return f"Bel {Partij(partij).in_zin}: {SOORTEN[soort].naam.lower()}", "Leg contact vast", "contact"
    if kind.startswith("nazorg_"):
        return SOORTEN[kind].naam, "Leg vast", "nazorg"
    if kind in _TAKEN:
        return _TAKEN[kind]
    return (SOORTEN[kind].naam if kind in SOORTEN else "Loopt"), *_NAAR_DOSSIER


def _uitleg(traject: Traject, on: date) -> str:
    """What helps to see at a glance which one it is: where, and when it begins or ends."""
    plaatsing = traject.plaatsing
    if plaatsing is None:
        return f"Aangemeld door {traject.aangemeld_door}"
    where = str(plaatsing.leerbedrijf)
    if plaatsing.eerste_werkdag is None and plaatsing.startdatum >= on:
        days = working_days_between(on, plaatsing.startdatum)
        start = "vandaag" if plaatsing.startdatum == on else f"over {meervoud(days, 'werkdag,werkdagen')}"
        return f"{where} · start {start}"
    if traject.vastgesteld_op:
        return f"Vastgesteld door {plaatsing.school} op {datum(traject.vastgesteld_op)}"
    if traject.ingediend_op:
        return f"{plaatsing.school} · ingediend op {datum(traject.ingediend_op)}"
    return f"{where} · tot en met {datum(plaatsing.laatste_werkdag or plaatsing.einddatum)}"
