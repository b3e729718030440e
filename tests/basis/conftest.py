import threading
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.models import User


@pytest.fixture
def anna(db) -> User:
    return User.objects.create_user("anna@voorbeeld.nl", "Anna Bakker")


@pytest.fixture
def bert(db) -> User:
    return User.objects.create_user("bert@voorbeeld.nl", "Bert Smid")


@pytest.fixture
def limits(transactional_db) -> None:
    """The time limits of the database role; connections opened after this have them."""
    call_command("tijdlimieten", verbosity=0)
    connection.close()


@pytest.fixture
def at_once() -> Callable:
    """Runs a function in n threads that start together; gives their results in order, an exception as itself."""

    def run(function: Callable[[int], object], n: int = 2) -> list:
        results: list = [None] * n
        start = threading.Barrier(n)

        def work(number: int) -> None:
            try:
                start.wait(10)
                results[number] = function(number)
            except Exception as error:  # handed to the test
                results[number] = error
            finally:
                connection.close()

        threads = [threading.Thread(target=work, args=[number]) for number in range(n)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        return results

    return run
