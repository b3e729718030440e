"""Real workers, clocks and web servers beside the test, on its database and on a broker of their own."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from celery import Celery
from django.conf import settings
from django.db import connection

from basis.tasks import drain_outbox
from praktijkleren import launch, lokaal


def wait_for(ready: Callable[[], object], seconds: float, what: str) -> float:
    """:returns: how many seconds it took."""
    started = time.monotonic()
    while not ready():
        assert time.monotonic() - started < seconds, f"waited {seconds} s for {what}"
        time.sleep(0.02)
    return time.monotonic() - started


@dataclass
class Product:
    """The processes of the product, each started, frozen and killed on its own."""

    home: Path
    redis_url: str
    valkey: subprocess.Popen
    mail_port: int
    port: int = field(default_factory=lokaal.free_port)
    running: list[subprocess.Popen] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self, name: str, machine: str = ".") -> subprocess.Popen:
        """
        :param name: web, worker or beat; the command is the one of bin/start.
        :param machine: where it keeps its own state; another name is another machine.
        """
        state = self.home / machine
        state.mkdir(exist_ok=True)
        command = [sys.executable, "-m", *launch.programs(self.port, state)[name]]
        with self.log(name).open("ab") as output:
            process = subprocess.Popen(
                command,
                cwd=lokaal.ROOT,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=lokaal.die_with_parent(signal.SIGKILL),
            )
        self.running.append(process)
        return process

    def log(self, name: str) -> Path:
        return self.home / f"{name}.log"

    def start_worker(self) -> subprocess.Popen:
        """:returns: a worker that is ready to take a task."""
        seen = self._ready_lines()
        worker = self.start("worker")
        wait_for(lambda: self._ready_lines() > seen or worker.poll() is not None, 120, "the worker")
        assert worker.poll() is None, self.log("worker").read_text()
        return worker

    def start_web(self) -> subprocess.Popen:
        collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
        subprocess.run(collect, cwd=lokaal.ROOT, env=self._environment(), check=True)
        web = self.start("web")
        wait_for(self._web_answers, 120, "the web server")
        return web

    def ring(self) -> None:
        """Tell the worker, at the broker of the product and not at that of the tests, that there is work."""
        with Celery(broker=self.redis_url) as somebody:
            somebody.send_task(drain_outbox.name)

    def kill(self, process: subprocess.Popen) -> None:
        """kill -9 of the process and all its children, as a machine does that loses power."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        self.valkey.send_signal(signal.SIGCONT)
        for process in self.running:
            if process.poll() is None:
                self.kill(process)

    def _ready_lines(self) -> int:
        return self.log("worker").read_text().count(" ready.") if self.log("worker").exists() else 0

    def _web_answers(self) -> bool:
        try:
            return urllib.request.urlopen(f"{self.address}/levensteken/", timeout=2).status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def _environment(self) -> dict[str, str]:
        database = connection.settings_dict
        address = f"{database['HOST']}:{database['PORT']}/{database['NAME']}"
        return os.environ | {
            "DATABASE_URL": f"postgres://{database['USER']}:{quote(database['PASSWORD'])}@{address}",
            "REDIS_URL": self.redis_url,
            "SITE_URL": self.address,
            "STATE_DIR": str(self.home),
            "MEDIA_ROOT": str(settings.MEDIA_ROOT),
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(self.mail_port),
            "PYTHONUNBUFFERED": "1",
        }
