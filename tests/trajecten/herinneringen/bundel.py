from datetime import datetime

from trajecten.herinneringen import bundelen, massa


def bundel(at: datetime) -> int:
    """The mails of one run of the task. :returns: how many were written."""
    if bundelen.is_tijd(at):
        massa.vraag(at=at)
    return sum(bundelen.mail(pk, at=at) for pk in bundelen.wachtenden(at=at))
