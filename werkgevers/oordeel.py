"""Is this leerbedrijf erkend for this kwalificatie on this day? The one address of that question."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from basis.templatetags.basis import datum
from kwalificaties.keuze import werkprocessen_voor
from kwalificaties.models import Kwalificatie
from werkgevers import regels
from werkgevers.models import Erkenning, ErkenningCheck, ErkenningStatus, Leerbedrijf, Opvolgerbevestiging, Uitkomst


@dataclass(frozen=True)
class Oordeel:
    """
    The answer with its grounds.

    `via`: the predecessor or successor whose erkenning counts here, as confirmed. `werkprocessen`: primary keys of the
    werkprocessen it holds for, None for the whole kwalificatie. `reden`: a Dutch sentence when not `erkend`, else empty.
    """

    erkend: bool
    erkenning: Erkenning | None = None
    via: Kwalificatie | None = None
    laatste_check: date | None = None
    werkprocessen: frozenset[int] | None = None
    vervallen_per: date | None = None
    reden: str = ""


@dataclass(frozen=True)
class _Grond:
    """One erkenning that could carry the answer: of the kwalificatie itself, or confirmed for it."""

    erkenning: Erkenning
    bevestiging: Opvolgerbevestiging | None

    @property
    def check(self) -> ErkenningCheck | None:
        return self.erkenning.laatste_check

    def geldt(self, on: date) -> bool:
        return regels.geldt(sinds=self.erkenning.sinds, vervallen_per=self.erkenning.vervallen_per, on=on) and not self.zoek(on)

    def zoek(self, on: date) -> bool:
        """Whether somebody looked last, and did not find it."""
        return self.check is not None and self.check.uitkomst == Uitkomst.NIET_GEVONDEN and self.check.datum <= on

    def gewicht(self, on: date) -> tuple:
        """What counts first: what holds, then the kwalificatie itself, then the wider, then the newer."""
        e = self.erkenning
        return (
            not self.geldt(on),
            self.bevestiging is not None,
            not e.hele_kwalificatie,
            _VOLGORDE[ErkenningStatus(e.status)],
            -e.pk,
        )


_VOLGORDE = {
    ErkenningStatus.ERKEND: 0,
    ErkenningStatus.AANGEVRAAGD: 1,
    ErkenningStatus.VERVALLEN: 2,
    ErkenningStatus.AFGEWEZEN: 3,
}


def oordeel(leerbedrijf: Leerbedrijf, kwalificatie: Kwalificatie, *, on: date) -> Oordeel:
    """Weigh every erkenning of this leerbedrijf for this kwalificatie, a confirmed predecessor or successor counted in."""
    gronden = _gronden(leerbedrijf, kwalificatie)
    if not gronden:
        return Oordeel(erkend=False, reden=_reden_zonder(leerbedrijf, kwalificatie, on))
    beste = min(gronden, key=lambda g: g.gewicht(on))
    erkend = beste.geldt(on)
    return Oordeel(
        erkend=erkend,
        erkenning=beste.erkenning,
        via=beste.erkenning.kwalificatie if beste.bevestiging else None,
        laatste_check=beste.check.datum if beste.check else None,
        werkprocessen=_werkprocessen(beste, kwalificatie),
        vervallen_per=beste.erkenning.vervallen_per,
        reden="" if erkend else _reden(beste, leerbedrijf, kwalificatie, on),
    )


def _gronden(leerbedrijf: Leerbedrijf, kwalificatie: Kwalificatie) -> list[_Grond]:
    erkenningen = (
        Erkenning.objects.filter(
            Q(kwalificatie=kwalificatie) | Q(bevestigingen__kwalificatie=kwalificatie), leerbedrijf=leerbedrijf
        )
        .select_related("kwalificatie", "leerbedrijf__regio")
        .prefetch_related("checks", "bevestigingen")
        .distinct()
    )
    return [_Grond(e, _bevestiging(e, kwalificatie)) for e in erkenningen]


def _bevestiging(erkenning: Erkenning, kwalificatie: Kwalificatie) -> Opvolgerbevestiging | None:
    if erkenning.kwalificatie_id == kwalificatie.pk:
        return None
    return next(b for b in erkenning.bevestigingen.all() if b.kwalificatie_id == kwalificatie.pk)


def _werkprocessen(grond: _Grond, kwalificatie: Kwalificatie) -> frozenset[int] | None:
    """
    The scope as SBB gave it, by number: a werkproces whose title changed is a new row with the same number.

    What a regio typed itself is another werkproces, also under the same number.
    """
    if grond.erkenning.hele_kwalificatie:
        return None
    gekozen = list((grond.bevestiging or grond.erkenning).werkprocessen.values_list("pk", "nummer", "regio"))
    numbers = {(nummer, regio) for _, nummer, regio in gekozen}
    nu = werkprocessen_voor(kwalificatie, grond.erkenning.leerbedrijf.regio).values_list("pk", "nummer", "regio")
    same = {pk for pk, nummer, regio in nu if (nummer, regio) in numbers}
    return frozenset(pk for pk, _, _ in gekozen) | frozenset(same)


def _reden(grond: _Grond, leerbedrijf: Leerbedrijf, kwalificatie: Kwalificatie, on: date) -> str:
    e = grond.erkenning
    wat = f"De erkenning van {leerbedrijf} voor {kwalificatie}"
    if e.status == ErkenningStatus.AANGEVRAAGD:
        return f"{wat} is aangevraagd op {datum(e.aangevraagd_op)}. Wacht op het besluit van SBB of kies een ander leerbedrijf."
    if e.status == ErkenningStatus.AFGEWEZEN:
        return f"{wat} is op {datum(e.besluit_op)} afgewezen door SBB. Kies een ander leerbedrijf."
    if e.sinds and e.sinds > on:
        return f"{wat} geldt pas vanaf {datum(e.sinds)}. Kies een latere dag of een ander leerbedrijf."
    if e.vervallen_per is not None and e.vervallen_per <= on:
        return f"{wat} is vervallen per {datum(e.vervallen_per)}. Vraag de erkenning opnieuw aan of kies een ander leerbedrijf."
    gezocht = datum(grond.check.datum) if grond.check else ""
    return (
        f"{wat} is bij de laatste controle op {gezocht} niet gevonden. "
        "Controleer de erkenning opnieuw of kies een ander leerbedrijf."
    )


def _reden_zonder(leerbedrijf: Leerbedrijf, kwalificatie: Kwalificatie, on: date) -> str:
    if buur := onbevestigde_buur(leerbedrijf, kwalificatie, on=on):
        return (
            f"{leerbedrijf} is wel erkend voor {buur.kwalificatie}, maar nog niet bevestigd is dat dit ook geldt "
            f"voor {kwalificatie}. Vraag het na bij SBB en leg de bevestiging vast bij de erkenning."
        )
    return f"{leerbedrijf} is niet erkend voor {kwalificatie}. Vraag de erkenning aan of kies een ander leerbedrijf."


def onbevestigde_buur(leerbedrijf: Leerbedrijf, kwalificatie: Kwalificatie, *, on: date) -> Erkenning | None:
    """A valid erkenning for the predecessor or successor that nobody confirmed yet: a warning, not an erkenning."""
    erkenningen: Iterable[Erkenning] = (
        Erkenning.objects.filter(
            Q(kwalificatie__opvolger=kwalificatie) | Q(kwalificatie__in=Kwalificatie.objects.filter(voorgangers=kwalificatie)),
            leerbedrijf=leerbedrijf,
        )
        .exclude(bevestigingen__kwalificatie=kwalificatie)
        .select_related("kwalificatie")
    )
    return next((e for e in erkenningen if regels.geldt(sinds=e.sinds, vervallen_per=e.vervallen_per, on=on)), None)
