"""Parts by name: a table of "module:attribute", imported when first asked for."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from plan_ingest.errors import UsageError


def load(table: Mapping[str, str], name: str, what: str) -> Any:
    """The part that `table` holds under `name`.

    Raises UsageError that lists what there is, or names the missing extra.
    """
    if name not in table:
        known = ", ".join(sorted(table))
        raise UsageError(f"no {what} called {name!r}; there is: {known}")
    module, _, attribute = table[name].partition(":")
    try:
        return getattr(import_module(module), attribute)
    except ModuleNotFoundError as missing:
        raise UsageError(
            f"{what} {name!r} needs the package {missing.name!r}; install the extra"
            f" that brings it (see README, Extras)"
        ) from missing
