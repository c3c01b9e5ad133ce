"""Where what can be made again is kept: the user's own cache folder."""

import os
from pathlib import Path


def cache_folder(given: str = "") -> Path:
    """The folder a setting names, else that of the user and of this program."""
    if given:
        return Path(given)
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(home) if home else Path.home() / ".cache") / "plan_ingest"
