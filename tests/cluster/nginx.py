"""nginx with the configuration that the documentation gives, on a port of this machine and without a certificate."""

import contextlib
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SITE = REPOSITORY / "deploy" / "nginx.conf"


def configuration(folder: Path, port: int, web: list[str]) -> str:
    """``deploy/nginx.conf`` with its names, ports and folders changed as its first lines say."""
    text = SITE.read_text(encoding="utf-8")
    servers = "\n".join(f"server {address} max_fails=1 fail_timeout=2s;" for address in web)
    for pattern, after in (
        (r"server \{\s*listen 80;.*?\n\}\n", ""),  # the way to HTTPS
        (r"ssl_certificate\w* [^;]*;", ""),
        (r"server 127\.0\.0\.1:8000[^;]*;", servers),
        (r"listen 443 [^;]*;", f"listen 127.0.0.1:{port};"),
        (r"abierto\.sanejemplo\.gob\.mx", "localhost"),
        (r"/var/cache/nginx/tequio", f"{folder}/cache"),
    ):
        text, changed = re.subn(pattern, after, text, flags=re.DOTALL)
        if not changed:
            raise ValueError(f"deploy/nginx.conf has nothing like {pattern!r}")
    user = "user root;\n" if os.geteuid() == 0 else ""
    return (
        f"{user}worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/log;\n"
        "events { worker_connections 1024; }\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; client_body_temp_path {folder}/body;\n"
        f"proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u;\n"
        f"scgi_temp_path {folder}/s;\n{text}\n}}\n"
    )


@contextlib.contextmanager
def running_nginx(folder: Path, port: int, web: list[str]) -> Iterator[None]:
    """Run it until the block ends."""
    folder.mkdir(parents=True)
    path = folder / "nginx.conf"
    path.write_text(configuration(folder, port, web))
    binary = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
    with (folder / "errors").open("wb") as errors:
        process = subprocess.Popen([binary or "nginx", "-p", folder, "-c", path], stderr=errors)
    time.sleep(0.3)
    if process.poll() is not None:
        raise RuntimeError((folder / "errors").read_text() + (folder / "log").read_text())
    yield
    process.terminate()
    process.wait()
