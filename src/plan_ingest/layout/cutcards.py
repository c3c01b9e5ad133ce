"""Cards that a page's end cuts: the rest of one is told from the next by its labels."""

from plan_ingest.model.document import Cell, Table

_LABEL_WORDS = 4
"""Words in a label, at most."""


def card_labels(table: Table) -> list[str]:
    """The labels of a card from its top, without colons.

    Its cells open with them, or they stand in the first of its columns.
    """
    if table.cols == 1:
        return [label for cell in table.cells if (label := _label(cell))]
    first = [cell.text for cell in table.cells if cell.col == cell.col_end == 0]
    return [text.rstrip(":") for text in first] if all(map(_is_short, first)) else []


def are_two_cards(first: Table, second: Table) -> bool:
    """Whether a card and what opens the next page both have one same label.

    A card says each thing once: what its label names has been said.
    """
    if not are_cards(first, second):
        return False
    said = card_labels(first)
    return len(set(said)) == len(said) and not set(said).isdisjoint(card_labels(second))


def goes_on_in_cell(first: Table, second: Table) -> bool:
    """Whether the first row of a card's rest, without a label, is the rest of a value.

    What is said before the first label of a card stands at its top.
    """
    if first.rows < 2 or not are_cards(first, second):
        return False
    top = min(second.cells, key=lambda cell: cell.row)
    return bool(top.parts) and not _label(top)


def are_cards(first: Table, second: Table) -> bool:
    """Whether two tables of one column are a card with labels and what follows it."""
    return first.cols == second.cols == 1 and bool(card_labels(first))


def _label(cell: Cell) -> str:
    """The words up to the colon that a cell opens with; "" where it has no label."""
    label, colon, _ = cell.text.partition(":")
    short = 0 < len(label.split()) <= _LABEL_WORDS and label[:1].isupper()
    return label if colon and short else ""


def _is_short(text: str) -> bool:
    """Whether words are so few as a label's, and no number."""
    return 0 < len(text.split()) <= _LABEL_WORDS and not any(map(str.isdigit, text))
