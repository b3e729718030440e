"""
A form counts once (huis.md §5): the same form sent twice does its work once and gives the same answer twice.

The key is 128 random bits in the form (`{% once %}`); a GET stores nothing. Rows live 48 hours (`basis.tasks`).
"""

import hashlib
import re
import secrets
from collections.abc import Callable
from functools import wraps

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from basis import leeslog
from basis.getypt import typed
from basis.htmx import send_to
from basis.models import OnceKey

FIELD = "once"
_KEY = re.compile(r"[A-Za-z0-9_-]{22}")
_NOT_TYPED = {FIELD, "csrfmiddlewaretoken"}

View = Callable[..., HttpResponse]


class _NotSaved(Exception):
    """Rolls the transaction back and carries the answer out of it."""

    def __init__(self, response: HttpResponse):
        self.response = response


def new_key() -> str:
    return secrets.token_urlsafe(16)


def once(view: View) -> View:
    """
    Open the transaction of a POST and let it count once.

    A redirect commits, with its location; any other answer rolls everything back, so that a refused form has changed nothing
    and may be sent again with its key. Same key and body: the stored redirect. Same key, other body: 409 with what was typed.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        if not _KEY.fullmatch(key := request.POST.get(FIELD, "")):
            return _page(request, "basis/formulier_verlopen.html", status=400)
        row = {"user_id": request.user.pk, "view": f"{view.__module__}.{view.__qualname__}"[-120:], "key": key}
        with leeslog.kept_after_rollback() as reads:
            try:
                with transaction.atomic():
                    return _first_or_again(request, row, lambda: view(request, *args, **kwargs))
            except _NotSaved as refused:
                leeslog.write_again(reads)
                return refused.response

    wrapped.is_once = True  # type: ignore[attr-defined]  # the resolver walk in the tests looks for this
    return wrapped


def _first_or_again(request: HttpRequest, row: dict, run: Callable[[], HttpResponse]) -> HttpResponse:
    body = _body_hash(request)
    if not _insert(row, body):
        return _again(request, OnceKey.objects.get(**row), body)
    response = run()
    location = response.get("HX-Redirect") or response.get("Location")
    if not location or response.status_code >= 400:
        raise _NotSaved(response)
    OnceKey.objects.filter(**row).update(location=location)
    return response


def _insert(row: dict, body: str) -> bool:
    """One statement: the second of two at once waits for the first, at most the role's lock time-out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO basis_oncekey (user_id, view, key, body_hash, location, created_at) VALUES (%s, %s, %s, %s, '', %s) "
            "ON CONFLICT DO NOTHING",
            [row["user_id"], row["view"], row["key"], body, timezone.now()],
        )
        return cursor.rowcount == 1


def _again(request: HttpRequest, stored: OnceKey, body: str) -> HttpResponse:
    if stored.body_hash == body:
        return send_to(request, stored.location)
    return _page(request, "basis/al_opgeslagen.html", location=stored.location, status=409)


def _page(request: HttpRequest, template: str, *, status: int, **context) -> HttpResponse:
    return render(request, template, {"typed": [value for value in typed(request) if value.tonen], **context}, status=status)


def _body_hash(request: HttpRequest) -> str:
    """Of the URL, what was typed and the files, not of the keys of the form itself."""
    digest = hashlib.sha256(repr(request.get_full_path()).encode())
    for name in sorted(request.POST.keys() - _NOT_TYPED):
        digest.update(repr((name, request.POST.getlist(name))).encode())
    for name in sorted(request.FILES):
        for upload in request.FILES.getlist(name):
            digest.update(repr((name, upload.name, upload.size)).encode())
            for chunk in upload.chunks():
                digest.update(chunk)
            upload.seek(0)
    return digest.hexdigest()
