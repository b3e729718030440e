from celery import shared_task
from django.utils import timezone

from documenten import opruimen, opslag


@shared_task
def opruimen_documenten(**kwargs) -> None:
    """Every hour: concepts that ran out and half files of killed workers."""
    opruimen.verlopen_concepten(at=timezone.now())
    opslag.remove_old_temporaries()
