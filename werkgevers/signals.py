"""News for the rooms above; sent inside the transaction, so what they write stands or falls with it."""

from django.dispatch import Signal

erkenning_gewijzigd = Signal()  # sender=Erkenning, erkenning=, on=, by=
