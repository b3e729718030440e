"""`bin/test`: throw-away servers, the quality tools, then pytest in the order that is fastest on two cores."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from praktijkleren.lokaal import ROLE, ROOT, THROW_AWAY, CannotStart, Services, die_with_parent, services, stop_on_signals

SCRIPTS = Path(sys.executable).parent
PYTEST = [sys.executable, "-m", "pytest"]
TOOLS: dict[str, list[str | Path]] = {
    "ruff check": [sys.executable, "-m", "ruff", "check", "--quiet", "."],
    "ruff format": [sys.executable, "-m", "ruff", "format", "--check", "--quiet", "."],
    "djade": [SCRIPTS / "djade", "--check", "--target-version", "5.2", *sorted((ROOT / "templates").rglob("*.html"))],
    "import-linter": [sys.executable, SCRIPTS / "lint-imports", "--no-logo"],
    "deptry": [sys.executable, "-m", "deptry", "."],
    "mypy": [sys.executable, "-m", "mypy"],
}
STAGES = {
    "tests with the database": ["-n", "2", "-m", "not browser and not lang", "--ignore=tests/faults"],
    "tests in the browser": ["-m", "browser", "--ignore=tests/faults"],
}
SLOW = {"faults": ["tests/faults"], "long tests": ["-m", "lang", "--ignore=tests/faults"]}


@contextmanager
def throw_away_services() -> Iterator[Services]:
    """Servers that promise nothing about the morning after, in a folder that disappears."""
    state = Path(tempfile.mkdtemp(prefix="praktijkleren-test-"))
    state.chmod(0o755)  # PostgreSQL's own account must be able to enter
    try:
        with services(state, THROW_AWAY) as servers:
            yield servers
    finally:
        shutil.rmtree(state)


def environment(servers: Services) -> dict[str, str]:
    """What the person at the terminal has set for `bin/start` does not reach the tests."""
    ours = {
        "DJANGO_SETTINGS_MODULE": "praktijkleren.settings",
        "SITE_URL": "http://localhost:8000",
        "SECRET_KEY": "only-for-tests",
        "DEMO": "0",
        "DEMO_KLEIN": "0",
        "DEBUG": "0",
        "HTTPS": "0",
    }
    return {name: value for name, value in os.environ.items() if name != "STATE_DIR"} | ours | servers.environment()


def main(arguments: list[str]) -> int:
    stop_on_signals()
    started = time.monotonic()
    everything = "--alles" in arguments
    chosen = [a for a in arguments if a != "--alles"]
    try:
        with throw_away_services() as servers:
            failed = _pytest_only(chosen, environment(servers)) if chosen else _all(everything, servers)
    except CannotStart as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print(f"\n{'FAILED: ' + ', '.join(failed) if failed else 'All green'} in {time.monotonic() - started:.0f} s", flush=True)
    return 1 if failed else 0


def _make_template(env: dict[str, str]) -> dict[str, str]:
    """Migrate once; every test process copies that database instead of running the migrations again."""
    for command in (["migrate"], ["createcachetable"]):
        subprocess.run([sys.executable, ROOT / "manage.py", *command, "--verbosity=0"], cwd=ROOT, env=env, check=True)
    return {"TEST_TEMPLATE": ROLE}


def _pytest_only(arguments: list[str], env: dict[str, str]) -> list[str]:
    return [] if _run("pytest", [*PYTEST, *arguments], env) else ["pytest"]


def _all(everything: bool, servers: Services) -> list[str]:
    env = environment(servers)
    with ThreadPoolExecutor(1) as beside:
        template = beside.submit(_make_template, env) if servers.postgres else None  # never migrate somebody's own database
        failed = [name for name, command in TOOLS.items() if not _run(name, command, env)]
    with tempfile.NamedTemporaryFile(prefix="templates-") as seen:
        env |= {"TEMPLATES_SEEN": seen.name} | (template.result() if template else {})
        stages = STAGES | SLOW if everything else STAGES
        failed += [name for name, options in stages.items() if not _run(name, [*PYTEST, "-q", *options], env)]
        unused = unused_templates(Path(seen.name).read_text().split("\n"))
    if unused:
        print("No test rendered these templates: " + ", ".join(unused))
        failed.append("unused templates")
    return failed


def _run(name: str, command: list[str | Path], env: dict[str, str]) -> bool:
    started = time.monotonic()
    die = die_with_parent(signal.SIGTERM)
    code = subprocess.run(command, cwd=ROOT, env=env, check=False, preexec_fn=die).returncode
    print(f"-- {name}: {'ok' if code == 0 else f'exit {code}'}, {time.monotonic() - started:.0f} s", flush=True)
    return code == 0


def unused_templates(seen: list[str]) -> list[str]:
    """Templates of ours that no test rendered: nobody knows whether they work."""
    names = {str(path.relative_to(ROOT / "templates")) for path in sorted((ROOT / "templates").rglob("*.*"))}
    return sorted(names - set(seen))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
