"""What every action on a dossier besides the overgangen does: lock, check, and afterwards recompute who is aan zet."""

from collections.abc import Callable
from datetime import date
from functools import wraps

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from trajecten import aan_zet, toegang
from trajecten.models import Traject
from trajecten.workflow import OvergangGeweigerd


def actie(permission: Permission) -> Callable:
    """Lock and check before the action; aan zet and termijnen after it."""

    def wrap(action):
        @wraps(action)
        def locked(*, traject: Traject, by: User, on: date, **details):
            with transaction.atomic():
                row = Traject.objects.select_for_update(of=("self",)).select_related("deelnemer", "regio").get(pk=traject.pk)
                if not toegang.may(by, permission, row, on=on):
                    raise OvergangGeweigerd("Dit mag u bij dit traject niet doen. Vraag het de behandelaar.")
                if row.geanonimiseerd_op:
                    raise OvergangGeweigerd("Van dit dossier zijn de persoonsgegevens verwijderd. Er kan niets meer bij.")
                result = action(traject=row, by=by, on=on, **details)
                row.refresh_from_db()
                aan_zet.bijwerken(row, on=on)
                return result

        return locked

    return wrap
