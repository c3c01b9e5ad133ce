"""Labels of a form at the edges of pages."""

from plan_ingest.layout.formlabels import label_the_body
from plan_ingest.layout.furniture import split_furniture
from plan_ingest.layout.page import PageContent, Word
from tests.layout.typeset import page, words


def _page(number: int, *, bold_inside: bool = True) -> PageContent:
    """A running head, then a form: its label opens the page and stands within it."""
    parts = [words("Northmoor plan", 50, 30, 8)]
    for top in (80, 300, 420):
        parts.append(words("Action", 50, top, bold=bold_inside or top == 80))
        parts.append(words(f"Visit street {number} {top} this week", 50, top + 13))
    return page(*parts, number=number)


def _body(pages: list[PageContent]) -> list[list[str]]:
    body, _ = split_furniture(pages)
    return [[word.text for word in words] for words in body]


def test_a_label_that_stands_all_over_the_body_is_no_running_head() -> None:
    for said in _body([_page(number) for number in (1, 2, 3)]):
        assert said.count("Action") == 3
        assert "Northmoor" not in said


def test_the_same_words_in_another_look_tell_nothing() -> None:
    for said in _body([_page(number, bold_inside=False) for number in (1, 2, 3)]):
        assert said.count("Action") == 2


def _labels(said: list[Word]) -> set[tuple[str, ...]]:
    edge = said[:1]
    return label_the_body([edge], [page(said)], {id(word) for word in edge})


def test_words_with_others_on_their_line_are_no_label() -> None:
    alone = [word for top in (20, 200, 300, 400) for word in words("Lead", 50, top)]
    beside = words("Supt", 90, 300)

    assert _labels(alone) == {("Lead",)}
    assert _labels([*alone, *beside]) == set()
