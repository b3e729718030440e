"""What a regio chose for all its trajecten: one row, made when it is first saved."""

from accounts.models import Regio
from trajecten.models import RegioInstelling


def van(regio: Regio, *, save: bool) -> RegioInstelling:
    """The defaults while there is none; a page that is only looked at changes nothing."""
    if save:
        return RegioInstelling.objects.get_or_create(regio=regio)[0]
    return RegioInstelling.objects.filter(regio=regio).first() or RegioInstelling(regio=regio)
