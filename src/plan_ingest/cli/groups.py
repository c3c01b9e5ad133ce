"""Groups of verbs: their list in full, and a near word for one that is mistyped."""

import click

from plan_ingest.text import perhaps

_WHOLE = 400
"""Letters of a verb's first sentence that the list of verbs has room for."""


class Verbs(click.Group):
    """A group that lists its verbs with their whole first sentence."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb asked for. Raises UsageError with the nearest where there is none.

        An option before a verb that is missing is left to click's own words.
        """
        asked = args[0] if args else ""
        if asked.startswith("-") or self.get_command(ctx, asked):
            return super().resolve_command(ctx, args)
        there = self.list_commands(ctx)
        raise click.UsageError(
            f"No such command {asked!r}; {perhaps(asked, there)}there is:"
            f" {', '.join(there)}",
            ctx,
        )

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """The verbs, each with its first sentence over as many lines as it takes."""
        verbs = [
            (name, self.get_command(ctx, name)) for name in self.list_commands(ctx)
        ]
        rows = [(name, verb.get_short_help_str(_WHOLE)) for name, verb in verbs if verb]
        with formatter.section("Commands"):
            formatter.write_dl(rows)
