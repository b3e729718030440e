from dataclasses import dataclass


@dataclass(frozen=True)
class Systeem:
    """Nobody pressed: a part of the system acts by itself, with the automatic overgangen and no others; named in the timeline."""

    naam: str
