"""
Werkprocessen that a regio types itself, for a kwalificatie of which SBB's dossier is not there (domein §5): never official.

As with SBB's own rows, nothing is rewritten or deleted: a traject may stand on it. Another title makes another row.
"""

import re
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import Regio
from kwalificaties.codes import WERKPROCES
from kwalificaties.keuze import werkprocessen_voor
from kwalificaties.models import Kerntaak, Kwalificatie, Werkproces


class EigenGeweigerd(Exception):
    """It cannot be kept like this; the sentence says what to do, `veld` where."""

    def __init__(self, zin: str, veld: str | None = None):
        super().__init__(zin)
        self.veld = veld


def eigen_werkprocessen(kwalificatie: Kwalificatie, regio: Regio) -> QuerySet[Werkproces]:
    """What this regio typed for this kwalificatie and uses now."""
    return Werkproces.objects.van(kwalificatie).filter(regio=regio)


def botsingen(kwalificatie: Kwalificatie, regio: Regio) -> set[str]:
    """Numbers of own rows that an official row has by now as well."""
    official = set(kwalificatie.werkprocessen().values_list("nummer", flat=True))
    return official & set(eigen_werkprocessen(kwalificatie, regio).values_list("nummer", flat=True))


@transaction.atomic
def voeg_toe(kwalificatie: Kwalificatie, regio: Regio, *, nummer: str, titel: str, kerntaak: str) -> Werkproces:
    """
    Add a werkproces of this regio, and its kerntaak when there is none with that number.

    :param kerntaak: the title of a new kerntaak; empty when it is there already.
    :raises EigenGeweigerd: no such kind of number, one that is taken, or a kerntaak without a title.
    """
    _een_voor_een(regio)
    _controleer_nummer(kwalificatie, regio, nummer)
    return Werkproces.objects.create(
        kerntaak=_kerntaak(kwalificatie, regio, nummer.rpartition("-W")[0], kerntaak), nummer=nummer, titel=titel, regio=regio
    )


@transaction.atomic
def wijzig(werkproces: Werkproces, kwalificatie: Kwalificatie, *, nummer: str, titel: str, on: date) -> Werkproces:
    """
    Another title or number: a new row that follows this one.

    :raises EigenGeweigerd: a number that is taken or asks for another kerntaak, or a colleague was first.
    """
    regio, werkproces = _mijn(werkproces)
    if (nummer, titel) == (werkproces.nummer, werkproces.titel):
        return werkproces
    if nummer != werkproces.nummer:
        _controleer_nummer(kwalificatie, regio, nummer)
    if nummer.rpartition("-W")[0] != werkproces.kerntaak.nummer:
        raise EigenGeweigerd(
            f"Dit werkproces hoort bij kerntaak {werkproces.kerntaak.nummer}. Voeg anders een nieuw toe.", "nummer"
        )
    return _vervang(werkproces, werkproces.kerntaak, nummer=nummer, titel=titel, on=on)


@transaction.atomic
def haal_weg(werkproces: Werkproces, *, on: date) -> None:
    """No longer to choose; who chose it keeps it. A kerntaak of the regio goes with its last werkproces."""
    _, werkproces = _mijn(werkproces)
    werkproces.vervallen_op = on
    werkproces.save(update_fields=["vervallen_op"])
    kerntaak = werkproces.kerntaak
    if kerntaak.regio_id and not kerntaak.werkprocessen.filter(vervallen_op=None).exists():
        kerntaak.vervallen_op = on
        kerntaak.save(update_fields=["vervallen_op"])


@transaction.atomic
def hernoem_kerntaak(kerntaak: Kerntaak, *, titel: str, on: date) -> Kerntaak:
    """
    Another title: a new kerntaak, with its werkprocessen as new rows.

    :raises EigenGeweigerd: a colleague was first.
    """
    assert kerntaak.regio is not None
    _een_voor_een(kerntaak.regio)
    kerntaak.refresh_from_db()
    if kerntaak.vervallen_op:
        raise EigenGeweigerd("Deze kerntaak is intussen gewijzigd. Bekijk de lijst en probeer het opnieuw.")
    if titel == kerntaak.titel:
        return kerntaak
    kerntaak.vervallen_op = on
    kerntaak.save(update_fields=["vervallen_op"])
    nieuw = Kerntaak.objects.create(
        dossier=kerntaak.dossier, kwalificatie=kerntaak.kwalificatie, nummer=kerntaak.nummer, titel=titel, regio=kerntaak.regio
    )
    for werkproces in kerntaak.werkprocessen.filter(vervallen_op=None):
        _vervang(werkproces, nieuw, nummer=werkproces.nummer, titel=werkproces.titel, on=on)
    return nieuw


def _een_voor_een(regio: Regio) -> None:
    """Two people of one regio never type at the same moment."""
    Regio.objects.select_for_update(of=("self",)).get(pk=regio.pk)


def _mijn(werkproces: Werkproces) -> tuple[Regio, Werkproces]:
    """The row of a regio, locked and read again."""
    assert werkproces.regio is not None
    _een_voor_een(werkproces.regio)
    row = Werkproces.objects.select_related("kerntaak", "regio").get(pk=werkproces.pk)
    if row.vervallen_op:
        raise EigenGeweigerd("Dit werkproces is intussen gewijzigd of weggehaald. Bekijk de lijst en probeer het opnieuw.")
    return werkproces.regio, row


def _controleer_nummer(kwalificatie: Kwalificatie, regio: Regio, nummer: str) -> None:
    if not re.fullmatch(WERKPROCES.strip("^$"), nummer, re.ASCII):
        raise EigenGeweigerd("Schrijf het nummer zoals B1-K1-W1 of P1-K2-W3.", "nummer")
    taken = werkprocessen_voor(kwalificatie, regio)
    if nummer.startswith("B"):  # the basis is shared, so it may be taken in any kwalificatie of the dossier
        taken = Werkproces.objects.filter(Q(regio=None) | Q(regio=regio), kerntaak__dossier=kwalificatie.dossier, vervallen_op=None)
    if found := taken.filter(nummer=nummer).first():
        wie = "SBB" if found.officieel else "uw regio" if found.regio_id else "de catalogus"
        raise EigenGeweigerd(f"Nummer {nummer} is al van “{found.titel}” ({wie}). Kies een ander nummer.", "nummer")


def _kerntaak(kwalificatie: Kwalificatie, regio: Regio, nummer: str, titel: str) -> Kerntaak:
    """The kerntaak with this number, SBB's before one of the regio; else a new one of the regio."""
    van = None if nummer.startswith("B") else kwalificatie
    here = Kerntaak.objects.filter(dossier=kwalificatie.dossier, kwalificatie=van, nummer=nummer, vervallen_op=None)
    if kerntaak := here.filter(regio=None).first() or here.filter(regio=regio).first():
        if titel and titel != kerntaak.titel:
            raise EigenGeweigerd(f"Kerntaak {nummer} is er al en heet “{kerntaak.titel}”. Laat dit veld leeg.", "kerntaak")
        return kerntaak
    if not titel:
        raise EigenGeweigerd(f"Kerntaak {nummer} is er nog niet. Geef deze een titel.", "kerntaak")
    return Kerntaak.objects.create(dossier=kwalificatie.dossier, kwalificatie=van, nummer=nummer, titel=titel, regio=regio)


def _vervang(oud: Werkproces, kerntaak: Kerntaak, *, nummer: str, titel: str, on: date) -> Werkproces:
    oud.vervallen_op = on
    oud.save(update_fields=["vervallen_op"])
    oud.opvolger = Werkproces.objects.create(kerntaak=kerntaak, nummer=nummer, titel=titel, regio=oud.regio)
    oud.save(update_fields=["opvolger"])
    return oud.opvolger
