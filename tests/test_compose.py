"""`compose.yaml` and the `Dockerfile` say the same as the product: its settings, commands, port, routes and store."""

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from redis import Redis, RedisError
from rq import Queue, SimpleWorker
from starlette.routing import Route

from helpdesk.cli import app
from helpdesk.doors.web import Secrets, create_app
from helpdesk.settings import PREFIX, Settings
from helpdesk.store.embedded_files import server_binary
from helpdesk.store.keys import QUEUE
from helpdesk.supervisor import STOP_SECONDS

ROOT = Path(__file__).parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = ("web", "worker")


def _variables(text: str) -> set[str]:
    return set(re.findall(rf"\b{PREFIX}[A-Z_]+", text))


def _commands() -> dict[str, Any]:
    group: Any = typer.main.get_command(app)
    return dict(group.commands)


def _instructions(name: str) -> list[str]:
    return [line.removeprefix(f"{name} ") for line in DOCKERFILE.splitlines() if line.startswith(f"{name} ")]


def _flags(command: list[str]) -> dict[str, str]:
    return dict(zip((flag.removeprefix("--") for flag in command[1::2]), command[2::2], strict=True))


@pytest.mark.parametrize("file", ["Dockerfile", "compose.yaml"])
def test_every_variable_is_one_the_settings_read(file: str) -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    used = _variables((ROOT / file).read_text())
    assert used
    assert used <= known


def test_the_services_are_the_store_the_door_and_the_workers() -> None:
    assert set(SERVICES) == {"valkey", *OURS}


@pytest.mark.parametrize("command", [*(SERVICES[name]["command"] for name in OURS)])
def test_what_a_service_runs_is_a_command_with_options_it_knows(command: list[str]) -> None:
    program, name, *rest = command
    options = {option for parameter in _commands()[name].params for option in parameter.opts}
    assert program == "helpdesk"
    assert {word for word in rest if word.startswith("--")} <= options


def test_the_image_runs_the_door_unless_told_otherwise() -> None:
    assert _instructions("CMD")[-1] == '["helpdesk", "web"]'
    assert "web" in _commands()


def test_port_and_address_are_those_of_the_settings() -> None:
    port = str(Settings.model_fields["port"].default)
    assert _instructions("EXPOSE") == [port]
    assert SERVICES["web"]["environment"]["HELPDESK_PORT"] == port
    assert [published.split(":")[-1] for published in SERVICES["web"]["ports"]] == [port]
    assert "HELPDESK_HOST=0.0.0.0" in DOCKERFILE, "from outside the container nothing reaches 127.0.0.1"
    assert SERVICES["web"]["environment"]["HELPDESK_HOST"] == "0.0.0.0"


@pytest.mark.parametrize("name", OURS)
def test_both_parts_use_the_store_beside_them_and_wait_until_it_is_healthy(name: str) -> None:
    service = SERVICES[name]
    assert service["environment"]["HELPDESK_REDIS_URL"] == "redis://valkey:6379/0"
    assert service["depends_on"] == {"valkey": {"condition": "service_healthy"}}


@pytest.mark.parametrize("name", OURS)
def test_configuration_is_mounted_where_the_image_looks_for_it_and_secrets_come_from_outside(name: str) -> None:
    mounted = SERVICES[name]["volumes"]
    looked_for = re.search(r"HELPDESK_CONFIG=(\S+)", DOCKERFILE)
    assert looked_for
    assert mounted == [f"./{Settings.model_fields['config'].default}:{looked_for[1]}:ro"]
    assert SERVICES[name]["environment"]["HELPDESK_CONFIG"] == looked_for[1]
    assert SERVICES[name]["env_file"] == Settings.model_config["env_file"]
    secrets = {field for field in Settings.model_fields if re.search("token|secret", field)}
    assert not secrets & {variable.removeprefix(PREFIX).lower() for variable in _variables(str(COMPOSE) + DOCKERFILE)}


def test_the_store_keeps_its_data_as_the_embedded_one_does(valkey: Redis) -> None:
    """Both are asked while they run. The embedded one of the tests is quicker about fsync than it is by default."""
    flags = _flags(SERVICES["valkey"]["command"])
    with _running(SERVICES["valkey"]["command"]) as client:
        says = {flag: _said(client, flag) for flag in flags}
    assert says == flags
    usual = {"appendfsync": Settings.model_fields["store_fsync"].default}
    assert {**{flag: _said(valkey, flag) for flag in flags}, **usual} == flags
    assert SERVICES["valkey"]["volumes"] == ["valkey:/data"]
    assert "valkey" in COMPOSE["volumes"]


def _said(client: Redis, flag: str) -> str:
    found: Any = client.config_get(flag)
    return str(found[flag])


@contextmanager
def _running(command: list[str]) -> Iterator[Redis]:
    """The store as the service starts it, but on a socket of its own."""
    with tempfile.TemporaryDirectory(prefix="hd") as folder:
        place = Path(folder) / "valkey.sock"
        said = [str(server_binary()), *command[1:], "--port", "0", "--unixsocket", str(place), "--dir", folder]
        with subprocess.Popen(said, stdout=subprocess.DEVNULL) as server, Redis(unix_socket_path=str(place)) as client:
            try:
                _wait_for(client)
                yield client
            finally:
                server.terminate()


def _wait_for(client: Redis) -> None:
    for _ in range(500):
        with contextlib.suppress(RedisError):
            client.ping()
            return
        time.sleep(0.01)
    pytest.fail("the store did not answer within 5 s")


def test_the_door_is_healthy_by_a_route_it_has() -> None:
    nothing: Any = None
    paths = {route.path for route in create_app(nothing, Secrets("", None)).routes if isinstance(route, Route)}
    checks = [SERVICES["web"]["healthcheck"]["test"][-1], DOCKERFILE.partition("HEALTHCHECK")[2]]
    asked = [found for check in checks for found in re.findall(r"http://127\.0\.0\.1:(\d+)(/\w+)", check)]
    port = str(Settings.model_fields["port"].default)
    assert asked == [(port, "/healthz")] * 2
    assert "/healthz" in paths


def test_a_worker_is_healthy_while_one_of_its_container_beats(valkey: Redis, valkey_url: str) -> None:
    program, *arguments = SERVICES["worker"]["healthcheck"]["test"][1:]
    assert program == "python"

    def check() -> int:
        environment = {**os.environ, "HELPDESK_REDIS_URL": valkey_url}
        return subprocess.run([sys.executable, *arguments], env=environment, timeout=30, check=False).returncode

    assert valkey.dbsize() == 0
    assert check() == 1
    worker: Any = SimpleWorker([Queue(QUEUE, connection=valkey)], connection=valkey)
    worker.register_birth()
    assert check() == 0


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_watched_and_comes_back(name: str) -> None:
    assert SERVICES[name]["restart"] == "unless-stopped"
    assert {"test", "interval", "timeout", "retries", "start_period"} <= SERVICES[name]["healthcheck"].keys()
    assert int(SERVICES[name]["stop_grace_period"].removesuffix("s")) > STOP_SECONDS


def test_the_image_installs_from_the_locks_alone_and_runs_as_nobody_special() -> None:
    installs = [line for line in re.split(r"&&|\n", DOCKERFILE) if re.search(r"\bpip install\b", line)]
    assert installs
    assert all("--require-hashes -r requirements" in line or "--no-deps --no-index" in line for line in installs)
    assert _instructions("USER")[-1] not in {"root", "0"}


def test_the_builder_gets_what_it_copies_and_no_secret() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    copied = {name for line in _instructions("COPY") if "--from" not in line for name in line.split()[:-1]}
    assert "*" in ignored
    assert {line.removeprefix("!") for line in ignored if line.startswith("!")} == copied
    assert all((ROOT / name).exists() for name in copied)
