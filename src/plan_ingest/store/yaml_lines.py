"""YAML that remembers the line each mapping and each key stood on."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from plan_ingest.errors import FrameworkError

_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader in C where PyYAML was built with it: ten times as fast."""
_SCALARS = yaml.SafeLoader("")
LARGEST = 20_000_000
"""Bytes of a framework file; one larger is a mistake or an attack."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping of the file: its values, and the line (1-based) of each key."""

    values: dict[str, Any]
    line: int
    lines: dict[str, int] = field(default_factory=dict)

    def line_of(self, key: str) -> int:
        """The line a key stands on; the mapping's own where it has no such key."""
        return self.lines.get(key, self.line)


def read_yaml(path: Path) -> Mapping:
    """The file's mapping. Raises FrameworkError with the line of what is wrong."""
    if path.stat().st_size > LARGEST:
        raise FrameworkError(f"{path}: over {LARGEST} bytes; is it a framework?")
    try:
        root = yaml.compose(path.read_text(encoding="utf-8-sig"), _LOADER)
    except UnicodeDecodeError as wrong:
        raise FrameworkError(f"{path}: not UTF-8; save it as UTF-8") from wrong
    except yaml.MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 1 if wrong.problem_mark else 1
        raise FrameworkError(
            f"{path}, line {line}: not YAML: {wrong.problem}; mend it"
        ) from wrong
    except (yaml.YAMLError, RecursionError) as wrong:
        raise FrameworkError(f"{path}: not YAML: {wrong}; mend it") from wrong
    if not isinstance(root, yaml.MappingNode):
        raise FrameworkError(f"{path}, line 1: no keys; a framework has id and title")
    return _mapping(root, path, set())


def _mapping(node: yaml.MappingNode, path: Path, open_nodes: set[int]) -> Mapping:
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = str(_value(key_node, path, open_nodes))
        if key in values:
            raise FrameworkError(
                f"{path}, line {line}: {key!r} stands twice; take one away"
            )
        values[key] = _value(value_node, path, open_nodes)
        lines[key] = line
    return Mapping(values, node.start_mark.line + 1, lines)


def _value(node: yaml.Node, path: Path, open_nodes: set[int]) -> Any:
    if id(node) in open_nodes or len(open_nodes) > 50:
        line = node.start_mark.line + 1
        raise FrameworkError(f"{path}, line {line}: nested in itself or too deep")
    if isinstance(node, yaml.ScalarNode):
        return _SCALARS.construct_document(node)
    inside = open_nodes | {id(node)}
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, inside)
    return [_value(child, path, inside) for child in node.value]
