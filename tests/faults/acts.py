"""Publishing through the staff's own forms, and keeping the answer that each writer got."""

import http.client
import random
import threading
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlencode

from tests.faults.publisher import LEADS_ON_TO
from tests.faults.town import Town

TOKEN = "c" * 32
BOUNDARY = "limite-de-prueba"


@dataclass
class Act:
    """One thing that somebody tried to publish, under a word found nowhere else."""

    word: str
    writer: int
    file: bytes | None = None
    state: str = (
        "unknown"  # "acked": they saw it was done; "refused": they saw it was not; else they cannot tell
    )
    status: int = 0
    seconds: float = 0.0
    at: float = 0.0


@dataclass
class History:
    """Everything that was tried, in the order in which each writer tried it."""

    acts: list[Act] = field(default_factory=list)

    def of(self, state: str) -> list[Act]:
        """Those with this answer."""
        return [act for act in self.acts if act.state == state]


def organization_form(act: Act) -> tuple[str, str, bytes]:
    """The address, type and body of a form that renames an organization."""
    data = {"name": f"Oficina {act.writer} {act.word}", "kind": "dependencia"}
    return (
        f"/trabajo/dependencias/oficina-{act.writer}/",
        "application/x-www-form-urlencoded",
        urlencode(data).encode(),
    )


def calendar_form(act: Act, day: date) -> tuple[str, str, bytes]:
    """The same for a day off with the document that orders it."""
    fields = {
        "days": f"{day:%d/%m/%Y}: Aviso {act.word}",
        "kind": "order",
        "order_title": f"Acuerdo {act.word}",
    }
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    parts.append(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{act.word}.txt"\r\n'
        "Content-Type: text/plain\r\n\r\n".encode()
        + (act.file or b"")
        + b"\r\n"
    )
    body = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
    return (
        f"/trabajo/marco-legal/calendarios/calendario-{act.writer}/agregar/",
        f"multipart/form-data; boundary={BOUNDARY}",
        body,
    )


def form_of(act: Act) -> tuple[str, str, bytes]:
    """The form that publishes this act; an act with a file is a day off."""
    if act.file is None:
        return organization_form(act)
    return calendar_form(act, date(2001, 1, 1) + timedelta(days=int(act.word.rsplit("x", 1)[1]) % 36_000))


def headers_for(session: str, content_type: str) -> dict[str, str]:
    """What a browser that is signed in sends."""
    return {
        "Content-Type": content_type,
        "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
        "X-CSRFToken": TOKEN,
    }


def send(town: Town, act: Act, timeout: float = 30.0) -> Act:
    """Publish over HTTP and note the answer."""
    path, content_type, body = form_of(act)
    started = time.monotonic()
    connection = http.client.HTTPConnection("localhost", town.port, timeout=timeout)
    try:
        connection.request("POST", path, body, headers_for(town.session, content_type))
        answer = connection.getresponse()
        answer.read()
        act.status = answer.status
        if answer.status == 302 and (answer.getheader("Location") or "").startswith(LEADS_ON_TO):
            act.state = "acked"
        elif answer.status == 302:
            raise RuntimeError(f"the session is over: {answer.getheader('Location')}")
        elif answer.status < 500:
            act.state = "refused"
    except (OSError, http.client.HTTPException):
        pass
    finally:
        connection.close()
    act.seconds, act.at = time.monotonic() - started, time.monotonic()
    return act


class Writers:
    """People who publish at the same time until told to stop, each at a rate of their own."""

    def __init__(
        self,
        town: Town,
        count: int,
        per_second: float,
        *,
        files: float = 0.2,
        seed: int = 0,
        prefix: str = "w",
    ) -> None:
        self.town, self.files, self.seed, self.prefix = town, files, seed, prefix
        self.pause = count / per_second
        self.histories = [History() for _ in range(count)]
        self.ending = threading.Event()
        self.threads = [
            threading.Thread(target=self._write, args=(number,), daemon=True) for number in range(count)
        ]

    def __enter__(self) -> "Writers":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.ending.set()
        for thread in self.threads:
            thread.join(timeout=60)

    @property
    def history(self) -> History:
        """What all of them did."""
        return History([act for history in self.histories for act in list(history.acts)])

    def _write(self, number: int) -> None:
        chance = random.Random(self.seed * 1000 + number)
        count = 0
        while not self.ending.is_set():
            started = time.monotonic()
            act = Act(f"{self.prefix}{number}x{count}", number)
            if chance.random() < self.files:
                act.file = act.word.encode() + b"\n" + chance.randbytes(30_000).hex().encode()
            self.histories[number].acts.append(act)
            send(self.town, act)
            count += 1
            self.ending.wait(max(0.0, self.pause - (time.monotonic() - started)))
