"""A link that does not work any more, of whatever kind: its holder asks for another, and the answer never tells more (M17)."""

from datetime import date, datetime

from trajecten import besluitlinks, tekenlinks, vraaglinks


def vraag(token: str, *, on: date, at: datetime) -> None:
    """Each kind looks for itself: a token is of one of them, or of none."""
    tekenlinks.vraag_nieuwe(token, at=at)
    besluitlinks.vraag_nieuwe(token, on=on, at=at)
    vraaglinks.vraag_nieuwe(token, on=on, at=at)
