"""Which steps are done, under which key: a step whose key stands is not repeated."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from pydantic import TypeAdapter, ValidationError

from plan_ingest.store.files import written_whole
from plan_ingest.store.keys import Grounds, changed, key

_FILE = "stages.json"


@dataclass(frozen=True, slots=True)
class Stage:
    """A step done: its key, the files it made, and the counts it came to.

    `grounds` are what the key is made of, so that a change can be named.
    """

    key: str
    files: tuple[str, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    grounds: Grounds = ()


def done(normalised: Path, name: str, key: str) -> Stage | None:
    """The step as done before, None where its key changed or a file of it is gone."""
    stage = _read(normalised).get(name)
    if stage is None or stage.key != key:
        return None
    there = all((normalised / file).exists() for file in stage.files)
    return stage if there else None


def resting_on(
    grounds: Grounds, counts: Mapping[str, int] = MappingProxyType({})
) -> Stage:
    """A step that rests on these grounds, with the counts it came to."""
    return Stage(key(*grounds), (), tuple(counts.items()), grounds)


def why(normalised: Path, name: str, grounds: Grounds) -> str | None:
    """Why a step is to be done, in a person's words; None where it stands."""
    if done(normalised, name, key(*grounds)) is not None:
        return None
    stage = _read(normalised).get(name)
    if stage is None:
        return "not done yet, or cut short"
    if stage.key == key(*grounds):
        return "a file it made is gone"
    names = changed(stage.grounds, grounds)
    return f"{' and '.join(names)} changed" if names else "plan_ingest changed"


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
