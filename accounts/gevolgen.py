"""
What a beheerder must know of the people of a regio: before somebody's access ends, and on the page Beheer.

Nothing here stops anything: of an account that is misused the access ends at once. A room above adds its own from `apps.py`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest

from accounts import toegang
from accounts.models import Lidmaatschap, Regio, Rol
from accounts.models.afwezigheid import VERVANGBAAR
from accounts.permissions import Permission

ZONDER = "Herinneringen zonder behandelaar gaan dan naar de beheerders, met alleen het nummer."


@dataclass(frozen=True)
class Gevolg:
    """:param url_name: where it can be mended, with `query` behind it."""

    kop: str
    tekst: str
    knop: str
    url_name: str
    query: dict[str, str] = field(default_factory=dict)


Vertrek = Callable[[Lidmaatschap, date], list[Gevolg]]
Stand = Callable[[Regio, date], list[Gevolg]]
_vertrek: list[Vertrek] = []
_stand: list[tuple[Permission, Stand]] = []


def register(*, vertrek: Vertrek, stand: Stand, needs: Permission) -> None:
    """
    From `AppConfig.ready()`; twice does no harm.

    :param vertrek: what happens when this membership ends.
    :param stand: what is amiss in a regio now, for who has `needs`.
    """
    if vertrek not in _vertrek:
        _vertrek.append(vertrek)
        _stand.append((needs, stand))


def bij_vertrek(lid: Lidmaatschap, *, on: date) -> list[Gevolg]:
    """To be read before this membership ends; nothing of who has no trajecten."""
    if lid.rol not in VERVANGBAAR:
        return []
    return [gevolg for ask in _vertrek for gevolg in ask(lid, on)]


def in_regio(regio: Regio, permissions: frozenset[Permission], *, on: date) -> list[Gevolg]:
    return [gevolg for needs, ask in _stand if needs in permissions for gevolg in ask(regio, on)]


def voor_pagina(request: HttpRequest, regio: Regio, found: Iterable[Gevolg]) -> list[dict[str, str]]:
    """With the address of where it can be mended."""
    return [
        {
            "kop": gevolg.kop,
            "tekst": gevolg.tekst,
            "knop": gevolg.knop,
            "url": toegang.url_in(request, regio, gevolg.url_name, **gevolg.query),
        }
        for gevolg in found
    ]


def laatste_coordinator(lid: Lidmaatschap, on: date) -> list[Gevolg]:
    if lid.rol != Rol.COORDINATOR or _coordinatoren(lid.regio, on).exclude(user=lid.user).exists():
        return []
    words = f"{lid.user} is de laatste coördinator van {lid.regio}. {ZONDER} Nodig eerst een andere coördinator uit."
    return [Gevolg("Daarna heeft de regio geen coördinator", words, "Nodig iemand uit", "accounts:lid_uitnodigen")]


def zonder_coordinator(regio: Regio, on: date) -> list[Gevolg]:
    if _coordinatoren(regio, on).exists():
        return []
    words = f"Niemand kan matchen, starten of stoppen. {ZONDER} Nodig een coördinator uit."
    return [Gevolg(f"{regio} heeft geen coördinator", words, "Nodig iemand uit", "accounts:lid_uitnodigen")]


def _coordinatoren(regio: Regio, on: date):
    return Lidmaatschap.objects.geldig(on=on).filter(regio=regio, rol=Rol.COORDINATOR)
