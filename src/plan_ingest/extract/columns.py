"""What each column of a table holds: by its header's words, else by its content."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plan_ingest.extract import looks
from plan_ingest.extract.grid import Row
from plan_ingest.extract.lexicon import Column, Lexicon, item_kind
from plan_ingest.extract.timelines import PERIOD, of_figures
from plan_ingest.model.plan import ItemKind

_REF = re.compile(
    r"(?:[a-z]{1,4}[\s.\-/]?)?\d{1,4}(?:[.\-/]\d{1,3}){0,3}[a-z]?[.):]?|[a-z][.):]?|[ivx]{1,5}[.):]?",
    re.IGNORECASE,
)
_COUNT = re.compile(r"[a-z]+\s+\d{1,3}(?:\.\d{1,3}){0,2}[a-z]?", re.IGNORECASE)
_MONTH = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\W*\d", re.IGNORECASE
)
TEXTS = ("action", "objective", "recommendation", "comment", "issue")
"""Roles whose column may hold the items' own words, the most telling first."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Roles of a table's columns, left to right; "" where nothing is known."""

    roles: tuple[str, ...]
    kind: ItemKind
    headed: bool = True
    names: tuple[str, ...] = ()
    """The header's words over each column; () where it has none."""

    def of(self, role: str) -> tuple[int, ...]:
        """The columns of a role."""
        return tuple(c for c, name in enumerate(self.roles) if name == role)

    def named(self, role: str) -> str:
        """The header's words over the columns of a role."""
        return " ".join(self.names[col] for col in self.of(role) if self.names)

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
    named = _with_one_answer(_with_next(_by_cells(named, rows)))
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
    roles = _counted(roles, rows)
    texts = [role for role in TEXTS if role in roles] or texts
    alike = [col for col, role in enumerate(roles) if role == texts[0]]
    # "Action" and "Description" side by side: the sentences are the item.
    at = max(alike, key=lambda col: (looks.mean_words(rows, col) >= looks.LONG, -col))
    chosen = named[at]
    final = ["text" if col == at else _beside(role) for col, role in enumerate(roles)]
    unnamed = [col for col in range(at) if not final[col] and looks.labels(rows, col)]
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
        Column(c.prose) if c and c.prose and looks.passages(rows, col, c.role) else c
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


def _with_one_answer(named: Sequence[Column | None]) -> Sequence[Column | None]:
    """The columns, of several that are ticked the last, none beside a status of words.

    "On track | Completed" go on from one to the next; "Accepted" is no "Status".
    """
    states = [n for n, c in enumerate(named) if c and c.role == "status"]
    ticked = [n for n in states if (column := named[n]) and column.prose]
    drop = ticked if len(ticked) < len(states) else ticked[:-1]
    note = Column("note")
    return [note if n in drop else column for n, column in enumerate(named)]


def _stated(roles: list[str], rows: Sequence[Row], lexicon: Lexicon) -> list[str]:
    """The roles, of two responses the one that only says "On track" the status.

    One whose cells only accept, reject or say yes is the status also where it is alone.
    """
    if "status" in roles:
        return roles
    says = looks.answers if roles.count("response") < 2 else looks.states
    return [
        "status" if role == "response" and says(rows, col, lexicon) else role
        for col, role in enumerate(roles)
    ]


def _counted(roles: list[str], rows: Sequence[Row]) -> list[str]:
    """The roles, the first column a reference where each row has a number of its own.

    "Action | What the inspectorate found | ..." above "Action 1", "Action 2".
    """
    if "ref" in roles or roles[0] not in {"", "strand", *TEXTS}:
        return roles
    counts = [text for row in rows if (text := row.own(0)) and len(row.filled()) > 1]
    if len(counts) < 2 or len(set(counts)) < len(counts) or not {*roles[1:]} & {*TEXTS}:
        return roles
    named = roles[0] == "strand"  # "Theme 1" is a theme, and 1.2 below it an action
    told = (is_ref(text) or (not named and _COUNT.fullmatch(text)) for text in counts)
    if all(told) and all(any(map(str.isdigit, text)) for text in counts):
        return ["ref", *roles[1:]]
    return roles


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
        and looks.prose(rows, col)
        and looks.tells(rows, col, lexicon)
        else role
        for col, role in enumerate(roles)
    ]


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
    return looks.mean_words(rows, found.text) >= looks.LONG / 2 and all(
        map(is_ref, refs)
    )


def _is_title(row: Row) -> bool:
    """Whether one cell over all columns is what a row has."""
    return [(c.col, c.col_end) for c in row.cells] == [(0, len(row.parts) - 1)]


def is_ref(text: str) -> bool:
    """Whether a text is a reference such as 4, 2.1, A3 or REC/07."""
    bare = text.strip()
    return len(bare) <= 12 and bool(_REF.fullmatch(bare)) and not _MONTH.match(bare)


def _with_milestones(roles: Sequence[str], rows: Sequence[Row]) -> Columns | None:
    """Of two columns of targets the one of words the items', the dated one the dates.

    "Milestone | Lead | Target date" names what is to be reached and by when; the target
    of an indicator is no deed.
    """
    targets = [col for col, role in enumerate(roles) if role == "target"]
    worded = [col for col in targets if not looks.dated(rows, col)]
    if len(targets) < 2 or len(worded) != 1 or "measure" in roles:
        return None
    if looks.mean_words(rows, worded[0]) < looks.LONG / 2:
        return None
    final = ["text" if col == worded[0] else role for col, role in enumerate(roles)]
    return Columns(tuple(final), "action")


def _with_widest(roles: list[str], rows: Sequence[Row]) -> Columns | None:
    """The widest unnamed column taken for the items' words, if it holds sentences."""
    free = [col for col, role in enumerate(roles) if not role]
    if not free or not {"response", "target", "lead", "status"} & set(roles):
        return None
    widest = max(free, key=lambda col: looks.mean_words(rows, col))
    if looks.mean_words(rows, widest) < looks.LONG:
        return None
    roles[widest] = "text"
    return Columns(tuple(roles), "action")


def _look(rows: Sequence[Row], col: int, lexicon: Lexicon) -> str:
    texts = [text for row in rows if (text := row.own(col))]
    if not texts:
        return ""
    count, mean = len(texts), looks.mean_words(rows, col)
    if sum(is_ref(text) for text in texts) >= 0.7 * count:
        return "ref"
    if looks.states(rows, col, lexicon):
        return "status"
    if looks.dated(rows, col):
        return "target"
    role = lexicon.words["role"]
    people = sum(bool(role.find(text)) and len(text.split()) <= 10 for text in texts)
    if people >= 0.5 * count and mean <= 1.5 * looks.LONG:
        return "lead"
    return "long" if mean >= looks.LONG else "short"
