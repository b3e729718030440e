"""What allauth leaves to us: nobody signs up, mail goes through the outbox, a closed account looks like a wrong password."""

import secrets

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from accounts import bewaren, mail, passkeys
from accounts.middleware import WAITING

MESSAGES = {"logged_out": "U bent uitgelogd.", "password_changed": "Uw nieuwe wachtwoord is opgeslagen."}


class AccountAdapter(DefaultAccountAdapter):
    """Its texts stand here and not in a translation: allauth's Dutch says "je", and only these few are ever shown."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Controleer uw e-mailadres en uw wachtwoord. Samen kloppen ze niet.",
        "enter_current_password": "Vul het wachtwoord in dat u nu hebt. Dit klopt niet.",
        "too_many_login_attempts": "Wacht 5 minuten of vraag een nieuwe code aan. Het ging te vaak mis.",
        "incorrect_code": "Controleer de code. Deze klopt niet of is niet meer geldig.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials) -> AbstractBaseUser | None:
        """A closed account gets the same answer as a wrong password (M17)."""
        user = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """An account that was closed while its owner was signing in."""
        messages.error(request, "Inloggen lukte niet. Vraag de beheerder van uw regio om hulp.")
        return redirect("account_login")

    def get_login_stages(self) -> list[str]:
        """A second factor for staff joins here; nobody verifies an address: the invitation did."""
        return ["accounts.sign_in.CodeStage"]

    def add_message(self, request: HttpRequest, level: int, message_template: str | None = None, *args, **kwargs) -> None:
        """Only where it tells something: that one is signed in shows by itself."""
        name = (message_template or "").rpartition("/")[2].removesuffix(".txt")
        if text := kwargs.get("message") or MESSAGES.get(name):
            messages.add_message(request, level, text)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """
        Only the mails of `mail.NOTICES`: what else allauth could send belongs to pages that we do not have.

        A code is not mailed here but promised for every address alike, by `sign_in.AskCodeView`.
        """
        name = template_prefix.rpartition("/")[2]
        if name == "login_code":
            self.request.inlogcode = context["code"]
        else:
            mail.notify(name, aan=email, sleutel=secrets.token_hex(16))

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs) -> HttpResponse:
        """Back to the page where a session ended in the middle of a form, with a note of what waits there."""
        response = super().post_login(request, user, **kwargs)
        if kept := bewaren.of(user, at=timezone.now()):
            request.session[WAITING] = (kept.pagina, kept.actie)
            if response.url == resolve_url(settings.LOGIN_REDIRECT_URL):
                return redirect(kept.pagina)
        elif passkeys.is_time_to_offer(request, user):
            user.passkey_aangeboden_op = timezone.now()
            user.save(update_fields=["passkey_aangeboden_op"])
            return redirect(f"{reverse('accounts:passkey_nieuw')}?{urlencode({'next': response.url})}")
        return response

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:start")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")


class PasskeyAdapter(DefaultMFAAdapter):
    """A passkey belongs to the host of SITE_URL and knows an account by its code."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": passkeys.LUKT_NIET}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": settings.SITE_HOST, "name": "Praktijkleren"}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict:
        return {"id": user.code.hex.encode(), "display_name": user.naam, "name": user.email}
