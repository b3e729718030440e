"""
Planning, writing and sending of due reminders: does a due row cost more when a hundred times as many trajecten are stored?

    python -m tests.bench.herinneringen [--due 10000] [--klein 10000] [--groot 1000000]

Starts a throw-away PostgreSQL and Valkey and a mail server, fills a database of each size, and prints milliseconds per due row and
their ratio. Issue 5 asks at most 1.3. Both sizes have the same number of due rows, spread over 35 regio's.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg

REGIOS = 35
PER_TRAJECT = {
    "trajecten_termijn": 4,
    "trajecten_herinnering": 4,
    "berichten_bericht": 2,
    "trajecten_beurt": 2,
    "basis_outboxrow": 2,
}
MAANDAG = datetime(2026, 5, 11, 9, tzinfo=ZoneInfo("Europe/Amsterdam"))
STAPPEN = ["plannen", "mails schrijven", "mails versturen"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--due", type=int, default=10_000)
    parser.add_argument("--klein", type=int, default=10_000)
    parser.add_argument("--groot", type=int, default=1_000_000)
    parser.add_argument("--meet", type=int, help="internal: measure in the database of DATABASE_URL")
    args = parser.parse_args()
    if args.meet is not None:
        print(json.dumps(meet(args.meet, args.due)))
        return
    vergelijk(args.due, args.klein, args.groot)


def vergelijk(due: int, klein: int, groot: int) -> None:
    from praktijkleren.testrun import throw_away_services

    with throw_away_services() as servers:
        found = {stored: _in_eigen_database(servers.database_url, servers.redis_url, stored, due) for stored in (klein, groot)}
    print(f"{due} herinneringen, ms per stuk bij {klein} en bij {groot} trajecten:")
    for step in [*STAPPEN, "samen"]:
        small, large = found[klein][step], found[groot][step]
        print(f"  {step:<16} {small:7.2f} {large:7.2f}   x {large / small:.2f}")


def _in_eigen_database(url: str, redis_url: str, stored: int, due: int) -> dict[str, float]:
    """In a process of its own: settings are read once."""
    name = f"bench_{stored}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    env = os.environ | {
        "DATABASE_URL": url.rsplit("/", 1)[0] + f"/{name}",
        "REDIS_URL": redis_url,
        "SECRET_KEY": "only-for-the-bench",
        "SITE_URL": "http://localhost:8000",
        "DJANGO_SETTINGS_MODULE": "praktijkleren.settings",
    }
    here = [sys.executable, "-m", "tests.bench.herinneringen", "--meet", str(stored), "--due", str(due)]
    told = subprocess.run(here, env=env, check=True, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
    return json.loads(told.stdout.splitlines()[-1])


def meet(stored: int, due: int) -> dict[str, float]:
    import django

    django.setup()
    from django.core.management import call_command

    from tests.berichten.smtp_sink import running_sink

    call_command("migrate", verbosity=0)
    _say(f"{stored} trajecten worden klaargezet")
    vul(stored - due, due)
    with running_sink() as sink:
        found = _meet_stappen(due, sink.port)
        assert len(sink.mails) == due, len(sink.mails)
    return found


def _meet_stappen(due: int, port: int) -> dict[str, float]:
    from django.conf import settings

    from basis import outbox
    from trajecten.herinneringen import bundelen, massa, plannen

    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    on = MAANDAG.date()

    def schrijf() -> None:
        massa.vraag(at=MAANDAG)
        for pk in list(bundelen.wachtenden(at=MAANDAG)):
            bundelen.mail(pk, at=MAANDAG)

    def verstuur() -> None:
        while outbox.drain(1000):
            pass

    work = [lambda: [plannen.plan(pk, on=on, at=MAANDAG) for pk in list(plannen.aan_de_beurt(on=on))], schrijf, verstuur]
    found = {name: _ms(do) / due for name, do in zip(STAPPEN, work, strict=True)}
    return found | {"samen": sum(found.values())}


def _ms(do: Callable[[], object]) -> float:
    begun = time.perf_counter()
    do()
    return (time.perf_counter() - begun) * 1000


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


# --- the rows ------------------------------------------------------------------------------------------------------------------


def vul(rest: int, due: int) -> None:
    """One traject that is due and one that is done, each copied in the database itself; whatever a trigger would do is left out."""
    from django.db import connection

    loopt, klaar = _voorbeelden()
    with connection.cursor() as cursor:
        for table in [
            "trajecten_deelnemer",
            "trajecten_traject",
            "trajecten_plaatsing",
            "werkgevers_praktijkopleider",
            *PER_TRAJECT,
        ]:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        _kopieer_trajecten(cursor, klaar, rest, begin=10_000_000)
        for table, times in PER_TRAJECT.items():
            for turn in range(times):
                _kopieer_bijlage(cursor, table, klaar, rest, turn)
        _kopieer_trajecten(cursor, loopt, due, begin=20_000_000)
        own = {"traject_id": "20000000 + g"}
        _kopieer(cursor, "trajecten_termijn", loopt["trajecten_termijn"], due, begin=30_000_000, **own)
        cursor.execute("UPDATE trajecten_termijn SET kijk_op = NULL WHERE id = %s", [loopt["trajecten_termijn"]])
        cursor.execute("ANALYZE")


def _voorbeelden() -> tuple[dict[str, int], dict[str, int]]:
    """By table the key of the row that is copied."""
    from accounts.models import Regio
    from basis.models import OutboxRow
    from berichten.models import Bericht
    from tests.trajecten import leven
    from trajecten.models import Herinnering, Traject
    from trajecten.regels import Status

    w = leven.wereld()
    for n in range(REGIOS - 1):
        Regio.objects.create(regiocode=f"{chr(65 + n // 26)}{chr(65 + n % 26)}", naam=f"Regio {n}")
    loopt = leven.naar(w, Status.LOPEND)
    Traject.objects.filter(pk=loopt.pk).update(behandelaar=None)
    loopt.termijnen.open().update(kijk_op=None)
    asked = loopt.termijnen.create(
        soort="tussenevaluatie",
        sleutel="bench",
        partij="leerbedrijf",
        op=MAANDAG.date(),
        ontstaan_op=leven.BEGIN,
        kijk_op=MAANDAG.date(),
    )
    klaar = leven.in_status(w, Status.AFGESLOTEN)
    done = klaar.termijnen.create(
        soort="einddatum", partij="coordinator", op=leven.BEGIN, ontstaan_op=leven.BEGIN, vervuld_op=leven.BEGIN
    )
    mail = Bericht.objects.create(
        sleutel="bench", aan="a@voorbeeld.test", onderwerp="Taak", message_id="<bench@localhost>", status="verzonden",
        gemaakt_op=MAANDAG, verzonden_op=MAANDAG,
    )  # fmt: skip
    told = Herinnering.objects.create(
        termijn=done, moment=leven.BEGIN, sleutel="bench", ontvanger=w.coordinator, bericht=mail, at=MAANDAG
    )
    turn = klaar.beurten.create(partij="niemand", sinds=leven.BEGIN)
    OutboxRow.objects.all().delete()
    Bericht.objects.exclude(pk=mail.pk).delete()
    row = OutboxRow.objects.create(
        soort="mail",
        sleutel="bench",
        payload={"bericht": mail.pk},
        attempts=1,
        last_error="",
        **dict.fromkeys(["created_at", "available_at", "done_at"], MAANDAG),
    )
    return _sleutels(loopt) | {"trajecten_termijn": asked.pk}, _sleutels(klaar) | {
        "trajecten_termijn": done.pk,
        "trajecten_herinnering": told.pk,
        "berichten_bericht": mail.pk,
        "trajecten_beurt": turn.pk,
        "basis_outboxrow": row.pk,
    }


def _sleutels(traject) -> dict[str, int]:
    plaatsing = traject.plaatsing
    return {
        "trajecten_traject": traject.pk,
        "trajecten_deelnemer": traject.deelnemer_id,
        "trajecten_plaatsing": plaatsing.pk,
        "werkgevers_praktijkopleider": plaatsing.praktijkopleider_id,
    }


def _kopieer_trajecten(cursor, voorbeeld: dict[str, int], n: int, *, begin: int) -> None:
    """Each with a deelnemer, a Plaatsing and a praktijkopleider with a mail address of their own, spread over the regio's."""
    regio = f"(SELECT array_agg(id ORDER BY id) FROM accounts_regio)[1 + g %% {REGIOS}]"
    own = dict.fromkeys(("deelnemer_id", "traject_id", "praktijkopleider_id"), f"{begin} + g")
    for table, values in {
        "trajecten_deelnemer": {"regio_id": regio},
        "trajecten_traject": {"regio_id": regio, "nummer": f"'B-{begin // 10_000_000}-' || g", "deelnemer_id": own["deelnemer_id"]},
        "werkgevers_praktijkopleider": {"email": f"'p' || ({begin} + g) || '@voorbeeld.test'"},
        "trajecten_plaatsing": {"traject_id": own["traject_id"], "praktijkopleider_id": own["praktijkopleider_id"]},
    }.items():
        _kopieer(cursor, table, voorbeeld[table], n, begin=begin, **values)


def _kopieer_bijlage(cursor, table: str, voorbeeld: dict[str, int], n: int, turn: int) -> None:
    """Termijnen, reminders, mails: what a traject that is done left behind."""
    begin = 10_000_000 + turn * 2_000_000
    values = {
        "trajecten_termijn": {"traject_id": "10000000 + g", "sleutel": f"'{turn}'"},
        "trajecten_herinnering": {"termijn_id": f"{begin} + g"},
        "berichten_bericht": {"sleutel": f"'b{turn}-' || g", "message_id": f"'<b{turn}-' || g || '@x>'"},
        "trajecten_beurt": {"traject_id": "10000000 + g", "tot": "sinds"},
        "basis_outboxrow": {"sleutel": f"'b{turn}-' || g"},
    }[table]
    _kopieer(cursor, table, voorbeeld[table], n, begin=begin, **values)


def _kopieer(cursor, table: str, pk: int, n: int, *, begin: int, **values: str) -> None:
    cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'", [table])
    columns = [name for (name,) in cursor.fetchall()]
    fresh = {"id": f"{begin} + g", "code": "gen_random_uuid()"} | values
    quoted = [f'"{name}"' for name in columns]
    chosen = ", ".join(fresh.get(name, own) for name, own in zip(columns, quoted, strict=True))
    into = f"INSERT INTO {table} ({', '.join(quoted)}) OVERRIDING SYSTEM VALUE"
    cursor.execute(f"{into} SELECT {chosen} FROM {table}, generate_series(1, %s) g WHERE id = %s", [n, pk])


if __name__ == "__main__":
    main()
