"""One timeline of a dossier: what happened, who was spoken, what was noted (anderen.md, must match 3)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from accounts.permissions import Permission
from basis.templatetags.basis import datum
from berichten.teruggekomen import KOMT_TERUG
from trajecten import lijsten
from trajecten.gebeurtenissen import REGELTEKST
from trajecten.herinneringen import woorden
from trajecten.models import Contactmoment, Gebeurtenis, Herinnering, Notitie, Traject
from trajecten.regels import Overgang, Partij
from trajecten.systeem import BESLUITLINK, VRAAGLINK
from trajecten.voorkeuren.groepen import UITGEZET

MIJLPALEN = frozenset(Overgang)


@dataclass(frozen=True)
class Regel:
    """
    One line. `soort` is its look: mijlpaal, systeem, contact, notitie or empty.

    :param on: the day it is about, which may lie before it was recorded.
    """

    titel: str
    at: datetime
    on: date
    wie: str
    soort: str = ""
    tekst: str = ""
    details: list[list[str]] = field(default_factory=list)


# What only somebody with this permission may know: who pays, and which other dossiers there are of this person (domein §1).
VERTROUWELIJK = {
    "financiering": Permission.TRAJECT_FINANCIERING,
    **dict.fromkeys(["dubbel_beoordeeld", "gekoppeld", "vervolg"], Permission.TRAJECT_GEGEVENS),
}
ANDER_DOSSIER = "Vervolg op"


WIE_ZONDER_ACCOUNT = dict.fromkeys(["tekenlink", BESLUITLINK, VRAAGLINK], "Met de persoonlijke link")


def regels(traject: Traject, mag: Collection[str]) -> list[Regel]:
    """The newest first; four queries. :param mag: what the reader may do here."""
    told = traject.gebeurtenissen.select_related("door", "teruggedraaid_door")
    lines = [van_gebeurtenis(g, mag) for g in told if VERTROUWELIJK.get(g.soort) in {None, *mag}]
    soorten = lijsten.labels(traject.regio, "contact")
    lines += [van_contact(c, soorten) for c in traject.contactmomenten.select_related("door")]
    lines += [van_notitie(n) for n in traject.notities.select_related("door")]
    lines += _herinneringen(traject)
    lines.sort(key=lambda line: line.at)
    return lines[::-1]  # of one moment, what was written last stands first


def _herinneringen(traject: Traject) -> Iterator[Regel]:
    """What was mailed of this traject, to whom, and what became of it; and what was not, with the reason."""
    rows = Herinnering.objects.filter(Q(bericht__isnull=False) | Q(geen_mail__in=[UITGEZET, KOMT_TERUG]), termijn__traject=traject)
    for row in rows.select_related("bericht", "ontvanger", "termijn__traject"):
        mail, what = row.bericht, woorden.wat(row).lower()
        at, fate = (mail.gemaakt_op, mail.get_status_display().lower()) if mail else (row.at, row.geen_mail)
        title = f"Herinnering gestuurd: {what}" if mail else f"Herinnering zonder mail: {what}"
        details = [["Aan", row.ontvanger.naam if row.ontvanger else row.adres], ["Mail", fate]]
        yield Regel(title, at, timezone.localdate(at), "Automatisch", "systeem", details=details)


def van_gebeurtenis(g: Gebeurtenis, mag: Collection[str]) -> Regel:
    who = g.door.naam if g.door else WIE_ZONDER_ACCOUNT.get(g.systeem, "Automatisch")
    if g.namens:
        who += f", namens {Partij(g.namens).label.lower()}"
    look = "mijlpaal" if g.soort in MIJLPALEN else "systeem" if g.systeem else ""
    title = REGELTEKST[g.soort] + (" (teruggedraaid)" if hasattr(g, "teruggedraaid_door") else "")
    hidden = ANDER_DOSSIER if Permission.TRAJECT_GEGEVENS not in mag else ""
    return Regel(title, g.at, g.on, who, look, g.reden, [row for row in g.details if row[0] != hidden])


def van_contact(c: Contactmoment, soorten: Mapping[str, str]) -> Regel:
    """:param soorten: how the regio calls each soort."""
    next_step = [["Volgende stap", c.volgende_stap]] if c.volgende_stap else []
    title = f"{soorten.get(c.soort, c.soort)} met {c.met_wie} op {datum(c.datum)}"
    return Regel(title, c.at, c.datum, c.door.naam, "contact", c.samenvatting, next_step)


def van_notitie(n: Notitie) -> Regel:
    return Regel("Notitie", n.at, n.at.date(), n.door.naam, "notitie", n.tekst)
