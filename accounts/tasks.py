from celery import shared_task
from django.utils import timezone

from accounts import bewaren


@shared_task
def verlopen_invoer(**kwargs) -> None:
    bewaren.sweep(at=timezone.now())
