from django.db import models

from accounts.models.user import User


class BewaardeInvoer(models.Model):
    """What somebody was filling in when their session ended: one a person, for two hours, written in that person's own key."""

    user = models.OneToOneField(User, models.CASCADE, related_name="+")
    inhoud = models.BinaryField()
    gemaakt_op = models.DateTimeField(db_index=True)
