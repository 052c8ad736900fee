"""Runs inside a town: the site's own WSGI application, one process for each request, held still until told to go.

``python -m tests.faults.publisher`` reads one request a line (JSON: path, type, body in hexadecimal) and answers with
the number of a process that waits for SIGUSR1 before it serves the request, then with how it ended. So that a tracer
can be attached to exactly one request. ``FAULTS_SYNCHRONOUS`` changes how SQLite waits for the disk.
"""

import io
import json
import os
import signal
import sys
from typing import Any

DONE = 302  # the desk leads on to the page of what was published
LEADS_ON_TO = ("/trabajo/dependencias/oficina-", "/trabajo/marco-legal/calendarios/")
SAID_DONE, SAID_ERROR, SAID_NO = 0, 5, 4  # exit codes: 302, 5xx, 4xx
ANSWER_MARK = "PUBLISHED"


def prepare() -> Any:
    """Load the site, with the durability that the experiment asks for."""
    import django  # noqa: PLC0415 - settings come first
    from django.conf import settings  # noqa: PLC0415

    wanted = os.environ.get("FAULTS_SYNCHRONOUS")
    if wanted:
        options = settings.DATABASES["default"]["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", f"synchronous={wanted}")
    django.setup()
    from tequio.config.wsgi import application  # noqa: PLC0415

    return application


def serve(application: Any, request: dict[str, str]) -> int:
    """Answer one request as the web server does, to the end of its response; return the status.

    With a ``mark`` in the request, its word is written there when the person has the answer.
    """
    body = bytes.fromhex(request["body"])
    port = os.environ["TEQUIO_URL"].rsplit(":", 1)[1]
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": request["path"],
        "CONTENT_TYPE": request["type"],
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_COOKIE": request["cookie"],
        "HTTP_X_CSRFTOKEN": request["token"],
        "HTTP_HOST": f"localhost:{port}",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    said: list[str] = []

    def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
        leads_on = dict(headers).get("Location", "").startswith(LEADS_ON_TO)
        said.append("401" if status.startswith("302") and not leads_on else status)

    response = application(environ, start)
    try:
        b"".join(response)
        status = int(said[0].split()[0])
        if status == DONE and "mark" in request:
            os.write(int(request["mark"]), f"{ANSWER_MARK} {request['word']}\n".encode())
    finally:
        response.close()
    return status


def child(application: Any, request: dict[str, str]) -> None:
    """Wait to be told, serve, and end with what the person would see."""
    signal.sigwait({signal.SIGUSR1})
    code = SAID_ERROR  # a server turns whatever escapes the application into a 500
    try:
        status = serve(application, request)
        code = SAID_DONE if status == DONE else SAID_ERROR if status >= 500 else SAID_NO
    finally:
        os._exit(code)


def main() -> None:
    """Serve the lines of standard input until it ends."""
    from django.db import connections  # noqa: PLC0415 - settings come first

    application = prepare()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    warm = json.loads(sys.stdin.readline())
    print(serve(application, warm), flush=True)
    connections.close_all()
    for line in sys.stdin:
        request = json.loads(line)
        pid = os.fork()
        if pid == 0:
            child(application, request)
        print(pid, flush=True)
        _pid, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
