"""
The page for a database that restarts, or a row that somebody else holds too long: nothing is lost (P13).

It repeats what was typed as a form with the same key, so that sending it again saves once, also when the first did get through.
"""

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from basis.getypt import typed

_HELD = {"55P03", "40P01", "57014"}  # lock not available, deadlock, statement took too long: the database itself is there


def page_for(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """503, without context processors: they would ask the database who this is. None for any other error."""
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    held = getattr(error.__cause__, "sqlstate", None) in _HELD
    is_post = request.method == "POST"
    context = {
        "held": held,
        "is_post": is_post,
        "path": request.get_full_path(),
        "typed": typed(request) if is_post else [],
        "files": list(request.FILES) if is_post else [],
        "csrf_token": get_token(request) if is_post else "",
    }
    return HttpResponse(render_to_string("503.html", context), status=503, headers={"Retry-After": "5" if held else "60"})
