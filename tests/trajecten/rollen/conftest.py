"""The same Monday and the same world as the overgangen."""

from tests.trajecten.overgangen.conftest import on_a_monday

__all__ = ["on_a_monday"]
