"""`bin/start` as a person runs it: on a free port, with a state directory of its own, looked at from outside."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

from praktijkleren.lokaal import ROOT, free_port

OURS = ["DATABASE_URL", "REDIS_URL", "DEMO", "DEMO_KLEIN", "SITE_URL", "SECRET_KEY", "HTTPS", "STATE_DIR", "PORT", "TEMPLATES_SEEN"]
PATIENCE = 480  # seconds; a cold start with the demo, on a machine that is busy with other tests


class Start:
    """A running `bin/start` and what it leaves behind."""

    def __init__(self, state: Path, **settings: str) -> None:
        self.state, self.port, self.output = state, free_port(), state / "output.txt"
        self.address = f"http://localhost:{self.port}"
        environment = {name: value for name, value in os.environ.items() if name not in OURS}
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [ROOT / "bin" / "start"],
                env=environment | {"STATE_DIR": str(state), "PORT": str(self.port)} | settings,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def said(self) -> str:
        return self.output.read_text()

    def log(self, name: str) -> str:
        file = self.state / "log" / f"{name}.log"
        return file.read_text() if file.exists() else ""

    def processes(self) -> list[int]:
        """All that know our state directory, by command line or by environment: children of children too."""
        return [int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit() and self._is_ours(p)]

    def _is_ours(self, process: Path) -> bool:
        needle = str(self.state).encode()
        try:
            return needle in (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            return False


@contextmanager
def running_start(**settings: str) -> Iterator[Start]:
    state = Path(tempfile.mkdtemp(prefix="praktijkleren-start-"))
    state.chmod(0o755)  # PostgreSQL's own account must be able to enter
    start = Start(state, **settings)
    try:
        wait_for(lambda: start.address in start.said() or start.process.poll() is not None, PATIENCE)
        assert start.process.poll() is None, start.said()
        yield start
    finally:
        if start.process.poll() is None:
            start.process.send_signal(signal.SIGINT)
            start.process.wait(60)
        shutil.rmtree(state)


def wait_for(ready: Callable[[], object], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.1)


class Visitor:
    """A browser without a screen: cookies, forms, redirects."""

    def __init__(self) -> None:
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, address: str) -> tuple[str, str]:
        """:returns: the address where it ended, and the page."""
        with self.opener.open(address, timeout=30) as answer:
            return answer.url, answer.read().decode()

    def post(self, address: str, **fields: str) -> tuple[str, str]:
        """Fill in the form that stands at this address."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(address)[1])
        assert token, "no form on this page"
        data = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": token[1]}).encode()
        with self.opener.open(urllib.request.Request(address, data, {"Referer": address}), timeout=30) as answer:
            return answer.url, answer.read().decode()
