"""allauth's forms in our words and look, and what happens around signing in and out."""

from allauth.account import forms as allauth
from django.http import HttpRequest

from accounts import reset
from accounts.forms import EMAIL, WACHTWOORD_HINT
from accounts.models import User


class OurLook:
    """No placeholders, no browser bubbles, no second typing of a password; our own label and hint."""

    use_required_attribute = False
    required_css_class = "verplicht"
    error_css_class = "fout"
    labels: dict[str, str] = {}
    hints: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            field.error_messages["required"] = "Vul uw wachtwoord in." if "password" in name else EMAIL["required"]


class LoginForm(OurLook, allauth.LoginForm):
    labels = {"login": "E-mailadres", "password": "Wachtwoord"}


class ChangePasswordForm(OurLook, allauth.ChangePasswordForm):
    labels = {"oldpassword": "Wachtwoord dat u nu hebt", "password1": "Nieuw wachtwoord"}
    hints = {"password1": WACHTWOORD_HINT}


class ResetPasswordKeyForm(OurLook, allauth.ResetPasswordKeyForm):
    labels = {"password1": "Nieuw wachtwoord"}
    hints = {"password1": WACHTWOORD_HINT}


class ResetPasswordForm(OurLook, allauth.ResetPasswordForm):
    """Promises a mail without looking whether the address is known: the same answer in the same time for all (M17)."""

    labels = {"email": "E-mailadres"}

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def save(self, request: HttpRequest, **kwargs) -> str:
        return reset.request_link(self.cleaned_data["email"])


class UserTokenForm(allauth.UserTokenForm):
    """The account in a reset link is named by its code, never by its key."""

    def _get_user(self, uidb36: str) -> User | None:
        return reset.account(uidb36)
