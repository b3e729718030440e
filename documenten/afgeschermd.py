"""Heavy work in a forked child with hard limits, so that one document can never take the worker with it."""

import os
import resource
import signal
import time
import warnings
from collections.abc import Callable

MEMORY = 1536 * 1024 * 1024
CPU_SECONDS = 15
FILE_SIZE = 64 * 1024 * 1024
WALL_SECONDS = 20


class Mislukt(Exception):
    """The child did not finish its work; the text says why."""


def run_limited(work: Callable[[], None], *, wall: float = WALL_SECONDS) -> None:
    """
    Run `work` in a child that never touches the database.

    :raises Mislukt: the work raised, was too heavy, or took longer than `wall` seconds.
    """
    reader, writer = os.pipe()
    pid = _fork()
    if pid == 0:
        _child(work, writer)  # never returns
    os.close(writer)
    try:
        status = _wait(pid, wall)
        complaint = os.read(reader, 4096).decode(errors="replace") if os.WIFEXITED(status) else ""
    finally:
        os.close(reader)
    if status != 0:
        raise Mislukt(complaint or _killed(status))


def _fork() -> int:
    with warnings.catch_warnings():  # 3.12 warns about threads; the child takes none of their locks and is killed when it hangs
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _child(work: Callable[[], None], writer: int) -> None:
    code = 1
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_SIZE, FILE_SIZE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        work()
        code = 0
    except BaseException as error:  # whatever it is: the parent reports it, this process ends here
        os.write(writer, f"{type(error).__name__}: {error}".encode()[:2000])
    finally:
        os._exit(code)


def _wait(pid: int, wall: float) -> int:
    end = time.monotonic() + wall
    while time.monotonic() < end:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return status
        time.sleep(0.004)
    os.kill(pid, signal.SIGKILL)
    return os.waitpid(pid, 0)[1]


def _killed(status: int) -> str:
    return f"afgebroken (signaal {os.WTERMSIG(status)}): te zwaar of te langzaam" if os.WIFSIGNALED(status) else "afgebroken"
