"""
More mails at once than anybody expects: the system asks first (issue 5, bad input; the number: keuze).

A rule that changed, an import, or weeks in which nothing ran can make hundreds of reminders due on one morning. While the question
is open nothing of that regio goes out by mail; in the app everything stands at once.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from accounts.models import Lidmaatschap, Regio, User
from accounts.permissions import Permission, rechten
from basis.dagen import add_working_days
from berichten.post import verstuur
from trajecten.herinneringen import plannen
from trajecten.herinneringen.wie import Adresboek
from trajecten.models import GroteVerzending, Herinnering, Termijn, Traject
from trajecten.models.tijd import Verzendbesluit
from trajecten.termijnregels.soorten import SOORTEN
from trajecten.workflow.kern import OvergangGeweigerd

TOT = time(20)  # the last tick of a working day comes after it, in summer and in winter (praktijkleren/celery.py)
HOOGSTENS = 500  # mails of one regio on one day, before somebody is asked
TEGENGEHOUDEN = "tegengehouden, alleen in de app"


@dataclass(frozen=True)
class Soorttelling:
    naam: str
    aantal: int


def wachtend() -> QuerySet[Herinnering]:
    """What is to be mailed and was not."""
    return Herinnering.objects.filter(bericht__isnull=True, geen_mail="")


def vrij(rows: QuerySet[Herinnering]) -> QuerySet[Herinnering]:
    """Without the regio's in which somebody is asked first."""
    asked = GroteVerzending.objects.filter(besluit="").values("regio")
    return rows.exclude(termijn__traject__regio__in=asked)


def vraag(*, at: datetime) -> None:
    """
    Of each regio that would send more than `HOOGSTENS` mails now: ask, once. Who decides is mailed each day until it is answered.

    What was allowed today, or after the last mails of the working day before it, is allowed for today.
    """
    before = datetime.combine(add_working_days(timezone.localdate(at), -1), TOT, timezone.get_current_timezone())
    allowed = Q(besluit=Verzendbesluit.VERSTUUR, beslist_at__gte=before)
    known = GroteVerzending.objects.filter(allowed | Q(besluit="")).values("regio")
    waiting = _mensen(wachtend().exclude(termijn__traject__regio__in=known))
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    sent = Herinnering.objects.filter(bericht__gemaakt_op__range=(midnight, midnight + timedelta(days=1)))
    had = _mensen(sent.filter(termijn__traject__regio__in=list(waiting)))
    new = {regio: people - had[regio] for regio, people in waiting.items() if len(people | had[regio]) > HOOGSTENS}
    rows = [GroteVerzending(regio_id=regio, aantal=len(people), gevraagd_at=at) for regio, people in new.items() if people]
    GroteVerzending.objects.bulk_create(rows, ignore_conflicts=True)
    _mail_wie_beslist(at)


def _mensen(rows: QuerySet[Herinnering]) -> dict[int, set[tuple[int | None, str]]]:
    """Per regio who these are for: a mail each, at most one a day."""
    found: dict[int, set[tuple[int | None, str]]] = defaultdict(set)
    for regio, user, adres in rows.order_by().values_list("termijn__traject__regio", "ontvanger", "adres").distinct():
        found[regio].add((user, adres))
    return found


def _mail_wie_beslist(at: datetime) -> None:
    """Their own reminders are held too: without this they might not look."""
    on, link = timezone.localdate(at), settings.SITE_URL + reverse("trajecten:meldingen")
    for asked in GroteVerzending.objects.filter(besluit="").select_related("regio"):
        lids = Lidmaatschap.objects.geldig(on=on).filter(regio=asked.regio, user__is_active=True).select_related("user", "regio")
        for user in {lid.user for lid in lids if Permission.MAILS_VRIJGEVEN in rechten(lid)}:
            verstuur(
                aan=user.email,
                onderwerp="Er wachten veel mails op uw antwoord",
                template="trajecten/mail/veel_tegelijk.txt",
                context={"vraag": asked, "link": link},
                sleutel=f"massa:{asked.pk}:{user.pk}:{on}",
            )


def open_vraag(regio: Regio) -> GroteVerzending | None:
    return GroteVerzending.objects.filter(regio=regio, besluit="").first()


def open_vragen(user: User, *, on: date) -> QuerySet[GroteVerzending]:
    """Of the regio's in which this person decides."""
    own = [lid.regio_id for lid in user.lidmaatschappen_on(on) if Permission.MAILS_VRIJGEVEN in rechten(lid)]
    return GroteVerzending.objects.filter(regio__in=own, besluit="").select_related("regio").order_by("gevraagd_at")


def van(regio: Regio, code: UUID) -> GroteVerzending:
    """One of this regio, also when it was decided. :raises Http404: there is none."""
    return get_object_or_404(GroteVerzending, regio=regio, code=code)


def per_soort(regio: Regio) -> list[Soorttelling]:
    """What waits, most first."""
    rows = _van(regio).order_by().values(soort=F("termijn__soort")).annotate(aantal=Count("pk")).order_by("-aantal", "soort")
    return [Soorttelling(SOORTEN[row["soort"]].naam, row["aantal"]) for row in rows]


def _van(regio: Regio) -> QuerySet[Herinnering]:
    return wachtend().filter(termijn__traject__in=Traject.objects.filter(regio=regio))


@transaction.atomic
def beslis(*, vraag: GroteVerzending, besluit: Verzendbesluit, by: User, at: datetime) -> int:
    """
    Let them go today, or keep them in the app. Decided twice the same way is once.

    :returns: how many reminders will not be mailed. :raises OvergangGeweigerd: a colleague decided otherwise.
    """
    row = GroteVerzending.objects.select_for_update(of=("self",)).select_related("door", "regio").get(pk=vraag.pk)
    if row.besluit and row.besluit != besluit:
        raise OvergangGeweigerd(f"{row.door} was u voor en koos: {row.get_besluit_display().lower()}.")
    if row.besluit:
        return 0
    row.besluit, row.door, row.beslist_at = besluit, by, at
    row.save(update_fields=["besluit", "door", "beslist_at"])
    return 0 if besluit == Verzendbesluit.VERSTUUR else _houd_tegen(row.regio, at)


def _houd_tegen(regio: Regio, at: datetime) -> int:
    """Who has no account reads nothing in the app: there a colleague finds whom to call."""
    rows, on = _van(regio).filter(at__lte=at), timezone.localdate(at)
    asked = rows.filter(ontvanger__isnull=True, termijn__in=Termijn.objects.open())
    outside = list(asked.select_related("termijn__traject__regio", "termijn__traject__deelnemer"))
    boek = Adresboek({row.termijn.traject_id: row.termijn.traject for row in outside}.values(), on=on)
    held = rows.update(geen_mail=TEGENGEHOUDEN)
    for row in outside:
        people = boek.bellers(row.termijn, row.termijn.traject)
        plannen.herinner(row.termijn, on, [replace(wie, geen_mail=TEGENGEHOUDEN) for wie in people], at=at)
    return held
