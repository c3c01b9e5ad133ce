"""The family of errors. A message names the file, what is wrong and what to do.

PlanIngestError
  UsageError            the call or a settings file is wrong            exit code 2
  SourceError           one source cannot be used; the others go on     exit code 3
    UnknownFormat       no reader for what the file is
    EmptySource         nothing in it
    EncryptedSource     needs a password
    UnreadableSource    damaged, or not what it says it is
    NoText              opened, but its pages carry no readable text
    LimitExceeded       too large, too slow or too many pages
  FrameworkError        a framework, taxonomy or crosswalk is wrong
  RecordError           a file of the project's own (items, ledger) is wrong
"""

from pathlib import PurePath
from typing import Any


class PlanIngestError(Exception):
    """What plan_ingest raises: one line, fit to show to an analyst."""

    exit_code = 1


class UsageError(PlanIngestError):
    """The call, or a settings file, is wrong."""

    exit_code = 2


class SourceError(PlanIngestError):
    """One source cannot be used; the others go on.

    `state` is the state the source gets in sources.jsonl.
    """

    exit_code = 3
    state = "not assessable"

    def __init__(self, file: str | PurePath, wrong: str, mend: str) -> None:
        super().__init__(f"{file}: {wrong}; {mend}")
        self.file, self.wrong, self.mend = str(file), wrong, mend

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.file, self.wrong, self.mend), self.__dict__


class UnknownFormat(SourceError):
    """No reader for what the file is."""


class EmptySource(SourceError):
    """Nothing in the file."""


class EncryptedSource(SourceError):
    """The file needs a password."""


class UnreadableSource(SourceError):
    """The file is damaged, or not what it says it is."""

    state = "quarantined"


class NoText(SourceError):
    """The file opens, but its pages carry no readable text.

    `pages` is how many there are that might be read from their picture.
    """

    pages = 0


class LimitExceeded(SourceError):
    """Reading the file would take more time, memory or pages than allowed."""

    state = "quarantined"


class FrameworkError(PlanIngestError):
    """A framework, taxonomy, exemplar list or crosswalk is wrong."""


class RecordError(PlanIngestError):
    """A file of the project's own (items, suggestions, ledger) is wrong."""
