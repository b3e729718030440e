"""One world for all tests of a module: built once, in a transaction that is never committed; each test undoes its own part."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def voor_de_module(django_db_blocker) -> Iterator[None]:
    """
    For a module-scoped fixture that asks for `django_db_setup` and `django_db_blocker`; the tests are marked `django_db`.

    pytest-django leaves the connection open between tests, so that each of them is a savepoint in this transaction.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def ongedaan() -> Iterator[None]:
    """Whatever happens inside leaves no trace."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def controleer_uitgesteld() -> None:
    """What the database would check at the end of the transaction, now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
