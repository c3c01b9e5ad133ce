"""What a verb says to standard error, and gives to standard output."""

import functools
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from plan_ingest.pipeline.plans import Advance, Progress


@dataclass(frozen=True, slots=True)
class Console:
    """How to talk, as asked for before or after the verb."""

    project: str | None = None
    json: bool = False
    quiet: bool = False
    debug: bool = False

    @property
    def root(self) -> Path | None:
        """The project's folder, where one was named."""
        return Path(self.project) if self.project else None

    def say(self, line: str) -> None:
        """A message of how it goes; nothing with --quiet."""
        if not self.quiet:
            click.echo(one_line(line), err=True)

    def warn(self, line: str) -> None:
        """A message the user must see."""
        click.echo(f"plan-ingest: {one_line(line)}", err=True)

    def give(self, found: Any, lines: Sequence[str] = ()) -> None:
        """The result: as JSON with --json, else as lines."""
        if self.json:
            click.echo(json.dumps(found, ensure_ascii=False, indent=1).encode("utf-8"))
        else:
            for line in lines:
                indent = len(line) - len(line.lstrip(" "))
                click.echo(" " * indent + one_line(line))

    @contextmanager
    def progress(self, what: str = "reading") -> "Iterator[Progress]":
        """On a terminal how far it is, at what rate, what is left; else nothing."""
        if self.quiet or not sys.stderr.isatty():
            yield _silent
            return
        from plan_ingest.cli.bars import bars

        with bars(what) as shown:
            yield shown


def verb(
    example: str, name: str | None = None
) -> Callable[[Callable[..., None]], click.Command]:
    """Make a function a verb: its docstring is the help, `example` ends it.

    The function gets the Console first; --project, --json, --quiet and --debug are
    understood after the verb as well as before it.
    """

    def wrap(function: Callable[..., None]) -> click.Command:
        @functools.wraps(function)
        def command(**given: Any) -> None:
            context = click.get_current_context()
            console = merged(context.ensure_object(Console), given)
            context.find_root().obj = console
            function(console, **given)

        for option in _OPTIONS:
            option(command)
        return click.command(name, epilog=f"\b\nExample:\n  {example}")(command)

    return wrap


def merged(before: Console, given: dict[str, Any]) -> Console:
    """The console asked for before the verb, with what was said after it."""
    project, as_json = given.pop("project"), given.pop("as_json")
    quiet, debug = given.pop("quiet"), given.pop("debug")
    return replace(
        before,
        project=project or before.project,
        json=as_json or before.json,
        quiet=quiet or before.quiet,
        debug=debug or before.debug,
    )


def one_line(text: str) -> str:
    """The text as one line without control characters: a document's words cannot
    move the cursor or colour a terminal."""
    return "".join(
        sign if sign.isprintable() else " " for sign in " ".join(text.split())
    )


def _silent(total: int, step: str = "") -> "Advance":  # noqa: ARG001
    return lambda name, outcome="", seconds=0.0: None  # noqa: ARG005


_OPTIONS = (
    click.option("--debug", is_flag=True, hidden=True),
    click.option("--quiet", is_flag=True, hidden=True),
    click.option("--json", "as_json", is_flag=True, help="Results as JSON on stdout."),
    click.option("--project", type=click.Path(), help="The project's folder."),
)
