"""Frozen settings, read once from plan_ingest.toml and passed on as values."""

import tomllib
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar

from plan_ingest.errors import UsageError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading:
    """Limits for reading one document in its own process."""

    pdf_engine: str = "pdfium"
    jobs: int = 2
    seconds: float = 120.0
    megabytes: int = 2048
    pages: int = 3000
    zip_members: int = 10_000
    zip_megabytes: int = 512
    zip_ratio: float = 200.0
    ocr: bool = True
    """Whether pages without text are read from their picture, where OCR is there."""
    ocr_seconds: float = 60.0
    """What a page read so adds to `seconds`."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Which matchers vote, with what weight, and when a node is accepted."""

    matchers: tuple[str, ...] = ("terms", "fuzzy", "lexical", "bm25", "vectors")
    weights: tuple[tuple[str, float], ...] = ()
    precision: float = 0.95
    top: int = 10
    model: str = ""
    """Folder of the sentence model (extra `semantic`); none where empty."""
    cache: str = ""
    """Folder for what was fitted; the user's own cache folder where empty."""


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Whose word settles a conflict between analysts; when items are worded alike.

    `near_duplicate` is 0 to 100, as rapidfuzz gives it.
    """

    adjudicators: tuple[str, ...] = ("adjudicator",)
    near_duplicate: float = 90.0


@dataclass(frozen=True, slots=True)
class Reporting:
    """What every output carries, and how far the analyses look.

    `names` shows officers' names as printed; otherwise published outputs show
    roles only. Ratios are 0 to 100, as rapidfuzz gives them. `plans` is all or
    latest (of each force), `chosen` the source ids or forces to count alone; `as_at`,
    an ISO date, gives every force the name it has in the register on that day, merged
    forces their successor's; `joined` counts all plans of a force as one. Up to
    `profiles` plans each has a sheet and page of its own; with more, outputs are brief.
    Up to `whole` plans stand side by side; of more, workbooks and reports show the
    first `profiles` and tell figures of all.
    """

    framework: str = "hmic_da_2014"
    title: str = "Domestic abuse plans: coverage of the framework"
    protective_marking: str = ""
    names: bool = False
    near_wording: float = 85.0
    nearest: int = 5
    same_item: float = 60.0
    left_to_review: float = 0.2
    plans: str = "all"
    chosen: tuple[str, ...] = ()
    as_at: str = ""
    joined: bool = False
    profiles: int = 60
    whole: int = 200


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; a missing file or key means the default."""

    reading: Reading = field(default_factory=Reading)
    matching: Matching = field(default_factory=Matching)
    reviewing: Reviewing = field(default_factory=Reviewing)
    reporting: Reporting = field(default_factory=Reporting)


def read_settings(path: Path) -> Settings:
    """The settings in a plan_ingest.toml; defaults where there is no such file.

    Raises UsageError on an unknown table or key, or a value of the wrong type.
    """
    if not path.is_file():
        return Settings()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise UsageError(f"{path}: not a TOML file: {wrong}; mend it") from wrong
    return _filled(Settings, found, path, "")


def _filled(shape: type[T], found: dict[str, Any], path: Path, table: str) -> T:
    default = shape()
    names = [spec.name for spec in fields(shape)]  # type: ignore[arg-type]
    known = {name: getattr(default, name) for name in names}
    for key in found:
        if key not in known:
            there = ", ".join(sorted(known))
            raise UsageError(f"{path}: no setting {table}{key}; there is: {there}")
    return shape(
        **{
            key: _value(known[key], value, path, f"{table}{key}")
            for key, value in found.items()
        }
    )


def _value(default: Any, value: Any, path: Path, name: str) -> Any:
    if is_dataclass(default) and isinstance(value, dict):
        return _filled(type(default), value, path, f"{name}.")
    if isinstance(default, tuple) and isinstance(value, dict):
        return tuple(sorted(value.items()))
    if isinstance(default, tuple) and isinstance(value, list):
        return tuple(value)
    if isinstance(default, float) and isinstance(value, int):
        return float(value)
    if type(value) is type(default):
        return value
    raise UsageError(
        f"{path}: {name} should be {type(default).__name__},"
        f" not {type(value).__name__}; mend it"
    )
