"""News for the rooms above, sent inside the transaction that made it true."""

from django.dispatch import Signal

bericht_afgeleverd = Signal()  # sender=Bericht, bericht=…: the mail server took it
bericht_mislukt = Signal()  # sender=Bericht, bericht=…: it will not arrive; somebody has to call
