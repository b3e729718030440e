"""
Writing a difference report into the catalogue, inside the caller's transaction.

Titles are never rewritten: the old row gets `vervallen_op` and a new one stands beside it, because a traject or an erkenning
may point at the old one. Nothing is deleted.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kwalificaties.models import CatalogusImport, Domein, Dossier, Kerntaak, Kwalificatie, Sectorkamer, Werkproces
from kwalificaties.opvolging import zet_opvolger
from kwalificaties.rijen import Key
from kwalificaties.verschil import TEKSTEN, Soort, Verschil, Wijziging

VOLGORDE = ["dossier", "kwalificatie", "kerntaak", "werkproces"]


@dataclass(frozen=True)
class _Ronde:
    """One import: the row that says where everything comes from, and the day on which old rows lapse."""

    bron: CatalogusImport
    on: date


def toepassen(verschil: Verschil, *, bron: CatalogusImport, on: date) -> None:
    """Write every change; `bron` is saved already. The searched column follows at the end."""
    ronde = _Ronde(bron, on)
    gewoon = [w for w in verschil.wijzigingen if w.soort != Soort.OPVOLGER]
    for wijziging in sorted(gewoon, key=lambda w: VOLGORDE.index(w.key.wat)):
        SCHRIJF[wijziging.key.wat](wijziging, ronde)
    for wijziging in verschil.wijzigingen:
        if wijziging.soort == Soort.OPVOLGER:
            zet_opvolger(wijziging.key.kwalificatie, wijziging.waarden["opvolger"])
    inhoud = {w.key.dossier for w in verschil.wijzigingen if w.key.nummer}
    Dossier.objects.filter(crebo__in=inhoud).update(bron=bron)
    _ververs_zoektekst({w.key.dossier for w in verschil.wijzigingen})


def _ververs_zoektekst(dossiers: set[str]) -> None:
    for kwalificatie in Kwalificatie.objects.filter(dossier__crebo__in=dossiers).select_related("dossier"):
        kwalificatie.save(update_fields=["zoektekst"])


def _dossier(wijziging: Wijziging, ronde: _Ronde) -> None:
    waarden = wijziging.waarden
    if "domein" in waarden:
        waarden["domein"] = _domein(waarden["domein"])
    if "sectorkamer" in waarden:
        waarden["sectorkamer"] = _sectorkamer(waarden["sectorkamer"])
    Dossier.objects.update_or_create(crebo=wijziging.key.dossier, defaults=waarden)


def _domein(waarde: str) -> Domein | None:
    crebo, _, naam = waarde.partition(" ")
    return Domein.objects.update_or_create(crebo=crebo, defaults={"naam": naam})[0] if crebo else None


def _sectorkamer(naam: str) -> Sectorkamer | None:
    return Sectorkamer.objects.get_or_create(naam=naam)[0] if naam else None


def _kwalificatie(wijziging: Wijziging, ronde: _Ronde) -> None:
    waarden: dict[str, Any] = wijziging.waarden | {"bron": ronde.bron}
    if "vervallen" in waarden:
        waarden["vervallen_op"] = ronde.on if waarden.pop("vervallen") else None
    dossier = Dossier.objects.get(crebo=wijziging.key.dossier)
    Kwalificatie.objects.update_or_create(
        crebo=wijziging.key.kwalificatie, regio=None, defaults=waarden, create_defaults=waarden | {"dossier": dossier}
    )


def _kerntaak(wijziging: Wijziging, ronde: _Ronde) -> None:
    oud = _huidige_kerntaak(wijziging.key, wijziging.key.nummer)
    if oud:
        _laat_vervallen(oud, ronde)
    if wijziging.soort == Soort.VERVALLEN:
        return
    key = wijziging.key
    nieuw = Kerntaak.objects.create(
        dossier=Dossier.objects.get(crebo=key.dossier),
        kwalificatie=Kwalificatie.objects.get(crebo=key.kwalificatie, regio=None) if key.kwalificatie else None,
        nummer=key.nummer,
        titel=wijziging.waarden["titel"],
    )
    if oud:
        _neem_mee(oud, nieuw, ronde)


def _neem_mee(oud: Kerntaak, nieuw: Kerntaak, ronde: _Ronde) -> None:
    """What regio's typed under the old kerntaak goes on under the new one, as rows of its own."""
    for eigen in oud.werkprocessen.filter(vervallen_op=None, regio__isnull=False):
        eigen.opvolger = Werkproces.objects.create(kerntaak=nieuw, nummer=eigen.nummer, titel=eigen.titel, regio=eigen.regio)
        eigen.vervallen_op = ronde.on
        eigen.save(update_fields=["vervallen_op", "opvolger"])


def _werkproces(wijziging: Wijziging, ronde: _Ronde) -> None:
    key = wijziging.key
    oud = Werkproces.objects.filter(**_plaats(key, "kerntaak__"), nummer=key.nummer, regio=None, vervallen_op=None).first()
    if oud and set(wijziging.velden) <= set(TEKSTEN):
        Werkproces.objects.filter(pk=oud.pk).update(**wijziging.waarden)
        return
    if oud:
        _laat_vervallen(oud, ronde)
    if wijziging.soort != Soort.VERVALLEN:
        nieuw = _nieuw_werkproces(wijziging, oud)
        if oud:
            Werkproces.objects.filter(pk=oud.pk).update(opvolger=nieuw)


def _nieuw_werkproces(wijziging: Wijziging, oud: Werkproces | None) -> Werkproces:
    """What the change does not name is taken over from the row before it."""
    velden = {veld: getattr(oud, veld) for veld in ("titel", "officieel", *TEKSTEN)} if oud else {}
    waarden = velden | {veld: waarde for veld, waarde in wijziging.waarden.items() if veld != "kerntaak"}
    nummer = wijziging.key.nummer
    return Werkproces.objects.create(
        kerntaak=_huidige_kerntaak(wijziging.key, nummer.rpartition("-W")[0]), nummer=nummer, **waarden
    )


def _huidige_kerntaak(key: Key, nummer: str) -> Kerntaak | None:
    return Kerntaak.objects.filter(**_plaats(key), nummer=nummer, vervallen_op=None, regio=None).first()


def _plaats(key: Key, pad: str = "") -> dict[str, Any]:
    """Where a kerntaak stands: in the basis of its dossier, or in one profile."""
    eigen = {f"{pad}kwalificatie__crebo": key.kwalificatie} if key.kwalificatie else {f"{pad}kwalificatie__isnull": True}
    return {f"{pad}dossier__crebo": key.dossier, **eigen}


def _laat_vervallen(row: Kerntaak | Werkproces, ronde: _Ronde) -> None:
    row.vervallen_op = ronde.on
    row.save(update_fields=["vervallen_op"])


SCHRIJF = {"dossier": _dossier, "kwalificatie": _kwalificatie, "kerntaak": _kerntaak, "werkproces": _werkproces}
