"""A mail server that behaves as badly as real ones do, on command."""

import asyncio
import re
from collections import Counter
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

MESSAGE_ID = re.compile(rb"^Message-ID: *(\S+)", re.MULTILINE | re.IGNORECASE)


class _Server(SMTP):
    """Hangs up half way through a message when told to."""

    def __init__(self, handler: "MailServer", **kwargs: Any) -> None:
        super().__init__(handler, **kwargs)
        self.told = handler

    async def smtp_DATA(self, arg: str) -> None:
        if self.told.mode == "cut before":
            await self.push("354 go on")
            await asyncio.sleep(0.01)
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


class _Listener(Controller):
    def factory(self) -> SMTP:
        return _Server(self.handler, **self.SMTP_kwargs)


class MailServer:
    """Keeps the Message-ID and the address of every message for which it answered 250.

    Modes: ``ok``; ``busy`` (451 for each recipient); ``closing`` (421); ``slow`` (answers after the client's patience);
    ``cut before`` and ``cut after`` the words of a message; ``no such person`` (550 for addresses with "nadie");
    ``lost answer`` (keeps the message, and hangs up instead of saying so).
    """

    def __init__(self, port: int) -> None:
        self.mode = "ok"
        self.pause = 0.0  # seconds before each answer
        self.taken: list[tuple[str, str]] = []
        self.port = port
        self.running: _Listener | None = None

    def start(self) -> None:
        """Listen again; what was taken before stays known."""
        self.running = _Listener(self, hostname="127.0.0.1", port=self.port)
        self.running.start()

    def stop(self) -> None:
        """Refuse connections."""
        if self.running is not None:
            self.running.stop()
            self.running = None

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.mode == "busy":
            return "451 4.7.1 come back later"
        if self.mode == "closing":
            return "421 4.3.2 shutting down"
        if self.mode == "no such person" and "nadie" in address:
            return "550 5.1.1 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        await asyncio.sleep(2 if self.mode == "slow" else self.pause)
        if self.mode == "cut after":
            server.transport.abort()
            return "250 OK"
        found = MESSAGE_ID.search(bytes(envelope.content or b""))
        assert found
        self.taken += [(found.group(1).decode(), address) for address in envelope.rcpt_tos]
        if self.mode == "lost answer":
            server.transport.abort()
        return "250 OK"

    def times_taken(self) -> Counter[str]:
        """How often each Message-ID was accepted."""
        return Counter(message_id for message_id, _address in self.taken)
