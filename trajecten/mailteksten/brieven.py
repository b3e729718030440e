"""A mail with the words of its regio, filled in; what is asked and the link are put there by the system."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import Regio
from basis.templatetags.basis import datum
from berichten.models import Bericht
from berichten.post import Afmeldadres, verstuur
from trajecten.mailteksten.controle import VELD
from trajecten.mailteksten.soorten import SOORTEN
from trajecten.mailteksten.teksten import Tekst, standaard, tekst
from trajecten.models import Traject

ONBEKEND = "leren op de werkplek"  # of what was taken over without its kwalificatie


@dataclass(frozen=True)
class Brief:
    """
    One mail before it is sent, or looked at.

    :param link: where its button leads; from SITE_URL, never from a text.
    :param eigen: whose words it has; None for one about several regio's, which has those of the system.
    :param rest: what else its template shows.
    """

    soort: str
    waarden: Mapping[str, str]
    link: str
    eigen: Regio | None
    rest: Mapping[str, Any]

    @property
    def onderwerp(self) -> str:
        return vul(SOORTEN[self.soort].onderwerp, self.waarden)

    @property
    def template(self) -> str:
        return SOORTEN[self.soort].template

    def context(self, nu: Tekst | None = None) -> dict[str, Any]:
        """:param nu: the words, when they were read already or are only tried."""
        soort = SOORTEN[self.soort]
        words = nu or (tekst(self.eigen, self.soort) if self.eigen else standaard(self.soort))
        parts = {"inleiding": words.inleiding, "slot": words.slot, "vast": soort.vast}
        filled = {name: vul(part, self.waarden) for name, part in parts.items()}
        return {**self.rest, **filled, "knop": soort.knop, "link": self.link}


def vul(woorden: str, waarden: Mapping[str, str]) -> str:
    """Fill in what stands between braces, once: what comes in its place is never read again, and stays on one line."""
    return VELD.sub(lambda found: " ".join(waarden[found[1]].split()), woorden)


def van_regio(regio: Regio) -> dict[str, str]:
    phone = f" ({regio.telefoon})" if regio.telefoon else ""
    return {"regio": regio.titel, "coordinator": f"de coördinator{phone}"}


def met_link(soort: str, traject: Traject, link: str, *, vervalt_op: datetime, start: date | None = None, **meer: str) -> Brief:
    """
    A mail with a personal link: it names number and kwalificatie, never a person (domein §8).

    :param start: where the month in which it began tells the reader which one it is.
    """
    name = traject.kwalificatie.naam if traject.kwalificatie else ONBEKEND
    waarden = {
        **van_regio(traject.regio),
        "kwalificatie": f"{name}, gestart in {date_format(start, 'F Y')}" if start else name,
        "nummer": traject.nummer,
        "uiterlijk": datum(timezone.localdate(vervalt_op)),
        **meer,
    }
    return Brief(soort, waarden, link, traject.regio, {})


def stuur(brief: Brief, *, aan: str, sleutel: str, afmelden: Afmeldadres | None = None) -> Bericht:
    """Write it now, in the caller's transaction; the same key twice is one mail."""
    return verstuur(
        aan=aan,
        onderwerp=brief.onderwerp,
        template=brief.template,
        context=brief.context(),
        sleutel=sleutel,
        afmelden=afmelden,
    )
