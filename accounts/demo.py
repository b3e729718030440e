"""
The people of the demo that have screens, with their password; settings refuse DEMO anywhere but on localhost.

Plain data without Django: `bin/start` prints it, the sign-in page shows it, `manage.py demo` makes the accounts.
"""

from dataclasses import dataclass

WACHTWOORD = "praktijkleren-demo"


@dataclass(frozen=True)
class Account:
    email: str
    naam: str
    rol: str
    regiocodes: tuple[str, ...]
    omschrijving: str
    catalogusbeheer: bool = False


ACCOUNTS = [
    Account("coordinator@voorbeeld.test", "Marieke Veen", "coordinator", ("GR",), "Coördinator in Groningen"),
    Account("collega@voorbeeld.test", "Yusuf Demir", "coordinator", ("GR",), "Tweede coördinator in Groningen"),
    Account("friesland@voorbeeld.test", "Sietske Hoekstra", "coordinator", ("FR",), "Coördinator in Friesland"),
    Account("twee-regios@voorbeeld.test", "Tom Ĳpema", "coordinator", ("DR", "GR"), "Coördinator in Drenthe en Groningen"),
    Account("begeleider@voorbeeld.test", "Hanneke Wierda", "begeleider", ("GR",), "Begeleider (jobcoach) in Groningen"),
    Account("consulent@voorbeeld.test", "Anita Jager", "consulent", ("GR",), "Consulent van een gemeente in Groningen"),
    Account("werkgever@voorbeeld.test", "Jolanda Smit", "werkgever", ("GR",), "Praktijkopleider bij een leerbedrijf in Groningen"),
    Account("school@voorbeeld.test", "Maaike Boonstra", "school", ("GR",), "Beslist namens een school in Groningen"),
    Account("beheerder@voorbeeld.test", "Geert Bultena", "beheerder", ("GR",), "Beheerder van Groningen", catalogusbeheer=True),
]
