import signal
from collections.abc import Iterator

import pytest

from praktijkleren import lokaal
from tests.berichten.smtp_sink import Sink, running_sink
from tests.faults.processes import Product


@pytest.fixture
def sink() -> Iterator[Sink]:
    with running_sink() as sink:
        yield sink


@pytest.fixture
def product(transactional_db, tmp_path, sink) -> Iterator[Product]:
    """Nothing runs yet but a broker; what a test starts is killed before the database is emptied."""
    valkey, url = lokaal.start_valkey(tmp_path / "valkey")
    product = Product(home=tmp_path, redis_url=url, valkey=valkey, mail_port=sink.port)
    yield product
    product.stop()
    lokaal.stop(valkey, signal.SIGTERM)
