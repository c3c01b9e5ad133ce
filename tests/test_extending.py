"""The worked examples of docs/extending.md: laid into a copy of the house, then run."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs/extending.md").read_text("utf-8")
LETTER = """From: chief@westmarch.example
Date: Mon, 06 Jan 2025 09:00:00 +0000
Subject: Domestic abuse action plan
MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"

This year the force will:

* Speak to any child at the scene by June 2025.

* Fill in a risk form at every call.
"""


def _blocks(kind: str) -> list[tuple[str, str]]:
    """The blocks of a kind as (path, text): the path stands in the first line."""
    fenced = re.findall(rf"^```{kind}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    return [
        (head.removeprefix("# "), rest)
        for head, _, rest in (block.partition("\n") for block in fenced)
    ]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with every example in it."""
    root = tmp_path_factory.mktemp("house")
    aside = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", root / "src", ignore=aside)
    for path, text in _blocks("python"):
        assert not (root / path).exists(), path
        (root / path).write_text(text, "utf-8")
    for path, lines in _blocks("diff"):
        _change(root / path, lines.splitlines())
    return root


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the framework of the guide, its settings, and two plans."""
    root = tmp_path_factory.mktemp("project")
    for force in ("oakenshire", "merrowby"):
        shutil.copytree(ROOT / "data/raw" / force, root / "data/raw" / force)
    for path, text in [*_blocks("yaml"), *_blocks("csv")]:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    [settings] = re.findall(r"^```toml\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    (root / "plan_ingest.toml").write_text(settings, "utf-8")
    (root / "letter.eml").write_text(LETTER, "utf-8")
    return root


def test_every_command_of_the_guide_works(house: Path, project: Path) -> None:
    commands = re.findall(r"^plan-ingest .*$", GUIDE, re.MULTILINE)
    for command in commands:
        done = _called(house, project, *command.split()[1:])
        assert done.returncode == 0, f"{command}\n{done.stderr}"

    assert len(commands) == 6
    lines = (project / "letter.jsonl").read_text("utf-8").splitlines()
    letter = [json.loads(line) for line in lines]
    assert [item["text"] for item in letter] == [
        "Speak to any child at the scene by June 2025.",
        "Fill in a risk form at every call.",
    ]
    outputs = project / "outputs/first-aid"
    gaps = (outputs / "gaps.md").read_text("utf-8")
    assert "## oakenshire/plan-2014" in gaps
    assert "gaps.md" in json.loads((outputs / "manifest.json").read_bytes())["outputs"]
    suggestions = project / "data/normalised/suggestions.first-aid.jsonl"
    assert '"matcher":"common"' in suggestions.read_text("utf-8")


def test_the_examples_keep_the_rules_of_the_house(house: Path) -> None:
    paths = [str(house / path) for path, _ in _blocks("python")]
    checks = ["-m", "ruff", "check", "--config", str(ROOT / "pyproject.toml")]
    for words in (
        checks,
        ["-m", "mypy", "--config-file", str(ROOT / "pyproject.toml")],
    ):
        done = subprocess.run(
            [sys.executable, *words, *paths],
            env=_with(house),
            cwd=house,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout


def _change(path: Path, lines: list[str]) -> None:
    """Lay a change into a file: what it takes away must be there, once."""
    before = "\n".join(line[1:] for line in lines if not line.startswith("+"))
    after = "\n".join(line[1:] for line in lines if not line.startswith("-"))
    text = path.read_text("utf-8")
    assert text.count(before) == 1, f"{path}: {before}"
    path.write_text(text.replace(before, after), "utf-8")


def _with(house: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(house / "src")}


def _called(
    house: Path, project: Path, *words: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "plan_ingest", *words],
        cwd=project,
        env=_with(house),
        capture_output=True,
        text=True,
        timeout=1200,
        check=False,
    )
