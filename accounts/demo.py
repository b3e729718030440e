"""
The accounts of the demo: only those whose role has screens.

No Django here, so that `bin/start` can print them. The sign-in page shows them when `settings.DEMO` is on.
"""

from typing import NamedTuple

WACHTWOORD = "praktijkleren-demo"


class DemoAccount(NamedTuple):
    email: str
    naam: str
    rol: str
    regiocode: str
    omschrijving: str


ACCOUNTS = [
    DemoAccount("coordinator@demo.example", "Marieke Wiersma", "coordinator", "GR", "Coördinator in Groningen"),
]
