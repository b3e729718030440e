"""With the broker stopped by SIGSTOP signing in and every overgang go on, each within a second; after it the work is done (P5)."""

import signal
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import urlsplit

import pytest
import redis
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Response

from basis.models import OutboxRow
from documenten.models import Document, Status
from tests.e2e import hoofdlijn
from tests.e2e.stappen import Bezoek
from tests.faults.processes import Product, wait_for
from tests.personen import WACHTWOORD
from trajecten.models import Traject

PROMISED = 1.0  # seconds an action may take
QUICK_PAGE = 0.1  # seconds a page takes on a machine with nothing else to do
RESUMES = 60  # seconds until waiting work is done


@pytest.fixture
def streek(settings, tmp_path, groningen, coordinator, noorderpoort) -> hoofdlijn.Streek:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]  # as the web server has it
    coordinator.password = make_password(WACHTWOORD)
    coordinator.save()
    return hoofdlijn.streek(groningen, coordinator, noorderpoort, tmp_path)


@contextmanager
def frozen(product: Product):
    product.valkey.send_signal(signal.SIGSTOP)
    try:
        with pytest.raises(redis.exceptions.TimeoutError):  # the control: nobody answers there
            redis.Redis.from_url(product.redis_url, socket_timeout=0.5).ping()
        yield
    finally:
        product.valkey.send_signal(signal.SIGCONT)


@dataclass
class Stopwatch:
    """Seconds from a request to the first byte of its answer, for every page a browser asks for and every form it sends."""

    pages: list[float] = field(default_factory=list)
    forms: list[tuple[float, str]] = field(default_factory=list)

    def note(self, answer: Response) -> None:
        timing = answer.request.timing
        seconds = (timing["responseStart"] - timing["requestStart"]) / 1000
        if answer.request.method == "POST":
            self.forms.append((seconds, urlsplit(answer.url).path))
        elif answer.request.resource_type == "document":
            self.pages.append(seconds)

    def promised(self) -> float:
        """A page rings nobody: when even pages come slowly the machine is busy, and that is not what is measured here."""
        return PROMISED * max(1, median(self.pages) / QUICK_PAGE)


def test_nobody_waits_for_a_frozen_broker_and_the_work_is_done_afterwards(product: Product, new_page, streek):
    product.start_web()
    page = new_page(base_url=product.address)
    watch = Stopwatch()
    page.on("response", watch.note)

    with frozen(product):
        hoofdlijn.tot_en_met_vaststellen(Bezoek(page), streek)
        hoofdlijn.tot_en_met_afsluiten(Bezoek(page), streek)

    traject = Traject.objects.get()
    done = [g.soort for g in traject.gebeurtenissen.order_by("pk")]
    assert [soort for soort in done if soort in hoofdlijn.OVERGANGEN] == hoofdlijn.OVERGANGEN
    slowest, where = max(watch.forms)
    assert slowest < watch.promised(), f"{where}; {watch}"
    assert "broker_away" in product.log("web").read_text(), "control: nobody rang, so nothing was proved"

    product.start_worker()
    product.start("beat")
    wait_for(lambda: not OutboxRow.objects.filter(done_at__isnull=True).exists(), RESUMES, "what was promised meanwhile")
    assert set(Document.objects.values_list("status", flat=True)) == {Status.KLAAR}
