"""The house rules that no one has to remember, because they are checked."""

import ast
import csv
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import plan_ingest

ROOT = Path(__file__).parents[1]
SRC = Path(plan_ingest.__file__).parent
MODULES = sorted(SRC.rglob("*.py"))
TABLES = {
    "plan_ingest.readers": "READERS",
    "plan_ingest.matchers": "MATCHERS",
    "plan_ingest.exports": "EXPORTS",
}
BANNED = re.compile(r"(^|_)(utils?|helpers?|manager|processor|handler)(_|$)", re.I)


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_imports_only_fall(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

    monkeypatch.chdir(ROOT)
    outcome = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)

    assert outcome == EXIT_STATUS_SUCCESS


def test_no_module_is_longer_than_300_lines() -> None:
    sizes = {path: len(path.read_text("utf-8").splitlines()) for path in MODULES}

    assert {str(path): size for path, size in sizes.items() if size > 300} == {}


def test_no_function_is_longer_than_50_lines() -> None:
    long = [
        f"{path}:{node.lineno} {node.name}"
        for path in MODULES
        for node in _functions(path)
        if (node.end_lineno or 0) - node.lineno + 1 > 50
    ]

    assert long == []


def test_every_module_and_public_function_says_what_it_is() -> None:
    silent = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not ast.get_docstring(tree):
            silent.append(str(path))
        for node in tree.body:
            public = isinstance(
                node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
            ) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):  # type: ignore[arg-type]
                silent.append(f"{path}:{node.lineno}")

    assert silent == []


def test_no_banned_name() -> None:
    names = [
        (path, name)
        for path in MODULES
        for name in [path.stem, *(node.name for node in _functions(path))]
    ]

    assert [(str(p), name) for p, name in names if BANNED.search(name)] == []


@pytest.mark.parametrize(("package", "name"), sorted(TABLES.items()))
def test_every_registry_entry_resolves(package: str, name: str) -> None:
    table = getattr(import_module(package), name)

    assert table
    for key, target in table.items():
        module, _, attribute = target.partition(":")
        assert (SRC.parent / module.replace(".", "/")).with_suffix(".py").is_file(), key
        assert any(
            node.name == attribute
            for node in _functions(
                (SRC.parent / module.replace(".", "/")).with_suffix(".py")
            )
        ), f"{key}: {target}"


def test_no_name_of_a_force_in_the_code() -> None:
    with (SRC / "data" / "forces.csv").open(encoding="utf-8", newline="") as lines:
        forces = [row["ons_pfa_name"] for row in csv.DictReader(lines)]
    named = re.compile(r"\b(" + "|".join(map(re.escape, forces)) + r")\b", re.I)
    found = [
        f"{path.relative_to(SRC)}: {hit.group()}"
        for path in MODULES
        for hit in named.finditer(path.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_the_guide_names_every_verb() -> None:
    from plan_ingest.cli import VERBS

    guide = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    missing = [verb for verb in VERBS if f"plan-ingest {verb}" not in guide]

    assert missing == []


def test_nothing_left_unfinished() -> None:
    marks = re.compile(
        r"raise NotImplementedError|\bTODO\b|\bFIXME\b|except[^\n]*:\s*pass\b"
    )
    found = [
        f"{path.relative_to(SRC)}: {hit.group()}"
        for path in MODULES
        for hit in marks.finditer(path.read_text(encoding="utf-8"))
    ]

    assert found == []
