"""Translations compile without gettext's tools, and only when they changed."""

import gettext
import os

from tequio.console.translations import compile_all

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Sesión"\nmsgstr "Meeting"\n'


def test_a_translation_is_compiled_when_it_is_newer(tmp_path):
    source = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO, encoding="utf-8")
    target = source.with_suffix(".mo")
    before = os.umask(0o077)
    try:
        assert compile_all([tmp_path]) == [target]
    finally:
        os.umask(before)
    assert target.stat().st_mode & 0o044 == 0o044  # whoever serves next may be another account
    assert gettext.translation("django", tmp_path, ["en"]).gettext("Sesión") == "Meeting"
    assert compile_all([tmp_path]) == []
    os.utime(source, ns=(target.stat().st_mtime_ns + 10**9,) * 2)
    assert compile_all([tmp_path]) == [target]
