"""What the page of one dossier shows: read once, in a fixed number of queries, and put in words."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Permission
from basis.dagen import now
from basis.templatetags.basis import tijdstip
from trajecten import (
    besluitlinks,
    betrokkenen,
    buiten,
    knoppen,
    lijsten,
    links,
    ontbreekt,
    tekenlinks,
    terugweg,
    tijdlijn,
    toegang,
    tweede_blik,
    vandaag,
    verwant,
    vraaglinks,
)
from trajecten.afwezig import overzicht
from trajecten.bpv_blad import melden_tot
from trajecten.buiten import Buitenpartij
from trajecten.gebeurtenissen import REGELTEKST
from trajecten.models import Handtekening, Plaatsing, PokVersie, Traject, Voorstel
from trajecten.nazorg import stand as nazorgstand
from trajecten.ontbreekt import Ontbrekend
from trajecten.overeenkomst import TEKENEN_IN
from trajecten.regels import FASE_VAN, FASEN, Ondertekenaar, Partij, Resultaat, Status
from trajecten.signalen import doen
from trajecten.termijnen import SOORTEN
from trajecten.voortgang import hoe_het_gaat
from werkgevers.erkenning import oordeel


@dataclass(frozen=True)
class Fase:
    naam: str
    staat: str  # klaar, nu or empty


@dataclass(frozen=True)
class Teken:
    """
    One place on the signature board; `dagen` it has been open.

    :param link: when a link went out, and from when another may. :param bewijs: what proves a signature without paper.
    :param blik: who looked at the scan besides, or can; `kan_nakijken` for this reader.
    """

    handtekening: Handtekening
    label: str
    dagen: int
    kan_met_link: bool = False
    kan_mailen: bool = False
    link: str = ""
    bewijs: str = ""
    blik: str = ""
    kan_nakijken: bool = False


def dossier(traject: Traject, user: User, *, on: date) -> dict:
    """Everything the template asks for."""
    plaatsing = traject.plaatsing
    mag = toegang.rechten_bij(user, traject, on=on)
    versies = _versies(plaatsing)
    rij = vandaag.rij(traject, user, on=on)
    return {
        "on": on,
        "traject": traject,
        "plaatsing": plaatsing,
        "rij": rij,
        "signalen": doen.op_dossier(traject, mag=mag, on=on),
        "terugweg": _terugweg(traject, user),
        "mag": mag,
        "betrokkenen": betrokkenen.nu_en_straks(traject, on=on),
        "afwezig": overzicht.van_behandelaar(traject, on=on),
        "knoppen": _knoppen(traject, user, rij.taak.url, on),
        "fasen": fasen(traject),
        "fase_nummer": _fase(traject) + 1,
        "versie": next((v for v in versies if v.vervallen_op is None), None),
        "vervallen_versies": [v for v in versies if v.vervallen_op],
        "tekenbord": _tekenbord(versies, user, on),
        "kan_tekenen": traject.status in TEKENEN_IN,
        "bpv_bladen": _bpv_bladen(plaatsing, on),
        "erkenning": oordeel(plaatsing.leerbedrijf, traject.kwalificatie, on=on) if plaatsing and traject.kwalificatie else None,
        "reacties": vraaglinks.stand(traject, at=now()),
        "besluitlink": besluitlinks.stand(traject, on=on, at=now()),
        **hoe_het_gaat(traject, plaatsing, mag=mag, on=on),
        "termijnen": _termijnen(traject, on),
        "planningen": traject.planningen.filter(vervallen=False),
        "tijdlijn": tijdlijn.regels(traject, mag),
        "documenten": traject.documenten.filter(document__concept=False)
        .exclude(document__soort="bewijsstuk")  # those stand with their werkproces
        .select_related("document"),
        "verklaringen": traject.verklaringen.select_related("document", "vervangt").order_by("-volgnummer"),
        "nazorg": nazorgstand.regels(traject),
        "voorstellen": _voorstellen(traject),
        "resultaat": Resultaat(traject.resultaat).label if traject.resultaat else "",
        "belemmeringen": _labels(
            traject, "belemmering", traject.belemmeringen.filter(tot__isnull=True).values_list("soort", flat=True)
        ),
        "intakeverslag": getattr(traject, "intakeverslag", None),
        "startpunt": lijsten.label(traject.regio, "startpunt", traject.startpunt),
        "doelgroepen": _labels(traject, "doelgroep", traject.doelgroepen),
        "einde_reden": _einde(traject),
        "duplicaten": _duplicaten(traject, user, on),
        "ontbreekt": _ontbreekt(traject, user, on),
        "buiten": _buiten(plaatsing, mag, on),
        "andere_trajecten": verwant.andere(traject, user, on=on),
    }


def _buiten(plaatsing: Plaatsing | None, mag: frozenset[Permission], on: date) -> list[Buitenpartij]:
    """For who invites them and looks along (domein §1)."""
    shown = plaatsing is not None and {Permission.SCHERMEN_COORDINATOR, Permission.PORTAAL_MENSEN} <= mag
    return buiten.van(plaatsing, on=on, at=now()) if plaatsing and shown else []


def _terugweg(traject: Traject, user: User) -> dict | None:
    """The step this user may still take back, and until when."""
    weg = terugweg.van(traject)
    if weg is None or weg.door_id != user.pk or now() > weg.at + terugweg.BINNEN:
        return None
    return {"stap": REGELTEKST[weg.gebeurtenis.soort], "tot": weg.at + terugweg.BINNEN}


def _ontbreekt(traject: Traject, user: User, on: date) -> list[tuple[Ontbrekend, str]]:
    """What was taken over incomplete, with the address where this reader may fill it in."""
    rows = ontbreekt.van(traject)
    if rows and not toegang.may(user, Permission.TRAJECT_OVERNEMEN, traject, on=on):
        return [(row, "") for row in rows]
    return [(row, _adres(traject, row)) for row in rows]


def _adres(traject: Traject, row: Ontbrekend) -> str:
    if row.pagina == "erkenning":
        return traject.plaatsing.leerbedrijf.get_absolute_url()
    args = [traject.code, 0] if row.pagina == "nazorg" else [traject.code]
    return reverse(f"trajecten:{row.pagina}", args=args) + ("#overeenkomst" if row.code == "tekenen" else "")


def _knoppen(traject: Traject, user: User, hoofd: str, on: date) -> list[dict]:
    """Every overgang this user may do now, besides the one of the main button."""
    found = [{"knop": knop, "url": knop.url(traject)} for knop in knoppen.knoppen(traject, user, on=on)]
    return [row for row in found if row["url"] != hoofd or traject.aan_zet == Partij.NIEMAND]


def fasen(traject: Traject) -> list[Fase]:
    """The seven phases; of an ended traject the phase it ended in."""
    current = _fase(traject)
    ended = not traject.is_open and traject.status != Status.AFGESLOTEN
    return [
        Fase(naam, "klaar" if n < current or traject.status == Status.AFGESLOTEN else "nu" if n == current and not ended else "")
        for n, naam in enumerate(FASEN)
    ]


def _fase(traject: Traject) -> int:
    phase = FASE_VAN[Status(traject.status)]
    return phase if phase is not None else FASE_VAN[Status(traject.einde_status)] or 0


def _versies(plaatsing: Plaatsing | None) -> list[PokVersie]:
    if plaatsing is None:
        return []
    return list(
        plaatsing.pok_versies.select_related("document")
        .prefetch_related("handtekeningen__links", "handtekeningen__bekeken_door", "handtekeningen__vastgelegd_door")
        .order_by("-versie")
    )


def _tekenbord(versies: list[PokVersie], user: User, on: date) -> list[Teken]:
    current = next((v for v in versies if v.vervallen_op is None), None)
    if current is None:
        return []
    rows = [_teken(h, current.plaatsing.traject.deelnemer.email, on) for h in current.handtekeningen.all()]
    return [_met_blik(row, user, on) for row in rows]


def _met_blik(row: Teken, user: User, on: date) -> Teken:
    """What another coordinator found on the scan, or who can look."""
    h = row.handtekening
    if h.bekeken_door and h.bekeken_at:
        words = f"Scan nagekeken door {h.bekeken_door} op {tijdstip(h.bekeken_at)}"
        wrong = f": klopt niet. {h.afgekeurd_reden} De handtekening die {h.vastgelegd_door} vastlegde, telt niet meer."
        return replace(row, blik=words + (wrong if h.afgekeurd_reden else ": klopt."))
    if not (h.tweede_blik and h.getekend_op):
        return row
    if not (able := not (why := tweede_blik.waarom_niet(h, user, on=on))):
        return replace(row, blik=why)
    return replace(row, blik=f"De scan wacht op een tweede blik. Dat kan {tweede_blik.wie_kan(h, on=on)} doen.", kan_nakijken=able)


def _teken(h: Handtekening, email: str, on: date) -> Teken:
    label, days = Ondertekenaar(h.partij).label, (on - h.gevraagd_op).days
    if h.getekend_op:
        proof = f"{h.functie + ' · ' if h.functie else ''}{tijdstip(h.getekend_at)} vanaf {h.adres}" if h.getekend_at else ""
        return Teken(h, label, days, bewijs=proof)
    if h.partij not in tekenlinks.ZONDER_ACCOUNT:
        return Teken(h, label, days)
    sent = next((link for link in h.links.all() if link.wijze == "mail" and not link.ingetrokken_op), None)
    again = links.na(sent)
    wait = again is not None and now() < again
    words = f"Link gestuurd op {tijdstip(sent.verstuurd_op)}." if sent else ""
    if wait:
        words += f" Opnieuw sturen kan vanaf {tijdstip(again)}."
    able = h.partij == Ondertekenaar.DEELNEMER and bool(email) and not wait
    return Teken(h, label, days, kan_met_link=True, kan_mailen=able, link=words)


def _bpv_bladen(plaatsing: Plaatsing | None, on: date) -> list[dict]:
    """The newest first, with how long an error can still be reported."""
    if plaatsing is None:
        return []
    rows = plaatsing.bpv_bladen.select_related("document").prefetch_related("instemmingen").order_by("-nummer")
    return [{"blad": row, "melden_tot": tot, "kan_melden": on <= tot} for row in rows for tot in [melden_tot(row)]]


def _termijnen(traject: Traject, on: date) -> list[dict]:
    rows = traject.termijnen.filter(vervuld_op__isnull=True, vervallen_op__isnull=True)
    return [{"naam": _termijn_naam(row), "op": row.op, "te_laat": row.op < on, "partij": row.get_partij_display()} for row in rows]


def _termijn_naam(row) -> str:
    if row.soort == "pok_tekenen":
        return f"{SOORTEN[row.soort].naam}: {Ondertekenaar(row.sleutel.split(':')[0]).label.lower()}"
    return SOORTEN[row.soort].naam


def _labels(traject: Traject, lijst: str, codes) -> list[str]:
    known = lijsten.labels(traject.regio, lijst)
    return [known.get(code, code) for code in codes]


def _voorstellen(traject: Traject) -> list[Voorstel]:
    """Who was asked since matching began, the first choice on top and what is closed below; only in matching."""
    if traject.status != Status.MATCHING:
        return []
    rows = traject.voorstellen.filter(Q(vervallen_op__isnull=True) | Q(vervallen_op__gte=traject.status_sinds)).for_overview()
    return sorted(rows, key=lambda row: (row.vervallen_op is not None or row.status == "nee", not row.huidig, row.pk))


def _einde(traject: Traject) -> str:
    lijst = {Status.GESTOPT: "stoppen", Status.NIET_GESTART: "niet_starten"}.get(Status(traject.status), "stoppen")
    return lijsten.label(traject.regio, lijst, traject.einde_reden) if traject.einde_reden else ""


def _duplicaten(traject: Traject, user: User, on: date) -> list[Traject]:
    """Who it may be the same as: only for a coordinator who can judge it (domein §3, Duplicates)."""
    from trajecten import duplicaten

    if not traject.mogelijk_dubbel or not toegang.may(user, Permission.TRAJECT_GEGEVENS, traject, on=on):
        return []
    return duplicaten.voor(traject)
