"""Somebody died: what waits to be mailed about them is not sent any more (domein §3, Lists)."""

from django.db.models import Exists, OuterRef, Q

from berichten.models import Bericht
from berichten.post import trek_in
from trajecten.models import Besluitlink, Herinnering, Tekenlink, Traject, Vraaglink

OVERLEDEN = "niet meer nodig"  # read in the timeline only; the reason stands there already


def na_overlijden(traject: Traject) -> None:
    """The mails with a personal link, and those that are about this traject alone; one that asks more still goes."""
    about = Herinnering.objects.filter(bericht=OuterRef("pk"))
    alone = Exists(about.filter(termijn__traject=traject)) & ~Exists(about.exclude(termijn__traject=traject))
    trek_in(Bericht.objects.filter(Q(alone) | Q(sleutel__in=_met_link(traject))), reden=OVERLEDEN)


def _met_link(traject: Traject) -> list[str]:
    links = {
        "tekenlink": Tekenlink.objects.filter(handtekening__pok_versie__plaatsing__traject=traject),
        "vraaglink": Vraaglink.objects.filter(traject=traject),
        "besluitlink": Besluitlink.objects.filter(traject=traject),
    }
    return [f"{name}:{token}" for name, rows in links.items() for token in rows.values_list("token_hash", flat=True)]
