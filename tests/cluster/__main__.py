"""``./tequio cluster``: the set on this machine, to try it; Ctrl-C throws it away."""

import argparse
import signal
import sys
import tempfile
from pathlib import Path

from tests.cluster.machines import cluster


def main() -> int:
    """Start the set and keep it until it is told to stop."""
    parser = argparse.ArgumentParser(
        prog="./tequio cluster", description="Prueba el conjunto grande en esta máquina."
    )
    parser.add_argument("--demo", default="ejemplo", help="municipio de ejemplo (normal: ejemplo)")
    parser.add_argument("--port", type=int, default=8000, help="puerto (normal: 8000)")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(
        "· PostgreSQL, Redis, S3, dos máquinas web, dos de trabajos y nginx; tarda cerca de un minuto…",
        flush=True,
    )
    with tempfile.TemporaryDirectory(prefix="tequio-cluster-") as name:
        try:
            with cluster(Path(name), demo=chosen.demo, port=chosen.port) as made:
                logins = made.machines[0].folder / "keys" / "demo-logins"
                print(f"\n  El conjunto está listo en {made.url}/")
                for line in logins.read_text().splitlines() if logins.is_file() else []:
                    print("    usuario {}   contraseña {}".format(*line.split()))
                for machine in made.machines:
                    print(f"    {machine.name}: proceso {machine.process.pid if machine.process else '?'}")
                print("  Mata un proceso y mira qué pasa. Ctrl-C lo detiene y lo borra todo.", flush=True)
                signal.pause()
        except RuntimeError as problem:
            print(f"✗ {problem}", file=sys.stderr)
            return 1
        except (KeyboardInterrupt, SystemExit):
            print("\nDeteniendo el conjunto…")
    return 0


if __name__ == "__main__":
    sys.exit(main())
