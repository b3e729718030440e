from celery import shared_task
from django.utils import timezone

from kwalificaties import opname


@shared_task
def verlopen_uploads(**kwargs) -> None:
    """Every hour."""
    opname.verlopen(at=timezone.now())
