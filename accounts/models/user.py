from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from basis.models import PublicModel
from basis.tekst import fold

if TYPE_CHECKING:
    from accounts.models.lidmaatschap import Lidmaatschap


class UserManager(BaseUserManager):
    def create_user(self, email: str, naam: str, password: str | None = None) -> "User":
        """:returns: a user whose address is kept in lower case; without password the account opens by invitation only."""
        user = self.model(email=email.strip().lower(), naam=naam)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str) -> "User":
        return self.get(email=username.strip().lower())


class User(PublicModel, AbstractBaseUser):
    """One person with one account; what they may do stands in their Lidmaatschappen."""

    email = models.EmailField("e-mailadres", unique=True)
    naam = models.CharField("naam", max_length=120)
    telefoon = models.CharField("telefoon", max_length=25, blank=True)
    is_active = models.BooleanField("actief", default=True)
    passkey_aangeboden_op = models.DateTimeField(null=True, editable=False)  # offered once, after the first sign-in by a code
    gezien_at = models.DateTimeField(null=True, editable=False)  # of a leerbedrijf or school: when last here, by gezien.py only
    created_at = models.DateTimeField()
    zoektekst = models.CharField(max_length=400, editable=False, db_collation="C")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["naam"]
    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_lower"),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_is_lower"),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def laatst_gezien(self) -> datetime | None:
        return max((at for at in (self.gezien_at, self.last_login) if at), default=None)

    def save(self, *args, **kwargs) -> None:
        self.created_at = self.created_at or timezone.now()
        self.zoektekst = fold(f"{self.naam} {self.email}")[:400]
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], "zoektekst"}
        super().save(*args, **kwargs)

    def refresh_from_db(self, *args, **kwargs) -> None:
        super().refresh_from_db(*args, **kwargs)
        self.forget_lidmaatschappen()

    def lidmaatschappen_on(self, on: date) -> list["Lidmaatschap"]:
        """What counts on this day, read once per object: a request asks for it many times."""
        kept = self.__dict__.setdefault("_lidmaatschappen", {})
        if on not in kept:
            kept[on] = list(self.lidmaatschappen.geldig(on=on).select_related("regio", "organisatie"))
        return kept[on]

    def forget_lidmaatschappen(self) -> None:
        self.__dict__.pop("_lidmaatschappen", None)
