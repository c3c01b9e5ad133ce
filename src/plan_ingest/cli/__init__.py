"""The command line, a file a verb; a verb's module is imported when it is named."""

import logging
import sys
from io import TextIOWrapper
from typing import Any

import click

from plan_ingest import registry
from plan_ingest.cli.console import Console
from plan_ingest.cli.groups import Verbs
from plan_ingest.errors import PlanIngestError

VERBS: dict[str, str] = {
    "init": "plan_ingest.cli.init:init",
    "run": "plan_ingest.cli.run:run",
    "ingest": "plan_ingest.cli.ingest:ingest",
    "suggest": "plan_ingest.cli.suggest:suggest",
    "review": "plan_ingest.cli.review:review",
    "compare": "plan_ingest.cli.compare:compare",
    "evaluate": "plan_ingest.cli.evaluate:evaluate",
    "framework": "plan_ingest.cli.framework:framework",
    "inspect": "plan_ingest.cli.inspect:inspect",
    "verify": "plan_ingest.cli.verify:verify",
}
"""Verb to "module:command", in the order of the story."""


class Story(Verbs):
    """The verbs of the story: loads the one asked for, and turns errors to one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The verbs, in the order of the story."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The verb's command, None where there is no such verb."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = registry.load(VERBS, cmd_name, "verb")
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; a known error is one line and its exit code."""
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except BrokenPipeError:
            raise
        except Exception as wrong:
            if ctx.find_root().ensure_object(Console).debug:
                raise
            code, line = _told(wrong)
            Console().warn(line)
            ctx.exit(code)


@click.group(
    cls=Story,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
    epilog="Start with `plan-ingest init DIR`, put plans in DIR/data/raw, then run"
    " `plan-ingest run` in DIR.",
)
@click.option("--project", type=click.Path(path_type=str), help="The project's folder.")
@click.option("--json", "as_json", is_flag=True, help="Results as JSON on stdout.")
@click.option("--quiet", is_flag=True, help="Warnings and errors only.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(package_name="plan-ingest", prog_name="plan-ingest")
@click.pass_context
def main(
    ctx: click.Context, project: str | None, as_json: bool, quiet: bool, debug: bool
) -> None:
    """Read police action plans, map them onto a framework, show the gaps.

    Exit codes: 0 all done; 1 failed; 2 wrong usage; 3 done, but some sources could
    not be read; 4 done, but conflicts need a person.
    """
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may lack the signs of a plan: show a stand-in, go on.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if debug:
        logging.getLogger("plan_ingest").setLevel(logging.DEBUG)
        logging.getLogger("plan_ingest").addHandler(logging.StreamHandler())
    ctx.obj = Console(project=project, json=as_json, quiet=quiet, debug=debug)


def _told(wrong: Exception) -> tuple[int, str]:
    if isinstance(wrong, PlanIngestError):
        return wrong.exit_code, str(wrong)
    if isinstance(wrong, OSError) and wrong.strerror:
        what = wrong.filename or "a file"
        if isinstance(wrong, PermissionError):
            told = f"{what}: {wrong.strerror}; close it where a program such as Excel"
            return 1, f"{told} has it open, check the rights, and run again"
        return 1, f"{what}: {wrong.strerror}; check the path, the rights and the space"
    kind = type(wrong).__name__
    return 1, f"unexpected {kind}: {wrong}; run again with --debug for the traceback"
