"""`{% grafiek g %}`: a chart with its table."""

from collections.abc import Mapping
from typing import Any

from django import template

from rapportage.grafieken import Grafiek, uit_feiten
from rapportage.grafieken.vulling import INKTEN, TILE, Vulling

register = template.Library()
TABELLEN = ("vouw", "papier", "open", "geen")


@register.inclusion_tag("rapportage/grafiek/grafiek.html")
def grafiek(found: Grafiek | Mapping[str, Any], *, tabel: str = "vouw", kop: bool = True, merk: str = INKTEN["merk"]) -> dict:
    """
    :param found: a chart, or the facts of one (`uit_feiten`).
    :param tabel: "vouw" folds it away under a switch; "papier" does too, but a print shows it; "open" shows it, "geen" not.
    :param kop: False where a heading above it says the same as its title.
    :param merk: the colour of the regio in a document; on a screen the style sheet knows it.
    :raises ValueError: no such kind of table.
    """
    if tabel not in TABELLEN:
        raise ValueError(f"geen soort tabel: {tabel}")
    chart = found if isinstance(found, Grafiek) else uit_feiten(found)
    return {"grafiek": chart, "tabel": tabel, "kop": kop, "merk": merk, "tile": TILE}


@register.filter
def inkt(vulling: Vulling, merk: str) -> str:
    """The colour a surface has where no style sheet reaches it: on paper."""
    return merk if vulling.ink == "merk" else INKTEN[vulling.ink]
