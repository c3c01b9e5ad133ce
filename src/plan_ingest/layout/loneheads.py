"""A table that is no more than the head of one."""

from plan_ingest.model.document import Table

NAME_WORDS = 5
"""Words in a column's name."""


def is_head(table: Table) -> bool:
    """Whether a table is no more than a row of bold names: all rows are to come."""
    named = [c for c in table.cells if c.parts]
    short = all(c.bold and len(c.text.split()) <= NAME_WORDS for c in named)
    return table.rows == 1 and len(named) > 1 and short
