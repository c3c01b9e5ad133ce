"""From a button to an analyst's whole answer on an item."""

from typing import get_args

from plan_ingest.errors import UsageError
from plan_ingest.model.review import Basis, Verdict
from plan_ingest.pipeline.desk import Card, Choice

_ACCEPTS = ("primary", "secondary")


def choice_of(said: str) -> Choice:
    """The answer a button stands for: "verdict basis node", the node where it has one.

    Raises UsageError for anything else.
    """
    verdict, _, rest = said.partition(" ")
    basis, _, node = rest.partition(" ")
    known: tuple[Verdict, ...] = get_args(Verdict)
    bases: tuple[Basis, ...] = get_args(Basis)
    if verdict not in known or basis not in bases:
        raise UsageError("no answer was chosen; choose one of the buttons")
    return Choice(node or None, known[known.index(verdict)], bases[bases.index(basis)])


def answer(card: Card, choice: Choice, adds: bool) -> tuple[Choice, ...]:
    """The analyst's whole answer on that basis: the choice, and what it leaves.

    What was rejected stays so. An accepted node stays beside a rejection, and beside
    another accepted node where the analyst adds answer to answer.
    """
    keeps = {"reject"}
    if choice.verdict == "reject" or (adds and choice.verdict in _ACCEPTS):
        keeps |= set(_ACCEPTS)
    left = [
        Choice(own.node_id, own.verdict, own.basis)
        for own in card.own
        if own.basis == choice.basis
        and own.verdict in keeps
        and own.node_id != choice.node_id
    ]
    return (*left, choice)
