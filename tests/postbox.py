"""A real mail server inside the test process, and what it received."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import override_settings

from tests.serving import free_port


class Postbox:
    """Keeps every letter it is handed; refuses the addresses of `refused`."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.letters: list[EmailMessage] = []
        self.refused: set[str] = set()
        self._arrived = threading.Condition()
        self.on_letter: Callable[[], object] = lambda: None  # called before a letter is answered for

    async def handle_RCPT(  # noqa: N802  (the name aiosmtpd calls)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 No such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        assert isinstance(content, bytes)
        letter = message_from_bytes(content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        with self._arrived:
            self.letters.append(letter)
            self._arrived.notify_all()
        self.on_letter()
        return "250 Kept"

    def text_to(self, address: str, subject: str, *, within_s: float = 60) -> str:
        """The text of the last letter to this address with these words in its subject, as soon as it is there."""

        def found() -> list[EmailMessage]:
            return [letter for letter in self.to(address) if subject in str(letter["Subject"])]

        with self._arrived:
            assert self._arrived.wait_for(found, within_s), [str(one["Subject"]) for one in self.to(address)]
        body = found()[-1].get_body()
        assert body is not None
        return str(body.get_content())

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in self.letters if address in str(letter["To"])]

    def wait_for(self, address: str, number: int = 1, *, within_s: float = 60) -> EmailMessage:
        """The letter of this number to an address, from 1, when a worker has sent it. Raises AssertionError."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: len(self.to(address)) >= number, within_s), f"no letter to {address}"
        return self.to(address)[number - 1]


def link_in(letter: EmailMessage, beginning: str) -> str:
    """The address in a letter whose path begins so, as a path."""
    [link] = re.findall(rf"https?://[^/\s]+({beginning}\S+)", letter.get_content())
    return str(link)


@contextmanager
def postbox_open() -> Iterator[Postbox]:
    """The server, and Django told to hand its letters there."""
    port = free_port()
    postbox = Postbox(port)
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    backend = "django.core.mail.backends.smtp.EmailBackend"
    try:
        with override_settings(EMAIL_BACKEND=backend, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port):
            yield postbox
    finally:
        controller.stop()
