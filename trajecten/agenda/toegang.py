"""One planned appointment, for who may know of it: 404 otherwise. Logs the reading, as a page of that traject does."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404

from accounts.models import User
from accounts.permissions import Permission
from trajecten import toegang, toegang_portaal
from trajecten.agenda import afspraken


def get_afspraak(user: User, code: UUID, *, on: date) -> Any:
    """Of a dossier that this person may open; 403 for who knows of the traject and sees less of it."""
    visible = toegang.visible_trajecten(user, on=on)
    row = afspraken.planningen(on=on).filter(code=code, traject__in=visible).first()
    if row is None:
        raise Http404
    toegang.get_dossier(user, row.traject.code, Permission.TRAJECT_LEZEN, on=on, view="afspraak")
    return row


def get_afspraak_portaal(user: User, code: UUID, *, on: date) -> Any:
    """Of an own Plaatsing that goes on, and only what a leerbedrijf or a school is told of."""
    row = afspraken.van_plaatsingen(toegang_portaal.plaatsingen(user, on=on), on=on).filter(code=code).first()
    if row is None:
        raise Http404
    toegang_portaal.get_plaatsing(user, row.plaatsing_code, on=on, view="afspraak")
    return row
