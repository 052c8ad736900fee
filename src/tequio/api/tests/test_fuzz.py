"""Schemathesis reads our document and asks, of a site that is served, whatever it allows and does not allow."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tequio.api import cursors, service

CURSORS = st.integers(0, 500).map(lambda last: cursors.write("another list", [last]))
schemathesis.openapi.format("tequio-cursor", CURSORS)
PATIENT = settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_schemathesis_finds_nothing(
    example_site: str, mode: GenerationMode, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "PER_MINUTE", 10**9)
    schema = schemathesis.openapi.from_url(f"{example_site}/api/v1/openapi.json")
    tried = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        if mode.is_negative and not [*operation.query]:
            continue  # nothing that a schema would refuse

        @PATIENT
        @given(case=operation.as_strategy(generation_mode=mode))
        def asked(case: schemathesis.Case) -> None:
            # A cursor continues one list only, which no schema can say: here it always is of another one.
            own = [positive_data_acceptance] if "cursor" in case.query else []
            case.call_and_validate(excluded_checks=own)

        asked()
        tried += 1
    assert tried > 20
