import pytest

from accounts.models import Uitnodiging
from basis.once import new_key
from berichten.models import Bericht


@pytest.fixture
def link():
    """:returns: a function that gives the path of the link in the last mail to this address."""

    def of(aan: str) -> str:
        text = Bericht.objects.filter(aan=aan).latest("pk").tekst
        url = next(word for word in text.split() if word.startswith("http://localhost:8000/"))
        return url.removeprefix("http://localhost:8000")

    return of


@pytest.fixture
def invite(client, beheerder):
    """:returns: a function with which the beheerder invites somebody on the page."""

    def do(email="nieuw@voorbeeld.test", rol="coordinator", **data) -> Uitnodiging:
        client.force_login(beheerder)
        form = {"naam": "Nieuwe Collega", "email": email, "rol": rol, "once": new_key(), **data}
        client.post("/beheer/leden/uitnodigen/", form)
        client.logout()
        return Uitnodiging.objects.filter(email=email).latest("pk")

    return do
