"""`bin/start`: everything a person needs to use the product on this machine, until Ctrl-C."""

import fcntl
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from accounts.demo import ACCOUNTS, WACHTWOORD
from praktijkleren.lokaal import ROOT, CannotStart, die_with_parent, services, stop, stop_on_signals, tail, write_secret

RESTART_AFTER = 1.0
HOPELESS_BELOW = 5.0  # a process that lives shorter than this, three times in a row, will not live


def programs(port: int, state: Path) -> dict[str, list[str]]:
    """The three processes of the product; docker-compose.yml runs the same."""
    web = f"granian --interface wsgi --host 127.0.0.1 --port {port} --workers 2 --blocking-threads 2 --no-ws"
    celery = ["celery", "-A", "praktijkleren.celery"]
    return {
        "web": [*web.split(), "praktijkleren.wsgi:application"],
        "worker": [*celery, "worker", "--concurrency", "2", "--without-gossip", "--without-mingle"],
        "beat": [*celery, "beat", "--schedule", str(state / "beat"), "--pidfile="],
    }


class Program:
    """One process of ours: started, started again when it falls, stopped in the end."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str], log: Path) -> None:
        self.name, self.command, self.environment, self.log = name, [sys.executable, "-m", *command], environment, log
        self.falls = 0
        self.start()

    def start(self) -> None:
        self.started = time.monotonic()
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl-C reaches us only; we stop them in order
                preexec_fn=die_with_parent(signal.SIGTERM),
            )

    def keep_alive(self) -> None:
        """:raises CannotStart: when it falls at once, three times in a row."""
        if self.process.poll() is None:
            return
        self.falls = self.falls + 1 if time.monotonic() - self.started < HOPELESS_BELOW else 1
        if self.falls == 3:
            raise CannotStart(f"{self.name} stopt steeds. Het eind van {self.log}:\n{tail(self.log)}")
        print(f"{self.name} is gestopt (code {self.process.returncode}) en wordt opnieuw gestart.")
        time.sleep(RESTART_AFTER)
        self.start()


def main(arguments: list[str]) -> int:
    stop_on_signals()
    state = Path(os.environ.get("STATE_DIR") or ROOT / "var").resolve()
    try:
        with _servers(state, arguments) as (environment, servers):
            if arguments:
                return subprocess.run([sys.executable, ROOT / "manage.py", *arguments], env=environment, check=False).returncode
            _run(state, environment, servers)
    except CannotStart as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Gestopt.")
    return 0


@contextmanager
def _servers(state: Path, arguments: list[str]) -> Iterator[tuple[dict[str, str], list[subprocess.Popen]]]:
    """
    The servers of this state directory, started here; one bin/start at a time.

    A command beside a running bin/start uses the servers of that one.
    """
    state.mkdir(parents=True, exist_ok=True)
    addresses = state / "servers.json"
    with (state / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not arguments or not addresses.exists():
                raise CannotStart(f"bin/start loopt al met de gegevens in {state}. Stop die eerst (Ctrl-C).") from None
            yield _environment(state, json.loads(addresses.read_text())), []
            return
        with services(state) as servers:
            write_secret(addresses, json.dumps(servers.environment()))
            try:
                yield _environment(state, servers.environment()), [p for p in (servers.postgres, servers.valkey) if p]
            finally:
                addresses.unlink()


def _environment(state: Path, servers: dict[str, str]) -> dict[str, str]:
    port = os.environ.get("PORT", "8000")
    ours = {
        "DEMO": "0" if os.environ.get("DATABASE_URL") else "1",
        "DEBUG": "0",
        "SITE_URL": f"http://localhost:{port}",
        "SECRET_KEY": _secret_key(state),
        "EMAIL_FILES": "" if os.environ.get("EMAIL_HOST") else str(state / "mail"),
        "LOG_LEVEL": "INFO",
    }
    fixed = {"STATE_DIR": str(state), "DJANGO_SETTINGS_MODULE": "praktijkleren.settings", "PYTHONUNBUFFERED": "1", **servers}
    return ours | os.environ | fixed


def _secret_key(state: Path) -> str:
    file = state / "secret_key"
    if not file.exists():
        write_secret(file, secrets.token_urlsafe(48))
    return file.read_text()


def _run(state: Path, environment: dict[str, str], servers: list[subprocess.Popen]) -> None:
    port = int(environment.get("PORT", "8000"))
    _refuse_taken(port)
    if subprocess.run([sys.executable, ROOT / "manage.py", "gereedmaken"], env=environment, check=False).returncode:
        raise CannotStart("De database kon niet worden klaargemaakt; de reden staat hierboven.")
    logs = state / "log"
    logs.mkdir(exist_ok=True)
    running: list[Program] = []
    try:
        for name, command in programs(port, state).items():
            (logs / f"{name}.log").write_bytes(b"")
            running.append(Program(name, command, environment, logs / f"{name}.log"))
            if name == "web":  # the others start while the first page is being looked at
                _wait_for_web(port, running[0])
                _welcome(environment, logs)
        _watch(running, servers)
    finally:
        _stop_all(running)


def _watch(running: list[Program], servers: list[subprocess.Popen]) -> None:
    while True:
        for program in running:
            program.keep_alive()
        if any(server.poll() is not None for server in servers):
            raise CannotStart("PostgreSQL of Valkey is gestopt; daarom stopt alles.")
        time.sleep(0.2)


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise CannotStart(f"Poort {port} is bezet. Kies een andere: PORT={port + 1} bin/start") from None


def _wait_for_web(port: int, web: Program) -> None:
    while True:
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/levensteken/", timeout=5):
                return
        except urllib.error.HTTPError as error:
            raise CannotStart(f"De eerste pagina geeft fout {error.code}. Het eind van {web.log}:\n{tail(web.log)}") from error
        except OSError:
            web.keep_alive()
            time.sleep(0.1)


def _welcome(environment: dict[str, str], logs: Path) -> None:
    print(f"\nPraktijkleren staat op {environment['SITE_URL']} (stoppen: Ctrl-C; logboeken in {logs})")
    if environment["DEMO"] == "1":
        print(f"\nVoorbeeldaccounts, overal met het wachtwoord {WACHTWOORD}")
        for account in ACCOUNTS:
            print(f"  {account.email:<36} {account.omschrijving}")
    sys.stdout.flush()


def _stop_all(running: list[Program]) -> None:
    """All at once: each gets its time to finish what it is doing; a second Ctrl-C does not cut that short."""
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, signal.SIG_IGN)
    stopping = [threading.Thread(target=stop, args=(program.process, signal.SIGTERM, 30)) for program in running]
    for thread in stopping:
        thread.start()
    for thread in stopping:
        thread.join()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
