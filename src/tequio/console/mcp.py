"""``mcp``: answers an assistant over standard input and output with what is public, and nothing else."""

import importlib
import os
from importlib.util import find_spec
from urllib.parse import urlsplit

from tequio.console import options
from tequio.console.output import OK, SPACE, USAGE, Stop

MISSING = (
    "Falta la parte opcional para asistentes; instálala con: "
    ".venv/bin/python -m pip install --require-hashes -r requirements/mcp.txt"
)
TIMEOUT = 30.0  # seconds


def main(arguments: list[str]) -> int:
    """Serve until the assistant closes the connection."""
    parser = options.parser(
        "mcp",
        "Servidor de solo lectura del Model Context Protocol (stdio): un asistente pregunta por lo público y recibe "
        "citas a los actos y sus pruebas. Sin --url lee el sitio de esta máquina.",
    )
    parser.add_argument(
        "--url", metavar="DIRECCIÓN", help="lee el sitio público de otro Tequio, por ejemplo https://…"
    )
    chosen = parser.parse_args(arguments)
    if find_spec("mcp") is None:
        raise Stop(MISSING, SPACE)
    http = importlib.import_module("httpx2")
    server = importlib.import_module("tequio.api.mcp_server")
    if chosen.url:
        parts = urlsplit(chosen.url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise Stop("La dirección empieza con https:// o http://", USAGE)
        client = http.Client(base_url=chosen.url.rstrip("/"), timeout=TIMEOUT, follow_redirects=False)
    else:
        client = _this_site(http, options.environment(chosen.data).url)
    with client:
        server.build(client).run("stdio")
    return OK


def _this_site(http: object, url: str) -> object:
    """A client of this machine's own site, which answers in this very process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.config.settings")
    application = importlib.import_module("tequio.config.wsgi").application
    return http.Client(transport=http.WSGITransport(app=application), base_url=url)  # type: ignore[attr-defined]
