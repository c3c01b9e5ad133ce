"""Which texts are tried for likeness: by runs of words, in an order that holds."""

from plan_ingest.compare.alike import Shelf


def test_runs_stand_in_the_order_of_the_words() -> None:
    shelf = Shelf()
    assert shelf.runs_of("a b c d a b c") == ("a b c", "b c d", "c d a", "d a b")
    assert shelf.runs_of("a b") == ("a", "b")
    assert shelf.runs_of("a") == ("a",)
    assert shelf.runs_of("") == ()


def test_who_shares_most_comes_first_and_of_those_alike_the_first() -> None:
    shelf = Shelf(run=2)
    for text in ("one two three", "two three four", "one two nine", "no word"):
        shelf.add(text, shelf.runs_of(text))
    assert shelf.near(shelf.runs_of("one two three")) == [0, 1, 2]
    assert shelf.near(shelf.runs_of("quite another")) == []
