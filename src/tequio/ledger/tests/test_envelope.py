import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.ledger.canonical import canonical_bytes, parse_canonical
from tequio.ledger.envelope import Envelope
from tequio.ledger.errors import EntryTooLargeError, FormatError

AT = datetime(2026, 11, 22, 10, 0, 0, tzinfo=UTC)
FIELDS = {
    "v": 1,
    "kind": "meetings.agreement.adopted",
    "subject": {"type": "meetings.agreement", "id": "2026-ord-02-03"},
    "version": 1,
    "at": "2026-11-22T10:00:00Z",
    "issuer": "Secretaría Técnica de la CIGA",
    "record": {"title": "Se aprueba el plan", "votes": {"for": 7, "against": 0}},
}
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def envelope(**changes):
    fields = {
        "kind": "meetings.agreement.adopted",
        "subject_type": "meetings.agreement",
        "subject_id": "2026-ord-02-03",
        "version": 1,
        "at": AT,
        "issuer": "Secretaría Técnica de la CIGA",
        "record": FIELDS["record"],
    }
    return Envelope(**{**fields, **changes})


def encoded(**changes):
    fields = {key: value for key, value in {**FIELDS, **changes}.items() if value is not ...}
    return canonical_bytes(fields)


def test_an_entry_is_canonical_json_with_the_agreed_keys():
    assert (
        envelope().to_bytes()
        == (
            '{"at":"2026-11-22T10:00:00Z","issuer":"Secretaría Técnica de la CIGA",'
            '"kind":"meetings.agreement.adopted",'
            '"record":{"title":"Se aprueba el plan","votes":{"against":0,"for":7}},'
            '"subject":{"id":"2026-ord-02-03","type":"meetings.agreement"},"v":1,"version":1}'
        ).encode()
    )


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"basis": "Art. 12 del Reglamento"},
        {"record": {}},
        {"record": None, "record_sha256": "0" * 64},
        {"version": 2**53 - 1},
        {"at": datetime(1, 1, 1, tzinfo=UTC)},
        {"at": datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)},
    ],
)
def test_an_entry_comes_back(changes):
    entry = envelope(**changes)
    assert Envelope.parse(entry.to_bytes()) == entry


@given(st.dictionaries(texts, json_values, max_size=5))
def test_any_record_with_whole_numbers_comes_back(record):
    entry = envelope(record=record)
    assert Envelope.parse(entry.to_bytes()) == entry


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "adopted"},
        {"kind": "Meetings.agreement.adopted"},
        {"kind": "meetings.agreement.adopted\n"},
        {"kind": 3},
        {"subject_type": "meetings"},
        {"subject_type": None},
        {"subject_id": ""},
        {"subject_id": " x"},
        {"subject_id": "x\n"},
        {"subject_id": 5},
        {"version": 0},
        {"version": True},
        {"version": "1"},
        {"version": 2**53},
        {"at": datetime(2026, 11, 22, 10, 0, 0)},
        {"at": AT.replace(microsecond=1)},
        {"at": AT.astimezone(timezone(timedelta(hours=-6)))},
        {"issuer": ""},
        {"issuer": "two\nlines"},
        {"basis": " x"},
        {"record": None},
        {"record_sha256": "0" * 64},
        {"record": [1]},
        {"record": None, "record_sha256": "A" * 64},
        {"record": None, "record_sha256": "0" * 63},
        {"record": None, "record_sha256": 7},
    ],
)
def test_an_entry_that_breaks_the_form_is_not_made(changes):
    with pytest.raises(FormatError):
        envelope(**changes)


@pytest.mark.parametrize(
    "record",
    [
        {"amount": 1.5},
        {"amount": 1.0},
        {"list": [{"deep": float("nan")}]},
        {"big": 2**53},
        {"when": AT},
        {"text": "\ud800"},
        {1: "a key that is not text"},
    ],
)
def test_a_record_that_is_not_json_with_whole_numbers_is_not_written(record):
    with pytest.raises(FormatError):
        envelope(record=record).to_bytes()


def test_a_record_nested_without_end_is_not_written():
    record = {}
    record["self"] = record
    with pytest.raises(FormatError):
        envelope(record=record).to_bytes()


def test_an_entry_has_at_most_65535_bytes():
    room = 65_535 - len(envelope(record={"t": ""}).to_bytes())
    longest = envelope(record={"t": "x" * room})
    assert len(longest.to_bytes()) == 65_535
    assert Envelope.parse(longest.to_bytes()) == longest
    with pytest.raises(EntryTooLargeError, match="at most 65535 bytes"):
        envelope(record={"t": "x" * (room + 1)}).to_bytes()
    with pytest.raises(EntryTooLargeError, match="at most 65535 bytes"):
        Envelope.parse(encoded(record={"t": "x" * (room + 1)}))


@pytest.mark.parametrize(
    "changes",
    [
        {"v": 2},
        {"v": True},
        {"v": "1"},
        {"v": ...},
        {"kind": ...},
        {"subject": ...},
        {"version": ...},
        {"at": ...},
        {"issuer": ...},
        {"record": ...},
        {"extra": 1},
        {"basis": None},
        {"basis": ""},
        {"record_sha256": None},
        {"subject": "text"},
        {"subject": {"type": "meetings.agreement"}},
        {"subject": {"type": "meetings.agreement", "id": "1", "more": 1}},
        {"at": "2026-11-22T10:00:00.5Z"},
        {"at": "2026-11-22T10:00:00+00:00"},
        {"at": "2026-11-22 10:00:00Z"},
        {"at": "2026-1-22T10:00:00Z"},
        {"at": "2026-02-30T10:00:00Z"},
        {"at": "2026-11-22T10:00:60Z"},
        {"at": 5},
    ],
)
def test_bytes_that_break_the_form_are_refused(changes):
    assert Envelope.parse(encoded())
    with pytest.raises(FormatError):
        Envelope.parse(encoded(**changes))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"null",
        b"\xff",
        b"\xef\xbb\xbf" + encoded(),
        encoded() + b"\n",
        b" " + encoded(),
        json.dumps(FIELDS).encode(),
        encoded().replace(b'"v":1', b'"v":1,"v":1'),
        encoded().replace(b'"for":7', b'"for":7,"for":7'),
        encoded().replace(b'"for":7', b'"for":7.0'),
        encoded().replace(b'"for":7', b'"for":7e0'),
        encoded().replace(b'"for":7', b'"for":NaN'),
        encoded().replace(b'"for":7', b'"for":-0'),
        encoded().replace(b'"for":7', b'"for":9007199254740992'),
        encoded().replace(b'"for":7', b'"for":' + b"9" * 5000),
        encoded().replace("í".encode(), b"\\u00ed"),
        encoded().replace("í".encode(), b"\\ud800"),
        encoded().replace(b'"for":7', b'"for":' + b"[" * 20_000 + b"]" * 20_000),
    ],
)
def test_bytes_that_are_not_canonical_are_refused(data):
    with pytest.raises(FormatError):
        Envelope.parse(data)


@given(json_values)
def test_canonical_bytes_come_back_and_no_other_spelling_does(value):
    data = canonical_bytes(value)
    assert parse_canonical(data) == value
    with pytest.raises(FormatError):
        parse_canonical(data + b" ")


def test_keys_are_sorted_by_utf_16_as_the_rfc_says():
    assert canonical_bytes({"\ufb33": 1, "\U0001f600": 2, "a": 3}) == '{"a":3,"😀":2,"\ufb33":1}'.encode()
