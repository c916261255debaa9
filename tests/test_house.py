"""The rules of the house that no other tool checks: sizes, names, docstrings, and that importing does nothing."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PRODUCT = ("helpdesk", "workers")
FORBIDDEN_NAMES = {
    *("utils", "helpers", "common", "base", "core", "misc", "shared"),
    *("manager", "service", "models", "interfaces"),
}
MOST_LINES = 300
MOST_FUNCTION_LINES = 50
NOT_IN_THE_DOMAIN = frozenset({"datetime.now", "datetime.utcnow", "time.time", "time.monotonic", "os.environ", "open"})
PATH_OF_A_MACHINE = re.compile(r"(?<![\w.])/(?:home|root|work|Users)/\w")


def _modules() -> Iterator[Path]:
    for package in PRODUCT:
        yield from sorted((ROOT / package).rglob("*.py"))


def _tests() -> list[Path]:
    return sorted((ROOT / "tests").rglob("*.py"))


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text())


def _named(file: Path) -> str:
    return str(file.relative_to(ROOT))


def _texts() -> Iterator[Path]:
    """Every file of the repository that people read, but not the generated ones."""
    kinds = {".py", ".ftl", ".lua", ".js", ".css", ".html", ".md", ".toml", ".yaml", ""}
    tops = [ROOT / name for name in ("README.md", "CHANGELOG.md", "Makefile", "Dockerfile", "compose.yaml", ".ci/run")]
    folders = [ROOT / name for name in (*PRODUCT, "docs", "tests")]
    yield from tops
    for folder in folders:
        yield from (f for f in sorted(folder.rglob("*")) if f.is_file() and f.suffix in kinds)


def test_no_file_is_longer_than_300_lines() -> None:
    files = [*_modules(), *_tests(), *(ROOT / "helpdesk").rglob("*.lua"), *(ROOT / "helpdesk").rglob("*.js")]
    lengths = {_named(file): len(file.read_text().splitlines()) for file in files}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_no_function_is_longer_than_50_lines() -> None:
    functions = (
        (_named(file), node)
        for file in _modules()
        for node in ast.walk(_tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    lengths = {f"{file}:{node.name}": (node.end_lineno or 0) - node.lineno + 1 for file, node in functions}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_FUNCTION_LINES} == {}


def test_files_and_folders_are_named_for_the_thing_they_hold() -> None:
    parts = ((_named(file), part) for file in _modules() for part in file.relative_to(ROOT).with_suffix("").parts)
    assert [name for name, part in parts if part in FORBIDDEN_NAMES] == []


def test_every_file_says_what_it_is_for() -> None:
    bare = (file for file in _modules() if not ast.get_docstring(_tree(file)))
    assert [_named(file) for file in bare] == []


def test_the_domain_asks_no_clock_and_no_environment() -> None:
    asked = [
        f"{_named(file)}:{node.lineno}: {ast.unparse(node)}"
        for file in (ROOT / "helpdesk" / "domain").glob("*.py")
        for node in ast.walk(_tree(file))
        if isinstance(node, ast.Attribute | ast.Name) and ast.unparse(node) in NOT_IN_THE_DOMAIN
    ]
    assert asked == []


def test_the_environment_is_read_at_the_edge_alone() -> None:
    """Commands hand it to the processes they start; a proxy variable is read where the proxy is used."""
    may = {"helpdesk/settings.py", "helpdesk/supervisor.py", "helpdesk/store/embedded.py"}
    readers = {
        _named(file)
        for file in _modules()
        for node in ast.walk(_tree(file))
        if isinstance(node, ast.Attribute | ast.Name) and ast.unparse(node) in {"os.environ", "os.getenv", "environ"}
    }
    assert {name for name in readers - may if not name.startswith("helpdesk/commands/")} == set()


def test_importing_any_module_does_nothing() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "tests.importing"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")


def test_the_import_contracts_are_kept() -> None:
    lint = Path(sys.executable).parent / "lint-imports"
    said = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert said.returncode == 0, said.stdout


def test_no_path_of_a_machine_stands_in_the_repository() -> None:
    found = [
        f"{_named(file)}: {line.strip()}"
        for file in _texts()
        for line in file.read_text().splitlines()
        if PATH_OF_A_MACHINE.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("word", ["TODO", "FIXME", "XXX"])
def test_nothing_is_left_for_later(word: str) -> None:
    own = Path(__file__)
    found = (file for file in _texts() if file != own and re.search(rf"\b{word}\b", file.read_text()))
    assert [_named(file) for file in found] == []


def test_no_error_is_swallowed() -> None:
    swallowed = [
        f"{_named(file)}:{node.lineno}"
        for file in _modules()
        for node in ast.walk(_tree(file))
        if isinstance(node, ast.ExceptHandler) and all(isinstance(line, ast.Pass) for line in node.body)
    ]
    assert swallowed == []


@pytest.mark.xdist_group("house")
def test_tests_of_one_group_are_kept_together(request: pytest.FixtureRequest) -> None:
    """Else each process of a test run makes a stage of its own for every file, and nothing but the time shows it."""
    spread = hasattr(request.config, "workerinput")
    assert request.node.nodeid.endswith("@house") == spread
