"""Writes docs/commands.md from the code: every verb, as its --help prints it.

usage: python docs/make_commands.py [--check]
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from plan_ingest.cli import main

PAGE = Path(__file__).with_name("commands.md")
WIDTH = 88
HEAD = """# Commands

Written from the code by `python docs/make_commands.py`; a test holds it to it. The
guide shows them in use ([guide.md](guide.md)), [formats.md](formats.md) says what they
read and write.

Exit codes: 0 all done; 1 failed; 2 wrong usage; 3 done, but some sources could not be
read; 4 done, but conflicts need a person. `--project`, `--json`, `--quiet` and
`--debug` are understood before and after the verb.
"""


def page() -> str:
    """The whole reference as Markdown."""
    told = [HEAD]
    top = click.Context(
        main, info_name="plan-ingest", terminal_width=WIDTH, **main.context_settings
    )
    for context in _contexts(top):
        help_text = context.command.get_help(context).splitlines()
        text = "\n".join(line.rstrip() for line in help_text)
        depth = "##" if context.command_path.count(" ") < 2 else "###"
        told.append(f"{depth} `{context.command_path}`\n\n```text\n{text}\n```\n")
    return "\n".join(told)


def _contexts(context: click.Context) -> Iterator[click.Context]:
    yield context
    group = context.command
    if isinstance(group, click.Group):
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            if command is not None and not command.hidden:
                yield from _contexts(
                    click.Context(command, parent=context, info_name=name)
                )


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text("utf-8") != page())
    PAGE.write_text(page(), "utf-8")
