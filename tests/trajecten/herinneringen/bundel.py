from datetime import datetime

from trajecten.herinneringen import bundelen


def bundel(at: datetime) -> int:
    """The mails of one run of the task. :returns: how many were written."""
    return sum(bundelen.mail(pk, at=at) for pk in bundelen.wachtenden(at=at))
