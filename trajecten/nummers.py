"""
Numbers of trajecten and of the register (domein §3).

Both come from one statement on a counter row. For the register it is taken after the lock on the traject and in the transaction
that registers the verklaring: a rollback gives the number back, so there are no gaps; `max + 1` would give doubles.
"""

from django.db import connection

from accounts.models import Regio


def _next(regio: Regio, soort: str, jaar: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO trajecten_teller AS t (regio_id, soort, jaar, laatste) VALUES (%s, %s, %s, 1) "
            "ON CONFLICT (regio_id, soort, jaar) DO UPDATE SET laatste = t.laatste + 1 RETURNING laatste",
            [regio.pk, soort, jaar],
        )
        return cursor.fetchone()[0]


def trajectnummer(regio: Regio, jaar: int) -> str:
    """GR-2026-0042; gaps allowed. :param jaar: of aanmelden."""
    return f"{regio.regiocode}-{jaar}-{_next(regio, 'T', jaar):04d}"


def registernummer(regio: Regio, jaar: int) -> tuple[int, str]:
    """(74, "PV-GR-2026-0074"); no gaps. Call it with the traject locked. :param jaar: of the school's decision."""
    serial = _next(regio, "PV", jaar)
    return serial, f"PV-{regio.regiocode}-{jaar}-{serial:04d}"
