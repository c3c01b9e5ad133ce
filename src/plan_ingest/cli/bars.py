"""Progress on a terminal: how far, at what rate, what is left, what was set aside."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console as Terminal
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars
from rich.text import Text

from plan_ingest.cli.console import one_line

if TYPE_CHECKING:
    from plan_ingest.pipeline.plans import Advance, Progress

_UNREAD = ("quarantined", "not assessable")


class Rate(ProgressColumn):
    """Plans a second, or a minute where that is slow."""

    def render(self, task: Task) -> Text:
        """The rate as words."""
        speed = task.finished_speed or task.speed or 0.0
        told = f"{speed:.1f}/s" if speed >= 1 else f"{speed * 60:.1f}/min"
        return Text(told if speed else "", style="progress.data.speed")


@contextmanager
def bars(what: str, screen: Terminal | None = None) -> Iterator["Progress"]:
    """A bar for each step, gone when all is done; `what` is what the first one does."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[aside]}", style="yellow"),
        TextColumn("{task.fields[name]}", markup=False),
    )
    terminal = screen or Terminal(stderr=True)
    with Bars(*columns, console=terminal, transient=True) as shown:

        def begin(total: int, step: str = what) -> "Advance":
            task = shown.add_task(step, total=total, name="", aside="")
            aside = 0

            def done(name: str, outcome: str = "", seconds: float = 0.0) -> None:  # noqa: ARG001
                nonlocal aside
                aside += outcome in _UNREAD
                told = f"{aside} set aside" if aside else ""
                shown.update(task, advance=1, name=one_line(name), aside=told)

            return done

        yield begin
