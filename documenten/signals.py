"""News for the rooms above, sent inside the transaction that made it true."""

from django.dispatch import Signal

document_klaar = Signal()  # sender=Document, document=…: its file is there
document_mislukt = Signal()  # sender=Document, document=…: it will not come; `document.reden` says why
