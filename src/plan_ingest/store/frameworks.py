"""A framework's folder or file → Framework, checked, with the line of what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from plan_ingest.errors import FrameworkError
from plan_ingest.model.framework import Framework, Node
from plan_ingest.store.framework_tables import (
    read_acronyms,
    read_exemplars,
    read_taxonomy,
)
from plan_ingest.store.yaml_lines import Mapping, read_yaml

NESTED = (("criterion", "criteria"), ("area", "areas"), ("requirement", "requirements"))
"""Level names and the keys their nodes stand under in a nested framework."""


@dataclass(frozen=True, slots=True)
class _Placed:
    node: Node
    line: int


def read_framework(path: Path) -> Framework:
    """The framework in a folder (framework.yaml and its tables) or in one file.

    Raises FrameworkError that names the file, the line and what to do.
    """
    file = path / "framework.yaml" if path.is_dir() else path
    if not file.is_file():
        wrong = "no framework.yaml in it" if path.is_dir() else "no such framework"
        raise FrameworkError(
            f"{path}: {wrong}; name a framework's folder (in a project mappings/<id>)"
            " or its YAML file"
        )
    found = read_yaml(file)
    levels = _levels(found, file)
    placed = list(_nodes(found, levels, file))
    _check(placed, levels, file)
    framework = Framework(
        id=_text(found, "id", file, needed=True),
        title=_text(found, "title", file, needed=True),
        version=_text(found, "version", file) or "0",
        levels=levels,
        nodes=tuple(one.node for one in placed),
        status=_text(found, "status", file),
        notes=_texts(found, "notes", file),
        sources=_sources(found, file),
    )
    return _with_tables(framework, file.parent) if path.is_dir() else framework


def _with_tables(framework: Framework, folder: Path) -> Framework:
    known = frozenset(node.id for node in framework.nodes)
    return replace(
        framework,
        terms=read_taxonomy(folder / "taxonomy.csv", known),
        exemplars=read_exemplars(folder / "exemplars.csv", known),
        acronyms=read_acronyms(folder / "acronyms.csv"),
    )


def _levels(found: Mapping, file: Path) -> tuple[str, ...]:
    levels = _texts(found, "levels", file)
    if not levels:
        raise FrameworkError(f"{file}, line {found.line}: no levels; name at least one")
    if len(set(levels)) < len(levels):
        line = found.line_of("levels")
        raise FrameworkError(f"{file}, line {line}: a level is named twice")
    return levels


def _nodes(found: Mapping, levels: tuple[str, ...], file: Path) -> Iterator[_Placed]:
    if "nodes" in found.values:
        for entry in _entries(found, "nodes", file):
            level = _text(entry, "level", file) or levels[0]
            yield _placed(entry, level, _text(entry, "parent", file) or None, file)
    else:
        keys = dict(zip(levels, _keys(levels), strict=True))
        yield from _nested(found, levels, keys, None, file)


def _keys(levels: tuple[str, ...]) -> tuple[str, ...]:
    plural = dict(NESTED)
    return tuple(plural.get(level, f"{level}s") for level in levels)


def _nested(
    above: Mapping,
    levels: tuple[str, ...],
    keys: dict[str, str],
    parent: str | None,
    file: Path,
) -> Iterator[_Placed]:
    if not levels:
        return
    for entry in _entries(above, keys[levels[0]], file):
        placed = _placed(entry, levels[0], parent, file)
        yield placed
        yield from _nested(entry, levels[1:], keys, placed.node.id, file)


def _entries(found: Mapping, key: str, file: Path) -> Iterator[Mapping]:
    entries = found.values.get(key) or []
    line = found.line_of(key)
    if not isinstance(entries, list):
        raise FrameworkError(f"{file}, line {line}: {key} should be a list")
    for entry in entries:
        if not isinstance(entry, Mapping):
            raise FrameworkError(f"{file}, line {line}: an entry of {key} has no keys")
        yield entry


def _placed(entry: Mapping, level: str, parent: str | None, file: Path) -> _Placed:
    node = Node(
        id=_text(entry, "id", file, needed=True),
        level=level,
        title=_text(entry, "title", file, needed=True),
        parent=parent,
        description=_text(entry, "description", file),
        keywords=_texts(entry, "keywords", file),
        acronyms=_texts(entry, "acronyms", file),
        negative=_texts(entry, "negative", file),
        basis=_text(entry, "basis", file) or None,
        asked_from=_year(entry, file),
        derived_from=_texts(entry, "derived_from", file),
    )
    return _Placed(node, entry.line_of("id"))


def _check(placed: list[_Placed], levels: tuple[str, ...], file: Path) -> None:
    if not placed:
        raise FrameworkError(f"{file}: no nodes; a framework asks for something")
    first: dict[str, int] = {}
    for one in placed:
        if one.node.id in first:
            raise FrameworkError(
                f"{file}, line {one.line}: id {one.node.id} is already on line"
                f" {first[one.node.id]}; give each node its own"
            )
        first[one.node.id] = one.line
    above = {one.node.id: one.node for one in placed}
    for one in placed:
        _check_place(one, above, levels, file)


def _check_place(
    one: _Placed, above: dict[str, Node], levels: tuple[str, ...], file: Path
) -> None:
    node, where = one.node, f"{file}, line {one.line}: {one.node.id}"
    if any(letter in node.id for letter in ";,\n\r\t") or node.id == "NONE":
        raise FrameworkError(f"{where}: an id has no ; or , and is not NONE; rename it")
    if node.level not in levels:
        known = ", ".join(levels)
        raise FrameworkError(f"{where}: no level {node.level!r}; there is: {known}")
    if node.parent is None:
        return
    if node.parent not in above:
        raise FrameworkError(f"{where}: its parent {node.parent} does not exist")
    if levels.index(above[node.parent].level) >= levels.index(node.level):
        raise FrameworkError(
            f"{where}: its parent {node.parent} stands on the level"
            f" {above[node.parent].level!r}, not above {node.level!r}"
        )


def _text(found: Mapping, key: str, file: Path, needed: bool = False) -> str:
    value = found.values.get(key)
    line = found.line_of(key)
    if isinstance(value, Mapping | list):
        raise FrameworkError(f"{file}, line {line}: {key} should be one text")
    text = "" if value is None else str(value).strip()
    if needed and not text:
        raise FrameworkError(f"{file}, line {line}: {key} is missing; write one")
    return text


def _texts(found: Mapping, key: str, file: Path) -> tuple[str, ...]:
    value = found.values.get(key)
    if value is None:
        return ()
    texts = value if isinstance(value, list) else [value]
    if any(isinstance(text, Mapping | list) for text in texts):
        line = found.line_of(key)
        raise FrameworkError(f"{file}, line {line}: {key} should be a list of texts")
    return tuple(str(text).strip() for text in texts if text is not None)


def _year(entry: Mapping, file: Path) -> int | None:
    value: Any = entry.values.get("asked_from")
    if value is None or (isinstance(value, int) and 1800 < value < 2200):
        return value
    line = entry.line_of("asked_from")
    raise FrameworkError(f"{file}, line {line}: asked_from should be a year")


def _sources(found: Mapping, file: Path) -> tuple[tuple[str, str], ...]:
    value = found.values.get("sources")
    if isinstance(value, Mapping):
        return tuple((key, _text(value, key, file)) for key in value.values)
    return tuple((text, "") for text in _texts(found, "sources", file))
