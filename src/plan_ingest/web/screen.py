"""One item as the review page shows it: the item, its page, the queue, the last act.

Each is a part of the page of its own, so that the desk's script can put it in its
place; a page without script is made of the same parts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request

from plan_ingest.model.review import Decision, Ranking, Suggestion
from plan_ingest.pipeline.desk import Card, ReviewDesk
from plan_ingest.pipeline.page_views import PageView, PageViews
from plan_ingest.pipeline.passages import TextView
from plan_ingest.review.events import Event
from plan_ingest.web.asked import ORDER_SAYS, STATES, Asked, address, hundredths
from plan_ingest.web.framework_tree import Branch, hits, pruned
from plan_ingest.web.rendering import fragment
from plan_ingest.web.words import VERDICTS, plain

SIZES = (100, 150, 200, 300)
"""How large a page is shown, in hundredths of its column's width."""
_SHARPNESS = {100: "1", 150: "1.5", 200: "2", 300: "3"}
ROWS = 25
"""Items of the queue shown at once."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What a review page is about: whose, which queue, which item and page of it.

    `stays` is kept from the form: more answers to the same item are to come.
    `revealed` is an item just reviewed blind, whose other words may be told now.
    """

    request: Request
    asked: Asked
    item_id: str | None = None
    page: int | None = None
    zoom: int = SIZES[0]
    stays: bool = False
    start: int | None = None
    revealed: str = ""

    @property
    def desk(self) -> ReviewDesk:
        """The desk behind the page."""
        found: ReviewDesk = self.request.app.state.desk
        return found

    @property
    def analyst(self) -> str:
        """Who looks."""
        return str(self.request.state.visitor.analyst)

    @property
    def url(self) -> str:
        """The page's own address."""
        return item_url(self.item_id, self.asked) if self.item_id else "/"


def item_url(item_id: str, asked: Asked, **more: object) -> str:
    """The address of an item in a queue."""
    return address(f"/item/{item_id}", asked.query, **more)


def item_part(screen: Screen, card: Card) -> dict[str, Any]:
    """What the item's part of the page shows."""
    desk, asked = screen.desk, screen.asked
    order = (asked.filters, asked.order, screen.analyst)
    after = desk.next_item(*order, after=screen.item_id)
    before = desk.next_item(*order, after=screen.item_id, back=True)
    own = {(word.basis, word.node_id or ""): word.verdict for word in card.own}
    return {
        "card": card,
        "own": own,
        "words": _words(card),
        "wider": _levels(card.text, card.offered),
        "stays": screen.stays,
        "query": asked.query,
        "trails": screen.request.app.state.trails,
        "next_url": item_url(after, asked) if after else address("/", asked.query),
        "before_url": item_url(before, asked) if before else "",
        "correct_url": address(f"/correct/{card.item.item_id}", asked.query),
    }


def view_part(screen: Screen, card: Card) -> dict[str, Any]:
    """What shows where the item stands in its plan."""
    path = item_url(card.item.item_id, screen.asked)
    return view_of(screen.request, card, path, screen.page, screen.zoom)


def view_of(
    request: Request,
    card: Card,
    path: str,
    page: int | None = None,
    zoom: int = SIZES[0],
) -> dict[str, Any]:
    """An item's page in its plan, or the lines around its words.

    `path` is the page of the desk that shows it, to be asked for other pages.
    """
    pages: PageViews | None = request.app.state.pages
    found = pages.view(card.item, page) if pages else None
    sheet = found if isinstance(found, PageView) else None
    at = SIZES.index(zoom)
    shown = {"source": card.item.source_id, "page": sheet.page if sheet else ""}

    def view_url(page: int, size: int = zoom) -> str:
        where, _, query = path.partition("?")
        more = {"page": page, "zoom": size if size != SIZES[0] else ""}
        return address(where, query, **more) + "#view-title"

    return {
        "card": card,
        "sheet": sheet,
        "passage": found if isinstance(found, TextView) else None,
        "view_url": view_url,
        "zoom": zoom,
        "smaller": SIZES[max(at - 1, 0)],
        "larger": SIZES[min(at + 1, len(SIZES) - 1)],
        "image_url": f"/page-image?{urlencode({**shown, 'zoom': _SHARPNESS[zoom]})}",
    }


def queue_part(screen: Screen) -> dict[str, Any]:
    """What the queue shows, with how far the review is."""
    desk, asked = screen.desk, screen.asked
    around = screen.item_id if screen.start is None else None
    page = desk.queue(
        asked.filters, asked.order, screen.analyst, screen.start or 0, ROWS,
        around=around,
    )  # fmt: skip
    here = screen.item_id

    def queue_url(start: int) -> str:
        path = f"/item/{here}" if here else "/"
        return address(path, asked.query, start=max(start, 0)) + "#queue"

    return {
        "queue": page,
        "counts": desk.counts(),
        "current": here,
        "item_url": lambda item_id: item_url(item_id, asked),
        "queue_url": queue_url,
        "shown": ROWS,
    }


def last_part(screen: Screen) -> dict[str, Any]:
    """What the analyst did last, to be undone, or undid last."""
    done, undone = screen.desk.undoable(screen.analyst)
    return {
        "last_says": event_says(done) if done else "",
        "undone_says": event_says(undone) if undone else "",
        "reveals": reveals(screen.desk, screen.revealed, screen.analyst),
        "query": screen.asked.query,
    }


def reveals(desk: ReviewDesk, item_id: str, analyst: str) -> str:
    """What others said of an item just reviewed blind; "" as long as it is hidden."""
    if not item_id:
        return ""
    others = desk.card(item_id, analyst).others
    told = [
        f"{w.analyst} said {VERDICTS[w.verdict]} {w.node_id or ''}".rstrip()
        for w in others
        if w.basis == "text"
    ]
    return f"{'; '.join(told)}." if told else ""


def filters_part(screen: Screen) -> dict[str, Any]:
    """What the filters show, with what can be chosen."""
    desk, filters = screen.desk, screen.asked.filters
    nodes = [(node.id, f"{node.id} {node.title}") for node in desk.framework.nodes]
    return {
        "filters": filters,
        "order": screen.asked.order,
        "narrowed": screen.asked.narrowed,
        "states": STATES,
        "orders": ORDER_SAYS,
        "least": hundredths(filters.least) if filters.least > 0 else "",
        "most": hundredths(filters.most) if filters.most < 1 else "",
        "choices": (
            ("plan", "Plan", _same(desk.sources()), filters.sources),
            ("force", "Force", _same(desk.forces()), filters.forces),
            ("node", "Node", nodes, filters.nodes),
            ("kind", "Kind", _worded(desk.kinds()), filters.kinds),
            ("flag", "Flag", _worded(desk.flags()), filters.flags),
            ("analyst", "Analyst", _same(desk.analysts()), filters.analysts),
        ),
    }


def framework_part(screen: Screen) -> dict[str, Any]:
    """What the framework shows: all of it, or what holds the words asked for."""
    words = screen.request.query_params.get("node_words", "").strip()
    found = pruned(screen.request.app.state.tree, words)
    return {
        "tree_html": _tree(screen.request, found, words),
        "hits": hits(found),
        "node_words": words,
        "fields": screen.asked.fields,
    }


def parts_of(screen: Screen, card: Card, names: Iterable[str]) -> dict[str, str]:
    """Parts of the page as HTML, by the id of the place they belong in."""
    made = {
        "item": lambda: item_part(screen, card),
        "view": lambda: view_part(screen, card),
        "queue": lambda: queue_part(screen),
        "last": lambda: last_part(screen),
    }
    return {
        name: fragment(screen.request, f"parts/{name}.html", **made[name]())
        for name in names
    }


def event_says(event: Event) -> str:
    """An act in a line: the answers it gave, and to how many items."""
    given = [word for word in event.lines if word.verdict != "retract"]
    answers: dict[str, None] = {}
    for word in given or event.lines:
        name = VERDICTS.get(word.verdict, word.verdict)
        of = " of the response" if word.basis == "response" else ""
        answers[f"{name} {word.node_id or ''}".strip() + of] = None
    items = len({word.item_id for word in event.lines})
    several = f" for {items} items" if items > 1 else ""
    listed = list(answers)
    more = f" and {len(listed) - 3} more" if len(listed) > 3 else ""
    return f"{', '.join(listed[:3])}{more}{several}"


def _tree(request: Request, found: tuple[Branch, ...], words: str) -> Markup:
    """The tree as HTML; the whole of it is the same for all who may do the same."""
    kept: dict[bool, Markup] = request.app.state.trees
    may = bool(request.state.visitor.may_decide)
    if not words and may in kept:
        return kept[may]
    # Made by the template, which escapes every word of the framework.
    made = Markup(  # noqa: S704
        fragment(request, "parts/tree.html", tree=found, node_words=words)
    )
    if not words:
        kept[may] = made
    return made


def _words(card: Card) -> tuple[Decision, ...]:
    """All that was said of the item and may be known: one's own words first."""
    return (*card.own, *card.others)


def _levels(
    ranking: Ranking | None, offered: Iterable[Suggestion]
) -> list[tuple[str, tuple[Suggestion, ...]]]:
    """What is suggested level by level, without what is offered anyway."""
    shown = {one.node_id for one in offered}
    levels = ranking.levels if ranking else ()
    found = [
        (level, tuple(one for one in ranked if one.node_id not in shown))
        for level, ranked in levels
    ]
    return [(level, ranked) for level, ranked in found if ranked]


def _same(values: Iterable[str]) -> list[tuple[str, str]]:
    return [(value, value) for value in values]


def _worded(values: Iterable[str]) -> list[tuple[str, str]]:
    return [(value, plain(value)) for value in values]
