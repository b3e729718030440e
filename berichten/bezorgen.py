"""The worker's side: hand a mail to the mail server, once as far as anybody can know."""

from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from basis.models import OutboxRow
from basis.outbox import Permanent
from berichten.models import Bericht, Status
from berichten.signals import bericht_afgeleverd, bericht_mislukt
from berichten.teruggekomen import GEEN_ADRES, GEWEIGERD


class NietBezorgd(Exception):
    """The mail server did not take it; says the code only, because an answer may repeat the address."""


def bezorg(row: OutboxRow) -> None:
    """
    Handler of outbox rows of soort "mail".

    Killed after the server took the mail and before the row says so, a second copy goes out with the same Message-ID.

    :raises Permanent: the server refuses this address or this mail for good.
    """
    bericht = Bericht.objects.get(pk=row.payload["bericht"])
    if bericht.status != Status.WACHT:
        return
    Bericht.objects.filter(pk=bericht.pk).update(pogingen=row.attempts)
    _hand_over(bericht)
    _record(bericht.pk)


def geef_op(row: OutboxRow) -> None:
    """After the last attempt, or a refusal: the room above is told, so that somebody calls."""
    bericht = Bericht.objects.select_for_update().get(pk=row.payload["bericht"])
    if bericht.status == Status.WACHT:
        _finish(bericht, Status.MISLUKT, reden=row.last_error[:100])
        bericht_mislukt.send(sender=Bericht, bericht=bericht)


def _hand_over(bericht: Bericht) -> None:
    mail = EmailMultiAlternatives(subject=bericht.onderwerp, body=bericht.tekst, to=[bericht.aan], headers=_headers(bericht))
    mail.attach_alternative(bericht.html, "text/html")
    try:
        mail.send()
    except SMTPRecipientsRefused as refused:
        raise _judged(max(code for code, _ in refused.recipients.values())) from None
    except SMTPDataError as answer:
        raise _judged(answer.smtp_code) from None
    except ValueError:  # a line end, or nothing that is an address: it never becomes a header (M25), and no hour makes it right
        raise Permanent(GEEN_ADRES) from None
    except OSError as away:  # away, silent, cut off, or our own sign-in is wrong: it may come right
        raise NietBezorgd(type(away).__name__) from None


def _headers(bericht: Bericht) -> dict[str, str]:
    found = {"Message-ID": bericht.message_id, "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    if bericht.afmelden:
        found |= {"List-Unsubscribe": f"<{bericht.afmelden}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return found


def _judged(code: int) -> Exception:
    return Permanent(f"{GEWEIGERD} ({code})") if code >= 500 else NietBezorgd(f"later ({code})")


@transaction.atomic
def _record(pk: int) -> None:
    bericht = Bericht.objects.select_for_update().get(pk=pk)
    if bericht.status == Status.WACHT:
        bericht.verzonden_op = timezone.now()
        _finish(bericht, Status.VERZONDEN)
        bericht_afgeleverd.send(sender=Bericht, bericht=bericht)


def _finish(bericht: Bericht, status: Status, *, reden: str = "") -> None:
    bericht.status, bericht.reden, bericht.tekst, bericht.html, bericht.afmelden = status, reden, "", "", ""
    bericht.save(update_fields=["status", "reden", "tekst", "html", "afmelden", "verzonden_op"])
