"""The tables beside a framework: taxonomy, exemplars, acronyms."""

import csv
from collections.abc import Iterator
from pathlib import Path

from plan_ingest.errors import FrameworkError
from plan_ingest.model.framework import Exemplar, Term
from plan_ingest.text import squash

FITS_NOTHING = "NONE"


def read_taxonomy(path: Path, known: frozenset[str]) -> tuple[Term, ...]:
    """taxonomy.csv (phrase, node_id, weight, note); () where there is none."""
    terms = []
    for line, row in rows(path, ("phrase", "node_id")):
        phrase, node_id = squash(row["phrase"]), row["node_id"].strip()
        _check_known(path, line, node_id, known)
        if not phrase:
            raise FrameworkError(f"{path}, line {line}: no phrase; write one")
        weight = _weight(path, line, row.get("weight") or "")
        terms.append(Term(phrase, node_id, weight, squash(row.get("note") or "")))
    return tuple(terms)


def read_exemplars(path: Path, known: frozenset[str]) -> tuple[Exemplar, ...]:
    """exemplars.csv (node_id, text, writer); () where there is none.

    NONE as node_id is a statement that fits nothing; several ids are ;-joined.
    """
    exemplars = []
    for line, row in rows(path, ("node_id", "text")):
        ids = [part.strip() for part in row["node_id"].split(";") if part.strip()]
        text = squash(row["text"])
        if not ids or not text:
            raise FrameworkError(f"{path}, line {line}: needs a node_id and a text")
        if FITS_NOTHING in ids:
            if len(ids) > 1:
                raise FrameworkError(f"{path}, line {line}: NONE stands alone")
            ids = []
        for node_id in ids:
            _check_known(path, line, node_id, known)
        writer = squash(row.get("writer") or "")
        exemplars.append(Exemplar(tuple(dict.fromkeys(ids)), text, writer))
    return tuple(exemplars)


def read_acronyms(path: Path) -> tuple[tuple[str, str], ...]:
    """acronyms.csv (acronym, expansion); () where there is none."""
    pairs = []
    for line, row in rows(path, ("acronym", "expansion")):
        short, long = squash(row["acronym"]), squash(row["expansion"])
        if not short or not long:
            raise FrameworkError(f"{path}, line {line}: needs acronym and expansion")
        pairs.append((short, long))
    return tuple(pairs)


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table with the line each ends on; none where there is no file."""
    if not path.is_file():
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            table = csv.reader(lines)
            names = next(filter(None, table), [])
            missing = [c for c in columns if c not in names]
            if missing:
                named = ", ".join(missing)
                raise FrameworkError(f"{path}, line 1: no column {named}; add it")
            blank = [""] * len(names)
            for cells in filter(None, table):
                if any(cell.strip() for cell in cells[len(names) :]):
                    raise FrameworkError(
                        f"{path}, line {table.line_num}: more cells than columns;"
                        " put a text with commas into quotes"
                    )
                given = cells + blank[len(cells) :]
                yield table.line_num, dict(zip(names, given, strict=False))
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise FrameworkError(f"{path}: not a CSV in UTF-8: {wrong}") from wrong


def _check_known(path: Path, line: int, node_id: str, known: frozenset[str]) -> None:
    if node_id not in known:
        raise FrameworkError(
            f"{path}, line {line}: the framework has no node {node_id!r}; mend the id"
        )


def _weight(path: Path, line: int, written: str) -> float:
    try:
        weight = float(written) if written.strip() else 1.0
    except ValueError as wrong:
        raise FrameworkError(
            f"{path}, line {line}: weight {written!r} is not a number"
        ) from wrong
    if not -10 <= weight <= 10:
        raise FrameworkError(f"{path}, line {line}: weight outside -10 to 10")
    return weight
