"""Plans' parts gathered: as kept where what they rest on stands, else made now.

The parts of neighbouring plans are kept joined as well, so that one changed plan costs
its part and that of its neighbours, and of all others nothing is put together anew.
"""

import gc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path

from plan_ingest.exports.joining import joined_texts
from plan_ingest.model.part import Alone, Block, Part
from plan_ingest.pipeline.collecting import collecting_seldom
from plan_ingest.pipeline.desks import FEW, shared_out
from plan_ingest.pipeline.plan_parts import Asking, Given, Handed, made_part
from plan_ingest.store import keys
from plan_ingest.store.blocks import (
    StoredBlock,
    block_path,
    keep_block,
    read_block,
    sweep_blocks,
)
from plan_ingest.store.parts import Stored, keep_part, part_path, read_part

_BLOCK, _MOST = 32, 64
"""Plans that are joined to a block, about and at most."""
_COLLECTED = 50
"""Plans counted between two collections of what is new: counting leaves rubbish."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """All parts in the order of the plans, joined too, and the first plans in full."""

    parts: tuple[Part, ...]
    blocks: tuple[Block, ...]
    first: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """A plan whose part is to be made, and where it is to be kept."""

    load: Callable[[], Given]
    path: Path
    key: str


@dataclass(frozen=True, slots=True)
class DueBlock:
    """Neighbouring plans to be joined: parts that stand, and those to be made."""

    place: int
    parts: tuple[Stored | Due, ...]
    path: Path
    key: str

    @property
    def due(self) -> int:
        """How many parts are to be made."""
        return sum(1 for part in self.parts if isinstance(part, Due))


def gathered(
    plans: Iterable[Handed], asking: Asking, jobs: int = 1, folder: Path | None = None
) -> Gathered:
    """Every plan's part; `jobs` processes make those that are due.

    What is kept of neighbouring plans is kept in the folder.
    """
    blocks: dict[int, Block] = {}
    first: list[Given] = []
    due = _due(_first_held(plans, asking, first), asking, blocks, folder)
    for place, block in _made(due, asking, jobs):
        blocks[place] = block
    every = tuple(blocks[at] for at in range(len(blocks)))
    if folder is not None:
        kept = (Path(one.path) for one in every if isinstance(one, StoredBlock))
        sweep_blocks(folder, asking.framework.id, kept)
    parts = tuple(part for block in every for part in block.parts)
    return Gathered(parts, every, tuple(first))


def _first_held(
    plans: Iterable[Handed], asking: Asking, first: list[Given]
) -> Iterator[Handed]:
    most = max(1, asking.settings.reporting.profiles)
    for plan in plans:
        if len(first) < most:
            first.append(plan.load())
        yield plan


def _due(
    plans: Iterable[Handed],
    asking: Asking,
    blocks: dict[int, Block],
    folder: Path | None,
) -> Iterator[DueBlock]:
    """The blocks to be joined; those that stand go into `blocks`."""
    place = 0
    for some in _neighbours(plans):
        homes = [plan.folder for plan in some if plan.folder is not None]
        if folder is None or len(homes) < len(some):
            for plan in some:
                blocks[place] = Alone(made_part(plan.load(), asking))
                place += 1
            continue
        path = block_path(folder, asking.framework.id, some[0].record.source_id)
        key = keys.key([plan.key for plan in some])
        kept = read_block(path, key)
        if kept is not None:
            blocks[place] = kept
        else:
            parts = (
                _standing(plan, home, asking)
                for plan, home in zip(some, homes, strict=True)
            )
            yield DueBlock(place, tuple(parts), path, key)
        place += 1


def _neighbours(plans: Iterable[Handed]) -> Iterator[list[Handed]]:
    """Plans to be joined. Their names tell where the next begin, not their number.

    So a plan that comes or goes moves no other from its neighbours.
    """
    some: list[Handed] = []
    for plan in plans:
        name = plan.record.source_id.encode("utf-8", "surrogatepass")
        begins = int.from_bytes(sha256(name).digest()[:4]) % _BLOCK == 0
        if some and (begins or len(some) == _MOST):
            yield some
            some = []
        some.append(plan)
    if some:
        yield some


def _standing(plan: Handed, home: Path, asking: Asking) -> Stored | Due:
    path = part_path(home, asking.framework.id)
    return read_part(path, plan.key) or Due(plan.load, path, plan.key)


def _made(
    due: Iterator[DueBlock], asking: Asking, jobs: int
) -> Iterator[tuple[int, StoredBlock]]:
    """The blocks that are due, by their place, in no set order."""
    few: list[DueBlock] = []
    while sum(one.due for one in few) <= FEW and (one := next(due, None)) is not None:
        few.append(one)
    every = chain(few, due)
    if jobs > 1 and sum(one.due for one in few) > FEW:
        ready = partial(_ready, asking)
        yield from shared_out(every, ready, jobs, "counting", (__name__,))
        return
    made = 0
    for one in every:
        yield _make(asking, one)
        made += one.due
        if made >= _COLLECTED:
            gc.collect(1)
            made = 0


def _ready(asking: Asking) -> Callable[[DueBlock], tuple[int, StoredBlock]]:
    """What makes and joins plans' parts."""
    return partial(_make_elsewhere, asking)


def _make_elsewhere(asking: Asking, due: DueBlock) -> tuple[int, StoredBlock]:
    with collecting_seldom():
        made = _make(asking, due)
        gc.collect(1)
    return made


def _make(asking: Asking, due: DueBlock) -> tuple[int, StoredBlock]:
    parts = [
        keep_part(one.path, one.key, made_part(one.load(), asking))
        if isinstance(one, Due)
        else one
        for one in due.parts
    ]
    texts = [part.texts() for part in parts]
    joined = joined_texts(texts[0], texts)
    apart = {
        name: [own[name] for own in texts] for name in texts[0] if name not in joined
    }
    heads = [part.head for part in parts]
    return due.place, keep_block(due.path, due.key, heads, joined, apart)
