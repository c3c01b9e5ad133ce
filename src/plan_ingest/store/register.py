"""The register of forces: who they are, what they were called, who succeeds them."""

import csv
from importlib.resources import files
from pathlib import Path

from plan_ingest.compare.forces import Force
from plan_ingest.errors import RecordError

REGISTER = "force_register.csv"
"""A project's own register, in mappings/: force, valid_from, valid_to, successor,
other_names (joined by ;). A line takes the place of the package's for that force."""
_COLUMNS = ("force", "valid_from", "valid_to", "successor", "other_names")


def load_register(mappings: Path | None = None) -> tuple[Force, ...]:
    """The forces by name, as the package knows them and the project amends them.

    Raises RecordError for a register without its columns, or a line without a force.
    """
    found = _packaged()
    own = mappings / REGISTER if mappings is not None else None
    if own is not None and own.is_file():
        for force in _read(own):
            known = found.get(force.name)
            names = (*(known.other_names if known else ()), *force.other_names)
            found[force.name] = Force(
                force.name, force.valid_from, force.valid_to, force.successor, names
            )
    return tuple(found[name] for name in sorted(found))


def _packaged() -> dict[str, Force]:
    names: dict[str, list[str]] = {
        row["ons_pfa_name"]: [] for row in _rows("forces.csv")
    }
    for row in _rows("force_aliases.csv"):
        names.setdefault(row["ons_pfa_name"], []).append(row["alias"])
    return {name: Force(name, other_names=tuple(also)) for name, also in names.items()}


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("plan_ingest") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _read(path: Path) -> list[Force]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        missing = [c for c in _COLUMNS if c not in (rows.fieldnames or ())]
        if missing:
            raise RecordError(f"{path}: no column {', '.join(missing)}; add it")
        return [_force(row, f"{path} line {rows.line_num}") for row in rows]


def _force(row: dict[str, str], place: str) -> Force:
    if not row["force"]:
        raise RecordError(f"{place}: no force; write its name or leave the line out")
    others = tuple(name.strip() for name in (row["other_names"] or "").split(";"))
    return Force(
        name=row["force"].strip(),
        valid_from=row["valid_from"] or None,
        valid_to=row["valid_to"] or None,
        successor=row["successor"] or None,
        other_names=tuple(filter(None, others)),
    )
