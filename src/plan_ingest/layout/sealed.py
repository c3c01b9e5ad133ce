"""Nouns of which a page has thousands: frozen for mypy, cheap for the interpreter.

A frozen dataclass sets each field through `object.__setattr__` and takes four times as
long to make as a plain one. Making words was a tenth of reading a page.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as sealed
else:
    from dataclasses import dataclass

    def sealed(*, frozen: bool, slots: bool):
        """A plain dataclass, equal and hashed by its fields as a frozen one is."""
        return dataclass(slots=slots, unsafe_hash=frozen)


__all__ = ["sealed"]
