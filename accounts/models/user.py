from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from basis.models import PublicModel


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
    created_at = models.DateTimeField()

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

    def save(self, *args, **kwargs):
        if self.created_at is None:
            from django.utils import timezone

            self.created_at = timezone.now()
        super().save(*args, **kwargs)
