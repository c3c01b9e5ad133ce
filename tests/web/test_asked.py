"""What an address asks of the queue, and back."""

from starlette.datastructures import QueryParams

from plan_ingest.review.filters import Filters
from plan_ingest.web.asked import Asked, address, asked_of

WHOLE = Asked(
    Filters(
        sources=("westmarch/plan", "a&b=c"),
        forces=("Westmarch",),
        nodes=("C1a.1",),
        least=0.25,
        most=0.9,
        kinds=("action",),
        flags=("ocr",),
        analysts=("Ann O'Neill & co",),
        state="disputed",
        text='call "taker" <b>',
    ),
    "node",
)


def test_an_address_carries_all_filters_there_and_back() -> None:
    assert asked_of(QueryParams(WHOLE.query)) == WHOLE
    assert asked_of(QueryParams(list(WHOLE.fields))) == WHOLE


def test_the_plain_queue_needs_no_words() -> None:
    assert Asked().query == ""
    assert asked_of(QueryParams("")) == Asked()


def test_what_is_not_known_is_left_out() -> None:
    asked = asked_of(
        QueryParams("state=gone&order=random&least=nan&most=x&plan=&page=3")
    )

    assert asked == Asked()


def test_bounds_are_kept_within_a_share() -> None:
    asked = asked_of(QueryParams("least=-5&most=250%25"))

    assert (asked.filters.least, asked.filters.most) == (0.0, 1.0)
    assert asked_of(QueryParams("least=33.5%25")).filters.least == 0.335


def test_filters_seldom_used_are_counted() -> None:
    assert Asked(Filters(text="x", state="all"), "node").narrowed == 0
    assert WHOLE.narrowed == 9


def test_an_address_joins_what_it_is_given() -> None:
    assert address("/item/a", "", page=2, zoom="") == "/item/a?page=2"
    assert address("/item/a", "text=b", page=2) == "/item/a?text=b&page=2"
    assert address("/", "") == "/"
