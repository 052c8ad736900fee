"""The product as a user starts it, beside nginx serving the same compressed bytes from files, under ``wrk``.

Needs Debian's nginx and wrk. Loopback only; every round is bounded in time.
"""

import contextlib
import http.client
import os
import re
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.machine import cpu_seconds, memory_mb

ROUNDS, SECONDS, PAGES = 3, 4, 1_000
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
ENCODING = "br" if BROTLI.exists() else "gzip"
START = 300.0  # seconds that the first start may take
LUA = """
local pages, at = {}, 0
for line in io.lines("%s") do pages[#pages + 1] = line end
function setup(thread) thread:set("first", math.random(#pages)) end
function request()
  at = at + 1
  return wrk.format("GET", pages[(at + (first or 0)) %% #pages + 1])
end
"""
NGINX = """
{module}
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 512; }}
http {{
  include /etc/nginx/mime.types; access_log off; keepalive_requests 1000000; open_file_cache max=4000;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; root {folder}/files; {static} }}
}}
"""


class Load(NamedTuple):
    """One round of wrk."""

    rate: float  # requests per second
    p99: float  # ms
    cpu: float  # µs of the server per request


def measure() -> list[str]:
    """Start both, load them in turns, and compare."""
    missing = [name for name in ("nginx", "wrk") if not shutil.which(name)]
    if missing:
        return [f"\nreal server: not measured, missing {', '.join(missing)}"]
    with tempfile.TemporaryDirectory(prefix="tequio-bench-") as name, product(Path(name)) as (port, pid):
        folder = Path(name)
        idle = memory_mb(pid)
        addresses = known_addresses(port)[:PAGES]
        (folder / "addresses").write_text("\n".join(addresses))
        lines = [
            f"\nreal server, {len(addresses)} different pages, {ENCODING}; limit: nginx, 1 worker, files"
        ]
        lines += [rebuild_line(folder, port, pid, addresses), unchanged_line(port)]
        with limit(folder, port, addresses) as (limit_port, limit_pid):
            for connections in (16, 64):
                lines.append(compare(folder, connections, (port, pid), (limit_port, limit_pid)))
        lines += [publication_line(folder, port)]
        lines.append(
            f"{'memory of the whole program (PSS)':<44}{idle:>9.0f} MB idle · {memory_mb(pid):.0f} MB after load"
        )
    return lines


@contextlib.contextmanager
def product(folder: Path) -> Iterator[tuple[int, int]]:
    """``tequio serve`` with the example town; gives its port and process."""
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TEQUIO_", "DJANGO_"))}
    source = str(Path(__file__).resolve().parents[1] / "src")
    command = [sys.executable, "-m", "tequio", "serve", "--data", str(folder / "data"), "--demo", "ejemplo"]
    with (folder / "serve.log").open("w") as log:
        process = subprocess.Popen(
            [*command, "--port", str(port)], env=kept | {"PYTHONPATH": source}, stdout=log, stderr=log
        )
    try:
        wait_for(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


@contextlib.contextmanager
def limit(folder: Path, port: int, addresses: list[str]) -> Iterator[tuple[int, int]]:
    """nginx with the bytes that the product answered, as files."""
    suffix = {"br": "br", "gzip": "gz"}[ENCODING]
    for address in addresses:
        path = folder / "files" / address.strip("/") / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
        path.with_name(f"index.html.{suffix}").write_bytes(get(port, address)[2])
    mine = free_port()
    module = f"load_module {BROTLI};" if ENCODING == "br" else ""
    static = "brotli_static on;" if ENCODING == "br" else "gzip_static on;"
    text = NGINX.format(module=module, folder=folder, port=mine, static=static)
    (folder / "nginx.conf").write_text(text)
    if os.geteuid() == 0:
        (folder / "nginx.conf").write_text("user root;\n" + text)
    process = subprocess.Popen(["nginx", "-c", folder / "nginx.conf"], stderr=subprocess.DEVNULL)
    try:
        wait_for(mine)
        yield mine, process.pid
    finally:
        process.terminate()
        process.wait()


def compare(folder: Path, connections: int, ours: tuple[int, int], theirs: tuple[int, int]) -> str:
    """Both in turns at a number of connections."""
    rounds = [
        (load(folder, *ours, connections), load(folder, *theirs, connections)) for _round in range(ROUNDS)
    ]
    mine, files = (
        Load(*map(statistics.median, zip(*side, strict=True))) for side in zip(*rounds, strict=True)
    )
    name = f"kept page, {connections} connections"
    return (
        f"{name:<44}{mine.rate:>9,.0f}/s  p99 {mine.p99:.1f} ms  {mine.cpu:.0f} µs CPU"
        f" · nginx {files.rate:,.0f}/s  p99 {files.p99:.1f} ms  {files.cpu:.0f} µs · × {mine.rate / files.rate:.2f}"
        " (target ≥ 0.40, ≤ 60 µs, p99 ≤ 5 ms)"
    )


def load(folder: Path, port: int, pid: int, connections: int) -> Load:
    """One bounded round over all the addresses."""
    script = folder / "pages.lua"
    script.write_text(LUA % (folder / "addresses"))
    before = cpu_seconds(pid)
    command = ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", "--latency", "-s", str(script)]
    command += ["-H", f"Accept-Encoding: {ENCODING}", f"http://localhost:{port}"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in text:
        raise RuntimeError(text)
    spent = cpu_seconds(pid) - before
    number = int(re.search(r"(\d+) requests in", text).group(1))  # type: ignore[union-attr]
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", text).groups()  # type: ignore[union-attr]
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))  # type: ignore[union-attr]
    return Load(rate, float(value) * {"us": 1e-3, "ms": 1, "s": 1e3}[unit], spent / number * 1e6)


def rebuild_line(folder: Path, port: int, pid: int, addresses: list[str]) -> str:
    """Every page made again after a change, one reader at a time."""
    for address in addresses:
        get(port, address)
    change(folder, "Comisión renovada")
    before, started = cpu_seconds(pid), time.perf_counter()
    for address in addresses:
        get(port, address)
    spent, wall = cpu_seconds(pid) - before, time.perf_counter() - started
    return (
        f"{'pages made again after a publication':<44}{len(addresses) / spent:>9,.0f}/s per core of CPU · "
        f"{wall:.1f} s for all (target ≥ 200/s)"
    )


def publication_line(folder: Path, port: int) -> str:
    """From the commit until the page shows it."""
    waits = []
    for number in range(20):
        change(folder, f"Comisión número {number} de prueba")
        committed = time.perf_counter()
        while f"número {number} de prueba".encode() not in get(port, "/verifica/", "identity")[2]:
            pass
        waits.append((time.perf_counter() - committed) * 1e3)
    return (
        f"{'page after a publication':<44}{statistics.median(waits):>9.0f} ms median · {max(waits):.0f} ms worst "
        "of 20 (target ≤ 1,000)"
    )


def unchanged_line(port: int) -> str:
    """The bytes on the wire of a 304."""
    tag = get(port, "/")[1]["etag"]
    with socket.create_connection(("127.0.0.1", port)) as wire:
        request = f"GET / HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: {ENCODING}\r\nIf-None-Match: {tag}\r\n\r\n"
        wire.sendall(request.encode())
        answer = wire.recv(65_536)
    status = answer.split(b" ", 2)[1].decode()
    return f"{'unchanged page':<44}{len(answer):>9} B, status {status} (target 304, ≤ 300 B)"


def change(folder: Path, name: str) -> None:
    """A public change from outside the server's process."""
    with contextlib.closing(sqlite3.connect(folder / "data" / "tequio.sqlite3", timeout=20)) as database:
        database.execute("UPDATE core_town SET commission_name = ?", [name])
        database.commit()


def known_addresses(port: int) -> list[str]:
    """What the map of the site lists, in its three languages."""
    index = get(port, "/sitemap.xml", "identity")[2].decode()
    paths: list[str] = []
    for part in re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", index):
        text = get(port, part, "identity")[2].decode() if part.endswith(".xml") else ""
        paths += re.findall(r"<loc>https?://[^/]+(/[^<]*/)</loc>", text)
    plain = [path for path in dict.fromkeys(paths) if not path.startswith(("/en/", "/nah/"))]
    every = [prefix + path for prefix in ("", "/en", "/nah") for path in plain]
    return [path for path in every if get(port, path)[0] == 200]


def get(port: int, address: str, encoding: str = ENCODING) -> tuple[int, dict[str, str], bytes]:
    """One answer."""
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    with contextlib.closing(server):
        server.request("GET", address, headers={"Host": f"localhost:{port}", "Accept-Encoding": encoding})
        answer = server.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def wait_for(port: int) -> None:
    """Until somebody listens."""
    deadline = time.monotonic() + START
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.2)
    raise RuntimeError("the server did not start")


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
