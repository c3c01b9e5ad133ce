"""Where analysts differ: shown side by side, settled by an adjudicator."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from plan_ingest.errors import UsageError
from plan_ingest.model.review import Decision
from plan_ingest.pipeline.desk import Card, Choice, QueueRow, ReviewDesk
from plan_ingest.web.asked import address
from plan_ingest.web.forms import number, word
from plan_ingest.web.rendering import render

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class _Side:
    """What one analyst says of an item, all of it."""

    analyst: str
    words: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class _Difference:
    """An item with what each analyst says of it, and the nodes they differ on."""

    row: QueueRow
    nodes: tuple[str, ...]
    sides: tuple[_Side, ...]


def show(request: Request) -> Response:
    """The items that analysts differ on and no adjudicator has settled."""
    desk: ReviewDesk = request.app.state.desk
    analyst = request.state.visitor.analyst
    start = number(request.query_params.get("start", "")) or 0
    found = desk.disagreements(analyst, start, _SHOWN)
    items = [
        _Difference(
            one.row,
            tuple(sorted({clash.node_id for clash in one.conflicts})),
            _sides(desk.card(one.row.item_id, analyst)),
        )
        for one in found.items
    ]
    return render(
        request,
        "differences.html",
        items=items,
        start=found.start,
        total=found.total,
        clashing=found.clashing,
        shown=_SHOWN,
        settled=request.query_params.get("settled", ""),
    )


def settle(request: Request, form: FormData) -> Response:
    """Settle an item as one of the analysts said; only an adjudicator's word does."""
    desk: ReviewDesk = request.app.state.desk
    item_id, side = word(form, "item"), word(form, "side")
    analyst = request.state.visitor.analyst
    card = desk.card(item_id, analyst)
    choices = _whole(_sides(card), side)
    if not choices:
        raise UsageError(f"{side or 'nobody'} says nothing of this item any more")
    note = word(form, "note").strip() or f"settled as {side} said"
    desk.decide(analyst, (item_id,), choices, note, word(form, "once") or None)
    return RedirectResponse(address("/differences", "", settled="yes"), 303)


def _whole(sides: Sequence[_Side], side: str) -> list[Choice]:
    """An analyst's answer as the whole answer: the first nodes of others fall with it.

    Nobody need have spoken against those, so that without a word they would stand.
    """
    own = _told([of.words for of in sides if of.analyst == side])
    spoken = {(one.basis, one.node_id) for one in own}
    fallen = {
        (one.basis, one.node_id)
        for one in _told([of.words for of in sides])
        if one.verdict == "primary" and (one.basis, one.node_id) not in spoken
        and (one.basis, None) not in spoken
        and one.basis in {basis for basis, _ in spoken}
    }  # fmt: skip
    chosen = [Choice(one.node_id, one.verdict, one.basis) for one in own]
    return chosen + [
        Choice(node, "reject", basis) for basis, node in sorted(fallen, key=str)
    ]


def _sides(card: Card) -> tuple[_Side, ...]:
    """What each analyst says, by name; the reader's own words too."""
    said: dict[str, list[Decision]] = {}
    for one in _told((card.own, card.others)):
        said.setdefault(one.analyst, []).append(one)
    return tuple(_Side(name, tuple(words)) for name, words in sorted(said.items()))


def _told(groups: Sequence[Sequence[Decision]]) -> list[Decision]:
    return [one for group in groups for one in group]
