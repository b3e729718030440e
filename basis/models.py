"""Ground: rows that know no word of the domain. Users are kept as plain numbers, because accounts stands above this room."""

import uuid

from django.db import models


class PublicModel(models.Model):
    """A row that may be named in a URL or a form: by `code`, never by its key."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class VersionedModel(models.Model):
    """A row two people may edit at once; `basis.versie` compares and raises the number."""

    versie = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class OnceKey(models.Model):
    """A form that was saved: the same form sent again gets the same answer. Lives 48 hours."""

    user_id = models.BigIntegerField(null=True)
    view = models.CharField(max_length=120)
    key = models.CharField(max_length=64)
    body_hash = models.CharField(max_length=64)
    location = models.TextField(default="")
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "view", "key"], name="once_key", nulls_distinct=False)]


class OutboxRow(models.Model):
    """An effect that was promised in a transaction and is carried out by the worker, at least once."""

    soort = models.CharField(max_length=40)
    sleutel = models.CharField(max_length=200, unique=True)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    available_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["available_at", "id"],
                name="outbox_open",
                condition=models.Q(done_at__isnull=True, failed_at__isnull=True),
            ),
            models.Index(
                fields=["soort", "available_at", "id"],
                name="outbox_open_soort",
                condition=models.Q(done_at__isnull=True, failed_at__isnull=True),
            ),
        ]


class ReadLog(models.Model):
    """Who read which dossier, and when (AVG: inzage in wie keek). Names nobody but by number."""

    user_id = models.BigIntegerField()
    soort = models.CharField(max_length=40)
    object_code = models.UUIDField()
    view = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["soort", "object_code", "-at"], name="readlog_object")]


class SearchTerm(models.Model):
    """What somebody searched for, behind a random code, so that no name stands in a URL. Lives 24 hours, for that user only."""

    key = models.CharField(max_length=32, unique=True)
    user_id = models.BigIntegerField()
    term = models.CharField(max_length=100)
    created_at = models.DateTimeField(db_index=True)
