"""The runner: what is missing is named, and the output ends with pytest's own words."""

import pytest

from tests.missing import note, skip_missing
from tests.run import SUMMARY, Run

LAST = "============================= 19 passed in 12.77s =============================="


@pytest.fixture
def missing_file(tmp_path, monkeypatch):
    path = tmp_path / "missing"
    path.touch()
    monkeypatch.setenv("TEQUIO_TEST_MISSING", str(path))
    return path


def run(**variables):
    return Run([], variables, summaries=[LAST])


@pytest.mark.parametrize(
    "line",
    [
        LAST,
        "= 1 failed, 521 passed, 2 skipped in 75.92s (0:01:15) =",
        "4 failed, 1178 passed in 75.92s (0:01:15)",
        "============================ no tests ran in 0.02s =============================",
        "===== 3 passed, 12 deselected in 1.20s =====",
    ],
)
def test_pytests_summary_is_recognised(line):
    assert SUMMARY.match(line)


@pytest.mark.parametrize("line", ["2 workers [19 items]", "FAILED a.py::b - in 3s", "bringing up nodes..."])
def test_other_lines_are_not_taken_for_it(line):
    assert not SUMMARY.match(line)


def test_what_is_missing_is_named_once_and_pytest_has_the_last_word(missing_file, capsys):
    for _twice in range(2):
        note("chromium", "tests/test_a.py::test_b")
    assert run().report(missing_file) == 0
    printed = capsys.readouterr().out
    assert printed.count("falta chromium: tests/test_a.py::test_b") == 1
    assert printed.endswith(LAST + "\n")


def test_what_is_missing_fails_when_everything_is_required(missing_file, capsys):
    note("redis", "tests/test_a.py::test_b")
    assert run(TEQUIO_REQUIRE_ALL="1").report(missing_file) == 1
    assert "✗ Falló: lo que falta en esta máquina" in capsys.readouterr().out


def test_a_failed_part_fails_the_run(missing_file, capsys):
    failed = run()
    failed.failed.append("mypy")
    assert failed.report(missing_file) == 1
    assert "✗ Falló: mypy" in capsys.readouterr().out


def test_a_missing_server_skips_by_name_or_fails_when_required(monkeypatch):
    monkeypatch.delenv("TEQUIO_REQUIRE_ALL", raising=False)
    with pytest.raises(pytest.skip.Exception, match="missing: redis"):
        skip_missing("redis")
    monkeypatch.setenv("TEQUIO_REQUIRE_ALL", "1")
    with pytest.raises(pytest.fail.Exception, match="missing: redis"):
        skip_missing("redis")
