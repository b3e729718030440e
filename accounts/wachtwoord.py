"""
What makes a password good enough: length, not composition (vertrouwen.md §1).

The sentences are ours, because Django's Dutch is incomplete.
"""

from django.contrib.auth import password_validation as django


class LongEnough(django.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"Kies een langer wachtwoord: minstens {self.min_length} tekens."


class NotAboutYou(django.UserAttributeSimilarityValidator):
    def __init__(self) -> None:
        super().__init__(user_attributes=("email", "naam"))

    def get_error_message(self) -> str:
        return "Kies een wachtwoord dat minder lijkt op uw naam of e-mailadres."


class NotCommon(django.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return "Kies een ander wachtwoord: dit wordt te vaak gebruikt."
