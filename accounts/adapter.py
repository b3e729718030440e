"""What allauth leaves to us: nobody signs up, mail goes through the outbox, a closed account looks like a wrong password."""

import secrets

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse

from accounts import mail


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials) -> AbstractBaseUser | None:
        """A closed account gets the same answer as a wrong password (M17)."""
        user = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Only the mails of `mail.NOTICES`: what else allauth could send belongs to pages that we do not have."""
        mail.notify(template_prefix.rpartition("/")[2], aan=email, sleutel=secrets.token_hex(16))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:start")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")
