"""Send a school without account the link by which it decides."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from accounts.permissions import Permission
from accounts.toegang import about
from basis.dagen import now, today
from basis.htmx import redirect_to
from basis.once import once
from trajecten import besluitlinks, toegang
from trajecten.workflow import OvergangGeweigerd


@once
@require_POST
def besluitlink_sturen(request: HttpRequest, code: UUID) -> HttpResponse:
    found = toegang.get_dossier(request.user, code, Permission.TRAJECT_VASTSTELLEN, on=today(), view="besluitlink")
    about(request, found.regio)
    try:
        link = besluitlinks.stuur(traject=found, by=request.user, on=today(), at=now())
    except OvergangGeweigerd as geweigerd:
        messages.error(request, str(geweigerd))
    else:
        messages.success(request, f"De link is gestuurd naar {link.email}. De school kan twee weken lang besluiten.")
    return redirect_to(request, f"{found.get_absolute_url()}#besluit")
