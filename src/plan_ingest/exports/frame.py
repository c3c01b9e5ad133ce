"""An output folder as pandas tables, for notebooks and for questions of one's own."""

from pathlib import Path

import pandas as pd

from plan_ingest.errors import RecordError
from plan_ingest.model.coverage import NOT_ASSESSABLE


def cells(folder: Path) -> pd.DataFrame:
    """Every cell of the coverage, a row each; a level not assessable is missing."""
    found = table(folder, "coverage_long")
    for column in ("level", "reviewed_level"):
        plain = found[column].replace(NOT_ASSESSABLE, None)
        found[column] = pd.to_numeric(plain).astype("Int64")
    return found


def matrix(folder: Path, level: str, reviewed: bool = False) -> pd.DataFrame:
    """The levels at one level of the framework: nodes down, sources across."""
    long = cells(folder)
    value = "reviewed_level" if reviewed else "level"
    asked = long[long["framework_level"] == level]
    order = list(dict.fromkeys(asked["node_id"]))
    wide = asked.pivot(index="node_id", columns="source_id", values=value)
    return wide.loc[order]


def items(folder: Path) -> pd.DataFrame:
    """The items, a row each, as items.parquet holds them."""
    return pd.read_parquet(_there(folder / "items.parquet"))


def table(folder: Path, name: str) -> pd.DataFrame:
    """One of the folder's CSV tables by its name without suffix; texts stay texts."""
    return pd.read_csv(
        _there(folder / f"{name}.csv"),
        dtype={"node_id": str, "level": str, "reviewed_level": str, "marks": str},
        keep_default_na=False,
        na_values={"breadth_above": [""], "breadth_of": [""], "asked_from": [""]},
    )


def _there(path: Path) -> Path:
    if not path.is_file():
        raise RecordError(f"{path}: no such file; run `plan-ingest compare` first")
    return path
