"""The tracked files of the repository, as the architecture tests read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "tequio"


@cache
def tracked_files() -> tuple[Path, ...]:
    """Return every file that git keeps and that is still there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return tuple(path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file())


def python_files(*, product_only: bool = False) -> list[Path]:
    """Return the tracked Python files; ``product_only`` leaves out tests and migrations."""
    files = [path for path in tracked_files() if path.suffix == ".py"]
    if product_only:
        files = [
            path
            for path in files
            if PACKAGE in path.parents and not {"tests", "migrations"} & set(path.parts)
        ]
    return files


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method of a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def name(path: Path) -> str:
    """Return the path from the repository's root."""
    return str(path.relative_to(ROOT))
