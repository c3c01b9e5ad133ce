"""manifest.json: what went in, by hash, with which settings, and what came out."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from itertools import islice
from math import inf
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

import plan_ingest
from plan_ingest.model.coverage import Report
from plan_ingest.model.part import Head, Part
from plan_ingest.settings import Settings

_AT_ONCE = 10_000
"""Pieces of JSON written at a time."""
_SHOWN = ("xlsxwriter", "python-docx", "pyarrow", "jinja2", "rapidfuzz")


def described(
    report: Report, settings: Settings, parts: Sequence[Part] = ()
) -> dict[str, Any]:
    """What an output folder rests on: versions, inputs, sources and settings.

    What was handed over as records is hashed record by record in a fixed order,
    so the hash does not depend on the order of lines in a file. Of `parts` the
    plans' hashes are hashed, in the order of the plans.
    """
    if parts:
        heads = [part.head for part in parts]
        items = _summed(heads, "items", (one.items_sha256 for one in heads))
        told = (one.suggestions_sha256 for one in heads)
        offered = _summed(heads, "suggestions", told)
    else:
        items, offered = _counted(report.items), _counted(report.suggestions)
    return {
        "title": report.title,
        "protective_marking": report.marking,
        "plan_ingest": plan_ingest.__version__,
        "libraries": {name: version(name) for name in _SHOWN},
        "framework": {
            "id": report.framework.id,
            "version": report.framework.version,
            "sha256": hash_of([report.framework]),
        },
        "inputs": {
            "items": items,
            "suggestions": offered,
            "decisions_in_force": _counted(report.settled.standing),
        },
        "sources": [
            {"source_id": s.source_id, "file": s.file, "sha256": s.sha256}
            for s in report.files
        ],
        "settings": asdict(settings),
    }


def pairs(
    said: Mapping[str, Any], above: str = "", most: float = inf
) -> Iterator[tuple[str, str]]:
    """What a folder rests on as pairs, to stand in each workbook and report.

    More than so many sources are told by their count and one hash of all.
    """
    for key, value in said.items():
        name = f"{above}{key}"
        if isinstance(value, Mapping):
            yield from pairs(value, f"{name}.", most)
        elif key == "sources" and len(value) > most:
            listed = json.dumps(value, ensure_ascii=False).encode()
            yield "sources.count", str(len(value))
            yield "sources.sha256", sha256(listed).hexdigest()
        elif key == "sources":
            for one in value:
                yield f"source {one['file']}", str(one["sha256"])
        elif isinstance(value, str):
            yield name, value
        else:
            yield name, json.dumps(value, ensure_ascii=False)


def manifest(said: Mapping[str, Any], made: Mapping[str, str]) -> Iterator[bytes]:
    """The manifest of an output folder; `made` are its files with their sha256.

    A chunk at a time.
    """
    whole = {**said, "outputs": dict(sorted(made.items()))}
    written = json.JSONEncoder(indent=2, ensure_ascii=False).iterencode(whole)
    while some := "".join(islice(written, _AT_ONCE)):
        yield some.encode()
    yield b"\n"


def verify(folder: Path) -> tuple[str, ...]:
    """What in an output folder is not as its manifest says: one line each."""
    path = folder / "manifest.json"
    if not path.is_file():
        return (f"{path}: no manifest; run compare again",)
    said = json.loads(path.read_text(encoding="utf-8"))["outputs"]
    wrong = []
    for name, digest in sorted(said.items()):
        file = folder / name
        if not file.is_file():
            wrong.append(f"{file}: missing; run compare again")
        elif sha256(file.read_bytes()).hexdigest() != digest:
            wrong.append(f"{file}: changed since it was written; run compare again")
    return tuple(wrong)


def _counted(records: Sequence[Any]) -> dict[str, Any]:
    return {"count": len(records), "sha256": hash_of(records)}


def _summed(heads: Sequence[Head], name: str, hashes: Iterable[str]) -> dict[str, Any]:
    digest = sha256()
    for one in hashes:
        digest.update(one.encode())
    count = sum(head.rows[name] for head in heads)
    return {"count": count, "sha256": digest.hexdigest()}


def hash_of(records: Sequence[Any]) -> str:
    """The sha256 of records, one after the other as lines of JSON."""
    digest = sha256()
    for record in records:
        digest.update(_adapter(record.__class__).dump_json(record) + b"\n")
    return digest.hexdigest()


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)
