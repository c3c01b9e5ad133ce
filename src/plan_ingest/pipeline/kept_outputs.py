"""Workbooks and reports kept by what they rest on: one that stands is not made anew.

What a comparison found is in its CSV files and in what the manifest describes. Where
both are as they were, and the file on disk is the one made of them, there is nothing
to make: so it is after a run cut short between two workbooks, and after a change of
which nothing shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from plan_ingest.model.coverage import Report
from plan_ingest.store import keys
from plan_ingest.store.files import written_whole

_CODE = ("exports", "templates", "compare", "review", "pipeline", "model", "data")


def rests_on(
    report: Report, said: Mapping[str, object], listed: Mapping[str, str]
) -> str:
    """The key of what every workbook and report of a comparison rests on.

    `said` is what the manifest describes, `listed` the sha256 of each listing's file.
    """
    shown = sha256(repr((report.scope, report.review)).encode("utf-8", "surrogatepass"))
    code = keys.code_key(*_CODE, "text.py")
    return keys.key(said, listed, shown.hexdigest(), report.profiles, code)


@dataclass(frozen=True, slots=True)
class KeptOutputs:
    """The record of outputs made; without a path nothing is kept."""

    record: Path | None
    out: Path

    def standing(self, name: str, key: str) -> str | None:
        """The sha256 of an output that stands as made under this key, else None."""
        before = self._read().get(name)
        if before is None or before[0] != key or not (self.out / name).is_file():
            return None
        with (self.out / name).open("rb") as content:
            found = file_digest(content, "sha256").hexdigest()
        return found if found == before[1] else None

    def note(self, name: str, key: str, made: str) -> None:
        """Note what an output, safe on disk, rests on."""
        if self.record is not None:
            told = self._read() | {name: (key, made)}
            with written_whole(self.record) as handle:
                handle.write(_RECORD.dump_json(dict(sorted(told.items())), indent=1))

    def _read(self) -> dict[str, tuple[str, str]]:
        if self.record is None:
            return {}
        try:
            return _RECORD.validate_json(self.record.read_bytes())
        except (OSError, ValidationError):
            return {}


_RECORD = TypeAdapter(dict[str, tuple[str, str]])
