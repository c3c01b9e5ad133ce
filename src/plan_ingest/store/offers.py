"""A plan's suggestions for a framework, kept beside its items until a ground changes.

The file's first line says what they rest on and how many items they speak of; the
others are the lines of suggestions.jsonl.
"""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pydantic import TypeAdapter, ValidationError

from plan_ingest.store.files import write_bytes
from plan_ingest.store.keys import Grounds


@dataclass(frozen=True, slots=True)
class Offer:
    """What a plan's kept suggestions rest on, and how many items they speak of."""

    grounds: Grounds
    items: int


def read_offer(folder: Path, framework_id: str) -> Offer | None:
    """What is kept in a plan's folder; None where there is nothing to be used."""
    try:
        with _path(folder, framework_id).open("rb") as lines:
            return _OFFER.validate_json(lines.readline())
    except (OSError, ValidationError):
        return None


def keep_offer(folder: Path, framework_id: str, offer: Offer, lines: bytes) -> None:
    """Keep a plan's suggestions, whole or not at all."""
    content = _OFFER.dump_json(offer) + b"\n" + lines
    write_bytes(_path(folder, framework_id), content)


def join_offers(folders: Iterable[Path], framework_id: str, whole: BinaryIO) -> None:
    """The suggestions of these plans one after the other."""
    for folder in folders:
        with _path(folder, framework_id).open("rb") as one:
            one.readline()  # what they rest on
            shutil.copyfileobj(one, whole)


def _path(folder: Path, framework_id: str) -> Path:
    return folder / f"suggestions.{framework_id}.jsonl"


_OFFER = TypeAdapter(Offer)
