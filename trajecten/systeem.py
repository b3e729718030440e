from dataclasses import dataclass
from typing import ClassVar

BESLUITLINK = "besluitlink"  # a school without account decides by it
VRAAGLINK = "vraaglink"  # a deelnemer answers by it
NAZORG = "nazorg"  # records what was not answered, and closes


@dataclass(frozen=True)
class Systeem:
    """
    Nobody who is signed in pressed: a part of the system acts, with the overgangen of its name (`regels.VAN_SYSTEEM`) and no
    others.

    :param hoe: in words, for the timeline, where somebody without account acted through it.
    """

    naam: str
    hoe: str = ""
    pk: ClassVar[None] = None  # no account: where a row names who recorded it, it names nobody
