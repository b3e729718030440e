"""Who read what (vertrouwen.md §3): written in the same request; when it cannot be written, the page is not shown."""

from uuid import UUID

from django.utils import timezone

from basis.models import ReadLog


def log_read(user, soort: str, code: UUID, *, view: str = "") -> None:
    ReadLog.objects.create(user_id=user.pk, soort=soort, object_code=code, view=view[:120], at=timezone.now())
