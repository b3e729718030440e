"""A mail server for tests, on a real socket: it keeps what it takes, and fails the way it is told."""

import socketserver
import sys
import threading
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default


class Session(socketserver.StreamRequestHandler):
    def handle(self):
        sink = self.server
        if sink.mode == "zwijgt":
            sink.closing.wait(30)
            return
        self.say(220, "sink")
        while line := self.rfile.readline():
            verb = line[:4].upper().strip()
            if verb == b"EHLO":
                self.say(250, "sink")
            elif verb == b"RCPT" and sink.mode == "weigert":
                self.say(550, "geen postvak")
            elif verb == b"RCPT" and sink.mode == "later":
                self.say(451, "probeer later")
            elif verb == b"DATA":
                self.data()
                if sink.mode == "verbreekt":
                    return
                self.say(250, "ok")
            elif verb == b"QUIT":
                return self.say(221, "dag")
            else:
                self.say(250, "ok")

    def data(self):
        self.say(354, "kom maar")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                raise ConnectionResetError("half a mail is no mail")
            lines.append(line.removeprefix(b"."))
        self.server.mails.append(message_from_bytes(b"".join(lines), policy=default))

    def say(self, code, text):
        self.wfile.write(f"{code} {text}\r\n".encode())


class Sink(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.mails, self.mode, self.closing = [], "neemt", threading.Event()

    def handle_error(self, request, client_address):
        """A sender that dies in the middle is what some tests are about; anything else is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    @property
    def port(self):
        return self.server_address[1]


@contextmanager
def running_sink():
    with Sink() as sink:
        thread = threading.Thread(target=sink.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield sink
        finally:
            sink.closing.set()
            sink.shutdown()
            thread.join()
