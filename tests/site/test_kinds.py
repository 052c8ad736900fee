"""No kind of page escapes the tests of this folder."""

import pytest

from tequio.register.kinds import KINDS
from tequio.register.models import Record
from tests.site.kinds import ELSEWHERE, FILES, SAMPLES, public_routes, route_of

TRIED = {route_of(address) for address in SAMPLES}


def test_every_public_route_has_a_sample() -> None:
    assert public_routes() - TRIED - FILES.keys() - ELSEWHERE.keys() == set()


def test_no_sample_outlives_its_route() -> None:
    assert (FILES.keys() | ELSEWHERE.keys()) - public_routes() == set()
    assert {name: route_of(address) for name, (address, _type) in FILES.items()} == {n: n for n in FILES}


@pytest.mark.slow
def test_every_kind_of_record_has_a_page_among_the_samples(example: object) -> None:
    kinds = {
        kind: route_of(path)
        for kind, path in Record.objects.order_by("subject_type").values_list("subject_type", "path")
    }
    ours = {name for name in KINDS if not name.startswith("tests.")}
    assert ours - kinds.keys() - {"website.translation"} == set()
    assert {kind: route for kind, route in kinds.items() if route not in TRIED} == {}
