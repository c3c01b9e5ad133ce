"""A listing: tidy rows under named columns, the same for CSV, Parquet and sheets."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from plan_ingest.model.coverage import NOT_ASSESSABLE, CoverageCell

Value: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in files, its title for people, and what it says."""

    name: str
    title: str
    says: str
    datatype: Literal["string", "integer", "number", "boolean"] = "string"
    width: int = 14
    """Width on a sheet, in characters."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of one shape; `name` is the file's name without suffix.

    `keys` are the names of the columns that tell one row from another.
    """

    name: str
    title: str
    says: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    keys: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a row that does not fit its columns."""
        width = len(self.columns)
        for row in self.rows:
            if len(row) != width:
                raise ValueError(f"{self.name}: {len(row)} values for {width} columns")

    def at(self, name: str) -> int:
        """The place of the column of that name among the columns, from 0."""
        return [column.name for column in self.columns].index(name)


def shown_level(cell: CoverageCell) -> str:
    """A cell's level as files have it: 0 to 4, or not assessable."""
    return NOT_ASSESSABLE if cell.level is None else str(cell.level)
