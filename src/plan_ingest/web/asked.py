"""What part of the queue a page is about: filters and order, to and from an address."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import get_args
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from plan_ingest.review.filters import Filters, Wanted
from plan_ingest.review.queue import ORDERS, Order

STATES: tuple[tuple[Wanted, str], ...] = (
    ("to_review", "to review"),
    ("all", "all items"),
    ("reviewed", "decided"),
    ("unsure", "unsure"),
    ("skipped", "skipped"),
    ("disputed", "analysts differ"),
    ("second", "my second reviews"),
)
ORDER_SAYS: tuple[tuple[Order, str], ...] = (
    ("uncertainty", "least certain first"),
    ("document", "as in the plans"),
    ("node", "by node"),
)
_MANY = (
    ("plan", "sources"),
    ("force", "forces"),
    ("node", "nodes"),
    ("kind", "kinds"),
    ("flag", "flags"),
    ("analyst", "analysts"),
)
_LONGEST = 500
"""Characters of a search that are kept."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters and order of a queue; `query` is the same as part of an address."""

    filters: Filters = field(default_factory=Filters)
    order: Order = "uncertainty"

    @property
    def query(self) -> str:
        """What an address carries: only what differs from the plain queue."""
        return urlencode(self.fields)

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """The same as names and values, for a form's hidden fields."""
        filters = self.filters
        said = [(n, v) for n, f in _MANY for v in getattr(filters, f)]
        if filters.text:
            said.append(("text", filters.text))
        if filters.state != "to_review":
            said.append(("state", filters.state))
        if filters.least > 0:
            said.append(("least", hundredths(filters.least)))
        if filters.most < 1:
            said.append(("most", hundredths(filters.most)))
        if self.order != "uncertainty":
            said.append(("order", self.order))
        return tuple(said)

    @property
    def narrowed(self) -> int:
        """How many of the less used filters are set."""
        often = ("text", "state", "order")
        return sum(name not in often for name, _ in self.fields)


def asked_of(params: QueryParams) -> Asked:
    """What an address asks for; whatever is not known there is left out."""
    many: dict[str, tuple[str, ...]] = {
        field: _given(params.getlist(name)) for name, field in _MANY
    }
    filters = Filters(
        **many,
        least=_share(params.get("least", ""), 0.0),
        most=_share(params.get("most", ""), 1.0),
        state=_state(params.get("state", "")),
        text=params.get("text", "").strip()[:_LONGEST],
    )
    return Asked(filters, _order(params.get("order", "")))


def hundredths(share: float) -> str:
    """A share of 1 as a number of hundredths, without needless digits."""
    return f"{100 * share:.6g}"


def address(path: str, query: str, **more: object) -> str:
    """An address on the desk: a path, what part of the queue, and what else."""
    rest = urlencode({name: value for name, value in more.items() if value != ""})
    whole = "&".join(part for part in (query, rest) if part)
    return f"{path}?{whole}" if whole else path


def _state(given: str) -> Wanted:
    known: tuple[Wanted, ...] = get_args(Wanted)
    return known[known.index(given)] if given in known else "to_review"


def _order(given: str) -> Order:
    return ORDERS[ORDERS.index(given)] if given in ORDERS else "uncertainty"


def _given(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _share(given: str, otherwise: float) -> float:
    try:
        value = float(given.strip().removesuffix("%")) / 100
    except ValueError:
        return otherwise
    return min(max(value, 0.0), 1.0) if value == value else otherwise
