"""Our mails: a short text and a link from SITE_URL, never personal data (M25). Each is a row; the worker sends."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from accounts.models import Uitnodiging
from berichten.post import verstuur


@dataclass(frozen=True)
class Notice:
    """A change of the keys to one's own account, with what to do about it when it was somebody else."""

    onderwerp: str
    zin: str
    advies: str = "Kies dan meteen een nieuw wachtwoord"
    url_name: str = "account_reset_password"


_PASSKEY = {"advies": "Kijk dan meteen welke passkeys u hebt en haal weg wat niet van u is", "url_name": "accounts:beveiliging"}
NOTICES = {
    "password_changed": Notice("Uw wachtwoord is gewijzigd", "Het wachtwoord van uw account is gewijzigd."),
    "password_reset": Notice("Uw wachtwoord is gewijzigd", "U hebt een nieuw wachtwoord gekozen."),
    "passkey_erbij": Notice("Er is een passkey gemaakt", "Met een nieuwe passkey kan iemand inloggen op uw account.", **_PASSKEY),
    "passkey_weg": Notice("Er is een passkey weggehaald", "Bij uw account is een passkey weggehaald.", **_PASSKEY),
}


def link(url_name: str, **kwargs) -> str:
    """An address in a mail never comes from the request: a forged Host would poison it."""
    return settings.SITE_URL + reverse(url_name, kwargs=kwargs)


def notify(notice: str, *, aan: str, sleutel: str) -> None:
    """
    Tell somebody that the keys to their account changed.

    :raises KeyError: no such notice.
    """
    what = NOTICES[notice]
    context = {"zin": what.zin, "advies": what.advies, "link": link(what.url_name)}
    verstuur(
        aan=aan, onderwerp=what.onderwerp, template="accounts/mail/wijziging.txt", context=context, sleutel=f"{notice}:{sleutel}"
    )


def send_reset_link(*, aan: str, uid: str, key: str, sleutel: str) -> None:
    context = {"link": link("account_reset_password_from_key", uidb36=uid, key=key)}
    verstuur(
        aan=aan,
        onderwerp="Kies een nieuw wachtwoord",
        template="accounts/mail/wachtwoord_vergeten.txt",
        context=context,
        sleutel=f"wachtwoord:{sleutel}",
    )


def send_inlogcode(*, aan: str, code: str, sleutel: str) -> None:
    """The code stands in the text only: the subject is kept after sending."""
    verstuur(
        aan=aan,
        onderwerp="Uw code om in te loggen",
        template="accounts/mail/inlogcode.txt",
        context={"code": code, "minuten": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60},
        sleutel=f"inlogcode:{sleutel}",
    )


def send_uitnodiging(uitnodiging: Uitnodiging, token: str) -> None:
    context = {
        "regio": uitnodiging.regio.naam,
        "rol": uitnodiging.get_rol_display().lower(),
        "dagen": (uitnodiging.vervalt_op - uitnodiging.verstuurd_op).days,
        "link": link("accounts:uitnodiging", token=token),
    }
    verstuur(
        aan=uitnodiging.email,
        onderwerp=f"Uitnodiging voor Praktijkleren in {uitnodiging.regio.naam}",
        template="accounts/mail/uitnodiging.txt",
        context=context,
        sleutel=f"uitnodiging:{uitnodiging.token_hash}",
    )
