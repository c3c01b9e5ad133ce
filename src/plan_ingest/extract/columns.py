"""What each column of a table holds: by its header's words, else by its content."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plan_ingest.extract.grid import Row
from plan_ingest.extract.lexicon import Column, Lexicon, item_kind
from plan_ingest.extract.status import tells_of_work
from plan_ingest.extract.timelines import PERIOD, of_figures
from plan_ingest.model.plan import ItemKind
from plan_ingest.text import ends_sentence, fold

_REF = re.compile(
    r"(?:[a-z]{1,4}[\s.\-/]?)?\d{1,4}(?:[.\-/]\d{1,3}){0,3}[a-z]?[.):]?|[a-z][.):]?|[ivx]{1,5}[.):]?",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\W*\d", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b")
_SIGNS = "red amber green blue r a g b complete ongoing open closed"
_RAG = frozenset(_SIGNS.split())
TEXTS = ("action", "objective", "recommendation", "comment", "issue")
"""Roles whose column may hold the items' own words, the most telling first."""
_LONG = 6.0
"""Mean words of a cell from which a column is one of sentences."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Roles of a table's columns, left to right; "" where nothing is known."""

    roles: tuple[str, ...]
    kind: ItemKind
    headed: bool = True

    def of(self, role: str) -> tuple[int, ...]:
        """The columns of a role."""
        return tuple(c for c, name in enumerate(self.roles) if name == role)

    @property
    def text(self) -> int:
        """The column that holds the items' own words."""
        return self.of("text")[0]

    def first(self, role: str) -> int:
        """The first column of a role, -1 where there is none."""
        return next(iter(self.of(role)), -1)


def columns(
    named: Sequence[Column | None], rows: Sequence[Row], lexicon: Lexicon
) -> Columns | None:
    """The roles a header gives; None where the table holds no items.

    Of several columns that could be the items' words the most telling is taken, the
    others say what the items are about and become "context".
    """
    named = _with_next(_by_cells(named, rows))
    others = [c.role for c in named if c and c.role.startswith("other:")]
    texts = [role for role in TEXTS if any(c and c.role == role for c in named)]
    if len(others) >= 2 or (others and not texts):
        return None
    roles = _stated([column.role if column else "" for column in named], rows, lexicon)
    if of_figures(roles, rows):
        return None
    roles = ["note" if role == PERIOD else role for role in roles]
    if not texts:
        return _with_milestones(roles, rows) or _with_widest(roles, rows)
    alike = [col for col, role in enumerate(roles) if role == texts[0]]
    # "Action" and "Description" side by side: the sentences are the item.
    at = max(alike, key=lambda col: (_mean_words(rows, col) >= _LONG, -col))
    chosen = named[at]
    final = ["text" if col == at else _beside(role) for col, role in enumerate(roles)]
    unnamed = [col for col in range(at) if not final[col] and _labels(rows, col)]
    if unnamed and "strand" not in final:
        final[unnamed[0]] = "strand"
    if "response" not in final:
        final = _answered(final, at, rows, lexicon)
    return Columns(tuple(final), item_kind(chosen.kind if chosen else ""))


def _by_cells(
    named: Sequence[Column | None], rows: Sequence[Row]
) -> Sequence[Column | None]:
    """The columns, a name's own role where passages answer what it seemed to ask.

    "Issue / update" holds the items where no other column of the header does.
    """
    told = [
        Column(c.prose) if c and c.prose and _passages(rows, col, c.role) else c
        for col, c in enumerate(named)
    ]
    if any(c and c.role in TEXTS for c in told):
        return told
    return [replace(c, role=c.kind) if c and c.kind in TEXTS else c for c in told]


def _with_next(named: Sequence[Column | None]) -> Sequence[Column | None]:
    """The columns, what comes next the items where no other says what is to be done.

    Beside a recommendation or an issue without an answer it is what will be done.
    """
    roles = {column.role for column in named if column}
    if roles & {"action", "objective", "comment"}:
        return named
    if roles & set(TEXTS) and "response" in roles:
        return named
    action = Column("action", "action")
    return [action if c and c.role == "next" else c for c in named]


def _stated(roles: list[str], rows: Sequence[Row], lexicon: Lexicon) -> list[str]:
    """The roles, of two responses the one that only says "On track" the status."""
    if "status" in roles or roles.count("response") < 2:
        return roles
    return [
        "status" if role == "response" and _states(rows, col, lexicon) else role
        for col, role in enumerate(roles)
    ]


def _states(rows: Sequence[Row], col: int, lexicon: Lexicon) -> bool:
    """Whether most cells of a column say how far something is, and no more."""
    told = [text for row in rows if (text := row.own(col))]
    known = sum(
        fold(text).strip(".") in _RAG or lexicon.words["status"].has(text.strip("."))
        for text in told
    )
    return bool(told) and known >= 0.6 * len(told)


def _answered(
    roles: Sequence[str], text: int, rows: Sequence[Row], lexicon: Lexicon
) -> list[str]:
    """The roles, prose right of the items' words that no role claims their response.

    What is said there of an action must not be lost because its name is unknown; but
    only where it tells of what was done: reasons for an action are no evidence of it.
    """
    return [
        "response"
        if col > text
        and not role
        and _prose(rows, col)
        and _tells_of_work(rows, col, lexicon)
        else role
        for col, role in enumerate(roles)
    ]


def _tells_of_work(rows: Sequence[Row], col: int, lexicon: Lexicon) -> bool:
    """Whether half of a column's cells or more say that something is or was done."""
    told = [text for row in rows if (text := row.own(col))]
    return 2 * sum(tells_of_work(text, lexicon) for text in told) >= len(told)


def _prose(rows: Sequence[Row], col: int) -> bool:
    """Whether a column is one of sentences, or of passages as long."""
    told = [text for row in rows if (text := row.own(col))]
    whole = sum(ends_sentence(text) for text in told)
    mean = _mean_words(rows, col)
    return mean >= 2 * _LONG or (mean >= _LONG and 2 * whole >= len(told))


def _passages(rows: Sequence[Row], col: int, role: str) -> bool:
    """Whether a column says too much for its role: a sign of completion is short."""
    short = role != "status" or _mean_words(rows, col) <= _LONG / 2
    return _prose(rows, col) if short else True


def _labels(rows: Sequence[Row], col: int) -> bool:
    """Whether a column without a header labels runs of rows: short words, with gaps.

    A cell merged over several rows may say more: it is a title of theirs.
    """
    told = [text for row in rows if (text := row.own(col))]
    merged = sum(row.starts[col] < row.index and bool(row.text(col)) for row in rows)
    most = 2 * _LONG if merged >= len(told) else _LONG
    return bool(told) and len(told) < len(rows) and _mean_words(rows, col) <= most


def _beside(role: str) -> str:
    """What a column is that could hold the items' words but does not."""
    if role == "comment":
        return "response"
    return "context" if role in TEXTS else role


def inferred(rows: Sequence[Row], lexicon: Lexicon) -> Columns | None:
    """The roles of a table without a header, by what its cells look like."""
    if len(rows) < 2:
        return None
    width = max(len(row.parts) for row in rows)
    looks = [_look(rows, col, lexicon) for col in range(width)]
    long = [col for col, look in enumerate(looks) if look == "long"]
    telling = ("ref", "target", "lead", "status") if width > 2 else ("ref",)
    told = {look for look in looks if look in telling}
    if not long or not (told or len(long) >= 2):
        return None
    roles = list(looks)
    for place, col in enumerate(long):
        roles[col] = ("text", "response")[place] if place < 2 else "note"
    short = [col for col, look in enumerate(looks) if look == "short"]
    for col in short:
        roles[col] = "strand" if col < long[0] and col == short[0] else "note"
    return Columns(tuple(roles), "action", headed=False)


def fit(found: Columns, rows: Sequence[Row]) -> bool:
    """Whether rows without a header may go on with the columns of the table before.

    A title over all of them is no number in the first one.
    """
    if any(len(row.parts) != len(found.roles) for row in rows):
        return False
    rows = [row for row in rows if not _is_title(row)]
    refs = [text for row in rows if (text := row.own(found.first("ref")))]
    return _mean_words(rows, found.text) >= _LONG / 2 and all(map(is_ref, refs))


def _is_title(row: Row) -> bool:
    """Whether one cell over all columns is what a row has."""
    return [(c.col, c.col_end) for c in row.cells] == [(0, len(row.parts) - 1)]


def is_ref(text: str) -> bool:
    """Whether a text is a reference such as 4, 2.1, A3 or REC/07."""
    bare = text.strip()
    return len(bare) <= 12 and bool(_REF.fullmatch(bare)) and not _MONTH.match(bare)


def _with_milestones(roles: Sequence[str], rows: Sequence[Row]) -> Columns | None:
    """Of two columns of targets the one of words the items', the dated one the dates.

    "Milestone | Lead | Target date" names what is to be reached and by when.
    """
    targets = [col for col, role in enumerate(roles) if role == "target"]
    worded = [col for col in targets if not _dated(rows, col)]
    if len(targets) < 2 or len(worded) != 1:
        return None
    if _mean_words(rows, worded[0]) < _LONG / 2:
        return None
    final = ["text" if col == worded[0] else role for col, role in enumerate(roles)]
    return Columns(tuple(final), "action")


def _dated(rows: Sequence[Row], col: int) -> bool:
    """Whether a date stands in most cells of a column, in few words."""
    texts = [text for row in rows if (text := row.own(col))]
    dated = sum(bool(_YEAR.search(text)) for text in texts)
    return dated >= 0.6 * len(texts) and _mean_words(rows, col) <= 2 * _LONG


def _with_widest(roles: list[str], rows: Sequence[Row]) -> Columns | None:
    """The widest unnamed column taken for the items' words, if it holds sentences."""
    free = [col for col, role in enumerate(roles) if not role]
    if not free or not {"response", "target", "lead", "status"} & set(roles):
        return None
    widest = max(free, key=lambda col: _mean_words(rows, col))
    if _mean_words(rows, widest) < _LONG:
        return None
    roles[widest] = "text"
    return Columns(tuple(roles), "action")


def _look(rows: Sequence[Row], col: int, lexicon: Lexicon) -> str:
    texts = [text for row in rows if (text := row.own(col))]
    if not texts:
        return ""
    count, mean = len(texts), _mean_words(rows, col)
    if sum(is_ref(text) for text in texts) >= 0.7 * count:
        return "ref"
    if _states(rows, col, lexicon):
        return "status"
    if _dated(rows, col):
        return "target"
    role = lexicon.words["role"]
    people = sum(bool(role.find(text)) and len(text.split()) <= 10 for text in texts)
    if people >= 0.5 * count and mean <= 1.5 * _LONG:
        return "lead"
    return "long" if mean >= _LONG else "short"


def _mean_words(rows: Sequence[Row], col: int) -> float:
    counts = [len(text.split()) for row in rows if (text := row.own(col))]
    return sum(counts) / len(counts) if counts else 0.0
