from celery import shared_task
from django.utils import timezone

from documenten import opruimen


@shared_task
def verlopen_concepten(**kwargs) -> None:
    """Every hour."""
    opruimen.verlopen_concepten(at=timezone.now())


@shared_task
def verweesde_bestanden(**kwargs) -> None:
    """Every day."""
    opruimen.verweesde_bestanden()
