"""
Which reminders will go out in the next fortnight, by the rules that send them; each may be switched off (domein §8).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from accounts.models import Regio, User
from accounts.permissions import Permission
from basis.templatetags.basis import datum
from trajecten import gebeurtenissen, toegang
from trajecten.herinneringen.proef import Proef
from trajecten.herinneringen.wie import Adresboek, Ontvanger
from trajecten.herinneringen.woorden import wat_van
from trajecten.models import Overslaan, Termijn, Traject
from trajecten.models.queries import TrajectQuerySet
from trajecten.termijnen import herinnerdagen
from trajecten.termijnrijen import als_open
from trajecten.workflow import OvergangGeweigerd

DAGEN = 14
GEEN_MAIL = "er is geen adres bekend, mail komt terug, of daar wil men deze mails niet"


@dataclass(frozen=True)
class Vooruit:
    """
    One reminder that is to come.

    :param uit: why it was switched off; "" when it goes out.
    """

    termijn: Termijn
    moment: date
    uit: str = ""


def komende(regio: Regio, trajecten: TrajectQuerySet, *, on: date) -> list[Vooruit]:
    """Of the trajecten this person may open, from today on, by day."""
    rows = Termijn.objects.open().filter(traject__in=trajecten.filter(regio=regio), kijk_op__lte=on + timedelta(days=DAGEN))
    off = {(row.termijn_id, row.moment): row.reden for row in Overslaan.objects.filter(termijn__in=rows)}
    loaded = rows.select_related("traject__deelnemer", "traject__regio", "traject__kwalificatie")
    found = [
        Vooruit(row, day, off.get((row.pk, day), ""))
        for row in loaded
        for day in herinnerdagen(als_open(row))
        if max(on, row.kijk_op) <= day <= on + timedelta(days=DAGEN)
    ]
    return sorted(found, key=lambda v: (v.moment, v.termijn.traject.nummer, v.termijn.pk))


def met_ontvangers(rows: Iterable[Vooruit], regio: Regio, *, on: date) -> list[dict]:
    """For the page: to whom each goes, by which way, and how it reads; in a handful of queries."""
    shown = list(rows)
    boek = Adresboek({v.termijn.traject_id: v.termijn.traject for v in shown}.values(), on=on)
    proef = Proef(regio)
    found = []
    for v in shown:
        last = v.moment == herinnerdagen(als_open(v.termijn))[-1]
        people = boek.ontvangers(v.termijn, v.termijn.traject, laatste=last, op=v.moment)
        calls = bool(people) and all(o.is_bel for o in people)
        found.append(
            {
                "vooruit": v,
                "aan": ", ".join(f"{o} ({_weg(o)})" for o in people) or "niemand",
                "wat": wat_van(v.termijn, is_bel=calls),
                "waarom": GEEN_MAIL if calls else "",
                "mail": None if v.uit else proef.mail(v.termijn, people, v.moment),
            }
        )
    return found


def _weg(wie: Ontvanger) -> str:
    if wie.geen_mail:
        return f"alleen in de app: mail {wie.geen_mail}"
    return "mail en app" if wie.user else "mail"


@transaction.atomic
def zet_uit(*, termijn: Termijn, moment: date, reden: str, by: User, on: date, at: datetime) -> Overslaan:
    """
    Switch one reminder off. Switched off twice is once.

    :raises OvergangGeweigerd: it went out already, or is asked no more; or this person may not.
    """
    traject = Traject.objects.select_for_update(of=("self",)).get(pk=termijn.traject_id)
    if not toegang.may(by, Permission.SCHERMEN_COORDINATOR, traject, on=on):
        raise OvergangGeweigerd("Een herinnering uitzetten mag u bij dit traject niet doen.")
    row = Termijn.objects.open().filter(pk=termijn.pk).first()
    if row is None or moment not in herinnerdagen(als_open(row)) or row.herinneringen.filter(moment=moment).exists():
        raise OvergangGeweigerd("Deze herinnering is al verstuurd of niet meer nodig.")
    found, made = Overslaan.objects.get_or_create(termijn=row, moment=moment, defaults={"reden": reden, "door": by, "at": at})
    if made:
        details = {"Herinnering": wat_van(row), "Op": datum(moment)}
        gebeurtenissen.schrijf(traject, "herinnering_overgeslagen", by=by, on=on, reden=reden, details=details)
    return found
