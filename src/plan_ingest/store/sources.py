"""Which files are plans, what they are called, and what an analyst wrote of them."""

import csv
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path
from unicodedata import normalize

from plan_ingest.errors import RecordError
from plan_ingest.model.source import Source
from plan_ingest.text import perhaps

REGISTER = "sources.csv"
_COLUMNS = ("force", "title", "period", "document_date", "supersedes", "note")
_RESERVED = {"items.jsonl", "sources.jsonl"}
_LITTER = {"thumbs.db", "desktop.ini"}
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_UNKNOWN_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Found:
    """A file taken for a plan, and where it lies."""

    source: Source
    path: Path


def find_plans(places: Iterable[Path], root: Path | None) -> list[tuple[str, Path]]:
    """Each plan's name and path, by name; folders are walked.

    A name is the path under `root` with forward slashes; outside it, or without
    one, the file's own name. Hidden files, office lock files and sources.csv are no
    plans.
    """
    found: dict[Path, str] = {}
    home = root.resolve() if root else None
    for place in places:
        if not place.is_dir():
            if place.is_file():
                real = place.resolve()
                found[real] = _name(real, place.name, home)
            continue
        for folder, within, files in os.walk(place):
            within.sort()
            told = Path(folder).relative_to(place).as_posix()
            begins = "" if told == "." else f"{told}/"
            plans = [name for name in sorted(files) if is_plan(begins + name)]
            found |= _plans_in(Path(folder), plans, home)
    return sorted((name, path) for path, name in found.items())


def _plans_in(folder: Path, names: Sequence[str], home: Path | None) -> dict[Path, str]:
    """By path what a folder's plans are called; where it lies is asked but once."""
    if not names:
        return {}
    lies = folder.resolve()
    inside = home is not None and lies.is_relative_to(home)
    told = lies.relative_to(home).as_posix() if inside and home else ""
    begins = f"{told}/" if told not in ("", ".") else ""
    found = {}
    for name in names:
        path = lies / name
        if path.is_symlink():
            real = path.resolve()
            if real.is_file():
                found[real] = _name(real, name, home)
        elif path.is_file():
            found[path] = normalize("NFC", f"{begins}{name}")
    return found


def is_plan(name: str) -> bool:
    """Whether a file of this name, its folders before it, is taken for a plan."""
    *_, last = parts = name.split("/")
    litter = last.casefold() in _LITTER or last.startswith("~$")
    hidden = any(part.startswith(".") for part in parts)
    return not hidden and not litter and last != REGISTER


def as_sources(
    plans: Sequence[tuple[str, Path]], hashed: Callable[[Path], str] | None = None
) -> tuple[list[Found], list[str]]:
    """The plans as sources, by id, and a warning for each name that clashed.

    A source's id is its name without suffix. Files that would share one get their
    suffix back, or a number where that is shared too. `hashed` gives a file's sha256.
    """
    digest = hashed or _sha256
    groups: dict[str, list[tuple[str, Path]]] = defaultdict(list)
    for name, path in plans:
        groups[_stem(name).casefold()].append((name, path))
    taken = {key for key, group in groups.items() if len(group) == 1} - _RESERVED
    found, warnings = [], []
    for key, group in sorted(groups.items()):
        ids = [_stem(group[0][0])] if key in taken else _distinct(group, taken)
        for source_id, (name, path) in zip(ids, group, strict=True):
            source = Source(source_id, name, digest(path), _UNKNOWN_TYPE)
            found.append(Found(source, path))
        if len(group) > 1:
            names = " and ".join(name for name, _ in group)
            warnings.append(
                f"{names}: would share a name; they are kept as {', '.join(ids)}"
            )
    return sorted(found, key=lambda one: one.source.id), warnings


def read_register(path: Path) -> dict[str, dict[str, str]]:
    """What sources.csv says: by file, the columns that are filled.

    Raises RecordError, with the line, on a row without a file, a file said twice or
    a date that is not ISO.
    """
    if not path.is_file():
        return {}
    said: dict[str, dict[str, str]] = {}
    for number, row in enumerate(_csv_rows(path), 2):
        file = _tidy(row.get("file", "")).replace("\\", "/").removeprefix("./")
        entry = {name: _tidy(row.get(name, "")) for name in _COLUMNS}
        if not file and not any(entry.values()):
            continue
        _check_row(f"{path} line {number}", file, entry, said)
        said[file] = {name: value for name, value in entry.items() if value}
    return said


def unknown_columns(path: Path, register: Path) -> list[str]:
    """A warning for each column of the register at `path` that says nothing to us.

    `register` is what it is called to the user.
    """
    if not path.is_file():
        return []
    known = ("file", *_COLUMNS)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        names = map(_tidy, next(csv.reader(lines), []))
        return [
            f"{register} line 1: no column is called `{name}`, so it is left aside;"
            f" {perhaps(name, known)}known are {', '.join(known)}"
            for name in names
            if name and name.casefold() not in known
        ]


def with_register(
    found: Sequence[Found], said: Mapping[str, Mapping[str, str]], register: Path
) -> tuple[list[Found], list[str]]:
    """The sources with what the register says of them; a warning for idle rows."""
    known = {one.source.file for one in found}
    warnings = [
        f"{register}: {file} is not among the plans; its row is left aside"
        for file in sorted(set(said) - known)
    ]
    return [_told(one, said.get(one.source.file, {})) for one in found], warnings


def _name(real: Path, own: str, home: Path | None) -> str:
    inside = home is not None and real.is_relative_to(home)
    name = real.relative_to(home).as_posix() if inside and home else own
    return normalize("NFC", name)


def _stem(name: str) -> str:
    folder, slash, last = name.rpartition("/")
    stem = last.rpartition(".")[0] or last
    return f"{folder}{slash}{stem}"


def _distinct(group: Sequence[tuple[str, Path]], taken: set[str]) -> list[str]:
    stems = [_stem(name) for name, _ in group]
    kinds = [name.rpartition(".")[2].casefold() for name, _ in group]
    by_kind = [f"{stem}-{kind}" for stem, kind in zip(stems, kinds, strict=True)]
    if len(set(kinds)) == len(kinds) and not taken & {i.casefold() for i in by_kind}:
        taken.update(one.casefold() for one in by_kind)
        return by_kind
    ids = []
    for stem in stems:
        number = 1
        while f"{stem}-{number}".casefold() in taken:
            number += 1
        ids.append(f"{stem}-{number}")
        taken.add(ids[-1].casefold())
    return ids


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return file_digest(handle, "sha256").hexdigest()


def _csv_rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            rows.fieldnames = [_tidy(name).casefold() for name in rows.fieldnames or ()]
            if "file" not in rows.fieldnames:
                raise RecordError(f"{path} line 1: no column `file`; {_first(rows)}")
            return [{k: v or "" for k, v in row.items() if k} for row in rows]
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise RecordError(
            f"{path}: not a CSV in UTF-8 ({wrong}); save it as one (in Excel: CSV"
            " UTF-8)"
        ) from wrong


def _first(rows: "csv.DictReader[str]") -> str:
    """What to do about a first line that lacks the column `file`."""
    names = rows.fieldnames or ()
    if len(names) == 1 and any(mark in names[0] for mark in ";\t"):
        return "its cells are parted by other marks; save it with commas"
    return f"the first line is {','.join(('file', *_COLUMNS))}"


def _check_row(
    place: str, file: str, entry: Mapping[str, str], said: Mapping[str, object]
) -> None:
    if not file:
        raise RecordError(f"{place}: no file is named; name one under data/raw")
    if file in said:
        raise RecordError(f"{place}: {file} stands there twice; keep one row")
    date = entry["document_date"]
    if date and not _DATE.fullmatch(date):
        raise RecordError(
            f"{place}: document_date {date!r} is not ISO; write 2024, 2024-05 or"
            " 2024-05-31"
        )


def _tidy(value: str) -> str:
    return normalize("NFC", value).strip()


def _told(one: Found, said: Mapping[str, str]) -> Found:
    known = {
        name: said[name]
        for name in ("force", "title", "period", "document_date", "supersedes")
        if name in said
    }
    return replace(one, source=replace(one.source, **known))  # type: ignore[arg-type]
