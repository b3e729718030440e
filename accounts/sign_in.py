"""allauth's forms in our words and look, and what happens around signing in and out."""

from allauth.account import forms as allauth
from allauth.account.internal.stagekit import unstash_login
from allauth.account.stages import LoginByCodeStage
from allauth.account.views import RequestLoginCodeView
from allauth.core import context, ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import LoginWebAuthnForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from accounts import inlogcode, passkeys, reset, toegang
from accounts.forms import EMAIL, WACHTWOORD_HINT, passkey_field
from accounts.models import User
from basis.dagen import today

TE_VAAK = "Wacht even en vraag dan een nieuwe code aan. U deed dat te vaak kort na elkaar."


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
            field.error_messages |= {"required": self._required(name), "invalid": EMAIL["invalid"]}

    def _required(self, name: str) -> str:
        if name == "code":
            return "Vul de code uit de e-mail in."
        return "Vul uw wachtwoord in." if "password" in name else EMAIL["required"]


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


class AskCodeForm(OurLook, allauth.RequestLoginCodeForm):
    """
    Takes the address from its own page or from that of signing in, where it has another name.

    `_user` is whom a right code would sign in: only people from outside (ADR 0014). One question for every address (M17).
    """

    labels = {"email": "E-mailadres"}

    def __init__(self, data=None, *args, **kwargs):
        if data is not None and "login" in data:
            data = {**data.dict(), "email": data["login"]}
        super().__init__(data, *args, **kwargs)

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if not ratelimit.consume(context.request, action="request_login_code", key=email):
            raise ValidationError(TE_VAAK)
        self._user = toegang.mensen_van_buiten(today()).filter(email=email).first()
        return email


class AskCodeView(RequestLoginCodeView):
    def form_valid(self, form: AskCodeForm) -> HttpResponse:
        response = super().form_valid(form)
        inlogcode.promise(form.cleaned_data["email"], code=getattr(self.request, "inlogcode", ""))
        return response


def waiting_code(request: HttpRequest) -> str:
    """What was mailed to this browser; for the demo, where no mail arrives."""
    login = unstash_login(request, peek=True)
    return login.state["stages"].get(CodeStage.key, {}).get("data", {}).get("code", "") if login else ""


class ConfirmCodeForm(OurLook, allauth.ConfirmLoginCodeForm):
    labels = {"code": "Code uit de e-mail"}
    hints = {"code": "8 cijfers"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "class": "code"}


class CodeStage(LoginByCodeStage):
    """While a code waits, the sign-in page stays open: for another address, a password, a new code."""

    def is_resumable(self, request: HttpRequest) -> bool:
        return False


class PasskeyLoginForm(LoginWebAuthnForm):
    """Whose passkey it is, its own code says; allauth would ask for the key of the account."""

    credential = passkey_field()

    def clean_credential(self) -> Authenticator:
        return passkeys.prove(self.cleaned_data["credential"])
