"""The nightly work: who is aan zet by the passing of days, and the overgangen that happen by themselves."""

from collections.abc import Callable
from datetime import date

import structlog
from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.db.models import QuerySet

from basis.dagen import add_working_days, now, today
from berichten import afmelden
from trajecten import aan_zet, terugweg
from trajecten.herinneringen import bundelen, massa, plannen
from trajecten.models import Plaatsing, Traject
from trajecten.nazorg import onbekend
from trajecten.regels import Doel, Status
from trajecten.systeem import Systeem
from trajecten.workflow import OvergangGeweigerd, beoordeling_starten
from trajecten.workflow.beoordeling import VRAGEN_VOORAF

log = structlog.get_logger()
NA_DE_BEOORDELING = [Status.VASTSTELLING, Status.UITREIKING, Status.NAZORG, Status.AFGESLOTEN]


class NachtwerkOnvolledig(Exception):
    """Some trajecten could not be brought up to date; which ones stands in the log."""


@shared_task(soft_time_limit=570, time_limit=600)
def nachtwerk(**kwargs) -> None:
    """
    "Due" is a question to the data, never to the tick: safe to run twice, and late.

    :raises NachtwerkOnvolledig: at the end, so that one traject with a fault does not keep the others waiting.
    """
    on = today()
    failed = vraag_beoordelingen(on=on)[1] + sluit_werk_af(on=on)
    failed += _each(onbekend.misschien_over(on=on), lambda pk: onbekend.leg_vast(pk, on=on))
    terugweg.ruim_op(at=now())
    afmelden.ruim_op(at=now())
    failed += _each(Traject.objects.open().values_list("pk", flat=True), lambda pk: werk_bij(pk, on=on))
    if failed:
        raise NachtwerkOnvolledig(f"{failed} trajecten")


@shared_task(soft_time_limit=570, time_limit=600)
def herinneringen(**kwargs) -> None:
    """
    Who is to be told of what by now, and one mail a day with all of it; safe to run twice, at once, and late (P7).

    :raises NachtwerkOnvolledig: at the end, as the nightly work.
    """
    failed = _each(plannen.aan_de_beurt(on=today()), lambda pk: plannen.plan(pk, on=today(), at=now()))
    if bundelen.is_tijd(now()):
        massa.vraag(at=now())
    failed += _each(bundelen.wachtenden(at=now()), lambda pk: bundelen.mail(pk, at=now()))
    if failed:
        raise NachtwerkOnvolledig(f"{failed} trajecten")


def _each(pks: QuerySet, do: Callable[[int], object]) -> int:
    """:returns: how many failed."""
    failed = 0
    for pk in list(pks):
        try:
            do(pk)
        except SoftTimeLimitExceeded:
            raise
        except Exception as error:  # whatever it is, the other trajecten are not to wait for it; told again at the end
            log.error("nachtwerk_failed", row=pk, error=type(error).__name__)
            failed += 1
    return failed


def vraag_beoordelingen(*, on: date) -> tuple[int, int]:
    """From lopend by itself 15 working days before the einddatum (domein §3). :returns: how many were asked, how many failed."""
    near = add_working_days(on, VRAGEN_VOORAF)
    due = Traject.objects.filter(
        status=Status.LOPEND, doel=Doel.PRAKTIJKVERKLARING, plaatsingen__huidig=True, plaatsingen__einddatum__lte=near
    ).order_by("pk")
    asked: list[int] = []

    def ask(pk: int) -> None:
        try:
            beoordeling_starten(traject=Traject.objects.get(pk=pk), by=Systeem("termijnen"), on=on)
        except OvergangGeweigerd:  # somebody was first since the list was read; the next night looks again
            log.info("beoordeling_refused", row=pk)
        else:
            asked.append(pk)

    failed = _each(due.values_list("pk", flat=True), ask)
    return len(asked), failed


def sluit_werk_af(*, on: date) -> int:
    """
    Who was assessed before the einddatum worked until it: keep that day once it has passed. :returns: how many failed.
    """
    passed = Plaatsing.objects.filter(
        huidig=True,
        laatste_werkdag__isnull=True,
        eerste_werkdag__isnull=False,
        einddatum__lt=on,
        traject__status__in=NA_DE_BEOORDELING,
    )
    return _each(passed.values_list("traject", flat=True), _keep_last_day)


@transaction.atomic
def _keep_last_day(pk: int) -> None:
    traject = Traject.objects.select_for_update(of=("self",)).get(pk=pk)
    plaatsing = traject.plaatsing
    if plaatsing is None or plaatsing.laatste_werkdag:
        return
    plaatsing.laatste_werkdag = traject.laatste_werkdag = plaatsing.einddatum
    plaatsing.save(update_fields=["laatste_werkdag"])
    traject.save(update_fields=["laatste_werkdag"])


def werk_bij(pk: int, *, on: date) -> None:
    """Recompute one traject under its own lock, so that nobody waits for the whole list."""
    with transaction.atomic():
        traject = Traject.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
        if traject and traject.is_open:
            aan_zet.bijwerken(traject, on=on)
