"""A force's quirks, mappings/forces/<force>.yaml: an analyst's last resort."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from plan_ingest.errors import UsageError
from plan_ingest.model.source import Hints, Source

_KEYS = ("pages", "table_strategy", "header_words")
_TEXTS = ("action", "objective", "recommendation", "comment", "issue")
_FIELDS = ("ref", "strand", "response", "target", "lead", "status", "measure", "note")
_ROLES = (*_TEXTS, *_FIELDS)


def with_hints(source: Source, mappings: Path) -> Source:
    """The source with the hints of its force's file; as it was where there is none.

    The file is named for the source's folder under data/raw, or for the force as
    sources.csv has it ("north-and-south.yaml"). Raises UsageError on a wrong file.
    """
    for name in _names(source):
        path = mappings / "forces" / f"{name}.yaml"
        if path.is_file():
            return replace(source, hints=read_hints(path))
    return source


def read_hints(path: Path) -> Hints:
    """The hints of one file: pages, table_strategy, header_words (word: role)."""
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8-sig")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as wrong:
        raise UsageError(f"{path}: not a YAML file: {wrong}; mend it") from wrong
    if not isinstance(found, dict) or set(found) - set(_KEYS):
        raise UsageError(f"{path}: may hold {', '.join(_KEYS)}; take out the rest")
    return Hints(
        pages=_pages(found.get("pages"), path),
        table_strategy=_strategy(found.get("table_strategy"), path),
        header_words=_header_words(found.get("header_words"), path),
    )


def _names(source: Source) -> Iterator[str]:
    folder, slash, _ = source.id.partition("/")
    if slash and re.fullmatch(r"[\w .&'-]+", folder):
        yield folder
    if source.force:
        yield re.sub(r"[^a-z0-9]+", "-", source.force.casefold().replace("&", "and"))


def _pages(found: Any, path: Path) -> tuple[int, ...]:
    pages = [] if found is None else found
    if not isinstance(pages, list) or not all(
        isinstance(page, int) and page > 0 for page in pages
    ):
        raise UsageError(f"{path}: pages is a list of page numbers from 1; mend it")
    return tuple(pages)


def _strategy(found: Any, path: Path) -> str | None:
    # Imported only here: most forces have no such file, and layout takes a while.
    from plan_ingest.layout.tables import STRATEGIES

    if found is None or found in STRATEGIES:
        return found  # type: ignore[no-any-return]
    raise UsageError(f"{path}: table_strategy is one of {', '.join(STRATEGIES)}")


def _header_words(found: Any, path: Path) -> tuple[tuple[str, str], ...]:
    words = {} if found is None else found
    if not isinstance(words, dict) or any(r not in _ROLES for r in words.values()):
        roles = ", ".join(sorted(_ROLES))
        raise UsageError(f"{path}: header_words is word: role, a role of {roles}")
    return tuple((str(word), role) for word, role in words.items())
