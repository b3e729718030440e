"""`bin/start` from outside: it comes up, a person signs in, all three processes work, and nothing stays behind."""

import signal

from accounts.demo import ACCOUNTS, WACHTWOORD
from tests.lopend import PATIENCE, Visitor, running_start, wait_for


def test_start_comes_up_signs_in_works_and_leaves_no_process() -> None:
    with running_start(DEMO_KLEIN="1") as start:
        assert all(account.email in start.said() for account in ACCOUNTS)
        assert WACHTWOORD in start.said()

        visitor = Visitor()
        sign_in, page = visitor.get(start.address)
        assert ACCOUNTS[0].email in page
        ended, page = visitor.post(sign_in, login=ACCOUNTS[0].email, password="niet het goede")
        assert "inloggen" in ended
        ended, page = visitor.post(sign_in, login=ACCOUNTS[0].email, password=WACHTWOORD)
        assert "inloggen" not in ended
        assert ACCOUNTS[0].naam in page

        wait_for(lambda: "succeeded in" in start.log("worker"), PATIENCE)  # nobody but beat rang
        assert start.log("beat")
        assert len(start.processes()) >= 6  # the control of the last line

        start.process.send_signal(signal.SIGINT)
        assert start.process.wait(60) == 0, start.said()
        assert start.processes() == []
