"""Files and functions that a stranger can hold in mind, and no drawer for odds and ends."""

from tests.architecture.source import functions, name, python_files, tracked_files

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
CODE = {".py", ".html", ".js", ".sh"}
DRAWERS = {"utils.py", "util.py", "helpers.py", "misc.py", "signals.py"}


def test_no_file_is_longer_than_400_lines():
    sizes = {
        name(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in tracked_files()
        if path.suffix in CODE
    }
    assert len(sizes) > 50
    assert {path: size for path, size in sizes.items() if size > LONGEST_FILE} == {}


def test_no_function_is_longer_than_40_lines():
    sizes = {
        f"{name(path)}:{function.name}": (function.end_lineno or 0) - function.lineno + 1
        for path in python_files(product_only=True)
        for function in functions(path)
    }
    assert len(sizes) > 100
    assert {function: size for function, size in sizes.items() if size > LONGEST_FUNCTION} == {}


def test_no_file_is_a_drawer():
    assert [name(path) for path in python_files() if path.name in DRAWERS] == []
