"""What ships: a wheel that holds its data, locks that name no index."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [path] = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def test_the_wheel_holds_frameworks_words_and_templates(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())

    assert "plan_ingest/frameworks/hmic_da_2014/framework.yaml" in names
    assert "plan_ingest/data/columns.csv" in names
    assert "plan_ingest/py.typed" in names
    assert [name for name in names if name.startswith("plan_ingest/templates/")]


def test_the_wheel_holds_no_decisions_and_no_plans(wheel: zipfile.ZipFile) -> None:
    stray = [
        name
        for name in wheel.namelist()
        if name.endswith(("decisions.jsonl", ".pdf", ".docx", ".pyc"))
    ]

    assert stray == []


@pytest.mark.parametrize("name", LOCKS)
def test_locks_pin_by_hash_and_name_no_index(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    pins = re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)

    assert len(pins) > 20
    assert "://" not in text
    for block in re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE):
        assert not block.strip() or "--hash=sha256:" in block, block[:80]


def test_every_dependency_is_in_its_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    locked = {
        name: set(re.findall(r"^([\w.-]+)==", (ROOT / name).read_text(), re.MULTILINE))
        for name in LOCKS
    }
    asked = [_name(one) for one in project["project"]["dependencies"]]
    dev = [_name(one) for one in project["dependency-groups"]["dev"]]

    assert set(asked) - locked["requirements.lock"] == set()
    assert {*asked, *dev} - locked["requirements-dev.lock"] == set()


def _name(requirement: str) -> str:
    return re.split(r"[\s<>=!~;\[]", requirement)[0].lower().replace("_", "-")
