"""
One mail a day with all that waits for somebody: on working days, from seven in the morning (domein §8; the hour: keuze).

Whoever has had one today gets the rest on the next working day; in the app everything stands at once. A mail names no deelnemer.
"""

from collections.abc import Container
from datetime import date, datetime, time
from hashlib import sha256

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from basis.dagen import is_working_day
from basis.templatetags.basis import datum, meervoud
from berichten.models import Bericht
from trajecten import tekenlinks, terugweg
from trajecten.herinneringen import massa, weet, wensen
from trajecten.herinneringen.wie import DEELNEMER
from trajecten.herinneringen.woorden import Post, post
from trajecten.mailteksten import brieven
from trajecten.models import Herinnering
from trajecten.nazorg import vraag as nazorg
from trajecten.nazorg.rondes import MAANDEN
from trajecten.termijnen import SOORTEN, herinnerdagen
from trajecten.termijnrijen import als_open
from trajecten.voorkeuren import afmelden

VANAF = time(7)
HOOGSTENS = 20  # of one mail; the rest is counted
AL_GEDAAN, AL_GEMAILD, ANDERE_DAG = "al gedaan", "vandaag al gemaild", "intussen voor een andere dag gevraagd"


def wachtenden(*, at: datetime) -> QuerySet:
    """Who gets a mail now, each by the key of the first Herinnering that waits for them."""
    if not is_tijd(at):
        return Herinnering.objects.none()
    rows = _wachtend().order_by("ontvanger_id", "adres", "moment", "pk")
    return rows.distinct("ontvanger_id", "adres").values_list("pk", flat=True)


def is_tijd(at: datetime) -> bool:
    local = timezone.localtime(at)
    return is_working_day(local.date()) and local.time() >= VANAF


def gaat_meteen(at: datetime) -> bool:
    """Whether what may be mailed now still goes out today."""
    return is_tijd(at) and timezone.localtime(at).time() < massa.TOT


def mail(pk: int, *, at: datetime) -> int:
    """
    All that waits for whom this Herinnering is meant.

    :returns: how many mails were written.
    """
    row = Herinnering.objects.get(pk=pk)
    return _aan_user(row.ontvanger_id, at) if row.ontvanger_id else _aan_adres(row.adres, at)


def _wachtend() -> QuerySet[Herinnering]:
    return massa.vrij(massa.wachtend()).order_by("moment", "pk")


def _is_aan_ons(key: str) -> bool:
    """One run at a time writes the mail of a day: what another run plans meanwhile must not be counted as told by it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s))", [key])
        ours = cursor.fetchone()[0]
    return ours and not Bericht.objects.filter(sleutel=key).exists()


def _neem(rows: QuerySet[Herinnering]) -> list[Herinnering]:
    """Lock what waits, once for all who ask at the same time; what was done or moved meanwhile needs no mail."""
    locked = rows.select_for_update(of=("self",), skip_locked=True).select_related("termijn__traject__regio", "ontvanger")
    found = list(locked)
    for row in found:
        row.geen_mail = _waarom_niet(row)
    Herinnering.objects.bulk_update([row for row in found if row.geen_mail], ["geen_mail"])
    return [row for row in found if not row.geen_mail]


def _waarom_niet(row: Herinnering) -> str:
    """Why its mail need not go any more: a weekend, or a question of many mails, may lie between the telling and the mail."""
    termijn = row.termijn
    if termijn.vervuld_op or termijn.vervallen_op:
        return AL_GEDAAN
    if SOORTEN[termijn.soort].meteen:  # that it is asked is told whatever the day
        return ""
    still = row.moment >= termijn.ontstaan_op if row.is_bel else row.moment in herinnerdagen(als_open(termijn))
    return "" if still else ANDERE_DAG


@transaction.atomic
def _aan_user(pk: int, at: datetime) -> int:
    key = f"bundel:{pk}:{timezone.localdate(at)}"
    if not _is_aan_ons(key):
        return 0
    rows = _neem(_wachtend().filter(ontvanger=pk))
    if not rows:
        return 0
    user = User.objects.get(pk=pk)
    if not user.is_active:
        Herinnering.objects.filter(pk__in=[row.pk for row in rows]).update(geen_mail="account is uit")
        return 0
    left = wensen.zonder_wat_uit_staat(user.email, rows, at=at)
    if left:
        known = weet.van(user, {row.termijn.traject_id for row in left}, on=timezone.localdate(at))
        _mail(user.email, left, sleutel=key, link=settings.SITE_URL + reverse("trajecten:meldingen"), at=at, kent=known)
    return int(bool(left))


@transaction.atomic
def _aan_adres(adres: str, at: datetime) -> int:
    key = f"bundel:{sha256(adres.encode()).hexdigest()[:16]}:{timezone.localdate(at)}"
    rows = _neem(_wachtend().filter(adres=adres))
    left = wensen.zonder_wat_uit_staat(adres, rows, at=at)
    mails = sum(_met_link(row, at) for row in left if row.sleutel == DEELNEMER)
    others = [row for row in left if row.sleutel != DEELNEMER]
    if others and _is_aan_ons(key):
        _mail(adres, others, sleutel=key, link="", at=at)
        mails += 1
    return mails


def _met_link(row: Herinnering, at: datetime) -> int:
    """A deelnemer gets the link by which they sign, or answer; not a second one on a day. It waits for what is to be signed."""
    if row.termijn.soort == "pok_tekenen" and tekenlinks.wordt_gemaakt(row.termijn.traject):
        return 0
    row.bericht = nazorg.herinner(row, at=at) if row.termijn.soort in MAANDEN else _tekenlink(row, at)
    row.geen_mail = "" if row.bericht else AL_GEMAILD
    row.save(update_fields=["bericht", "geen_mail"])
    return int(row.bericht is not None)


def _tekenlink(row: Herinnering, at: datetime) -> Bericht | None:
    plaatsing = row.termijn.traject.plaatsing
    return tekenlinks.herinner(plaatsing, at=at) if plaatsing else None


def _mail(aan: str, rows: list[Herinnering], *, sleutel: str, link: str, at: datetime, kent: Container[int] | None = None) -> None:
    stop = afmelden.voet(aan, {wensen.groep(row) for row in rows}, at=at)
    letter = brief(rows, link, on=timezone.localdate(at), kent=kent)
    bericht = brieven.stuur(letter, aan=aan, sleutel=sleutel, afmelden=stop)
    Herinnering.objects.filter(pk__in=[row.pk for row in rows]).update(bericht=bericht)
    terugweg.vervalt(*(row.termijn.traject for row in rows))


def brief(rows: list[Herinnering], link: str, *, on: date, kent: Container[int] | None = None) -> brieven.Brief:
    """
    The mail about these, each thing once however often it was told; with the words of their regio when they are of one.

    :param kent: the trajecten of which the reader may know more than the number; None for who has no account.
    """
    rows = list({(row.termijn_id, row.is_bel): row for row in rows}.values())
    regio, several = rows[0].termijn.traject.regio, len({row.termijn.traject.regio_id for row in rows}) > 1
    posten: list[Post] = [post(row, on=on, op_nummer=kent is not None and row.termijn.traject_id not in kent) for row in rows]
    waarden = {
        **brieven.van_regio(regio),
        "wacht": "wacht" if len(rows) == 1 else "wachten",
        "aantal": meervoud(len(rows), "taak,taken"),
        "uiterlijk": datum(min(row.termijn.op for row in rows)),
    }
    rest = {"posten": posten[:HOOGSTENS], "meer": len(posten) - HOOGSTENS, "regio": regio}
    return brieven.Brief("bundel", waarden, link, None if several else regio, rest)
