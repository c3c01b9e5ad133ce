"""The framework a project is asked about, and the files that say what it is."""

from dataclasses import dataclass
from pathlib import Path

from plan_ingest.model.framework import Framework
from plan_ingest.store.frameworks import read_framework
from plan_ingest.store.project import Project, framework_path

LEDGERS = ("decisions.jsonl", "amendments.jsonl")
"""What analysts said, kept in the framework's folder but no part of it."""
_TABLES = (".yaml", ".yml", ".csv")


@dataclass(frozen=True, slots=True)
class Asked:
    """A framework with the files it was read from."""

    framework: Framework
    files: tuple[Path, ...]


def asked(project: Project, given: str | None) -> Asked:
    """The framework named, else the one the project's settings name."""
    path = framework_path(given or project.settings.reporting.framework, project)
    inside = path.iterdir() if path.is_dir() else [path]
    # Ledgers, their locks and what a desk keeps lie in the same folder.
    files = tuple(
        sorted(one for one in inside if one.suffix in _TABLES and one.name[0] != ".")
    )
    return Asked(read_framework(path), files)
