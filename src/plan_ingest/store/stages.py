"""Which steps are done, under which key: a step whose key stands is not repeated."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from plan_ingest.store.files import written_whole

_FILE = "stages.json"


@dataclass(frozen=True, slots=True)
class Stage:
    """A step done: its key, the files it made, and the counts it came to."""

    key: str
    files: tuple[str, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()


def done(normalised: Path, name: str, key: str) -> Stage | None:
    """The step as done before, None where its key changed or a file of it is gone."""
    stage = _read(normalised).get(name)
    if stage is None or stage.key != key:
        return None
    there = all((normalised / file).exists() for file in stage.files)
    return stage if there else None


def mark(normalised: Path, name: str, stage: Stage, files: Iterable[Path] = ()) -> None:
    """Note that a step is done, with the files it made."""
    names = sorted(_relative(path, normalised) for path in files)
    stages = _read(normalised) | {name: replace(stage, files=tuple(names))}
    with written_whole(normalised / _FILE) as handle:
        handle.write(_STAGES.dump_json(dict(sorted(stages.items())), indent=1))


def forget(normalised: Path, name: str) -> None:
    """Note that a step is under way: what it made before may be half replaced."""
    stages = _read(normalised)
    if stages.pop(name, None) is not None:
        with written_whole(normalised / _FILE) as handle:
            handle.write(_STAGES.dump_json(stages, indent=1))


def _read(normalised: Path) -> dict[str, Stage]:
    try:
        return _STAGES.validate_json((normalised / _FILE).read_bytes())
    except (OSError, ValidationError):
        return {}


def _relative(path: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive on Windows
        return path.resolve().as_posix()


_STAGES = TypeAdapter(dict[str, Stage])
